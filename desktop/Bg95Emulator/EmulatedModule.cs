// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;

namespace Bg95Emulator;

/// <summary>
/// A BG95 in software: it speaks AT commands on a byte line and opens real TLS connections. Lines, sockets and events
/// run on background threads of the module; all members may be called from any thread.
/// </summary>
public sealed class EmulatedModule : IDialogueSource, IDisposable
{
    private static readonly TimeSpan s_goodbye = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private readonly ModuleState _state;
    private readonly CommandTable _commands;
    private Stream? _line;
    private LineInput? _input;
    private ITimer? _bootTimer;
    private readonly BootSequence _boot;
    private long _inputBytes;
    private ITimer? _wakeTimer;
    private int _starts = 1;
    private bool _booted;
    private bool _disposed;
    private bool _isSaving;

    /// <summary>Makes a module that is switched on and has no line yet.</summary>
    /// <param name="options">How it behaves; it keeps them and looks at them as it goes.</param>
    /// <exception cref="FormatException"><see cref="ModuleOptions.Faults"/> has a text that is no fault.</exception>
    public EmulatedModule(ModuleOptions options)
    {
        _state = new ModuleState(options, OnTraffic, OnFault)
        {
            Reboot = () => Restart(options.RestartIsAnnounced),
            PowerDown = PowerDown,
            Sleep = EnterPowerSaving,
        };
        _boot = new BootSequence(_state);
        Pins = new ModulePins(this);
        _state.Output.Crashed = Crash;
        _commands = new CommandTable(_state);
        _state.Faults.Added += OnFaultAdded;
        foreach (string fault in options.Faults)
        {
            _state.Faults.Add(fault, options.Seed);
        }

        // A module that nobody sees boot has been on for a while: its SIM is ready. The search may still be under way.
        if (!options.BootUrcsOnAttach)
        {
            _state.SwitchRadioOn([], resumes: false);
        }
    }

    /// <summary>What crosses the line. The memory is only valid during the call, which delays the line.</summary>
    public event Action<LineDirection, ReadOnlyMemory<byte>>? Traffic;

    /// <summary>A fault of the emulator itself, not of the host; the command was answered with ERROR.</summary>
    public event Action<Exception>? Fault;

    /// <summary>
    /// The dialogue as a person reads it, and without secrets. Raised on the module's threads; a handler delays the line
    /// and must not call the module.
    /// </summary>
    public event Action<DialogueEvent>? Dialogue
    {
        add => _state.Dialogue.Happened += value;
        remove => _state.Dialogue.Happened -= value;
    }

    /// <summary>AT+IFC has switched RTS/CTS on (true) or off, for lines that have them. Raised on the module's thread.</summary>
    public event Action<bool>? FlowControlChanged
    {
        add => _state.FlowControlChanged += value;
        remove => _state.FlowControlChanged -= value;
    }

    /// <summary>How the module behaves. Some options are only looked at when it starts.</summary>
    public ModuleOptions Options => _state.Options;

    /// <summary>The faults it has at the moment.</summary>
    public ModuleFaults Faults => _state.Faults;

    /// <summary>Watches the host.</summary>
    public DriverJudge Judge => _state.Judge;

    /// <summary>False after AT+QPOWD and while it boots.</summary>
    public bool IsOn => _state.IsOn;

    /// <summary>The SIM card in its slot.</summary>
    public SimCard Sim => _state.Options.Sim;

    /// <summary>The cells around.</summary>
    public RadioNetwork Network => _state.Options.Network;

    /// <summary>Power key, reset and status, for programs that switch the module over GPIO.</summary>
    public ModulePins Pins { get; }

    /// <summary>Whether it is registered, and where not, why.</summary>
    public RegistrationState Registration => _state.Registration.State;

    /// <summary>The cell it is registered in; null while it is not.</summary>
    public RadioCell? Cell => _state.Registration.Cell;

    /// <summary>The access point of the attach: what AT+CGDCONT said of context 1 when it took place.</summary>
    public string AttachedAccessPoint => _state.Registration.AttachedAccessPoint;

    /// <summary>The active PDP contexts, in order.</summary>
    public IReadOnlyList<int> ActivePdpContexts => _state.Pdp.Active();

    /// <summary>The SSL contexts that AT+QSSLCFG has set something of since the start, in order.</summary>
    public IReadOnlyList<int> ConfiguredSslContexts => _state.Judge.ConfiguredContexts;

    /// <summary>What it has been through.</summary>
    public ModuleCounters Counters => new(
        _inputBytes + (_input?.ByteCount ?? 0),
        _state.Output.ByteCount,
        _state.Judge.Lines,
        _state.Output.UnsolicitedCount,
        _starts);

    /// <summary>The module's file system; it outlives reboots.</summary>
    public ModuleFileSystem Files => _state.Files;

    /// <summary>The client ids in use, in order.</summary>
    public IReadOnlyList<SocketSnapshot> Sockets => _state.Sockets.Snapshot();

    /// <summary>
    /// Serves the line on threads of its own until it ends. The module owns it from here: another line, or
    /// <see cref="Dispose"/>, disposes it.
    /// </summary>
    public void Attach(Stream line)
    {
        line = Pace(line);
        LineInput input = Begin(line);
        Thread thread = new(() => Run(line, input)) { IsBackground = true, Name = "Module" };
        thread.Start();
    }

    /// <summary>As <see cref="Attach"/>, on the calling thread: returns when the line has ended.</summary>
    public void Serve(Stream line)
    {
        line = Pace(line);
        LineInput input = Begin(line);
        Run(line, input);
    }

    /// <summary>
    /// Puts an unsolicited result on the line, with a line end before and after it, as soon as it splits no echo, no
    /// answer and no payload.
    /// </summary>
    public void SendUnsolicited(string text) => _state.Output.SendUnsolicited(text);

    /// <summary>Keeps an unsolicited result for the next answer and puts it right before that answer's final result.</summary>
    public void SendUnsolicitedInsideNextAnswer(string text) => _state.Output.SendInsideNextAnswer(text);

    /// <summary>The network takes the PDP context away: +QIURC: "pdpdeact", and every socket on it is dead.</summary>
    public void LosePdpContext(int context = 1)
    {
        _state.LosePdpContext(context);
    }

    /// <summary>
    /// The network is gone, and the PDP contexts with it; after the time the module searches again. With zero it stays so until
    /// something begins a new search.
    /// </summary>
    public void LoseRegistration(TimeSpan comesBackAfter = default) => _state.Registration.Lose(comesBackAfter);

    /// <summary>
    /// Power saving begins: PSM POWER DOWN, and the module is off (module facts 18). The power key wakes it, and the timer of the
    /// periodic update. The network still knows it then.
    /// </summary>
    /// <param name="wakesAfter">The timer; zero: only the power key, or <see cref="Reboot"/>.</param>
    public void EnterPowerSaving(TimeSpan wakesAfter = default)
    {
        lock (_gate)
        {
            if (_disposed || !_state.IsOn)
            {
                return;
            }

            // Before the host hears of it: whoever lets time pass then finds the timer there.
            _wakeTimer?.Dispose();
            _wakeTimer = wakesAfter > TimeSpan.Zero
                ? _state.Options.Clock.CreateTimer(_ => Reboot(), null, wakesAfter, Timeout.InfiniteTimeSpan)
                : null;
            PowerDown(PowerDownReason.PowerSaving);
        }
    }

    /// <summary>
    /// What the host does with its DTR line. A drop ends transparent mode when AT&amp;D1 was set, and the connection as well
    /// with AT&amp;D2 (application note 1.3). DTR is on at first. For lines that have it: call it when the line's DTR changes.
    /// </summary>
    public void SetDataTerminalReady(bool on) => _state.SetDataTerminalReady(on);

    /// <summary>
    /// Switches the module off, until <see cref="Reboot"/> switches it on again. The files stay; the line is dead.
    /// </summary>
    /// <param name="reason">What the module says last (module facts 3).</param>
    public void PowerDown(PowerDownReason reason)
    {
        lock (_gate)
        {
            if (_disposed || !_state.IsOn)
            {
                return;
            }

            _isSaving = reason == PowerDownReason.PowerSaving && _state.Registration.IsRegistered;
            SayGoodbye(reason);
            SwitchOff();
        }
    }

    /// <summary>
    /// Switches the module off and on: sockets, settings and PDP contexts are gone, the echo is back, the files stay.
    /// Boot results follow, after <see cref="ModuleOptions.BootDelay"/>. Also switches on what AT+QPOWD switched off.
    /// </summary>
    /// <param name="announce">True: POWERED DOWN comes first. False: the host sees no more than RDY, as after a crash.</param>
    public void Reboot(bool announce = false)
    {
        _state.Faults.PowerCycled();
        Restart(announce);
    }

    /// <summary>Closes all sockets and disposes the attached line.</summary>
    public void Dispose()
    {
        LineInput? input;
        Stream? line;
        lock (_gate)
        {
            _disposed = true;
            input = _input;
            line = _line;
            _bootTimer?.Dispose();
            _wakeTimer?.Dispose();
        }

        _state.Registration.Detach();
        _state.SimSlot.Detach();
        _state.CancelWaits();

        // The line first: a thread may wait in a write to it, and hold what the rest needs.
        line?.Dispose();
        input?.Close();
        _state.Output.Attach(null);
        _state.Sockets.ReleaseAll();
        _state.Mqtt.Reset();
        _state.Http.Reset();
    }

    private void Restart(bool announce)
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            if (announce && _state.IsOn)
            {
                SayGoodbye(PowerDownReason.Command);
            }

            _isSaving &= !_state.IsOn;
            List<int> lost = _state.Options.PdpDeactBeforeReady ? _state.Pdp.Active() : [];
            TimeSpan delay = _state.Options.BootDelay;
            SwitchOff();
            _wakeTimer?.Dispose();
            _wakeTimer = null;
            if (lost.Count > 0)
            {
                Later(delay / 2, () =>
                {
                    TellLostContexts(lost);
                    Later(delay / 2, Boot);
                });
            }
            else
            {
                Later(delay, Boot);
            }
        }
    }

    /// <summary>Runs a step of the start, at once without a time.</summary>
    private void Later(TimeSpan time, Action step)
    {
        lock (_gate)
        {
            _bootTimer?.Dispose();
            _bootTimer = null;
            if (_disposed)
            {
                return;
            }

            if (time > TimeSpan.Zero)
            {
                _bootTimer = _state.Options.Clock.CreateTimer(_ => step(), null, time, Timeout.InfiniteTimeSpan);
            }
            else
            {
                step();
            }
        }
    }

    // The module is deaf still, and says it all the same.
    private void TellLostContexts(List<int> contexts)
    {
        _state.Output.Reset(false);
        foreach (int context in contexts)
        {
            _state.Output.SendUnsolicited($"+QIURC: \"pdpdeact\",{context}");
        }
    }

    private void SwitchOff()
    {
        _state.IsOn = false;
        _state.Output.Reset(true);
        _state.Reset();
        _input?.Interrupt();
        Pins.SwitchedOff();
    }

    private Stream Pace(Stream line) =>
        _state.Options.BaudRate > 0 ? new PacedLine(line, _state.Options.BaudRate, _state.Options.Clock) : line;

    /// <summary>The module is dead from here; it starts anew on a thread that holds nothing.</summary>
    private void Crash()
    {
        _state.IsOn = false;
        _state.Dialogue.Note("crashed");
        ThreadPool.QueueUserWorkItem(_ => Restart(false));
    }

    private void CrashOfInput()
    {
        _state.Output.Reset(true);
        Crash();
    }

    private void OnFaultAdded(Fault fault)
    {
        // Kept by the module: an earlier host has set it, and this one can set it back.
        if (fault.Kind.Name == FaultCatalog.UrcPort && fault.Happens())
        {
            string port = fault.Text("port");
            _state.UrcPort = _state.Options.UrcPorts.Contains(port) ? port : _state.Options.UrcPorts.ElementAtOrDefault(1) ?? port;
        }

        // As after a reset of the host alone: a start is the only occasion there is (module facts 4.2).
        if (fault.Kind.Name == FaultCatalog.IdsTaken && fault.Happens())
        {
            foreach (int id in NumberRange.Parse(fault.Text("ids"), SocketTable.Count - 1))
            {
                _state.Sockets.Occupy(new SocketRequest(id, 1, 0, "192.0.2.1", 443, 0, new SslContextSettings()));
            }
        }
    }

    private LineInput Begin(Stream line)
    {
        LineInput input = new(line, _state.Options.Clock, _state.Faults, OnTraffic) { Crashed = CrashOfInput };
        LineInput? oldInput;
        Stream? oldLine;
        bool first;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            (oldLine, _line) = (_line, line);
            (oldInput, _input) = (_input, input);
            _inputBytes += oldInput?.ByteCount ?? 0;
            first = !_booted;
            _booted = true;
        }

        oldLine?.Dispose();
        oldInput?.Close();
        _state.Output.Attach(line);
        if (_state.Options.BootUrcsOnAttach && first)
        {
            _boot.Begin(resumes: false);
        }
        else if (_state.Options.BootUrcsOnAttach)
        {
            Reboot();
        }

        input.Start();
        return input;
    }

    private void Run(Stream line, LineInput input)
    {
        new CommandInterpreter(_state, _commands, input).Run();

        // A host may have closed its half of the line and wait for the last answer.
        _state.Output.Drain(line, s_goodbye);
        _state.Output.Detach(line);
        line.Dispose();
    }

    private void Boot()
    {
        lock (_gate)
        {
            _input?.Interrupt();
            _state.Output.Reset(false);
            _state.IsReady = false;
            _state.IsOn = true;

            // A reader that waits since before is to see that it is on.
            _input?.Interrupt();
            _starts++;
            _state.Dialogue.Note("switched on");
            bool resumes = _isSaving;
            _isSaving = false;
            _boot.Begin(resumes);
        }
    }

    private void SayGoodbye(PowerDownReason reason)
    {
        string text = reason switch
        {
            PowerDownReason.Command => "POWERED DOWN",
            PowerDownReason.PowerKey => "NORMAL POWER DOWN",
            _ => "PSM POWER DOWN",
        };
        _state.Output.SendUnsolicited(text, trailingLineEnd: !_state.Options.PowerDownWithoutLineEnd);
    }

    private void OnTraffic(LineDirection direction, ReadOnlyMemory<byte> bytes) => Traffic?.Invoke(direction, bytes);

    private void OnFault(Exception fault) => Fault?.Invoke(fault);
}
