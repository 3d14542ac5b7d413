// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Net;

namespace Bg95Emulator.Tool;

/// <summary>The options that say where modules are served.</summary>
internal sealed class LineSettings : OptionGroup
{
    private readonly Option<string?> _pty = new("--pty")
    {
        HelpName = "link",
        Description = "Serve on a pseudo-terminal and make this link to it, or one with a number behind when another run has it. The default, with the link bg95 in the folder for temporary files. Not on Windows.",
    };

    private readonly Option<int?> _tcp = NumberOption.Optional(
        "--tcp", "port", 0, 65535, "Serve on this TCP port instead, one client at a time; 0 takes a free one.");

    private readonly Option<string> _bind = new("--bind")
    {
        HelpName = "address",
        DefaultValueFactory = _ => "127.0.0.1",
        Description = "Address to listen on for --tcp. Whoever reaches it can use this PC's network through the module.",
    };

    private readonly Option<string[]> _serial = new("--serial")
    {
        HelpName = "name",
        Description = "Serve on a serial port of this PC instead, such as COM5 or /dev/ttyUSB0; once for each module.",
    };

    private readonly Option<int?> _baud = NumberOption.Optional(
        "--baud", "bits/s", 300, 4_000_000, "Speed of the line. With --serial the port's, 115200 unless set. Otherwise both directions are paced to it; without it they are as fast as they can.");

    private readonly Option<FlowControl> _flow = new("--flow")
    {
        HelpName = "auto|rtscts|none",
        Description = "Whether --serial uses RTS/CTS; auto: when the host sends AT+IFC=2,2.",
    };

    public LineSettings()
    {
        Allow(_bind!, text => IPAddress.TryParse(text, out _), "--bind takes an address.");
        Group(_pty, _tcp, _bind, _serial, _baud, _flow);
    }

    /// <summary>The speed both directions are to be paced to; 0 for none, also where a port has its own.</summary>
    public int PacedRate(ParseResult result) => result.GetValue(_serial) is { Length: > 0 } ? 0 : result.GetValue(_baud) ?? 0;

    /// <summary>How many serial ports are given.</summary>
    public int SerialCount(ParseResult result) => result.GetValue(_serial)?.Length ?? 0;

    /// <summary>Makes the lines.</summary>
    /// <exception cref="IOException">A port cannot be opened.</exception>
    public List<ServedLine> Open(ParseResult result, int modules)
    {
        List<ServedLine> lines = [];
        try
        {
            if (result.GetValue(_serial) is { Length: > 0 } serial)
            {
                if (modules > 1 && modules != serial.Length)
                {
                    throw new InvalidOperationException("--modules must be the number of --serial ports.");
                }

                int baud = result.GetValue(_baud) ?? 115200;
                foreach (string name in serial)
                {
                    lines.Add(new SerialServedLine(name, baud, result.GetValue(_flow)));
                }

                return lines;
            }

            int? tcp = result.GetValue(_tcp) ?? (OperatingSystem.IsWindows() ? 0 : null);
            for (int i = 0; i < modules; i++)
            {
                lines.Add(tcp is int port
                    ? new TcpServedLine(port == 0 ? 0 : port + i, IPAddress.Parse(result.GetValue(_bind)!))
                    : new PseudoTerminalLine(Link(result, i, modules)));
            }

            return lines;
        }
        catch
        {
            lines.ForEach(line => line.Dispose());
            throw;
        }
    }

    private string Link(ParseResult result, int index, int modules)
    {
        string link = result.GetValue(_pty) ?? Path.Combine(Path.GetTempPath(), "bg95");
        return modules == 1 ? link : $"{link}-{index + 1}";
    }
}
