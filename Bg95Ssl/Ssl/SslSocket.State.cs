// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl
{
    /// <content>
    /// The state of the connection and how a program comes to know of it. All that changes the state is here. The methods that
    /// begin with On are called on the reader's thread or by who has found something out, and do not wait.
    /// </content>
    public sealed partial class SslSocket
    {
        // Its monitor guards the state; whoever waits for a change waits for the signal.
        private readonly Signal _stateChanged;
        private SocketState _state;

        // Why the connection has ended: Success if the peer has closed it. Of a socket that is opening, the result.
        private Bg95Error _endReason;
        private AccessMode _mode;
        private SocketRing _ring;
        private TransparentConnection _transparent;
        private bool _isHandedOver;

        // The module may have data for the program that were not asked for (buffer mode).
        private bool _isAnnounced;

        // A line was lost that may have told something; the module must be asked.
        private bool _mustAskState;

        // NO CARRIER has told of the end; a peer may have said that.
        private bool _isEndUnproven;

        // The module says "closed" also if the PDP context is lost (application note 2.2.2); it was not asked for that yet.
        private bool _mustAskContext;

        /// <summary>Whether its PDP context may have been activated since it was opened: it was lost before, and with it the connection.</summary>
        internal bool WasContextActivated;

        /// <summary>Gets a value indicating whether the connection exists or may exist soon.</summary>
        internal bool IsAlive => _state == SocketState.Opening || _state == SocketState.Connected;

        /// <summary>Gets a value indicating whether a call of Connect has the socket still, or the connection exists.</summary>
        internal bool IsInUse => !_isHandedOver || IsAlive;

        /// <summary>Gets a value indicating whether a line that nobody knows may be the remains of an announcement.</summary>
        internal bool MayPayloadBePushed => _mode == AccessMode.DirectPush && _state != SocketState.Initial;

        // Whether the module may have data that were not read, as far as this driver knows.
        private bool MayHaveUnread => _isAnnounced || _table.Asking == this || _isEndUnproven;

        // Whether nothing shows yet that the peer itself has closed, with everything that it has sent read.
        private bool IsEndOpen => MayHaveUnread || _mustAskContext;

        private bool MayHaveData => (_isAnnounced && _mode == AccessMode.Buffer) || (_ring != null && (!_ring.IsEmpty || _ring.LostCount > 0));

        /// <summary>The socket is about to be opened.</summary>
        internal void BeginOpening()
        {
            _table.NoteMode(Id, _mode);
            WasContextActivated = false;

            lock (_stateChanged)
            {
                if (_state == SocketState.Initial)
                {
                    // Nothing of an earlier opening, which was given up, may be left.
                    _state = SocketState.Opening;
                    _endReason = Bg95Error.Success;
                    _mustAskState = false;
                    _isEndUnproven = false;
                    _mustAskContext = false;
                    _pendingEvents = 0;
                    _ring?.Clear();
                }
            }
        }

        /// <summary>The result of opening has come.</summary>
        internal void OnOpened(Bg95Error error)
        {
            _lastNews = _channel.Time.DeadlineIn(0);

            lock (_stateChanged)
            {
                if (_state == SocketState.Opening)
                {
                    _endReason = error;
                    _state = error == Bg95Error.Success ? SocketState.Connected : SocketState.Initial;

                    // Data may have come before anyone listened: ask once.
                    _isAnnounced = error == Bg95Error.Success && _mode == AccessMode.Buffer;
                    _stateChanged.Set();
                }
            }
        }

        /// <summary>Waits for the result of opening, or for a reason to ask for it; says whether there is one.</summary>
        internal bool WaitForOpening(int milliseconds)
        {
            bool isSignalled = _stateChanged.Wait(milliseconds);
            bool mustAsk = _mustAskState;
            _mustAskState = false;
            return !isSignalled || mustAsk;
        }

        /// <summary>Gets the result of opening.</summary>
        internal Bg95Error OpenResult => _endReason;

        /// <summary>Opening was given up, or what was opened cannot be trusted.</summary>
        internal void GiveUpOpening()
        {
            lock (_stateChanged)
            {
                // Whatever has become of the connection meanwhile.
                _state = SocketState.Initial;
            }
        }

        /// <summary>
        /// The connection is given to the program; until then who opens it sees to its id. Gives why it has ended, if it just has.
        /// </summary>
        internal Bg95Error HandOver()
        {
            lock (_stateChanged)
            {
                _isHandedOver = _state != SocketState.Initial;
                return _isHandedOver ? Bg95Error.Success : _endReason;
            }
        }

        /// <summary>The module announces data, or may have some that it will not announce any more.</summary>
        internal void OnAnnounced()
        {
            lock (_stateChanged)
            {
                if (_mode == AccessMode.Buffer)
                {
                    _isAnnounced = true;
                    SetPending(DataPending);
                }
            }
        }

        /// <summary>The module says that the peer has closed the connection. What has come can still be read (module facts 4.4).</summary>
        internal void OnClosedByPeer()
        {
            _mustAskContext = true;
            OnEnded(Bg95Error.Success);
        }

        /// <summary>The connection has ended.</summary>
        /// <param name="reason">Why; Success if the peer has closed it.</param>
        internal void OnEnded(Bg95Error reason)
        {
            bool isGone = reason == Bg95Error.ModuleRestarted || reason == Bg95Error.PortFailed || reason == Bg95Error.ConnectionLost;

            lock (_stateChanged)
            {
                if (_state == SocketState.Opening)
                {
                    _endReason = reason == Bg95Error.Success ? Bg95Error.SocketClosed : reason;
                    _state = SocketState.Initial;
                }
                else if (_state == SocketState.Connected)
                {
                    _endReason = reason;
                    _state = isGone ? SocketState.Initial : SocketState.Closing;
                    _isAnnounced = !isGone && _mode == AccessMode.Buffer;
                    SetPending(DataPending | ClosedPending);
                }
                else if (_state == SocketState.Closing && reason != Bg95Error.Success && (isGone || IsEndOpen))
                {
                    // What has not been read is lost: the end is no clean one any more. Nor is one that was not the peer's after all.
                    _endReason = _endReason != Bg95Error.Success || IsEndOpen ? reason : _endReason;
                    _isEndUnproven = false;
                    _isAnnounced = _isAnnounced && !isGone;
                    _state = isGone && _endReason != Bg95Error.Success ? SocketState.Initial : _state;
                }

                _stateChanged.Set();
            }

            if (isGone)
            {
                // The module does not have the id any more; the socket object stays as it is. Nor does it hear of its context any more.
                _transparent = null;
                WasContextActivated = true;

                if (_isHandedOver)
                {
                    _table.Remove(this);
                }

                lock (_stateChanged)
                {
                    // What is pending would not be found at the id.
                    SetPending(0);
                }
            }
        }

        /// <summary>Lines were lost that may have been this socket's; of pushed data bytes may be missing.</summary>
        internal void OnLinesLost(bool wereBytesLost)
        {
            if (wereBytesLost && MayPayloadBePushed)
            {
                Fault(Bg95Error.LineDamaged);
                return;
            }

            lock (_stateChanged)
            {
                _mustAskState = true;
                _stateChanged.Set();

                if ((_state == SocketState.Connected || _mustAskContext) && _dataReceived != null)
                {
                    // A handler that receives finds out what the lines said.
                    SetPending(DataPending);
                }
            }
        }

        /// <summary>What was received or sent since the last good call is not known. The only way to <see cref="SocketState.Faulted"/>.</summary>
        internal void Fault(Bg95Error error)
        {
            lock (_stateChanged)
            {
                if (_state == SocketState.Connected || _state == SocketState.Closing)
                {
                    _endReason = error;
                    _state = SocketState.Faulted;
                    SetPending(DataPending | ClosedPending);
                }
                else if (_state == SocketState.Opening)
                {
                    // It is opened anew.
                    _endReason = error;
                    _state = SocketState.Initial;
                    _stateChanged.Set();
                }
            }
        }

        private void ThrowIfUnusable()
        {
            if (_state == SocketState.Closed)
            {
                throw new ObjectDisposedException(ObjectName);
            }

            if (_state == SocketState.Faulted)
            {
                throw new Bg95Exception(_endReason, ObjectName);
            }
        }

        // What Receive gives when all is read: 0 if the peer has closed the connection, an exception else.
        private int EndOfData()
        {
            ThrowIfUnusable();

            if (_endReason != Bg95Error.Success)
            {
                throw new Bg95Exception(_endReason, ObjectName, _channel.PortFailure);
            }

            return 0;
        }
    }
}
