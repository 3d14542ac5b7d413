// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Linq;

namespace Bg95Emulator;

/// <summary>
/// What surrounds the antenna: cells, how they are received, and what their networks want. It may be changed at any time,
/// from any thread; the module notices as it would outdoors.
/// </summary>
public sealed class RadioNetwork
{
    private readonly object _gate = new();
    private RadioCell[] _cells = [new(RadioTechnology.LteM), new(RadioTechnology.NbIot), new(RadioTechnology.Gsm)];
    private bool _isReachable = true;

    /// <summary>Raised on the thread that has changed something.</summary>
    internal event Action? Changed;

    /// <summary>The cells around, the best first. At first one of each technology, of the test network 001 01.</summary>
    public IReadOnlyList<RadioCell> Cells
    {
        get => _cells;
        set
        {
            lock (_gate)
            {
                _cells = [.. value];
            }

            Changed?.Invoke();
        }
    }

    /// <summary>False: a cellar, or no antenna. The cells are there and nobody hears them.</summary>
    public bool IsReachable
    {
        get => _isReachable;
        set
        {
            lock (_gate)
            {
                if (_isReachable == value)
                {
                    return;
                }

                _isReachable = value;
            }

            Changed?.Invoke();
        }
    }

    /// <summary>
    /// The access points that the network knows; empty: it takes any. A module that asks for another one is denied at the
    /// attach, and AT+QIACT fails.
    /// </summary>
    public IReadOnlyList<string> AccessPoints { get; set; } = [];

    /// <summary>The signal goes up and down by so many dB, evenly; 0 for a signal that stays.</summary>
    public int SignalSwing { get; set; }

    /// <summary>From one best moment to the next, by the module's clock.</summary>
    public TimeSpan SignalPeriod { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>False: the network grants no power saving, whatever AT+CPSMS asks for.</summary>
    public bool GrantsPowerSaving { get; set; } = true;

    /// <summary>The T3412 that the network grants; null: what was asked for.</summary>
    public TimeSpan? GrantedPeriodicUpdate { get; set; }

    /// <summary>The T3324 that the network grants; null: what was asked for.</summary>
    public TimeSpan? GrantedActiveTime { get; set; }

    /// <summary>The cycle of eDRX that the network grants, 4 bits as in "0101"; null: what was asked for, "" none.</summary>
    public string? GrantedEdrx { get; set; }

    /// <summary>The cells that can be heard.</summary>
    internal RadioCell[] Heard => _isReachable ? _cells : [];

    /// <summary>Leaves only the cells of one technology.</summary>
    public void KeepOnly(RadioTechnology technology) => Cells = [.. _cells.Where(cell => cell.Technology == technology)];

    /// <summary>Changes every cell, as in <c>network.ChangeCells(cell => cell with { Answer = CellAnswer.Deny })</c>.</summary>
    public void ChangeCells(Func<RadioCell, RadioCell> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        Cells = [.. _cells.Select(change)];
    }

    /// <summary>How a cell is received so long after the module was made.</summary>
    internal SignalLevel SignalOf(RadioCell cell, TimeSpan elapsed)
    {
        if (SignalSwing == 0 || SignalPeriod <= TimeSpan.Zero)
        {
            return cell.Signal;
        }

        // From the best down to the worst and up again, in straight lines.
        double phase = elapsed / SignalPeriod % 1;
        double height = Math.Abs((4 * phase) - 2) - 1;
        return cell.Signal.Moved((int)Math.Round(SignalSwing * height));
    }

    internal bool Knows(string accessPoint) => AccessPoints.Count == 0
        || AccessPoints.Contains(accessPoint, StringComparer.OrdinalIgnoreCase);
}
