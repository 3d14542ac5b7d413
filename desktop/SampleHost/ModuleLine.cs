// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Net;
using Bg95Emulator;
using Bg95Ssl;
using Bg95Ssl.Pc;
using Bg95Tool;

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
    public ITransport Transport { get; private set; }

    /// <summary>Where the module is, to read.</summary>
    public string Description { get; }

    /// <summary>Null when the module is a real one.</summary>
    public EmulatedModule? Emulator { get; }

    /// <summary>Sets the module's DTR line. Null where the line has none, or may have none: a port of a PC does not tell.</summary>
    public DataTerminalReadyHandler? DataTerminalReady { get; private set; }

    /// <summary>Opens a serial port.</summary>
    public static ModuleLine ToPort(SampleSettings settings)
    {
        ITransport transport;

        try
        {
            // Opened here, where the fault is the port's alone; the driver finds it open.
            transport = PcSerialTransport.Create(settings.Port!, settings.Baud, settings.FlowControl);
            transport.Open();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
        {
            throw new PortException(settings.Port!, e);
        }

        string flow = settings.FlowControl ? "RTS/CTS" : "no flow control";
        return new ModuleLine(transport, $"on {settings.Port}, {settings.Baud} baud, {flow}");
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
                "emulated BG95 on a line in memory; Windows has no pseudo-terminals",
                module)
            {
                DataTerminalReady = Dtr(module),
            };
        }

        PseudoTerminal terminal = PseudoTerminal.Open();
        module.Attach(terminal.Stream);
        return new ModuleLine(
            PcSerialTransport.Create(terminal.Name, baud),
            $"emulated BG95 on pseudo-terminal {terminal.Name}, used as a serial port",
            module,
            terminal)
        {
            // A pseudo-terminal has no such line; the module is told past it.
            DataTerminalReady = Dtr(module),
        };
    }

    /// <summary>Shows what passes from now on, without what is secret.</summary>
    /// <param name="show">Takes a line to read; any thread may call it.</param>
    public void Trace(Action<string> show)
    {
        HostDialogue dialogue = new(TimeProvider.System);
        dialogue.Dialogue += happened =>
        {
            foreach (DialogueLine line in DialogueText.Lines(happened))
            {
                show($"{line.Time} {line.Sign} {line.Text}");
            }
        };
        Transport = new RecordedTransport(Transport, dialogue);

        if (DataTerminalReady is DataTerminalReadyHandler move)
        {
            DataTerminalReady = isReady =>
            {
                dialogue.MoveDataTerminalReady();
                move(isReady);
            };
        }
    }

    private static DataTerminalReadyHandler Dtr(EmulatedModule module) => module.SetDataTerminalReady;

    /// <summary>Ends the emulated module.</summary>
    public void Dispose()
    {
        Emulator?.Dispose();
        _terminal?.Dispose();
    }
}
