// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Threading;

namespace Bg95Ssl
{
    /// <summary>
    /// The module's clock, which the validity of certificates is checked by (application note 1.4), and where it can get the
    /// time from. A module that was never told the time counts from 6 January 1980.
    /// </summary>
    /// <remarks>
    /// Methods block, may be called from any thread, event handlers included, and throw <see cref="Bg95Exception"/> when the
    /// module refuses or does not answer. Times are UTC and exact to the second.
    /// </remarks>
    public sealed class ModuleClock
    {
        internal const string ClockName = "AT+CCLK";
        private const string NtpName = "AT+QNTP";
        private const int NtpLimit = 125000;
        private const int MinutesOfQuarter = 15;

        // Years have two digits, and the clock begins at 1980 (module facts 3).
        private const int FirstYear = 80;

        // Which of the numbers of a time.
        private const int Zone = 6;

        private readonly AtChannel _line;
        private readonly AutoResetEvent _signal = new AutoResetEvent(false);
        private int _error;

        internal ModuleClock(AtChannel channel)
        {
            _line = channel;
        }

        /// <summary>Reads the clock (<c>AT+CCLK?</c>) and takes the time zone off.</summary>
        /// <returns>The time, or <see cref="DateTime.MinValue"/> if the module's answer is none.</returns>
        public DateTime GetUtc()
        {
            return Ask(ClockName, "?");
        }

        /// <summary>Asks for the time that the mobile network has told (<c>AT+QLTS=2</c>), whatever the clock says.</summary>
        /// <returns>The time now, or <see cref="DateTime.MinValue"/> if the network has told none.</returns>
        public DateTime GetNetworkUtc()
        {
            return Ask("AT+QLTS", "=2");
        }

        /// <summary>Sets the clock (<c>AT+CCLK</c>). It keeps the time as long as the module is powered.</summary>
        /// <param name="utc">The time, 1980 to 2079.</param>
        /// <param name="zone">The time zone, east of Greenwich, in quarters of an hour, -48 to 56.</param>
        /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
        public void Set(DateTime utc, int zone = 0)
        {
            AtCommand.Check(zone, nameof(zone), -48, 56);
            utc = utc.AddMinutes(MinutesOfQuarter * zone);
            AtCommand.Check(utc.Year, nameof(utc), 1900 + FirstYear, 1999 + FirstYear);
            string time = utc.ToString("yy'/'MM'/'dd','HH':'mm':'ss") + (zone < 0 ? "-" : "+");
            time += (zone < 0 ? -zone : zone).ToString("D2");
            _line.Begin(ClockName).Quoted(time);
            _line.Invoke(null, AtChannel.ShortLimit);
        }

        /// <summary>
        /// Sets the clock by a time server (<c>AT+QNTP</c>), over an active PDP context. Blocks up to 125 s, other threads'
        /// commands run meanwhile.
        /// </summary>
        /// <param name="host">Name or address of the server, 1 to 200 characters.</param>
        /// <param name="port">Its port, 1 to 65535.</param>
        /// <param name="pdpContextId">The PDP context, 1 to 16.</param>
        /// <exception cref="ArgumentException">A value is out of range or has characters that AT strings cannot hold.</exception>
        /// <exception cref="Bg95Exception">
        /// The module's reason, such as <see cref="Bg95Error.DnsParseFailed"/>; <see cref="Bg95Error.NoAnswer"/>, too, if the
        /// module started anew or bytes were lost meanwhile.
        /// </exception>
        public void Synchronize(string host, int port = 123, int pdpContextId = 1)
        {
            AtCommand.Check(host, nameof(host), 1, 200);
            AtCommand.Check(port, nameof(port), 1, 65535);
            PdpContexts.Check(pdpContextId);
            AtCommand command = _line.Begin(NtpName);

            // Not before: getting in step ends a wait.
            _error = (int)Bg95Error.NoAnswer;
            _signal.Reset();
            command.Add(pdpContextId).Quoted(host).Add(port);
            _line.Invoke(null, AtChannel.ShortLimit);
            _signal.WaitOne(NtpLimit, false);
            AtChannel.Check((Bg95Error)_error, NtpName);
        }

        // The reader's: the result of setting the clock by a server, or that none will come.
        internal void Reply(int error)
        {
            _error = error;
            _signal.Set();
        }

        // Asks for the local time and its zone: 26/11/24,09:14:02+04 or 2026/11/24,09:14:02+04,0 or nothing.
        private DateTime Ask(string name, string form)
        {
            _line.Begin(name).Append(form);
            string text = _line.Ask();

            try
            {
                // Seven numbers of two digits with one character between; the last, the zone, may lack.
                int[] parts = new int[Zone + 1];
                int at = text.IndexOf('/') - 2;

                for (int i = 0; i < Zone || (i == Zone && at + 1 < text.Length); i++)
                {
                    parts[i] = ((text[at] - '0') * 10) + text[at + 1] - '0';
                    at += 3;
                }

                int year = parts[0];
                year += year < FirstYear ? 2000 : 1900;
                DateTime time = new DateTime(year, parts[1], parts[2], parts[3], parts[4], parts[5]);
                return time.AddMinutes((text.IndexOf('-') < 0 ? -MinutesOfQuarter : MinutesOfQuarter) * parts[Zone]);
            }
            catch (Exception)
            {
                return DateTime.MinValue;
            }
        }
    }
}
