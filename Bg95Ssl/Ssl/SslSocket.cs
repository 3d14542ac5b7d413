// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Threading;

namespace Bg95Ssl
{
    /// <summary>
    /// A TLS connection of the module, in one of its three access modes. Made by <see cref="SslContext.Connect"/>.
    /// </summary>
    /// <remarks>
    /// Send and receive allocate nothing. One thread may send while another receives. Event handlers run on the driver's event
    /// thread and may use the driver. Close each socket, also one that the peer has closed: the module keeps its id till then.
    /// </remarks>
    public sealed partial class SslSocket : IDisposable
    {
        /// <summary>Returned by <see cref="Receive"/> when the time is over and nothing has come.</summary>
        public const int WouldBlock = -1;

        /// <summary>The most the module gives in one answer, in bytes (application note 2.1.4).</summary>
        public const int ReceiveChunk = 1500;

        private const int ReceiveLimit = 10;

        private readonly SslContextCollection _sockets;
        private readonly AtChannel _line;
        private readonly AutoResetEvent _signal = new AutoResetEvent(false);
        private SocketState _state;
        private SocketRing _ring;
        private int _mode;
        private int _error;
        private int _count;
        private bool _more;
        private bool _queued;
        private bool _unsure;
        private EventHandler _received;

        internal SslSocket(SslContextCollection sockets, SslContext context, int id)
        {
            _sockets = sockets;
            _line = sockets.Channel;
            Context = context;
            Id = id;
        }

        /// <summary>
        /// Raised on the driver's event thread when data have come, and again as long as a handler has received some and there
        /// may be more. A handler that finds nothing must put up with it: the module announces data once, so the driver
        /// rather asks too often.
        /// </summary>
        public event EventHandler DataReceived
        {
            add
            {
                _received = (EventHandler)Delegate.Combine(_received, value);

                if (_more)
                {
                    Queue();
                }
            }

            remove
            {
                _received = (EventHandler)Delegate.Remove(_received, value);
            }
        }

        /// <summary>
        /// Raised on the driver's event thread when the other side or the network has closed the connection. Received data can
        /// still be read. Add with <c>+=</c>, take away with <c>-=</c>, never assign: a field, because an event costs the
        /// device 100 bytes.
        /// </summary>
        public EventHandler Closed;

        /// <summary>The context that the connection was opened with.</summary>
        public readonly SslContext Context;

        /// <summary>The module's number of this socket, 0 to 11.</summary>
        public readonly int Id;

        /// <summary>Gets the state as the driver knows it; sends nothing.</summary>
        public SocketState State => _state;

        /// <summary>Asks the module for the state (<c>AT+QSSLSTATE</c>, application note 2.1.6).</summary>
        /// <returns>The module's state; <see cref="SocketState.Initial"/> if it does not know the socket.</returns>
        /// <exception cref="Bg95Exception">The module does not answer.</exception>
        public SocketState QueryState()
        {
            Check();
            return _sockets.QueryState(Id);
        }

        /// <summary>Asks the module for all it knows of the socket (<c>AT+QSSLSTATE</c>, application note 2.1.6).</summary>
        /// <param name="info">The program's object, which is filled; its id is -1 if the module does not know the socket.</param>
        /// <exception cref="ArgumentNullException"><paramref name="info"/> is <see langword="null"/>.</exception>
        /// <exception cref="Bg95Exception">The module refuses or does not answer.</exception>
        public void GetInfo(SslSocketInfo info)
        {
            SslSocketInfo[] infos = new SslSocketInfo[] { info };
            AtCommand.Check(infos);
            Check();
            info.Id = -1;
            info.State = SocketState.Initial;
            _sockets.Query(Id, infos);
        }

        /// <summary>
        /// Receives what has come, up to 1500 bytes, straight into the buffer (<c>AT+QSSLRECV</c>, application note 2.1.4);
        /// waits for it if need be.
        /// </summary>
        /// <param name="buffer">Where the bytes go.</param>
        /// <param name="offset">Index of the first byte.</param>
        /// <param name="count">Most bytes to take, at least 1.</param>
        /// <param name="timeout">How long to wait for the first byte, in milliseconds; 0 to look only.</param>
        /// <returns>
        /// The number of bytes, 0 when the connection is closed and all is read, or <see cref="WouldBlock"/> (-1) when the time
        /// is over.
        /// </returns>
        /// <exception cref="ArgumentException">The range does not lie in the buffer, or the time-out is negative.</exception>
        /// <exception cref="Bg95Exception">
        /// <see cref="Bg95Error.LineDamaged"/> or <see cref="Bg95Error.NoAnswer"/>: bytes were lost, the socket is
        /// <see cref="SocketState.Faulted"/> and must be closed; other sockets go on. Wrong data are never returned.
        /// </exception>
        public int Receive(byte[] buffer, int offset, int count, int timeout)
        {
            AtCommand.Check(buffer, offset, count);

            if (count == 0 || timeout < 0)
            {
                throw new ArgumentOutOfRangeException(nameof(timeout));
            }

            long last = 0;

            while (true)
            {
                if (_ring != null && (_more || _state != SocketState.Connected))
                {
                    bool isBuffer = _mode == (int)AccessMode.Buffer;

                    // Before the look: what is pushed meanwhile sets it again.
                    _more = isBuffer && _more;
                    int here = _state == SocketState.Closed ? 0 : _ring.Read(buffer, offset, count);

                    if (here > 0)
                    {
                        _more = isBuffer || _more || !_ring.Empty();
                        _count += here;
                        return here;
                    }

                    if (_ring.Lost > 0 && _state != SocketState.Closed)
                    {
                        _state = SocketState.Faulted;
                    }
                }

                if (_state != SocketState.Connected)
                {
                    Check();
                }

                if (_more)
                {
                    int got = _mode != (int)AccessMode.Buffer ? 0 : Read(buffer, offset, count < ReceiveChunk ? count : ReceiveChunk);

                    if (got > 0)
                    {
                        return got;
                    }

                    continue;
                }

                if (_unsure && _line.Target == null)
                {
                    // A lost line may have been this socket's "closed"; or the port has failed.
                    _unsure = false;

                    if (_sockets.QueryState(Id) != SocketState.Connected)
                    {
                        OnUrc(AtChannel.Closed);
                    }
                }

                if (_state != SocketState.Connected)
                {
                    Check();
                    return 0;
                }

                timeout = AtChannel.Left(timeout, ref last);

                if (timeout == 0)
                {
                    return WouldBlock;
                }

                _signal.WaitOne(timeout, false);
            }
        }

        /// <summary>Gets a stream over the socket. Allocates it; closing it closes the socket.</summary>
        /// <returns>The stream.</returns>
        public Stream GetStream()
        {
            return new SslSocketStream(this);
        }

        /// <summary>
        /// Closes the socket (<c>AT+QSSLCLOSE</c>, application note 2.1.5). Does nothing if it is closed.
        /// </summary>
        /// <param name="timeout">
        /// Seconds the module may take, 0 to 65535; 0 closes at once. -1 leaves it to the module, whose own limit is 10 s.
        /// </param>
        /// <exception cref="Bg95Exception">The module does not answer. The socket counts as closed all the same.</exception>
        public void Close(int timeout = -1)
        {
            AtCommand.Check(timeout, nameof(timeout), -1, 65535);

            AtChannel.Check(End(timeout), SslContextCollection.CloseName);
        }

        /// <summary>Closes the socket; what goes wrong with that is not reported.</summary>
        public void Dispose()
        {
            End(-1);
        }

        // Throws nothing.
        private Bg95Error End(int timeout)
        {
            Bg95Error error = Bg95Error.Success;

            if (_state != SocketState.Closed)
            {
                bool gone = _state == SocketState.Initial;
                _state = SocketState.Closed;
                _signal.Set();

                if (!gone)
                {
                    Leave();
                    error = _sockets.Close(Id, timeout);
                }

                _sockets.Remove(this);
            }

            return error;
        }

        private int Read(byte[] buffer, int offset, int count)
        {
            int wanted = _line.Truncate(count);
            _line.Begin(AtChannel.s_recv, Id, wanted);

            // Before the command: a URC while it runs tells of data that its answer does not have.
            _more = false;
            _sockets.Target = this;
            Bg95Error error = _line.Run(buffer, offset, wanted, ReceiveLimit, out int received);

            if (error != Bg95Error.Success)
            {
                Check(error, AtChannel.s_recv);
                _more = false;
            }
            else if (received > 0)
            {
                // There may be more, and no URC will say so (module facts 4.3). Not even fewer bytes than asked for are a sure
                // end: what came while the module answered may have raised none. Only 0 is.
                _more = true;
                _count += received;

                if (wanted == 1 && count > 1)
                {
                    // What stands behind a payload is known from now on.
                    received += Read(buffer, offset + 1, count - 1);
                }
            }

            return received;
        }

        private void Check()
        {
            if (_state == SocketState.Faulted)
            {
                throw new Bg95Exception(LostBytes > 0 ? Bg95Error.RingOverflow : Bg95Error.LineDamaged, "SslSocket");
            }

            if (_state == SocketState.Closed)
            {
                throw new ObjectDisposedException("SslSocket");
            }
        }
    }
}
