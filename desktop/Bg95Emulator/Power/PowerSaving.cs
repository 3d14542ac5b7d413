// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Emulator;

/// <summary>
/// Power saving mode (module facts 18): asked for with AT+CPSMS, granted by the network when the module registers, begun
/// after the active time and ended by the timer of the periodic update or by the power key. What was asked for is kept over
/// a restart: modules were seen to enter it unasked.
/// </summary>
internal sealed class PowerSaving
{
    /// <summary>The timers of a module that was never asked, as read back: 12 hours and 20 seconds.</summary>
    private const string DefaultPeriodic = "00101100";
    private const string DefaultActive = "00001010";

    private readonly object _gate = new();
    private readonly ModuleState _module;
    private IDisposable? _timer;
    private long _lastUse;
    private int _turn;

    public PowerSaving(ModuleState module)
    {
        _module = module;
    }

    /// <summary>AT+CPSMS: wanted.</summary>
    public bool IsWanted { get; private set; }

    public string RequestedPeriodic { get; private set; } = DefaultPeriodic;

    public string RequestedActive { get; private set; } = DefaultActive;

    /// <summary>What the network has granted, as two codes; null: nothing.</summary>
    public (string Periodic, string Active)? Granted { get; private set; }

    /// <summary>
    /// What AT+QPSMS tells, in seconds: what was granted, and without a grant what was asked for [chosen, as a module that was
    /// never asked tells its defaults].
    /// </summary>
    public (long Periodic, long Active) Seconds
    {
        get
        {
            (string periodic, string active) = Granted ?? (RequestedPeriodic, RequestedActive);
            return ((long)(TimerCode.Periodic(periodic)?.TotalSeconds ?? 0), (long)(TimerCode.Active(active)?.TotalSeconds ?? 0));
        }
    }

    /// <summary>AT+CPSMS=0 and 1; a code that is null stays. A registered module asks the network at once.</summary>
    public void Ask(bool wanted, string? periodic, string? active)
    {
        IsWanted = wanted;
        RequestedPeriodic = periodic ?? RequestedPeriodic;
        RequestedActive = active ?? RequestedActive;
        Stop();
        if (_module.Registration.IsRegistered)
        {
            Negotiate();
            Begin();
        }
    }

    /// <summary>AT+CPSMS=2: off, and the timers as they were in the beginning.</summary>
    public void Forget() => Ask(false, DefaultPeriodic, DefaultActive);

    /// <summary>The module registers: the network grants what it wants to.</summary>
    public void Negotiate()
    {
        RadioNetwork network = _module.Options.Network;
        bool granted = IsWanted && network.GrantsPowerSaving && TimerCode.Active(RequestedActive) != null;
        Granted = !granted
            ? null
            : (network.GrantedPeriodicUpdate is TimeSpan periodic ? TimerCode.ForPeriodic(periodic) : RequestedPeriodic,
                network.GrantedActiveTime is TimeSpan active ? TimerCode.ForActive(active) : RequestedActive);
    }

    /// <summary>The active time begins, if the network has granted one. Every command and every byte through a socket begins it anew.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            if (Granted is not (string periodic, string active))
            {
                return;
            }

            TimeSpan awake = TimerCode.Active(active) ?? TimeSpan.Zero;
            if (_module.Radio.ReportsPowerSaving == 1)
            {
                (long update, long stay) = Seconds;
                _module.Output.SendUnsolicited($"+QPSMTIMER: {update},{stay}");
            }

            _lastUse = _module.Options.Clock.GetTimestamp();
            Wait(++_turn, awake, periodic);
        }
    }

    /// <summary>Somebody uses the module.</summary>
    public void Touch() => System.Threading.Volatile.Write(ref _lastUse, _module.Options.Clock.GetTimestamp());

    /// <summary>The module is no longer registered.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _turn++;
            _timer?.Dispose();
            _timer = null;
            Granted = null;
        }
    }

    private void Wait(int turn, TimeSpan awake, string periodic)
    {
        TimeSpan idle = _module.Options.Clock.GetElapsedTime(System.Threading.Volatile.Read(ref _lastUse));
        TimeSpan left = awake - idle;
        if (left <= TimeSpan.Zero)
        {
            left = TimeSpan.FromMilliseconds(1);
        }

        _timer = _module.After(left, () => Look(turn, awake, periodic));
    }

    private void Look(int turn, TimeSpan awake, string periodic)
    {
        lock (_gate)
        {
            if (turn != _turn)
            {
                return;
            }

            TimeSpan idle = _module.Options.Clock.GetElapsedTime(System.Threading.Volatile.Read(ref _lastUse));
            if (idle < awake)
            {
                Wait(turn, awake, periodic);
                return;
            }
        }

        _module.Sleep(TimerCode.Periodic(periodic) ?? TimeSpan.Zero);
    }
}
