// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections;

namespace Bg95Ssl
{
    /// <summary>
    /// The module's clock, by which the module checks the validity of certificates (application note 1.4), and the sources that can set it.
    /// A module that was never told the time counts from 6 January 1980 or 1 January 1970 (module facts 8).
    /// </summary>
    /// <remarks>
    /// Methods block. Any thread may call them, and so may event handlers. They throw <see cref="Bg95Exception"/> when the module refuses
    /// or does not answer. Times are UTC, in whole seconds. The time limits include 15 s for waiting for other commands and for resynchronisation.
    /// </remarks>
    public sealed class ModuleClock : ILineListener
    {
        internal const string CommandName = "AT+CCLK";
        private const string NetworkName = "AT+QLTS";
        private const string NtpName = "AT+QNTP";
        private const int NtpLimit = 125000;
        private const int LongestHost = 253;
        private const int MinutesOfQuarter = 15;

        // Years have two digits. A clock that was not set counts from 1970 or from 1980 (module facts 8).
        private const int FirstYear = 70;
        private const int EarliestYear = 1980;
        private const int LatestYear = 1999 + FirstYear;
        private const int DateNumbers = 6;

        private readonly AtChannel _channel;
        private ClockConvention _convention;
        private ClockConvention _foundConvention;

        // Calls that wait for the result of a time server, oldest first; null until there is one.
        private ArrayList _ntpCalls;

        internal ModuleClock(AtChannel channel)
        {
            _channel = channel;
        }

        /// <summary>
        /// Gets or sets what the clock counts: UTC or local time. Default <see cref="ClockConvention.Automatic"/>. Setting it sends nothing.
        /// </summary>
        /// <exception cref="ArgumentOutOfRangeException">The value is not a member of the enumeration.</exception>
        public ClockConvention Convention
        {
            get => _convention;

            set
            {
                Argument.CheckRange((int)value, nameof(value), 0, 2);
                _convention = value;
            }
        }

        /// <summary>
        /// Reads the clock (<c>AT+CCLK?</c>). If <see cref="Convention"/> is <see cref="ClockConvention.Automatic"/> and the clock has a time
        /// zone, the network is asked for the time, too, until it has told a time that agrees with the clock's as one or the other. Blocks up
        /// to 40 s.
        /// </summary>
        /// <returns>The time, or <see cref="DateTime.MinValue"/> if the module's answer is not a time.</returns>
        /// <exception cref="InvalidOperationException">The modem is not open.</exception>
        /// <exception cref="Bg95Exception">The module refuses or does not answer.</exception>
        public DateTime GetUtc()
        {
            int zone = AskTime(CommandName, "?", out DateTime time);

            if (zone == 0 || time == DateTime.MinValue)
            {
                return time;
            }

            DateTime utc = time.AddMinutes(-MinutesOfQuarter * zone);
            return KeepsUtc(time, utc) ? time : utc;
        }

        /// <summary>
        /// Asks for the time that the mobile network has told (<c>AT+QLTS=2</c>), whatever the clock says. Blocks up to 20 s.
        /// </summary>
        /// <returns>The time now, or <see cref="DateTime.MinValue"/> if the network has told none.</returns>
        /// <exception cref="InvalidOperationException">The modem is not open.</exception>
        /// <exception cref="Bg95Exception">The module refuses or does not answer.</exception>
        public DateTime GetNetworkUtc()
        {
            int zone = AskTime(NetworkName, "=2", out DateTime time);
            return time == DateTime.MinValue ? time : time.AddMinutes(-MinutesOfQuarter * zone);
        }

        /// <summary>Sets the clock (<c>AT+CCLK</c>), which keeps the time as long as the module is powered. Blocks up to 20 s.</summary>
        /// <param name="utc">The time in UTC, 1980 to 2069.</param>
        /// <param name="zone">
        /// The time zone that the clock has besides, east of Greenwich, in quarters of an hour, -48 to 56. It does not change what
        /// <see cref="GetUtc"/> gives.
        /// </param>
        /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
        /// <exception cref="InvalidOperationException">The modem is not open.</exception>
        /// <exception cref="Bg95Exception">The module refuses or does not answer.</exception>
        public void Set(DateTime utc, int zone = 0)
        {
            Argument.CheckRange(zone, nameof(zone), -48, 56);
            bool keepsUtc = _convention == ClockConvention.Utc
                || (_convention == ClockConvention.Automatic && _foundConvention == ClockConvention.Utc);
            DateTime time = keepsUtc ? utc : utc.AddMinutes(MinutesOfQuarter * zone);
            Argument.CheckRange(time.Year, nameof(utc), EarliestYear, LatestYear);
            string text = time.ToString("yy'/'MM'/'dd','HH':'mm':'ss") + (zone < 0 ? "-" : "+");
            text += (zone < 0 ? -zone : zone).ToString("D2");
            _channel.RunAlone(CommandName, "=\"" + text + "\"", AtChannel.ShortLimit, null);
        }

        /// <summary>
        /// Sets the clock by the network's time; if the network has told none, by a time server. Blocks up to 165 s.
        /// </summary>
        /// <param name="timeServer">
        /// Name or address of a time server, 1 to 253 characters, which is reached over an active PDP context; or <see langword="null"/>.
        /// It is used only if the network has told no time.
        /// </param>
        /// <param name="pdpContextId">The PDP context to the time server, 1 to 16.</param>
        /// <returns>
        /// Where the time came from. <see cref="ClockSource.None"/> if the network has told no time and there is no time server, or the
        /// module reports that the time server gave no time.
        /// </returns>
        /// <exception cref="ArgumentException">A value is out of range or has characters that AT strings cannot hold.</exception>
        /// <exception cref="InvalidOperationException">The modem is not open.</exception>
        /// <exception cref="Bg95Exception">The module does not answer, or refuses to set the clock to the network's time.</exception>
        public ClockSource SetFromNetwork(string timeServer = null, int pdpContextId = 1)
        {
            if (timeServer != null)
            {
                Argument.CheckText(timeServer, nameof(timeServer), 1, LongestHost);
            }

            Argument.CheckRange(pdpContextId, nameof(pdpContextId), PdpContexts.MinimumId, PdpContexts.MaximumId);
            DateTime utc = NetworkUtcOrNone();

            if (utc != DateTime.MinValue)
            {
                Set(utc);
                return ClockSource.Network;
            }

            if (timeServer == null)
            {
                return ClockSource.None;
            }

            Bg95Error error = RunNtp(timeServer, 123, pdpContextId);

            if (ErrorMeaning.IsRefusal(error))
            {
                return ClockSource.None;
            }

            _channel.ThrowIfFailed(error, NtpName);
            return ClockSource.TimeServer;
        }

        /// <summary>
        /// Sets the clock by a time server (<c>AT+QNTP</c>), over an active PDP context. Blocks up to 145 s; commands of other threads
        /// run meanwhile.
        /// </summary>
        /// <param name="host">Name or address of the time server, 1 to 253 characters.</param>
        /// <param name="port">Port of the time server, 1 to 65535.</param>
        /// <param name="pdpContextId">The PDP context, 1 to 16.</param>
        /// <exception cref="ArgumentException">A value is out of range, or the host is missing or has characters that AT strings cannot hold.</exception>
        /// <exception cref="InvalidOperationException">The modem is not open.</exception>
        /// <exception cref="Bg95Exception">
        /// The module's reason, such as <see cref="Bg95Error.DnsParseFailed"/>; <see cref="Bg95Error.NoAnswer"/>: no result came in time,
        /// the module restarted, or lines were lost meanwhile.
        /// </exception>
        public void Synchronize(string host, int port = 123, int pdpContextId = 1)
        {
            _channel.ThrowIfFailed(RunNtp(host, port, pdpContextId), NtpName);
        }

        // 0 of +QNTP: 0,"..."
        void ILineListener.OnLine(AtFieldReader fields)
        {
            int result = fields.ReadNumber();
            EndOldestNtp(result < 0 ? Bg95Error.UnexpectedAnswer : (Bg95Error)result);
        }

        /// <summary>No result of a time server will come, or it may have been lost.</summary>
        internal void OnLinesLost()
        {
            while (EndOldestNtp(Bg95Error.NoAnswer))
            {
                // All of them.
            }
        }

        // The module works in order. Says whether there was one.
        private bool EndOldestNtp(Bg95Error result)
        {
            ArrayList calls = _ntpCalls;

            if (calls == null)
            {
                return false;
            }

            lock (calls)
            {
                if (calls.Count == 0)
                {
                    return false;
                }

                NtpCall call = (NtpCall)calls[0];
                calls.RemoveAt(0);
                call.Result = result;
                call.Ended.Set();
                return true;
            }
        }

        private Bg95Error RunNtp(string host, int port, int pdpContextId)
        {
            Argument.CheckText(host, nameof(host), 1, LongestHost);
            Argument.CheckRange(port, nameof(port), 1, 65535);
            Argument.CheckRange(pdpContextId, nameof(pdpContextId), PdpContexts.MinimumId, PdpContexts.MaximumId);
            NtpCall call = new NtpCall(_channel.Time.CreateSignal());
            _channel.ThrowIfFailed(_channel.TakeLine(_channel.Time.DeadlineIn(AtChannel.LineLimit + AtChannel.ShortLimit)), NtpName);

            try
            {
                Bg95Error error = StartNtp(call, host, port, pdpContextId);

                if (error != Bg95Error.Success)
                {
                    return error;
                }

                call.Ended.Wait(NtpLimit);
                return call.Result;
            }
            finally
            {
                RemoveNtp(call);
            }
        }

        // With the line, which it gives back.
        private Bg95Error StartNtp(NtpCall call, string host, int port, int pdpContextId)
        {
            try
            {
                if (_ntpCalls == null)
                {
                    ArrayList calls = new ArrayList();
                    _channel.Urcs.Add("+QNTP: ", this);
                    _ntpCalls = calls;
                }

                // Not before: getting in step ends all that wait.
                lock (_ntpCalls)
                {
                    _ntpCalls.Add(call);
                }

                _channel.Command.Start(NtpName).Add(pdpContextId).AddQuoted(host).Add(port);

                // The result may come before the OK.
                return _channel.Run(AtChannel.ShortLimit, this);
            }
            finally
            {
                _channel.GiveLineBack();
            }
        }

        private void RemoveNtp(NtpCall call)
        {
            if (_ntpCalls != null)
            {
                lock (_ntpCalls)
                {
                    _ntpCalls.Remove(call);
                }
            }
        }

        // Whether the clock counts UTC, as some firmware does, or local time. The network's time tells them apart.
        private bool KeepsUtc(DateTime asUtc, DateTime asLocal)
        {
            if (_convention == ClockConvention.Automatic && _foundConvention == ClockConvention.Automatic)
            {
                DateTime network = NetworkUtcOrNone();

                long toUtc = Distance(asUtc, network);
                long toLocal = Distance(asLocal, network);

                // A clock that is far from both is wrong, and tells nothing.
                if (network != DateTime.MinValue && 4 * (toUtc < toLocal ? toUtc : toLocal) < Distance(asUtc, asLocal))
                {
                    _foundConvention = toUtc < toLocal ? ClockConvention.Utc : ClockConvention.LocalTime;
                }
            }

            return (_convention == ClockConvention.Automatic ? _foundConvention : _convention) == ClockConvention.Utc;
        }

        private static long Distance(DateTime one, DateTime other)
        {
            long ticks = one.Ticks - other.Ticks;
            return ticks < 0 ? -ticks : ticks;
        }

        private DateTime NetworkUtcOrNone()
        {
            try
            {
                return GetNetworkUtc();
            }
            catch (Bg95Exception ex)
            {
                // A module without network time may answer OK and no time at all.
                if (!ErrorMeaning.IsRefusal(ex.Error) && ex.Error != Bg95Error.UnexpectedAnswer)
                {
                    throw new Bg95Exception(ex.Error, NetworkName, ex);
                }

                return DateTime.MinValue;
            }
        }

        // Asks for a time and gives its zone: 26/11/24,09:14:02+04 or 2026/11/24,09:14:02+04,0 or nothing.
        private int AskTime(string name, string form, out DateTime time)
        {
            // Each Connect comes here with a deep stack: a method less between here and the line.
            long deadline = _channel.Time.DeadlineIn(AtChannel.LineLimit + AtChannel.ShortLimit);
            Bg95Error error = _channel.TryRunAlone(name, form, AtChannel.ShortLimit, null, deadline, out string text);
            _channel.ThrowIfFailed(error == Bg95Error.Success && text == null ? Bg95Error.UnexpectedAnswer : error, name);
            return Parse(text, out time);
        }

        private static int Parse(string text, out DateTime time)
        {
            time = DateTime.MinValue;

            try
            {
                // Seven numbers of two digits with one character between; the last, the zone, may lack, or have one digit.
                int[] parts = new int[DateNumbers + 1];
                int at = text.IndexOf('/') - 2;

                for (int i = 0; i < DateNumbers || (i == DateNumbers && at < text.Length); i++)
                {
                    bool isShortZone = i == DateNumbers && (at + 1 == text.Length || text[at + 1] == ',');
                    int tens = isShortZone ? 0 : text[at] - '0';
                    int ones = text[isShortZone ? at : at + 1] - '0';

                    if (tens < 0 || tens > 9 || ones < 0 || ones > 9)
                    {
                        return 0;
                    }

                    parts[i] = (tens * 10) + ones;
                    at += 3;
                }

                int year = parts[0];
                year += year < FirstYear ? 2000 : 1900;
                DateTime parsed = new DateTime(year, parts[1], parts[2], parts[3], parts[4], parts[5]);

                if (parsed.Month != parts[1])
                {
                    // The board makes the first of March of the 29th of February, where others throw.
                    return 0;
                }

                time = parsed;
                return text.IndexOf('-') < 0 ? parts[DateNumbers] : -parts[DateNumbers];
            }
            catch (Exception)
            {
                // No time at all, or none that exists.
                return 0;
            }
        }

        // A call that waits for a time server.
        private sealed class NtpCall
        {
            internal readonly Signal Ended;

            // Until something else is known.
            internal Bg95Error Result = Bg95Error.NoAnswer;

            internal NtpCall(Signal ended)
            {
                Ended = ended;
            }
        }
    }
}
