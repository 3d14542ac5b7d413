// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Emulator;

/// <summary>Everything a module knows; the commands share it.</summary>
internal sealed class ModuleState
{
    public const int SslContextCount = 6;

    private readonly Action<Exception> _fault;
    private volatile bool _on = true;

    public ModuleState(
        ModuleOptions options,
        Action<LineDirection, ReadOnlyMemory<byte>> trace,
        Action<Exception> fault)
    {
        Options = options;
        _fault = fault;
        Clock = new ModuleClock(options.Clock);
        Files = new ModuleFileSystem(options.FileSystemSize);
        Output = new LineOutput(options, trace);
        Sockets = new SocketTable(this);
        Reset();
        Echo = options.Echo;
    }

    public ModuleOptions Options { get; }

    public ModuleClock Clock { get; }

    public ModuleFileSystem Files { get; }

    public FileHandles Handles { get; } = new();

    public LineOutput Output { get; }

    public SocketTable Sockets { get; }

    public TlsSessionCache TlsSessions { get; } = new();

    public PdpContexts Pdp { get; } = new();

    public SslContextSettings[] SslContexts { get; } = new SslContextSettings[SslContextCount];

    /// <summary>False between POWERED DOWN and the next boot: the module hears nothing.</summary>
    public bool IsOn
    {
        get => _on;
        set => _on = value;
    }

    public bool Echo { get; set; }

    /// <summary>AT+CMEE.</summary>
    public int ErrorFormat { get; set; }

    /// <summary>AT+IFC.</summary>
    public (int FromHost, int FromModule) FlowControl { get; set; }

    /// <summary>AT+CFUN.</summary>
    public int Functionality { get; set; }

    /// <summary>What AT+QIGETERROR tells.</summary>
    public int LastError { get; set; }

    /// <summary>Switches the whole module off and on again, for the commands that do so.</summary>
    public Action Reboot { get; set; } = () => { };

    public void ReportFault(Exception fault) => _fault(fault);

    /// <summary>What a reboot leaves: no setting survives it but the clock and the files (module facts 2 and 3).</summary>
    public void Reset()
    {
        Sockets.ReleaseAll();
        Handles.Clear();
        Files.ForgetRam();
        TlsSessions.Clear();
        Pdp.Reset();
        for (int i = 0; i < SslContexts.Length; i++)
        {
            SslContexts[i] = new SslContextSettings();
        }

        Echo = true;
        ErrorFormat = 1;
        FlowControl = (0, 0);
        Functionality = 1;
        LastError = 0;
    }
}
