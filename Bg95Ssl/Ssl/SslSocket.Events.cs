// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl
{
    /// <content>The socket's events: pending bits that the event thread raises.</content>
    public sealed partial class SslSocket
    {
        // Events that wait for the event thread, and whether anything was received since it raised the last one.
        private const int DataPending = 1;
        private const int ClosedPending = 2;
        private const int HasReceived = 4;

        private int _pendingEvents;
        private EventHandler _dataReceived;
        private EventHandler _closed;

        /// <summary>
        /// Raised on the driver's event thread when data have arrived, and again as long as a handler has received some and there may be
        /// more. A handler may find that there are none: the module announces data only once, so the driver rather raises the event too
        /// often. It is also raised when a handler is added and there may be data, and when the connection has ended.
        /// </summary>
        public event EventHandler DataReceived
        {
            add
            {
                lock (_stateChanged)
                {
                    _dataReceived = (EventHandler)Delegate.Combine(_dataReceived, value);

                    if (MayHaveData)
                    {
                        SetPending(DataPending);
                    }
                }
            }

            remove
            {
                lock (_stateChanged)
                {
                    _dataReceived = (EventHandler)Delegate.Remove(_dataReceived, value);
                }
            }
        }

        /// <summary>
        /// Raised once on the driver's event thread when the connection has ended and the program has not closed it: by the peer, the
        /// network, a restart of the module, a failed port or lost bytes. Data that arrived before can still be received unless
        /// <see cref="State"/> is <see cref="SocketState.Faulted"/>. If a handler is added after the end, the event is raised for it.
        /// </summary>
        public event EventHandler Closed
        {
            add
            {
                lock (_stateChanged)
                {
                    bool hasEnded = _state == SocketState.Closing || _state == SocketState.Faulted
                        || (_state == SocketState.Initial && _endReason != Bg95Error.Success);
                    _closed = (EventHandler)Delegate.Combine(_closed, value);

                    if (hasEnded)
                    {
                        SetPending(ClosedPending);
                    }
                }
            }

            remove
            {
                lock (_stateChanged)
                {
                    _closed = (EventHandler)Delegate.Remove(_closed, value);
                }
            }
        }

        /// <summary>Raises what is pending. The event thread.</summary>
        internal void RaisePending()
        {
            EventHandler dataReceived = null;
            EventHandler closed = null;

            lock (_stateChanged)
            {
                if (_state == SocketState.Closed)
                {
                    // The program has closed it meanwhile.
                    return;
                }

                if ((_pendingEvents & DataPending) != 0 && _dataReceived != null)
                {
                    dataReceived = _dataReceived;
                    _pendingEvents &= ~(DataPending | HasReceived);
                }
            }

            if (dataReceived != null)
            {
                _table.Dispatcher.Raise(dataReceived, this);

                lock (_stateChanged)
                {
                    if ((_pendingEvents & HasReceived) != 0 && MayHaveData)
                    {
                        SetPending(DataPending);
                    }
                }
            }

            lock (_stateChanged)
            {
                // The handler that was just called may have closed the socket, or taken the other one away.
                if ((_pendingEvents & ClosedPending) != 0 && _closed != null && _state != SocketState.Closed)
                {
                    // It happens once; who adds a handler later is told by himself.
                    closed = _closed;
                    _closed = null;
                    _pendingEvents &= ~ClosedPending;
                }
            }

            if (closed != null)
            {
                _table.Dispatcher.Raise(closed, this);
            }
        }

        // The monitor is held.
        private void SetPending(int events)
        {
            _pendingEvents |= events;
            _stateChanged.Set();

            if (((_pendingEvents & DataPending) != 0 && _dataReceived != null) || ((_pendingEvents & ClosedPending) != 0 && _closed != null))
            {
                _table.Schedule(this);
            }
        }
    }
}
