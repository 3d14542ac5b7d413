// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl
{
    /// <content>What happens to the module as a whole, and its events.</content>
    public sealed partial class Bg95Modem : IModuleListener, IEventSource
    {
        private const int RestartedPending = 1;
        private const int PoweredDownPending = 2;
        private const int QuestionPending = 4;

        // How long nobody may have asked what the module is until the event thread does: who runs the next command asks by itself, and a
        // second thread that waits for the line only takes memory.
        private const int QuestionPause = 300;

        private int _pendingEvents;
        private long _questionTime;

        // Of a restart and a power-down, the latter was told last.
        private bool _isDownLast;
        private EventHandler _restarted;
        private EventHandler _poweredDown;

        /// <summary>
        /// Raised on the driver's event thread when the module has restarted. All sockets have ended and the PDP contexts are not active
        /// any more; the next connection writes the SSL settings again. If there was no handler at that time, the event is raised when the
        /// first handler is added. If this and <see cref="PoweredDown"/> wait for the same moment, what happened last is raised last.
        /// </summary>
        public event EventHandler Restarted
        {
            add
            {
                lock (_channel)
                {
                    _restarted = (EventHandler)Delegate.Combine(_restarted, value);
                }

                SetPending(0);
            }

            remove
            {
                lock (_channel)
                {
                    _restarted = (EventHandler)Delegate.Remove(_restarted, value);
                }
            }
        }

        /// <summary>
        /// Raised on the driver's event thread when the module says that it is being switched off or goes to power saving mode. All sockets
        /// have ended. If there was no handler at that time, the event is raised when the first handler is added.
        /// </summary>
        public event EventHandler PoweredDown
        {
            add
            {
                lock (_channel)
                {
                    _poweredDown = (EventHandler)Delegate.Combine(_poweredDown, value);
                }

                SetPending(0);
            }

            remove
            {
                lock (_channel)
                {
                    _poweredDown = (EventHandler)Delegate.Remove(_poweredDown, value);
                }
            }
        }

        /// <inheritdoc/>
        bool IModuleListener.MayPayloadBePushed => _sockets.MayPayloadBePushed;

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
            _isDownLast = false;
            SetPending(RestartedPending);
        }

        /// <inheritdoc/>
        void IModuleListener.OnPoweredDown()
        {
            _sockets.EndAll(Bg95Error.ModuleRestarted, 0);
            Clock.OnLinesLost();
            _isDownLast = true;
            SetPending(PoweredDownPending);
        }

        /// <inheritdoc/>
        void IModuleListener.OnPdpDeactivated(int pdpContextId)
        {
            _sockets.EndAll(Bg95Error.PdpDeactivated, pdpContextId);
        }

        /// <inheritdoc/>
        void IModuleListener.OnPdpActivating(int pdpContextId)
        {
            _sockets.NoteActivation(pdpContextId);
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
        void IModuleListener.OnTransparentEndDoubtful()
        {
            _sockets.LastNoCarrier?.OnEndDoubtful();
        }

        /// <inheritdoc/>
        void IModuleListener.OnQuestionNeeded()
        {
            long time = _channel.Time.DeadlineIn(QuestionPause);

            lock (_channel)
            {
                _questionTime = (_pendingEvents & QuestionPending) == 0 ? time : _questionTime;
            }

            SetPending(QuestionPending);
        }

        /// <inheritdoc/>
        int IEventSource.RaisePending()
        {
            int pause = TakeQuestion();

            // A program that waits for events alone would not find out what has happened to the module.
            if (pause == 0 && _channel.TakeLine(_channel.Time.DeadlineIn(AtChannel.LineLimit)) == Bg95Error.Success)
            {
                _channel.GiveLineBack();
            }

            // Both have come while a handler ran: the last word counts.
            bool isDownLast = _isDownLast;

            if (!isDownLast)
            {
                Raise(PoweredDownPending, _poweredDown);
            }

            Raise(RestartedPending, _restarted);

            if (isDownLast)
            {
                Raise(PoweredDownPending, _poweredDown);
            }

            Pdp.RaisePending();
            _sockets.RaisePending();
            _channel.Urcs.RaisePending();
            return pause > 0 ? pause : -1;
        }

        // Gives in how many milliseconds the module is to be asked; 0 if at once; -1 if somebody has, or nobody need. Who has the line may
        // be about to ask, and fail; and a command may take minutes, for which the events must not wait.
        private int TakeQuestion()
        {
            long now = _channel.Time.Milliseconds;

            lock (_channel)
            {
                Resynchronizer resynchronizer = _channel.Resynchronizer;
                bool isNeeded = (_pendingEvents & QuestionPending) != 0 && (resynchronizer.IsRequired || resynchronizer.IsRunning);
                int left = !isNeeded ? -1 : now < _questionTime ? (int)(_questionTime - now) : _channel.Line.IsUsed ? QuestionPause : 0;
                _pendingEvents &= left > 0 ? -1 : ~QuestionPending;
                return left;
            }
        }

        private void SetPending(int events)
        {
            bool hasHandler;

            lock (_channel)
            {
                _pendingEvents |= events;
                hasHandler = (_pendingEvents & ~QuestionPending) != 0;

                if (_pendingEvents == 0 || (_state != OpenState.Open && _state != OpenState.Opening))
                {
                    return;
                }
            }

            _dispatcher.Schedule(hasHandler);
        }

        [OwnFrame]
        private void Raise(int pendingEvent, EventHandler handler)
        {
            if (TakePending(pendingEvent, handler) != 0)
            {
                _dispatcher.Raise(handler, this);
            }
        }

        private int TakePending(int pendingEvent, EventHandler handler)
        {
            lock (_channel)
            {
                int taken = handler == null ? 0 : _pendingEvents & pendingEvent;
                _pendingEvents &= ~taken;
                return taken;
            }
        }
    }
}
