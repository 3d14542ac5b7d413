// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl
{
    /// <content>What happens to the connection while nobody asks, and how a program comes to know of it.</content>
    public sealed partial class SslSocket
    {
        // Runs the command line that opens the socket, and waits for the result, which may come before the OK.
        internal Bg95Error Open(int limit)
        {
            _signal.Reset();
            _unsure = false;
            _state = SocketState.Opening;
            Bg95Error error;

            if (_mode == Transparent)
            {
                _sockets.Pushed = this;
                error = _line.Connect(_ring, limit);
                Reply((int)error);
            }
            else
            {
                error = _line.Run(null, limit);
            }

            long last = 0;
            limit *= 1000;

            while (error == Bg95Error.Success && _state == SocketState.Opening)
            {
                if (_unsure)
                {
                    // The result may have been among lines that were lost, or the port has failed.
                    _unsure = false;
                    SocketState state = _sockets.QueryState(Id);

                    if (state != SocketState.Opening)
                    {
                        Reply(state == SocketState.Connected ? 0 : (int)Bg95Error.SocketConnectionFailed);
                    }

                    continue;
                }

                limit = AtChannel.Left(limit, ref last);

                if (limit == 0)
                {
                    return Bg95Error.NoAnswer;
                }

                _signal.WaitOne(limit, false);
            }

            return error == Bg95Error.Success ? (Bg95Error)_error : error;
        }

        // The reader's: the result of opening.
        internal void Reply(int error)
        {
            if (_state == SocketState.Opening)
            {
                _error = error;

                // Data may have come before anyone listened: ask once.
                _more = error == 0;
                _state = error == 0 ? SocketState.Connected : SocketState.Initial;
                _signal.Set();
            }
        }

        // The reader's: something has happened to the connection or to the line. Kinds from Ip on end the connection, from
        // Restarted on the module does not know the socket any more.
        internal void OnUrc(int kind)
        {
            bool ended = kind >= AtChannel.Ip;

            if (kind == AtChannel.BytesLost)
            {
                // What is pushed until the driver is in step again is lost, and nothing will tell. The socket that has the line
                // in transparent mode knows what it has.
                kind = _mode == (int)AccessMode.DirectPush ? AtChannel.PayloadDoubtful
                    : _mode == Transparent ? AtChannel.DataReceived : AtChannel.LinesLost;
            }

            _unsure |= kind == AtChannel.LinesLost;

            if (_state == SocketState.Opening)
            {
                if (ended || kind == AtChannel.PayloadDoubtful)
                {
                    Reply((int)(ended ? Bg95Error.SocketClosed : Bg95Error.LineDamaged));
                }
            }
            else if (_state == SocketState.Connected || _state == SocketState.Closing)
            {
                if (kind == AtChannel.PayloadDoubtful)
                {
                    _state = SocketState.Faulted;
                }
                else if (!ended || _state == SocketState.Connected)
                {
                    // What came before the end can still be read (module facts 4.4).
                    _more = true;
                    _state = ended ? SocketState.Closing : _state;
                    Queue();

                    if (ended && Closed != null)
                    {
                        _line.Queue(AtChannel.Closed, Id);
                    }
                }

                if (kind >= AtChannel.Restarted)
                {
                    _more = false;
                    _state = SocketState.Initial;
                }
            }

            _signal.Set();
        }

        // The dispatcher's.
        internal void Raise(int kind)
        {
            if (kind == AtChannel.Closed)
            {
                Closed?.Invoke(this, EventArgs.Empty);
                return;
            }

            _queued = false;
            int before = _count;
            _received?.Invoke(this, EventArgs.Empty);

            if (_more && _count != before)
            {
                Queue();
            }
        }

        private void Queue()
        {
            if (_received != null && !_queued)
            {
                _queued = true;
                _line.Queue(AtChannel.DataReceived, Id);
            }
        }
    }
}
