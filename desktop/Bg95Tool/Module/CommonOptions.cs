// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.IO;
using Bg95Emulator.Tool;

namespace Bg95Tool;

/// <summary>The options that every command has.</summary>
internal sealed class CommonOptions
{
    private const int DefaultBaud = 115200;
    private const int LongestTimeout = 86_400;

    private readonly Option<string?> _port = new("--port")
    {
        HelpName = "name",
        Description = "Serial port of the module, such as COM5 or /dev/ttyUSB2.",
    };

    private readonly Option<int?> _baud = NumberOption.Optional(
        "--baud", "bits/s", 300, 4_000_000, "Speed of --port, 115200 unless set; an emulated module is paced to it.");

    private readonly Option<bool> _flowControl = new("--flow-control")
    {
        Description = "RTS and CTS of --port are wired; the module is told to use them.",
    };

    private readonly Option<string> _urcPort = new("--urc-port")
    {
        HelpName = "uart1|usbat|usbmodem",
        DefaultValueFactory = _ => Bg95Ssl.Bg95Modem.Uart,
        Description = "The module's name for the port it is asked on; its unsolicited results go there.",
    };

    private readonly Option<string?> _tcp = new("--tcp")
    {
        HelpName = "host:port",
        Description = "The module is behind a TCP port instead: bg95-emulator serve --tcp, or a serial server.",
    };

    private readonly Option<bool> _emulated = new("--emulated")
    {
        Description = "Start an emulated module and a TLS server in this process instead: nothing is needed to try the tool.",
    };

    private readonly Option<int?> _timeout = NumberOption.Optional(
        "--timeout", "s", 1, LongestTimeout, "How long the whole command may take. Without it each step has a limit of its own.");

    private readonly Option<bool> _json = new("--json")
    {
        Description = "Write one JSON document to standard output, errors included, and nothing else.",
    };

    private readonly Option<string?> _log = new("--log")
    {
        HelpName = "file",
        Description = "Write what is said on the line to a file, without secrets; bg95-emulator replay plays it.",
    };

    private readonly Option<bool> _logWithPayload = new("--log-with-payload")
    {
        Description = "--log holds what goes through sockets, too.",
    };

    /// <summary>Adds them, and the checks.</summary>
    public void AddTo(Command command, bool withLog = true)
    {
        foreach (Option option in (IEnumerable<Option>)[_port, _baud, _flowControl, _urcPort, _tcp, _emulated, _timeout, _json, _log, _logWithPayload])
        {
            if (withLog || (option != _log && option != _logWithPayload))
            {
                command.Options.Add(option);
            }
        }

        command.Validators.Add(result => Check(result, withLog));
    }

    /// <summary>Whether output is to be JSON.</summary>
    public bool IsJson(ParseResult result) => result.GetValue(_json);

    /// <summary>Reads what they say.</summary>
    public CommonSettings Read(ParseResult result, string? log = null)
    {
        string? tcp = result.GetValue(_tcp);
        int colon = tcp?.LastIndexOf(':') ?? -1;
        bool emulated = result.GetValue(_emulated);
        return new CommonSettings
        {
            Port = result.GetValue(_port),
            Baud = result.GetValue(_baud) ?? (emulated ? 0 : DefaultBaud),
            FlowControl = result.GetValue(_flowControl),
            UrcPort = result.GetRequiredValue(_urcPort),
            TcpHost = colon < 0 ? null : tcp![..colon].Trim('[', ']'),
            TcpPort = colon < 0 ? 0 : int.Parse(tcp.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture),
            Emulated = emulated,
            Timeout = result.GetValue(_timeout) is int seconds ? TimeSpan.FromSeconds(seconds) : null,
            Json = result.GetValue(_json),
            Log = log ?? result.GetValue(_log),
            LogWithPayload = result.GetValue(_logWithPayload),
        };
    }

    private void Check(CommandResult result, bool withLog)
    {
        int ways = (IsGiven(result, _port) ? 1 : 0) + (IsGiven(result, _tcp) ? 1 : 0) + (result.GetValue(_emulated) ? 1 : 0);
        if (ways != 1)
        {
            result.AddError(ways == 0
                ? "Say where the module is: --port COM5, --tcp host:port or --emulated."
                : "Only one of --port, --tcp and --emulated can be used.");
            return;
        }

        if (IsGiven(result, _baud) && IsGiven(result, _tcp))
        {
            result.AddError("--baud needs --port or --emulated.");
        }

        if (result.GetValue(_flowControl) && !IsGiven(result, _port))
        {
            result.AddError("--flow-control needs --port.");
        }

        if (IsGiven(result, _urcPort) && result.GetValue(_urcPort) is not ("uart1" or "usbat" or "usbmodem"))
        {
            result.AddError("--urc-port takes uart1, usbat or usbmodem.");
        }

        if (IsGiven(result, _tcp) && !IsEndPoint(result.GetValue(_tcp)!))
        {
            result.AddError("--tcp takes host:port, such as 127.0.0.1:9600.");
        }

        if (withLog && result.GetValue(_logWithPayload) && !IsGiven(result, _log))
        {
            result.AddError("--log-with-payload needs --log.");
        }

        if (withLog && result.GetValue(_log) is string log)
        {
            CheckFolder(result, "--log", log);
        }
    }

    /// <summary>A file that is to be written needs a folder that exists.</summary>
    public static void CheckFolder(CommandResult result, string option, string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? path;
        if (path.Length == 0 || Directory.Exists(path) || !Directory.Exists(folder))
        {
            result.AddError($"{option}: '{path}' is no file that can be written: its folder must exist.");
        }
    }

    private static bool IsGiven(CommandResult result, Option option) => result.GetResult(option) is { Implicit: false };

    private static bool IsEndPoint(string text)
    {
        int colon = text.LastIndexOf(':');
        return colon > 0 && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is >= 1 and <= 65535;
    }
}
