// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace DialogueFuzz;

/// <content>What goes wrong by itself.</content>
internal sealed partial class ModuleModel
{
    private const int LongestSlowAnswer = 9000;

    // For how many milliseconds the line may have bytes already when the module says a line that is not about sockets: more of them than
    // the line can carry would keep every answer back for ever.
    private const int LongestQueue = 500;

    private readonly Troubles _troubles;
    private bool _isCalm;

    /// <summary>Lets things go wrong from now on.</summary>
    public void BeginTroubles()
    {
        Repeat(_troubles.Stalls, Stall);
        Repeat(_troubles.Restarts, () => Restart(RestartKind.Told));
        Repeat(_troubles.GlitchedRestarts, () => Restart(RestartKind.Glitched));
        Repeat(_troubles.SilentRestarts, () => Restart(RestartKind.Silent));
        Repeat(_troubles.PowerDowns, PowerDown);
        Repeat(_troubles.PdpLosses, () => Work(0, () => LosePdp(1, true)));
        Repeat(_troubles.Strangers, SayStrangerLine);
        Repeat(_troubles.PortFailures, () =>
        {
            Causes |= Cause.PortFailure;
            _line.Fail();
        });
        Repeat(_troubles.WriteFailures, () =>
        {
            Causes |= Cause.WriteFailure;
            _line.FailNextWrite();
        });
    }

    /// <summary>Nothing goes wrong any more; the module is what its vendor says.</summary>
    public void CalmDown()
    {
        _isCalm = true;
        _line.IsRough = false;
        _journal.Note("calm");

        foreach (Action opening in _openings)
        {
            // One that would take minutes is over soon, too.
            Work(_chance.Between(300, 2000), opening);
        }

        if (IsStalled)
        {
            _stalledUntil = _agenda.Now;
            Wake();
        }
    }

    /// <summary>The module stops working for a while and then goes on where it was.</summary>
    public void Stall()
    {
        if (_isOn && !IsStalled)
        {
            Causes |= Cause.Stall;
            int duration = _chance.Between(500, _troubles.LongestStall);
            _journal.Note($"stall: {duration} ms");
            _stalledUntil = _agenda.Now + duration;
            Later(duration, Wake);
        }
    }

    private void Wake()
    {
        if (_owner is not null)
        {
            Deliver(_owner);
        }

        Consume();
    }

    private void Repeat(int mean, Action action)
    {
        if (mean > 0)
        {
            _agenda.In(_chance.Between(mean / 10, mean * 2), () =>
            {
                if (!_isCalm)
                {
                    action();
                    Repeat(mean, action);
                }
            });
        }
    }

    private void SayStrangerLine()
    {
        if (_isOn)
        {
            string text = $"\r\n{Strangers.Draw(_chance)}\r\n";
            AddUrc(() => _line.QuietAt() - _agenda.Now > LongestQueue ? null : text);
        }
    }

    private int SlowAnswer()
    {
        if (!_isCalm && _chance.Percent(_troubles.SlowAnswers))
        {
            Causes |= Cause.SlowAnswer;
            return _chance.Skewed(100, LongestSlowAnswer);
        }

        return 0;
    }

    private bool IsRefusedForNoReason()
    {
        if (!_isCalm && _chance.Percent(_troubles.Refusals))
        {
            Causes |= Cause.Refusal;
            return true;
        }

        return false;
    }
}
