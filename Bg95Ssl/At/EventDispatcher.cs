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

        // Something was scheduled since the thread began to raise what there was; and something since the start that has a handler.
        private bool _isPending;
        private bool _isThreadKept;

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
                _isThreadKept = false;
                _runNumber++;
                _pendingSignal?.Set();
            }
        }

        /// <summary>Something is pending. The thread starts with the first of it.</summary>
        /// <param name="hasHandler">
        /// Whether it has a handler. A thread that has started for something else ends with it: it takes as much memory as two sockets and more.
        /// </param>
        internal void Schedule(bool hasHandler = true)
        {
            bool mustStart;
            int run;

            lock (this)
            {
                _pendingSignal ??= _channel.Time.CreateSignal();
                _isPending = true;
                _isThreadKept |= hasHandler;
                mustStart = _isStarted && !_hasThread;
                _hasThread |= mustStart;
                run = _runNumber;
            }

            if (mustStart)
            {
                _channel.Time.StartThread(new EventThread(this, run).Run);
            }

            _pendingSignal.Set();
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
                _isPending &= !mayBegin;
                return mayBegin;
            }
        }

        // Says whether the thread is not needed any more.
        private bool End(int run, int pause)
        {
            lock (this)
            {
                bool isOver = run == _runNumber && pause < 0 && !_isThreadKept && !_isPending;
                _isRaising = false;
                _hasThread &= !isOver;
                return isOver;
            }
        }

        // Not a lambda: it would have a stack frame of its own below the thread's, as long as the thread lives.
        private sealed class EventThread
        {
            private readonly EventDispatcher _dispatcher;
            private readonly int _run;

            internal EventThread(EventDispatcher dispatcher, int run)
            {
                _dispatcher = dispatcher;
                _run = run;
            }

            internal void Run()
            {
                EventDispatcher dispatcher = _dispatcher;
                int pause = -1;
                bool isOver = false;

                while (_run == dispatcher._runNumber && !isOver)
                {
                    dispatcher._pendingSignal.Wait(pause);

                    if (dispatcher.TryBegin(_run))
                    {
                        try
                        {
                            pause = dispatcher._source.RaisePending();
                        }
                        finally
                        {
                            isOver = dispatcher.End(_run, pause);
                        }
                    }
                }

                // Whoever comes after this thread may have been waiting for what it has just taken.
                dispatcher._pendingSignal.Set();
            }
        }
    }
}
