// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl
{
    /// <content>Opening and closing, and what happens to the module as a whole.</content>
    public sealed partial class Bg95Modem : IModuleListener, IEventSource
    {
        // How long a call that an earlier closing has ended may need to get out.
        private const int OldCallsLimit = 1000;
        private const int MostUrcPortAttempts = 3;
        private const int RestartedPending = 1;
        private const int PoweredDownPending = 2;
        private const int QuestionPending = 4;

        private readonly object _stateLock = new object();
        private OpenState _state;
        private int _pending;
        private EventHandler _restarted;
        private EventHandler _poweredDown;
        private UrcSubscription[] _subscriptions = new UrcSubscription[0];

        /// <summary>
        /// Raised on the event thread when the module has started anew. Sockets are closed, the PDP contexts inactive; SSL settings
        /// are written again with the next connection. A handler that is added late is told of what no other was told of.
        /// </summary>
        public event EventHandler Restarted
        {
            add
            {
                lock (_stateLock)
                {
                    _restarted = (EventHandler)Delegate.Combine(_restarted, value);
                }

                SetPending(0);
            }

            remove
            {
                lock (_stateLock)
                {
                    _restarted = (EventHandler)Delegate.Remove(_restarted, value);
                }
            }
        }

        /// <summary>
        /// Raised on the event thread when the module says that it is being switched off, or goes to power saving mode. A handler
        /// that is added late is told of what no other was told of.
        /// </summary>
        public event EventHandler PoweredDown
        {
            add
            {
                lock (_stateLock)
                {
                    _poweredDown = (EventHandler)Delegate.Combine(_poweredDown, value);
                }

                SetPending(0);
            }

            remove
            {
                lock (_stateLock)
                {
                    _poweredDown = (EventHandler)Delegate.Remove(_poweredDown, value);
                }
            }
        }

        private enum OpenState
        {
            Closed = 0,
            Opening,
            Open,
            Closing,
        }

        /// <inheritdoc/>
        bool IModuleListener.MayPayloadBePushed => _sockets.MayPayloadBePushed;

        /// <summary>
        /// Opens the line and gets in step with the module in whatever state it is: starting up, echoing, in the middle of an
        /// answer, in transparent mode, waiting for the data of a send or an upload. Then echo is off, URCs come here, and sockets
        /// that an earlier run of the program left open are closed. Can be called again after <see cref="Close"/> and after the port
        /// has failed.
        /// </summary>
        /// <param name="timeoutMilliseconds">
        /// How long to try, 1000 or more; the call takes 12 s longer at most, if the port has to be closed again.
        /// </param>
        /// <exception cref="ArgumentOutOfRangeException">The time-out is too short.</exception>
        /// <exception cref="InvalidOperationException">It is open, or another thread opens or closes it.</exception>
        /// <exception cref="Bg95Exception">
        /// <see cref="Bg95Error.NoAnswer"/>: nothing on the line answers like a module. The line is closed again.
        /// </exception>
        public void Open(int timeoutMilliseconds = DefaultOpenTimeout)
        {
            Argument.CheckRange(timeoutMilliseconds, nameof(timeoutMilliseconds), 1000, int.MaxValue);
            long deadline = _channel.Time.DeadlineIn(timeoutMilliseconds);

            if (_state == OpenState.Open && _channel.PortFailure != null)
            {
                Close();
            }

            lock (_stateLock)
            {
                if (_state != OpenState.Closed)
                {
                    throw new InvalidOperationException("the modem is open, or another thread opens or closes it");
                }

                _state = OpenState.Opening;
            }

            bool isDone = false;
            bool isPortOpen = false;

            try
            {
                _channel.Open();
                isPortOpen = true;
                _dispatcher.Start();
                _channel.ThrowIfFailed(GetReady(deadline), "AT");

                lock (_stateLock)
                {
                    isDone = _state == OpenState.Opening;
                    _state = isDone ? OpenState.Open : _state;
                }

                if (!isDone)
                {
                    throw new InvalidOperationException("another thread has closed the modem meanwhile");
                }
            }
            finally
            {
                if (!isDone && isPortOpen)
                {
                    Close();
                }
                else if (!isDone)
                {
                    _state = OpenState.Closed;
                }
            }
        }

        /// <summary>
        /// Closes the line. Calls that wait for the module end with <see cref="Bg95Error.PortFailed"/>. Nothing is sent: sockets that
        /// are open stay open in the module until the next <see cref="Open"/> closes them, so close those first that matter. Does
        /// nothing if it is closed. Takes up to 10 s if the port does not let go.
        /// </summary>
        public void Close()
        {
            lock (_stateLock)
            {
                if (_state == OpenState.Closed || _state == OpenState.Closing)
                {
                    return;
                }

                _state = OpenState.Closing;
            }

            _dispatcher.Stop();
            _channel.Close();
            _sockets.EndAll(Bg95Error.PortFailed, 0);
            _sockets.ForgetPending();
            Clock.OnLinesLost();

            lock (_stateLock)
            {
                _pending = 0;
                _state = OpenState.Closed;
            }
        }

        /// <summary>Closes the line and lets go of the port: a new one of the same name can be made then.</summary>
        public void Dispose()
        {
            Close();
            _channel.Dispose();
        }

        /// <inheritdoc/>
        bool IModuleListener.MayPushTo(int id)
        {
            return _sockets.MayPushTo(id);
        }

        /// <inheritdoc/>
        void IModuleListener.OnRestarted()
        {
            _sockets.EndAll(Bg95Error.ModuleRestarted, 0);
            Clock.OnLinesLost();
            SetPending(RestartedPending);
        }

        /// <inheritdoc/>
        void IModuleListener.OnPoweredDown()
        {
            _sockets.EndAll(Bg95Error.ModuleRestarted, 0);
            Clock.OnLinesLost();
            SetPending(PoweredDownPending);
        }

        /// <inheritdoc/>
        void IModuleListener.OnPdpDeactivated(int pdpContextId)
        {
            _sockets.EndAll(Bg95Error.PdpDeactivated, pdpContextId);
        }

        /// <inheritdoc/>
        void IModuleListener.OnPortFailed()
        {
            _sockets.EndAll(Bg95Error.PortFailed, 0);
            Clock.OnLinesLost();
        }

        /// <inheritdoc/>
        void IModuleListener.OnLinesLost()
        {
            _sockets.AskAll(false);
            Clock.OnLinesLost();
        }

        /// <inheritdoc/>
        void IModuleListener.OnBytesLost()
        {
            _sockets.AskAll(true);
            Clock.OnLinesLost();
        }

        /// <inheritdoc/>
        void IModuleListener.OnPayloadDoubtful()
        {
            _sockets.LastPayload?.Fault(Bg95Error.LineDamaged);
        }

        /// <inheritdoc/>
        void IModuleListener.OnQuestionNeeded()
        {
            SetPending(QuestionPending);
        }

        /// <inheritdoc/>
        void IEventSource.RaisePending()
        {
            if (Take(QuestionPending, null) != 0 && _channel.Resynchronizer.IsRequired)
            {
                // A program that waits for events alone would not find out what has happened to the module.
                if (_channel.Begin(_channel.Time.DeadlineIn(AtChannel.LineLimit)) == Bg95Error.Success)
                {
                    _channel.End();
                }
            }

            EventHandler handler = _restarted;

            if (Take(RestartedPending, handler) != 0)
            {
                _dispatcher.Raise(handler, this);
            }

            handler = _poweredDown;

            if (Take(PoweredDownPending, handler) != 0)
            {
                _dispatcher.Raise(handler, this);
            }

            Pdp.RaisePending();
            _sockets.RaisePending();
            UrcSubscription[] subscriptions = _subscriptions;

            for (int i = 0; i < subscriptions.Length; i++)
            {
                subscriptions[i].RaisePending();
            }
        }

        // From the first byte on: others may use the line when all of this is done.
        private Bg95Error GetReady(long deadline)
        {
            if (!_channel.Line.OpenAndTake(_channel.Time.DeadlineIn(OldCallsLimit)))
            {
                return Bg95Error.LineBusy;
            }

            try
            {
                Bg95Error error = _channel.GetInStep(deadline);
                error = error == Bg95Error.Success && _urcPort != null ? SetUrcPort() : error;
                return error == Bg95Error.Success ? CloseLeftovers() : error;
            }
            finally
            {
                _channel.End();
            }
        }

        // A byte that the line loses here would cost every URC from now on, and nothing would tell: so it is read back, and a refusal
        // is not believed at once.
        private Bg95Error SetUrcPort()
        {
            const string Name = "AT+QURCCFG";
            Bg95Error error = Bg95Error.Success;

            for (int i = 0; i < MostUrcPortAttempts; i++)
            {
                _channel.Command.Start(Name).AddQuoted("urcport");
                error = _channel.Run(AtChannel.ShortLimit);
                string text = error == Bg95Error.Success ? _channel.Running.AnswerText : null;

                if (text != null)
                {
                    if (text.ToLower().IndexOf("," + _urcPort.ToLower()) >= 0)
                    {
                        return Bg95Error.Success;
                    }

                    _channel.Command.Start(Name).AddQuoted("urcport").AddQuoted(_urcPort);
                    error = _channel.Run(AtChannel.ShortLimit);
                }

                if (error != Bg95Error.Success && !AtChannel.IsRefusal(error))
                {
                    break;
                }
            }

            // A module that does not know the command is left alone; some have other names for their ports (module facts: network and
            // power, 0).
            return AtChannel.IsRefusal(error) ? Bg95Error.Success : error;
        }

        // What an earlier run of the program has left open in the module (module facts 4.2).
        private Bg95Error CloseLeftovers()
        {
            SocketStateQuery query = new SocketStateQuery(new SslSocketInfo[0]);
            Bg95Error error = query.AskWithLine(_channel, -1);

            for (int id = 0; id < SocketTable.Size && error == Bg95Error.Success; id++)
            {
                if ((query.Ids & (1 << id)) != 0)
                {
                    error = SslSocket.CloseIdWithLine(_channel, id, -1);
                }
            }

            _channel.Generation.DoubtfulIds &= error == Bg95Error.Success ? 0 : -1;
            return error;
        }

        private void SetPending(int events)
        {
            lock (_stateLock)
            {
                _pending |= events;

                if (_pending == 0 || (_state != OpenState.Open && _state != OpenState.Opening))
                {
                    return;
                }
            }

            _dispatcher.Schedule();
        }

        private int Take(int pendingEvent, EventHandler handler)
        {
            lock (_stateLock)
            {
                int taken = handler == null && pendingEvent != QuestionPending ? 0 : _pending & pendingEvent;
                _pending &= ~taken;
                return taken;
            }
        }
    }
}
