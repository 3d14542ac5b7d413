// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl
{
    /// <summary>A handler of the program's for lines that begin with a prefix, and the lines that wait for it.</summary>
    internal sealed class UrcSubscription : ILineListener
    {
        private const int MostWaiting = 16;

        private readonly object _sender;
        private readonly UrcHandler _handler;
        private readonly EventDispatcher _dispatcher;
        private readonly LineStatistics _statistics;
        private readonly string[] _waitingLines = new string[MostWaiting];
        private int _waitingCount;
        private bool _isCancelled;

        internal UrcSubscription(object sender, UrcHandler handler, EventDispatcher dispatcher, LineStatistics statistics)
        {
            _sender = sender;
            _handler = handler;
            _dispatcher = dispatcher;
            _statistics = statistics;
        }

        internal bool IsFor(UrcHandler handler)
        {
            return _handler == handler;
        }

        /// <summary>The handler is not called any more.</summary>
        internal void Cancel()
        {
            _isCancelled = true;
        }

        /// <summary>Drops the lines that wait.</summary>
        internal void Forget()
        {
            lock (_waitingLines)
            {
                _waitingCount = 0;
                Array.Clear(_waitingLines, 0, MostWaiting);
            }
        }

        public void OnLine(AtFieldReader fields)
        {
            lock (_waitingLines)
            {
                if (_waitingCount == MostWaiting)
                {
                    _statistics.Count(LineCounter.LostUrcs);
                    return;
                }

                _waitingLines[_waitingCount++] = fields.WholeLine();
            }

            _dispatcher.Schedule();
        }

        /// <summary>Raises what waits. The event thread.</summary>
        internal void RaisePending()
        {
            while (true)
            {
                string line;

                lock (_waitingLines)
                {
                    if (_waitingCount == 0 || _isCancelled)
                    {
                        return;
                    }

                    line = _waitingLines[0];
                    Array.Copy(_waitingLines, 1, _waitingLines, 0, --_waitingCount);
                    _waitingLines[_waitingCount] = null;
                }

                try
                {
                    _handler(_sender, new UrcEventArgs(line));
                }
                catch (Exception)
                {
                    _dispatcher.CountHandlerError();
                }
            }
        }
    }
}
