// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.IO.Ports;
using System.Net;
using Bg95Emulator;
using Bg95Ssl;

namespace Samples.Pc;

/// <summary>The way to a module: a serial port of this PC, or an emulated module behind a line made for it.</summary>
public sealed class ModuleLine : IDisposable
{
    private readonly PseudoTerminal? _terminal;

    private ModuleLine(ITransport transport, string description, EmulatedModule? emulator = null, PseudoTerminal? terminal = null)
    {
        Transport = transport;
        Description = description;
        Emulator = emulator;
        _terminal = terminal;
    }

    /// <summary>What the driver speaks on.</summary>
    public ITransport Transport { get; }

    /// <summary>Where the module is, to read.</summary>
    public string Description { get; }

    /// <summary>Null when the module is a real one.</summary>
    public EmulatedModule? Emulator { get; }

    /// <summary>Sets the module's DTR line. Null where the line has none, or may have none: a port of a PC does not tell.</summary>
    public DataTerminalReadyHandler? DataTerminalReady { get; private init; }

    /// <summary>Opens a serial port.</summary>
    public static ModuleLine ToPort(SampleSettings settings)
    {
        SerialPort port = new(settings.Port, settings.Baud)
        {
            Handshake = settings.FlowControl ? Handshake.RequestToSend : Handshake.None,
        };
        port.Open();

        try
        {
            // A module whose DTR is off may hang up (AT&D).
            port.DtrEnable = true;
        }
        catch (IOException)
        {
            // A pseudo-terminal, such as another emulator's, has no such line.
        }

        string flow = settings.FlowControl ? "RTS/CTS" : "no flow control";
        return new ModuleLine(new SerialPortTransport(port), $"on {settings.Port}, {settings.Baud} baud, {flow}");
    }

    /// <summary>Starts an emulated module.</summary>
    /// <param name="baud">Speed that its port is opened with; a pseudo-terminal knows none.</param>
    /// <param name="localHost">A name that is to mean this PC, or null.</param>
    /// <param name="fault">Called when the emulator itself fails.</param>
    public static ModuleLine ToEmulator(int baud, string? localHost, Action<Exception> fault)
    {
        ModuleOptions options = new();

        if (localHost != null)
        {
            options.Hosts[localHost] = IPAddress.Loopback;
        }

        EmulatedModule module = new(options);
        module.Fault += fault;

        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
        {
            LinePair.Create(out Stream moduleSide, out Stream hostSide);
            module.Attach(moduleSide);
            return new ModuleLine(
                new StreamTransport(hostSide),
                "emulated BG95 on a line in memory: Windows has no pseudo-terminals, so System.IO.Ports is left out",
                module)
            {
                DataTerminalReady = Dtr(module),
            };
        }

        PseudoTerminal terminal = PseudoTerminal.Open();
        module.Attach(terminal.Stream);
        SerialPort port = new(terminal.Name, baud);
        return new ModuleLine(
            new SerialPortTransport(port),
            $"emulated BG95 on the pseudo-terminal {terminal.Name}, opened with System.IO.Ports",
            module,
            terminal)
        {
            // A pseudo-terminal has no such line; the module is told past it.
            DataTerminalReady = Dtr(module),
        };
    }

    private static DataTerminalReadyHandler Dtr(EmulatedModule module) => module.SetDataTerminalReady;

    /// <summary>Ends the emulated module.</summary>
    public void Dispose()
    {
        Emulator?.Dispose();
        _terminal?.Dispose();
    }
}
