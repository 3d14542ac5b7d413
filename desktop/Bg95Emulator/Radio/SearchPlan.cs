// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Linq;

namespace Bg95Emulator;

/// <summary>
/// What a search for a network will come to: the cell it ends in and how many bands it looks through before. The network
/// that the module was in last is tried first (module facts 13); then technology after technology, band after band.
/// </summary>
internal readonly record struct SearchPlan(RadioCell? Cell, int Bands)
{
    /// <param name="settings">The radio's choice.</param>
    /// <param name="hasGsm">Whether the member has GSM.</param>
    /// <param name="heard">The cells there are.</param>
    /// <param name="wanted">Which of them the choice of operator allows.</param>
    /// <param name="last">Where the module was registered last.</param>
    public static SearchPlan Make(
        RadioSettings settings,
        bool hasGsm,
        IEnumerable<RadioCell> heard,
        Func<RadioCell, bool> wanted,
        RadioCell? last)
    {
        List<RadioTechnology> order = settings.SearchOrder(hasGsm);
        RadioCell[] cells =
        [
            .. heard.Where(cell => wanted(cell)
                && order.Contains(cell.Technology)
                && settings.Bands(cell.Technology).Contains(cell.Band)),
        ];
        if (last != null && Array.Find(cells, cell => cell.IsLike(last) && cell.Answer == CellAnswer.Accept) is RadioCell known)
        {
            return new SearchPlan(known, 0);
        }

        // A refusal, and silence even more, make it look further: they only count when nothing better comes.
        SearchPlan worse = new(null, 0);
        int bands = 0;
        foreach (RadioTechnology technology in order)
        {
            foreach (int band in settings.Bands(technology))
            {
                bands++;
                foreach (RadioCell cell in cells.Where(cell => cell.Technology == technology && cell.Band == band))
                {
                    if (cell.Answer == CellAnswer.Accept)
                    {
                        return new SearchPlan(cell, bands);
                    }

                    if (worse.Cell == null || (worse.Cell.Answer, cell.Answer) == (CellAnswer.Silence, CellAnswer.Deny))
                    {
                        worse = new SearchPlan(cell, bands);
                    }
                }
            }
        }

        return worse;
    }
}
