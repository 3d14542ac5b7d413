// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Bg95Emulator;

/// <summary>Everything a module knows; the commands share it.</summary>
internal sealed class ModuleState
{
    public const int SslContextCount = 6;

    private readonly object _gate = new();
    private readonly Action<Exception> _fault;
    private readonly Dictionary<string, int> _calls = [];
    private CancellationTokenSource _untilReboot = new();
    private volatile TransparentMode? _transparent;
    private volatile bool _on = true;
    private volatile bool _ready = true;
    private bool _dataTerminalReady;
    private string _urcPort = string.Empty;
    private (int FromHost, int FromModule) _flowControl;

    public ModuleState(
        ModuleOptions options,
        Action<LineDirection, ReadOnlyMemory<byte>> trace,
        Action<Exception> fault)
    {
        Options = options;
        _fault = fault;
        Clock = new ModuleClock(options);
        Radio = new RadioConfiguration(options);
        Pdp = new PdpContexts(options);
        Http = new HttpService(options);
        Files = new ModuleFileSystem(options.FileSystemSize);
        Dialogue = new DialogueFeed(options.Clock);
        Output = new LineOutput(options, Faults, Dialogue, trace);
        Sockets = new SocketTable(this);
        Judge = new DriverJudge(this);
        SimSlot = new SimSlot(this);
        PowerSaving = new PowerSaving(this);
        Edrx = new ExtendedDrx(this);
        SleepClock = new SleepClock(this);
        TimeZone = new NetworkTimeZone(this);
        Registration = new NetworkRegistration(this);
        _dataTerminalReady = options.DataTerminalReady;
        UrcPort = options.UrcPort ?? options.UrcPorts.FirstOrDefault(string.Empty);
        Reset();
        Echo = options.Echo;
    }

    public ModuleOptions Options { get; }

    public ModuleFaults Faults { get; } = new();

    public DriverJudge Judge { get; }

    public DialogueFeed Dialogue { get; }

    public ModuleClock Clock { get; }

    public ModuleFileSystem Files { get; }

    public FileHandles Handles { get; } = new();

    public LineOutput Output { get; }

    public SocketTable Sockets { get; }

    public TlsSessionCache TlsSessions { get; } = new();

    public PdpContexts Pdp { get; }

    public MqttLinks Mqtt { get; } = new();

    public HttpService Http { get; }

    public SimSlot SimSlot { get; }

    public RadioConfiguration Radio { get; }

    public NetworkRegistration Registration { get; }

    public PowerSaving PowerSaving { get; }

    public ExtendedDrx Edrx { get; }

    public SleepClock SleepClock { get; }

    public NetworkTimeZone TimeZone { get; }

    /// <summary>What AT+QICFG has set.</summary>
    public SocketSettings SocketSettings { get; } = new();

    /// <summary>Settings that change nothing, as they were written.</summary>
    public Dictionary<string, string> Remembered { get; } = [];

    public SslContextSettings[] SslContexts { get; } = new SslContextSettings[SslContextCount];

    /// <summary>False between POWERED DOWN and the next boot: the module hears nothing.</summary>
    public bool IsOn
    {
        get => _on;
        set => _on = value;
    }

    /// <summary>False between RDY and APP RDY: every command is answered with ERROR (module facts 8).</summary>
    public bool IsReady
    {
        get => _ready;
        set => _ready = value;
    }

    /// <summary>When APP RDY was said, by the module's clock.</summary>
    public long StartedAt { get; private set; }

    /// <summary>The host's DTR line: on is low, and keeps the module awake.</summary>
    public bool DataTerminalReady
    {
        get
        {
            lock (_gate)
            {
                return _dataTerminalReady;
            }
        }
    }

    public bool Echo { get; set; }

    /// <summary>ATV: results are words.</summary>
    public bool Verbose { get; set; }

    /// <summary>AT+QISDE.</summary>
    public int DataEcho { get; set; }

    /// <summary>AT+QURCCFG: where unsolicited results go. The line is the first of the ports.</summary>
    public string UrcPort
    {
        get => _urcPort;
        set
        {
            _urcPort = value;
            Output.HasUrcs = Options.UrcPorts.Count == 0 || value == Options.UrcPorts[0];
        }
    }

    /// <summary>AT&amp;D: 0 DTR means nothing, 1 its drop ends transparent mode, 2 and the connection.</summary>
    public int DataTerminalReadyEffect { get; set; }

    /// <summary>The transparent mode that has the line; null when none has.</summary>
    public TransparentMode? Transparent
    {
        get => _transparent;
        set => _transparent = value;
    }

    /// <summary>Is cancelled at the next reboot and when the module is disposed.</summary>
    public CancellationToken UntilReboot
    {
        get
        {
            lock (_gate)
            {
                return _untilReboot.Token;
            }
        }
    }

    /// <summary>AT+QGPS.</summary>
    public bool GnssIsOn { get; set; }

    /// <summary>ATS: what the registers hold that were written.</summary>
    public Dictionary<int, int> Registers { get; } = [];

    /// <summary>AT+CMEE.</summary>
    public int ErrorFormat { get; set; }

    /// <summary>AT+IFC.</summary>
    public (int FromHost, int FromModule) FlowControl
    {
        get => _flowControl;
        set
        {
            _flowControl = value;
            Output.IsFlowControlled = value.FromHost == 2;
            FlowControlChanged?.Invoke(value == (2, 2));
        }
    }

    /// <summary>Tells the line whether RTS and CTS are to be honoured.</summary>
    public Action<bool>? FlowControlChanged { get; set; }

    /// <summary>AT+CFUN.</summary>
    public int Functionality { get; set; }

    /// <summary>What AT+QIGETERROR tells.</summary>
    public int LastError { get; set; }

    /// <summary>Switches the whole module off and on again, for the commands that do so.</summary>
    public Action Reboot { get; set; } = () => { };

    /// <summary>Switches the whole module off, for AT+QPOWD.</summary>
    public Action<PowerDownReason> PowerDown { get; set; } = _ => { };

    /// <summary>Power saving begins; the module wakes by itself after the time, never when it is zero.</summary>
    public Action<TimeSpan> Sleep { get; set; } = _ => { };

    /// <summary>The network takes a PDP context away.</summary>
    public void LosePdpContext(int context)
    {
        if (Pdp.Deactivate(context))
        {
            Output.SendUnsolicited($"+QIURC: \"pdpdeact\",{context}");
            EndOn(context);
        }
    }

    /// <summary>There is no network any more, or no radio.</summary>
    /// <param name="reported">+QIURC: "pdpdeact" tells the host, who did not ask for it.</param>
    public void LosePdpContexts(bool reported)
    {
        foreach (int context in Pdp.Active())
        {
            if (reported)
            {
                LosePdpContext(context);
            }
            else if (Pdp.Deactivate(context))
            {
                EndOn(context);
            }
        }
    }

    /// <summary>What runs over a PDP context that is gone ends.</summary>
    public void EndOn(int context)
    {
        Sockets.LosePdpContext(context);
        Http.LosePdpContext(context);
    }

    /// <summary>The application is up: SIM and radio get power, and the network is searched.</summary>
    /// <param name="simResults">What the card says when it wants nothing, as far as it was not said yet.</param>
    /// <param name="resumes">After power saving: the network still knows the module.</param>
    public void SwitchRadioOn(string[] simResults, bool resumes)
    {
        Functionality = 1;
        StartedAt = Options.Clock.GetTimestamp();
        Registration.SwitchOn(resumes);
        SimSlot.PowerUp(simResults);
    }

    /// <summary>Does something when the time has passed on the module's clock, unless it was switched off meanwhile; at once without a time.</summary>
    public IDisposable? After(TimeSpan time, Action action)
    {
        if (time <= TimeSpan.Zero)
        {
            action();
            return null;
        }

        return new ModuleTimer(Options.Clock, time, Run, UntilReboot);

        void Run()
        {
            try
            {
                action();
            }
            catch (Exception fault)
            {
                // A fault of the emulator must not take the host's program with it.
                ReportFault(fault);
            }
        }
    }

    /// <summary>Waits for the registration to become so; false when the time has passed on the module's clock.</summary>
    /// <exception cref="LineInterruptedException">The module was rebooted meanwhile.</exception>
    public bool WaitForRegistration(Func<bool> wanted, TimeSpan limit)
    {
        try
        {
            Task? over = null;
            while (true)
            {
                Task change = Registration.NextChange;
                if (wanted())
                {
                    return true;
                }

                over ??= Task.Delay(limit, Options.Clock, UntilReboot);
                if (Task.WhenAny(change, over).GetAwaiter().GetResult() == over)
                {
                    over.GetAwaiter().GetResult();
                    return wanted();
                }
            }
        }
        catch (OperationCanceledException)
        {
            throw new LineInterruptedException();
        }
    }

    public void ReportFault(Exception fault) => _fault(fault);

    /// <summary>The host moves its DTR line; only the drop counts (application note 1.3).</summary>
    public void SetDataTerminalReady(bool on)
    {
        bool dropped;
        lock (_gate)
        {
            dropped = _dataTerminalReady && !on;
            _dataTerminalReady = on;
        }

        if (dropped && DataTerminalReadyEffect > 0)
        {
            Transparent?.DropDataTerminalReady(DataTerminalReadyEffect == 2);
        }
    }

    /// <summary>The error number <see cref="ModuleOptions.Refusal"/> wants for a command, 0 for none.</summary>
    public int Refusal(string command)
    {
        int count;
        lock (_gate)
        {
            count = _calls.GetValueOrDefault(command) + 1;
            _calls[command] = count;
        }

        return Options.Refusal?.Invoke(command, count) ?? SslError.None;
    }

    /// <summary>True when <see cref="ModuleOptions.Refusal"/> wants the command to end with an error.</summary>
    public bool IsRefused(string command, out AtResult refused)
    {
        int error = Refusal(command);
        refused = error == SslError.None ? AtResult.Ok : Refuse(error);
        return error != SslError.None;
    }

    /// <summary>SSL and TCP/IP commands answer a bare ERROR (module facts 3); AT+QIGETERROR knows the number.</summary>
    public AtResult Refuse(int error)
    {
        LastError = error;
        return AtResult.Error;
    }

    /// <summary>Lets the command take its time.</summary>
    /// <exception cref="LineInterruptedException">The module was rebooted meanwhile.</exception>
    public void TakeTime(TimeSpan time)
    {
        if (time <= TimeSpan.Zero)
        {
            return;
        }

        try
        {
            Task.Delay(time, Options.Clock, UntilReboot).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            throw new LineInterruptedException();
        }
    }

    /// <summary>Ends what <see cref="UntilReboot"/> bounds.</summary>
    public void CancelWaits()
    {
        CancellationTokenSource old;
        lock (_gate)
        {
            old = _untilReboot;
            _untilReboot = new CancellationTokenSource();
            _calls.Clear();
        }

        old.Cancel();
        old.Dispose();
    }

    /// <summary>What a reboot leaves: no setting survives it but the clock and the files (module facts 2 and 3).</summary>
    public void Reset()
    {
        CancelWaits();
        Judge.ModuleStarted();
        Sockets.ReleaseAll();
        Mqtt.Reset();
        Http.Reset();
        Handles.Clear();
        Files.ForgetRam();
        TlsSessions.Clear();
        Pdp.Reset();
        Registration.Reset();
        PowerSaving.Stop();
        SimSlot.PowerDown();
        SimSlot.ReportsInsertion = false;
        Radio.Restart();
        SocketSettings.Reset();
        Remembered.Clear();
        Registers.Clear();
        GnssIsOn = false;
        SleepClock.Mode = 0;
        for (int i = 0; i < SslContexts.Length; i++)
        {
            SslContexts[i] = new SslContextSettings();
        }

        Echo = true;
        Verbose = true;
        DataEcho = 1;
        ErrorFormat = 1;
        FlowControl = (0, 0);
        DataTerminalReadyEffect = 0;
        Functionality = 1;
        LastError = 0;
    }
}
