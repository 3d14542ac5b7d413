// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Threading;

namespace Bg95Ssl
{
    /// <summary>
    /// Gets in step with the module from any state: after lost bytes or a missing answer, after a restart, or when the
    /// program has started anew and the module has not.
    /// </summary>
    /// <remarks>
    /// A stale OK proves nothing. Each attempt asks a question of its own whose answer begins like nothing else, and passes
    /// over all results before that answer: the module works in order, so what was under way is over when it comes. The
    /// module may also be waiting for data instead of commands; attempts beyond the first two leave those states.
    /// </remarks>
    internal sealed class AtRecovery
    {
        /// <summary>Limit for getting back in step, in milliseconds.</summary>
        internal const int Limit = 15000;

        private const int ProbeLimit = 1000;
        private const int Quiet = 100;
        private const int GuardTime = 1100;
        private const int LongestQuietWait = 30;
        private const int LongestSend = 1460;

        private static readonly AtName s_errors = new AtName("+CMEE");
        private static readonly AtName s_flow = new AtName("+IFC");
        private static readonly AtName s_echo = new AtName("E0");

        private readonly AtChannel _channel;
        private readonly AtReader _reader;
        private readonly ITransport _transport;

        internal AtRecovery(AtChannel channel, AtReader reader, ITransport transport)
        {
            _channel = channel;
            _reader = reader;
            _transport = transport;
        }

        internal void Run(int limit)
        {
            _channel.Statistics.Count(LineCounter.Resynchronisations);
            long last = 0;
            int attempt = 0;

            while (!Try(attempt++))
            {
                _reader.OutOfStep = true;
                limit = Deadline.Left(limit, ref last);
                AtChannel.Check(_reader.Failed ? Bg95Error.PortFailed : limit == 0 ? Bg95Error.NoAnswer : Bg95Error.Success, s_errors);
            }

            _reader.Suspect = false;
            _channel.Router.Tell(UrcKind.LinesLost);
        }

        private bool Try(int attempt)
        {
            WaitQuiet();

            if (attempt == 2)
            {
                LeaveTransparentMode();
            }
            else if (attempt == 3)
            {
                EndSend();
            }

            // Two questions by turns, so that a late answer to one does not pass for the answer to the next.
            _channel.Compose((attempt & 1) == 0 ? s_errors : s_flow, '?');

            if (_channel.Execute(null, true, ProbeLimit) != Bg95Error.Success)
            {
                return false;
            }

            // What a restart of the module undoes: echo off, errors as numbers, flow control.
            _reader.OutOfStep = false;
            _channel.Compose(s_echo, (char)0);

            if (_channel.Execute(null, false, AtChannel.ShortLimit) != Bg95Error.Success)
            {
                return false;
            }

            _channel.Compose(s_errors, '=').Int(1);
            Bg95Error result = _channel.Execute(null, false, AtChannel.ShortLimit);

            if (_transport.HasFlowControl)
            {
                _channel.Compose(s_flow, '=').Int(2);
                _channel.Command.Int(2);
                result = _channel.Execute(null, false, AtChannel.ShortLimit);
            }

            return result != Bg95Error.NoAnswer;
        }

        // +++ with its guard time of 1 s before and after (application note 1.3).
        private void LeaveTransparentMode()
        {
            _channel.Command.Clear();
            _channel.Command.Raw("+++");
            Thread.Sleep(GuardTime);
            _transport.Write(_channel.Command.Buffer, 0, _channel.Command.Length);
            Thread.Sleep(GuardTime);
        }

        // A send that waits for its data: ESC cancels one of variable length, one of fixed length takes as many bytes as it was
        // promised, at most 1460. The socket it belongs to is given up.
        private void EndSend()
        {
            AtCommand command = _channel.Command;
            command.Clear();
            command.Raw("\u001B");

            while (!command.IsFull)
            {
                command.Raw(" ");
            }

            for (int i = 0; i < LongestSend; i += command.Length)
            {
                _transport.Write(command.Buffer, 0, command.Length);
            }
        }

        private void WaitQuiet()
        {
            for (int i = 0; i < LongestQuietWait; i++)
            {
                int before = _reader.Activity;
                Thread.Sleep(Quiet);

                if (_reader.Activity == before)
                {
                    return;
                }
            }
        }
    }
}
