// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Emulator;

/// <summary>
/// The module's side of the slot: power by AT+CFUN, the time a card takes to start, and what is said of it unasked.
/// </summary>
internal sealed class SimSlot
{
    private const string Removed = "+CPIN: NOT READY";

    private readonly ModuleState _module;
    private readonly SimCard _card;
    private volatile bool _powered;
    private volatile bool _started;

    public SimSlot(ModuleState module)
    {
        _module = module;
        _card = module.Options.Sim;
        _card.InsertedChanged += OnInsertedChanged;
    }

    public SimCard Card => _card;

    /// <summary>AT+QSIMSTAT: reports when a card is put in or taken out.</summary>
    public bool ReportsInsertion { get; set; }

    /// <summary>The card has told what it wants.</summary>
    public bool IsStarted => _started;

    /// <summary>The network can be searched.</summary>
    public bool IsReady => _started && _card.IsOpen;

    /// <summary>
    /// The equipment error of a command that needs the card, 0 for none (module facts 11: 10 without a card, 13 with CFUN=0,
    /// 14 while it starts; 13 also for a card whose PUK was wrong too often [chosen]).
    /// </summary>
    public int Fault => this switch
    {
        { _powered: false } => EquipmentErrors.SimFailure,
        { _card.IsInserted: false } => EquipmentErrors.SimNotInserted,
        { _started: false } => EquipmentErrors.SimBusy,
        { _card.PukTries: 0 } => EquipmentErrors.SimFailure,
        _ => 0,
    };

    /// <summary>As <see cref="Fault"/>, and 11 or 12 while the PIN or PUK is wanted.</summary>
    public int FaultOrLock => (Fault, _card.Lock) switch
    {
        (not 0, _) => Fault,
        (_, SimLock.Pin) => EquipmentErrors.PinRequired,
        (_, SimLock.Puk) => EquipmentErrors.PukRequired,
        _ => 0,
    };

    /// <summary>What AT+CPIN? calls the card's lock.</summary>
    public string LockName => _card.Lock switch
    {
        SimLock.None => "READY",
        SimLock.Pin => "SIM PIN",
        SimLock.Puk => "SIM PUK",
        SimLock.Pin2 => "SIM PIN2",
        SimLock.Puk2 => "SIM PUK2",
        SimLock.PhoneToSim => "PH-SIM PIN",
        _ => "PH-NET PIN",
    };

    /// <summary>AT+QINISTAT (module facts 11): 1 the card is ready, 2 its messages are.</summary>
    public int InitialisationStatus => IsReady ? 3 : 0;

    /// <summary>The card gets power; after its time the results follow, and the network is searched.</summary>
    /// <param name="results">What is said of a card that wants nothing; less of others.</param>
    public void PowerUp(string[] results)
    {
        _powered = true;
        _card.PowerUp();
        _module.After(_module.Options.SimStartTime, () => Begin(results));
    }

    public void PowerDown()
    {
        _powered = false;
        _started = false;
    }

    /// <summary>
    /// The card took its PIN. What it says then is what it says at a start (module facts 11).
    /// </summary>
    public void Unlocked() => Begin(ModuleOptions.SimResults);

    /// <summary>No more is heard of the card.</summary>
    public void Detach() => _card.InsertedChanged -= OnInsertedChanged;

    // A locked card says what it wants and nothing else, an empty slot nothing at all: captures of a BG96 without a card end
    // with APP RDY. What stands in for +QUSIM and +QIND of a locked card is not known.
    private void Begin(string[] results)
    {
        if (!_powered || !_card.IsInserted)
        {
            return;
        }

        _started = true;
        foreach (string result in results)
        {
            bool isPin = result.StartsWith("+CPIN:", StringComparison.Ordinal);
            if (IsReady || isPin)
            {
                _module.Output.SendUnsolicited(isPin ? "+CPIN: " + LockName : result);
            }
        }

        _module.Registration.SimReady();
    }

    private void OnInsertedChanged()
    {
        if (!_module.IsOn || !_powered)
        {
            return;
        }

        if (ReportsInsertion)
        {
            _module.Output.SendUnsolicited($"+QSIMSTAT: 1,{(_card.IsInserted ? 1 : 0)}");
        }

        _started = false;
        if (_card.IsInserted)
        {
            PowerUp(ModuleOptions.SimResults);
            return;
        }

        _module.Output.SendUnsolicited(Removed);
        _module.Registration.SimGone();
    }
}
