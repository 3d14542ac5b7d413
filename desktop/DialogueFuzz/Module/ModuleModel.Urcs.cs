// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;

namespace DialogueFuzz;

/// <content>What the module says unasked: in order, between answers and between their lines, never in the middle of a payload.</content>
internal sealed partial class ModuleModel
{
    private const int LongestUrcDelay = 40;

    private readonly Queue<Func<string?>> _urcs = new();
    private const int LineEndLength = 2;

    private bool _isFlushing;

    // Whose data what has just been made up holds.
    private Connection? _pushing;

    // What was said last is a pushed block that nothing stands behind.
    private bool _lastBlockEndsInLineEnd;

    private void AddUrc(string text)
    {
        AddUrc(() => text);
    }

    // What it says is made up when it is said.
    private void AddUrc(Func<string?> text)
    {
        _urcs.Enqueue(text);
        FlushSoon(LongestUrcDelay);
    }

    private void FlushSoon(int longest)
    {
        if (!_isFlushing)
        {
            _isFlushing = true;
            Work(_chance.Skewed(0, longest), () =>
            {
                _isFlushing = false;
                SayUrcs();
            });
        }
    }

    private void SayUrcs()
    {
        // Held back while a socket has the line.
        while (_owner is null && _urcs.TryDequeue(out Func<string?>? make))
        {
            _pushing = null;
            string? text = make();
            int damaged = _line.Damaged;

            if (text is not null && _urcPort == "uart1")
            {
                Say(text);
                _lastBlockEndsInLineEnd = _pushing is not null && !_traits.EndsPushes && text[^1] is '\r' or '\n';
            }

            if (_pushing is not null && _traits.EndsPushes && _line.Damaged - damaged == LineEndLength)
            {
                _pushing.HasLikelyHole = true;
            }
        }
    }

    private void MaybeSayUrcs()
    {
        if (_urcs.Count > 0 && _chance.OneIn(2))
        {
            SayUrcs();
        }
    }
}
