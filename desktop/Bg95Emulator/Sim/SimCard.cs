// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Emulator;

/// <summary>
/// The SIM card and the slot it lies in. It keeps its tries over restarts of the module, as a card does. All members may be
/// used from any thread while the module runs.
/// </summary>
public sealed class SimCard
{
    /// <summary>Tries for the PIN, after which the PUK is wanted (module facts 11).</summary>
    public const int MaxPinTries = 3;

    /// <summary>Tries for the PUK, after which the card is dead (3GPP TS 31.101).</summary>
    public const int MaxPukTries = 10;

    private readonly object _gate = new();
    private bool _inserted = true;
    private bool _unlocked;
    private string? _pin;

    /// <summary>Raised when a card is put in or taken out, on the thread that does so.</summary>
    internal event Action? InsertedChanged;

    /// <summary>There is a card in the slot.</summary>
    public bool IsInserted
    {
        get => _inserted;
        set
        {
            lock (_gate)
            {
                if (_inserted == value)
                {
                    return;
                }

                _inserted = value;
                _unlocked = false;
            }

            InsertedChanged?.Invoke();
        }
    }

    /// <summary>The PIN that the card asks for when it is switched on; null: it asks for none.</summary>
    public string? Pin
    {
        get => _pin;
        set
        {
            lock (_gate)
            {
                _pin = value;
                PinTries = MaxPinTries;
            }
        }
    }

    /// <summary>What unblocks the card when the PIN was wrong too often.</summary>
    public string Puk { get; set; } = "12345678";

    /// <summary>Tries that are left for the PIN.</summary>
    public int PinTries { get; set; } = MaxPinTries;

    /// <summary>Tries that are left for the PUK.</summary>
    public int PukTries { get; set; } = MaxPukTries;

    /// <summary>One of the locks that no command here opens: PIN2, PUK2 and those of the module itself. None as a rule.</summary>
    public SimLock OtherLock { get; set; }

    /// <summary>The number of the card, 19 or 20 digits; one of the test network 001 01.</summary>
    public string Iccid { get; set; } = "8900101000000000000";

    /// <summary>The subscriber's number, which begins with the code of the home network; one of the test network 001 01.</summary>
    public string Imsi { get; set; } = "001010123456789";

    /// <summary>A card for data alone: AT+CREG stays at 2 (module facts 13).</summary>
    public bool IsForDataOnly { get; set; }

    /// <summary>What the card wants at the moment.</summary>
    public SimLock Lock
    {
        get
        {
            lock (_gate)
            {
                return PinTries == 0 ? SimLock.Puk : _pin != null && !_unlocked ? SimLock.Pin : OtherLock;
            }
        }
    }

    /// <summary>The card lets itself be used on a network.</summary>
    internal bool IsOpen => IsInserted && PukTries > 0 && Lock is SimLock.None or SimLock.Pin2 or SimLock.Puk2;

    /// <summary>As <see cref="IsOpen"/>, right after the slot got power.</summary>
    internal bool IsOpenAtStart =>
        IsInserted && PukTries > 0 && PinTries > 0 && _pin == null && OtherLock is SimLock.None or SimLock.Pin2 or SimLock.Puk2;

    /// <summary>The slot got power: the PIN is wanted again (module facts 11).</summary>
    internal void PowerUp()
    {
        lock (_gate)
        {
            _unlocked = false;
        }
    }

    /// <summary>Takes a PIN; a wrong one costs a try.</summary>
    internal bool EnterPin(string pin)
    {
        lock (_gate)
        {
            _unlocked = pin == _pin;
            PinTries = _unlocked ? MaxPinTries : Math.Max(0, PinTries - 1);
            return _unlocked;
        }
    }

    /// <summary>Takes a PUK and the PIN that is to be from now on; a wrong one costs a try.</summary>
    internal bool EnterPuk(string puk, string newPin)
    {
        lock (_gate)
        {
            if (puk != Puk || PukTries == 0)
            {
                PukTries = Math.Max(0, PukTries - 1);
                return false;
            }

            _pin = newPin;
            _unlocked = true;
            PinTries = MaxPinTries;
            PukTries = MaxPukTries;
            return true;
        }
    }
}
