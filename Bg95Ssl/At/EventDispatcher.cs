// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl
{
    /// <summary>
    /// The event thread: raises the program's events, so that a handler may use the driver. Events are pending bits of their
    /// source, which this sweeps; there is no queue that can fill, and no event that can reach another socket.
    /// </summary>
    internal sealed class EventDispatcher
    {
        private readonly AtChannel _channel;
        private readonly IEventSource _source;

        // Made with the first thread: a program without events does not need it.
        private Signal _pendingSignal;
        private bool _isStarted;
        private bool _hasThread;

        // A thread calls handlers now. At most one does, also if a handler runs while the modem is closed and opened again.
        private bool _isRaising;
        private int _runNumber;

        internal EventDispatcher(AtChannel channel, IEventSource source)
        {
            _channel = channel;
            _source = source;
        }

        internal void Start()
        {
            lock (this)
            {
                _isStarted = true;
            }
        }

        /// <summary>Lets the thread end. A handler that runs goes on to its end.</summary>
        internal void Stop()
        {
            lock (this)
            {
                _isStarted = false;
                _hasThread = false;
                _runNumber++;
                _pendingSignal?.Set();
            }
        }

        /// <summary>Something is pending that has a handler. The thread starts with the first of it.</summary>
        internal void Schedule()
        {
            bool mustStart;
            int run;

            lock (this)
            {
                _pendingSignal ??= _channel.Time.CreateSignal();
                mustStart = _isStarted && !_hasThread;
                _hasThread |= mustStart;
                run = _runNumber;
            }

            if (mustStart)
            {
                StartThread(run);
            }

            _pendingSignal.Set();
        }

        // A method of its own: where a lambda stands, its object is made at the beginning of the method, in each call.
        private void StartThread(int run)
        {
            _channel.Time.StartThread(() => Run(run));
        }

        /// <summary>Calls a handler; what it throws is counted and goes no further.</summary>
        [OwnFrame]
        internal void Raise(EventHandler handler, object sender)
        {
            if (!_isStarted)
            {
                // The modem was closed by the handler before.
                return;
            }

            try
            {
                handler(sender, EventArgs.Empty);
            }
            catch (Exception)
            {
                // A handler's fault must end neither this thread nor the program.
                CountHandlerError();
            }
        }

        internal void CountHandlerError()
        {
            _channel.Statistics.Count(LineCounter.HandlerErrors);
        }

        private bool TryBegin(int run)
        {
            lock (this)
            {
                bool mayBegin = run == _runNumber && !_isRaising;
                _isRaising |= mayBegin;
                return mayBegin;
            }
        }

        private void Run(int run)
        {
            while (run == _runNumber)
            {
                _pendingSignal.Wait(-1);

                if (TryBegin(run))
                {
                    try
                    {
                        _source.RaisePending();
                    }
                    finally
                    {
                        lock (this)
                        {
                            _isRaising = false;
                        }
                    }
                }
            }

            // Whoever comes after this thread may have been waiting for what it has just taken.
            _pendingSignal.Set();
        }
    }
}
