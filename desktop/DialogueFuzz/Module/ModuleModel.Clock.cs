// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Globalization;

namespace DialogueFuzz;

/// <content>The clock.</content>
internal sealed partial class ModuleModel
{
    private static readonly DateTime s_today = new(2026, 1, 10, 11, 12, 13, DateTimeKind.Utc);

    private DateTime _clockSetTo = s_today;
    private long _clockSetAt;

    private DateTime Now => _clockSetTo.AddMilliseconds(_agenda.Now - _clockSetAt);

    private void SetClock(DateTime time)
    {
        _clockSetTo = time;
        _clockSetAt = _agenda.Now;
    }

    private Outcome Clock(Command command)
    {
        if (command.Form == CommandForm.Query)
        {
            return Answer($"+CCLK: \"{Now.ToString("yy'/'MM'/'dd','HH':'mm':'ss", CultureInfo.InvariantCulture)}+00\"");
        }

        string? text = command.Text(0);

        if (text is null || text.Length < 17
            || !DateTime.TryParseExact(text[..17], "yy'/'MM'/'dd','HH':'mm':'ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime time))
        {
            return Outcome.Cme(3);
        }

        SetClock(time);
        return Outcome.Ok;
    }

    private Outcome NetworkTime(Command command)
    {
        _ = command;
        DateTime time = s_today.AddMilliseconds(_agenda.Now);
        return Answer(_traits.KeepsClock ? $"+QLTS: \"{time.ToString("yyyy'/'MM'/'dd','HH':'mm':'ss", CultureInfo.InvariantCulture)}+00,0\"" : "+QLTS: \"\"");
    }

    private Outcome TimeServer(Command command)
    {
        if (command.Form != CommandForm.Set || command.Number(0) is < 1 or > 16 || command.Text(1) is null)
        {
            return Outcome.Error();
        }

        bool works = _pdpActive[command.Number(0)];
        Work(_chance.Skewed(200, _isCalm ? 2000 : 60000), () =>
        {
            DateTime time = s_today.AddMilliseconds(_agenda.Now);

            if (works)
            {
                SetClock(time);
            }

            AddUrc(works ? $"\r\n+QNTP: 0,\"{time.ToString("yyyy'/'MM'/'dd','HH':'mm':'ss", CultureInfo.InvariantCulture)}+00\"\r\n" : "\r\n+QNTP: 565\r\n");
        });
        return Outcome.Ok;
    }
}
