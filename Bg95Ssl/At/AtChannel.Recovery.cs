// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Threading;

namespace Bg95Ssl
{
    /// <content>
    /// Gets in step with the module from any state: after lost bytes or a missing answer, after a restart, or when the
    /// program has started anew and the module has not. A stale OK proves nothing. Each attempt asks a question of its own
    /// whose answer begins like nothing else, and passes over all results before that answer: the module works in order, so
    /// what was under way is over when it comes. The module may also be waiting for data instead of commands; attempts beyond
    /// the first two leave those states.
    /// </content>
    internal sealed partial class AtChannel
    {
        // In milliseconds.
        private const int RecoveryLimit = 15000;
        private const int ProbeLimit = 1;

        // What an attempt takes that nobody answers.
        private const int AttemptTime = 1200;
        private const int Quiet = 100;
        private const int GuardTime = 1100;
        private const int LongestQuietWait = 30;
        private const int LongestSend = 1460;
        private const int EscapeAttempt = 2;

        // Nobody is late by more than this.
        private const int BelievableDelay = 60000;

        // The command is a probe, which is ended by its own answer only.
        private bool _probe;

        /// <summary>Takes the time since the last look off what is left; the first look takes nothing.</summary>
        /// <param name="left">Milliseconds that were left at the last look.</param>
        /// <param name="last">Ticks of the last look, 0 before the first.</param>
        /// <remarks>
        /// The device has no clock but the calendar's, and programs set that: often from 1970 to today, after the network has
        /// told the time. A step of the clock, either way, must neither end a wait early nor make it endless: the time between
        /// two looks counts only as far as it is believable, and each look counts 1 ms at least.
        /// </remarks>
        internal static int Left(int left, ref long last)
        {
            long now = DateTime.UtcNow.Ticks;
            long passed = (now - last) / TimeSpan.TicksPerMillisecond;

            if (last == 0 || passed < 0 || passed - BelievableDelay > left)
            {
                passed = 0;
            }

            last = now;

            return passed >= left ? 0 : left - (int)passed;
        }

        private Bg95Error Recover(int limit)
        {
            Statistics.Count(LineCounter.Resynchronisations);
            int attempt = _escape ? EscapeAttempt : 0;

            while (!Try(attempt++))
            {
                _lost = true;

                if (_failed || limit <= 0)
                {
                    return _failed ? Bg95Error.PortFailed : Bg95Error.NoAnswer;
                }

                limit -= AttemptTime;
            }

            _escape = false;
            _unsure = false;
            Raise(LinesLost);
            return Bg95Error.Success;
        }

        private bool Try(int attempt)
        {
            // Until the line is quiet.
            _busy = true;

            for (int i = 0; i < LongestQuietWait && _busy; i++)
            {
                _busy = false;
                Thread.Sleep(Quiet);
            }

            if (attempt == EscapeAttempt)
            {
                // Transparent mode is left by +++ with its guard time of 1 s before and after (application note 1.3).
                Thread.Sleep(GuardTime);
                Put(Command.Start("+++"));
                Thread.Sleep(GuardTime);
            }
            else if (attempt == 3)
            {
                // A send that waits for its data: ESC cancels one of variable length, one of fixed length takes as many bytes
                // as it was promised, at most 1460. The socket it belongs to is given up.
                AtCommand command = Command.Start("\u001B");

                while (command.Length < AtCommand.Capacity)
                {
                    command.Append(" ");
                }

                for (int i = 0; i < LongestSend; i += command.Length)
                {
                    Put(command);
                }
            }

            // Two questions by turns, so that a late answer to one does not pass for the answer to the next.
            Format((attempt & 1) == 0 ? "AT+CMEE" : "AT+IFC").Append("?");
            _probe = true;
            Bg95Error result = Invoke(null, 0, ProbeLimit);
            _probe = false;

            if (result != Bg95Error.Success)
            {
                return false;
            }

            // What a restart of the module undoes: echo off, errors as numbers, flow control.
            _lost = false;
            Format("ATE0");

            if (Invoke(null, 0, ShortLimit) != Bg95Error.Success)
            {
                return false;
            }

            Format("AT+CMEE").Add(1);
            result = Invoke(null, 0, ShortLimit);

            if (_port.HasFlowControl)
            {
                Format("AT+IFC").Add(2).Add(2);
                result = Invoke(null, 0, ShortLimit);
            }

            return result != Bg95Error.NoAnswer;
        }

        private void Put(AtCommand command)
        {
            Put(command.Buffer, 0, command.Length);
        }
    }
}
