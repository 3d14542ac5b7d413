// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace DialogueFuzz;

/// <content>Starting, starting anew, switching off.</content>
internal sealed partial class ModuleModel
{
    private const int LongestBoot = 13000;

    /// <summary>The module starts anew.</summary>
    /// <param name="kind">How it tells.</param>
    public void Restart(RestartKind kind)
    {
        Causes |= Cause.Restart;
        _journal.Note($"restart: {kind}");
        StopWorking();
        Later(_chance.Skewed(100, _isCalm ? 2000 : LongestBoot), () => Boot(kind));
    }

    /// <summary>The module says its last words and is off; somebody switches it on again.</summary>
    public void PowerDown()
    {
        if (!_isOn)
        {
            return;
        }

        Causes |= Cause.PowerDown | Cause.Restart;
        _journal.Note("power-down");
        string words = _chance.Of("POWERED DOWN", "POWERED DOWN", "NORMAL POWER DOWN", "PSM POWER DOWN");
        StopWorking();
        SayUrc("\r\n" + words + (_traits.OmitsLastLineEnd ? string.Empty : "\r\n"));
        bool tells = _chance.OneIn(3);
        Later(_chance.Between(3000, 9000), () =>
        {
            if (tells)
            {
                SayUrc("\r\n+QIURC: \"pdpdeact\",1\r\n");
            }

            Later(_chance.Between(100, 3000), () => Boot(_chance.OneIn(3) ? RestartKind.Glitched : RestartKind.Told));
        });
    }

    /// <summary>The program is about to run a command of its own: what it does to the module is a cause of errors.</summary>
    public void Expect(string command)
    {
        if (command.Contains("CFUN", StringComparison.Ordinal) || command.Contains("QPOWD", StringComparison.Ordinal))
        {
            Causes |= Cause.PdpLoss | Cause.Restart | Cause.PowerDown;
        }
    }

    private void SayUrc(string text)
    {
        if (_urcPort == "uart1")
        {
            Say(text);
        }
    }

    // All that it was doing is over; nothing of what it was told is left.
    private void StopWorking()
    {
        _life++;
        int unread = _line.Unread;
        KeepLastWords(_line.Cut(), unread);
        _stalledUntil = 0;
        Forget();
        _isOn = false;
        Array.Clear(_pdpActive);

        if (!_traits.KeepsClock)
        {
            SetClock(new DateTime(1980, 1, 6, 0, 0, 0, DateTimeKind.Utc));
        }
    }

    private void Boot(RestartKind kind)
    {
        _isOn = true;

        if (kind == RestartKind.Silent)
        {
            return;
        }

        _isBooting = true;
        string noise = kind == RestartKind.Glitched ? _chance.Of("\xFF", "\0", "\xFF\xFF", "\0\xFF") : string.Empty;
        SayUrc(noise + _chance.Of("\r\nRDY\r\n", "\r\nRDY\r\n", "RDY\r\n"));
        string[] lines = ["+CFUN: 1", "+CPIN: READY", "+QUSIM: 1", "+QIND: SMS DONE"];
        int first = _chance.Below(lines.Length);
        int at = 0;

        for (int i = 0; i < lines.Length; i++)
        {
            if (_chance.OneIn(5))
            {
                continue;
            }

            string line = lines[(first + i) % lines.Length];
            at += _chance.Skewed(1, 1000);
            Later(at, () => AddUrc($"\r\n{line}\r\n"));
        }

        Later(_chance.Skewed(1, 3000), () =>
        {
            _isBooting = false;
            AddUrc("\r\nAPP RDY\r\n");
        });
    }

    private Outcome Functionality(Command command)
    {
        if (command.Form == CommandForm.Query)
        {
            return Answer("+CFUN: 1");
        }

        int level = command.Number(0);

        if (command.Form != CommandForm.Set || level is not (0 or 1 or 4))
        {
            return Outcome.Cme(3);
        }

        if (command.Number(1, 0) == 1)
        {
            Later(_chance.Between(50, 2000), () =>
            {
                if (_chance.OneIn(2))
                {
                    PowerDown();
                }
                else
                {
                    Restart(RestartKind.Told);
                }
            });
        }
        else if (level != 1)
        {
            for (int i = 1; i < PdpCount; i++)
            {
                LosePdp(i, true);
            }
        }

        return Outcome.Ok;
    }

    private Outcome SwitchOff(Command command)
    {
        if (command.Form != CommandForm.Query)
        {
            Later(_chance.Between(50, 5000), PowerDown);
        }

        return Outcome.Ok;
    }
}
