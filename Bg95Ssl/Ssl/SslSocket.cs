// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Threading;

namespace Bg95Ssl
{
    /// <summary>
    /// A TLS connection of the module in buffer access mode. Made by <see cref="SslContext.Connect(string, int)"/>.
    /// </summary>
    /// <remarks>
    /// Send and receive allocate nothing. One thread may send while another receives. Event handlers run on the driver's event
    /// thread and may use the driver. Close each socket, also one that the peer has closed: the module keeps its id till then.
    /// </remarks>
    public sealed class SslSocket : IAtLines, IDisposable
    {
        /// <summary>Returned by <see cref="Receive"/> when the time is over and nothing has come.</summary>
        public const int WouldBlock = -1;

        /// <summary>The most the module takes in one command, in bytes (application note 2.1.3).</summary>
        public const int SendChunk = 1460;

        /// <summary>The most the module gives in one answer, in bytes (application note 2.1.4).</summary>
        public const int ReceiveChunk = 1500;

        private const int SendLimit = 30000;
        private const int ReceiveLimit = 10000;
        private const int PromptLimit = 10000;
        private const int FirstPause = 50;
        private const int LongestPause = 2000;

        private static readonly AtName s_send = new AtName("+QSSLSEND");
        private static readonly AtName s_close = new AtName("+QSSLCLOSE");

        private readonly SslSockets _sockets;
        private readonly AtChannel _channel;
        private readonly SslContext _context;
        private readonly int _id;
        private readonly AutoResetEvent _changed = new AutoResetEvent(false);
        private SocketState _state;
        private int _openError;
        private int _received;
        private bool _readable;
        private bool _queued;
        private bool _unsure;
        private EventHandler _dataReceived;

        internal SslSocket(SslSockets sockets, SslContext context, int id)
        {
            _sockets = sockets;
            _channel = sockets.Channel;
            _context = context;
            _id = id;
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
                _dataReceived = (EventHandler)Delegate.Combine(_dataReceived, value);

                if (_readable)
                {
                    QueueData();
                }
            }

            remove
            {
                _dataReceived = (EventHandler)Delegate.Remove(_dataReceived, value);
            }
        }

        /// <summary>
        /// Raised on the driver's event thread when the other side or the network has closed the connection. Received data can
        /// still be read.
        /// </summary>
        public event EventHandler Closed;

        /// <summary>Gets the context that the connection was opened with.</summary>
        public SslContext Context => _context;

        /// <summary>Gets the module's number of this socket, 0 to 11.</summary>
        public int Id => _id;

        /// <summary>Gets the state as the driver knows it; sends nothing.</summary>
        public SocketState State => _state;

        /// <summary>Asks the module for the state (<c>AT+QSSLSTATE</c>, application note 2.1.6).</summary>
        /// <returns>The module's state; <see cref="SocketState.Initial"/> if it does not know the socket.</returns>
        /// <exception cref="Bg95Exception">The module does not answer.</exception>
        public SocketState QueryState()
        {
            ThrowIfClosed();
            return _sockets.AskState(_id);
        }

        /// <summary>
        /// Sends all of the bytes, in pieces of 1460 (<c>AT+QSSLSEND</c>, application note 2.1.3). They are then the module's,
        /// not yet the peer's.
        /// </summary>
        /// <param name="buffer">Holds the bytes; any values.</param>
        /// <param name="offset">Index of the first byte.</param>
        /// <param name="count">Number of bytes, any.</param>
        /// <returns><paramref name="count"/>.</returns>
        /// <exception cref="ArgumentException">The range does not lie in the buffer.</exception>
        /// <exception cref="Bg95Exception">
        /// <see cref="Bg95Error.ClosedByPeer"/>; <see cref="Bg95Error.SendBufferFull"/> when the module took nothing for 30 s;
        /// <see cref="Bg95Error.NoAnswer"/> or <see cref="Bg95Error.LineDamaged"/>: the socket is
        /// <see cref="SocketState.Faulted"/>, it is not known how much was sent.
        /// </exception>
        public int Send(byte[] buffer, int offset, int count)
        {
            AtText.CheckBlock(buffer, offset, count);

            for (int left = count; left > 0;)
            {
                int size = left < SendChunk ? left : SendChunk;
                SendPiece(buffer, offset, size);
                offset += size;
                left -= size;
            }

            return count;
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
            AtText.CheckBlock(buffer, offset, count);

            if (count == 0 || timeout < 0)
            {
                throw new ArgumentOutOfRangeException(nameof(timeout));
            }

            long last = 0;

            while (true)
            {
                if (_state != SocketState.Connected)
                {
                    ThrowIfClosed();
                }

                if (_readable)
                {
                    int got = Fetch(buffer, offset, count < ReceiveChunk ? count : ReceiveChunk);

                    if (got > 0)
                    {
                        return got;
                    }

                    continue;
                }

                if (_unsure)
                {
                    Check();
                }

                if (_state != SocketState.Connected)
                {
                    ThrowIfClosed();
                    return 0;
                }

                timeout = Deadline.Left(timeout, ref last);

                if (timeout == 0)
                {
                    return WouldBlock;
                }

                _changed.WaitOne(timeout, false);
            }
        }

        /// <summary>Gets a stream over the socket. Allocates it; closing it closes the socket.</summary>
        /// <returns>The stream.</returns>
        public Stream GetStream()
        {
            return new SslSocketStream(this);
        }

        /// <summary>
        /// Closes the socket (<c>AT+QSSLCLOSE</c>, application note 2.1.5), with the module's own limit of 10 s. Does nothing
        /// if it is closed.
        /// </summary>
        /// <exception cref="Bg95Exception">The module does not answer. The socket counts as closed all the same.</exception>
        public void Close()
        {
            Close(-1);
        }

        /// <summary>Closes the socket with a limit.</summary>
        /// <param name="timeout">Seconds the module may take, 0 to 65535; 0 closes at once. -1 leaves it to the module.</param>
        /// <exception cref="Bg95Exception">The module does not answer. The socket counts as closed all the same.</exception>
        public void Close(int timeout)
        {
            AtText.CheckRange(timeout, nameof(timeout), -1, 65535);

            if (_state == SocketState.Closed)
            {
                return;
            }

            bool gone = _state == SocketState.Initial;
            _state = SocketState.Closed;
            _changed.Set();

            try
            {
                if (!gone)
                {
                    AtChannel.Check(_sockets.CloseId(_id, timeout), s_close);
                }
            }
            finally
            {
                _sockets.Release(this);
            }
        }

        /// <summary>Closes the socket; what goes wrong with that is not reported.</summary>
        public void Dispose()
        {
            try
            {
                Close(-1);
            }
            catch (Bg95Exception)
            {
            }
            catch (InvalidOperationException)
            {
                // The modem was closed before.
            }
        }

        /// <inheritdoc/>
        void IAtLines.OnLine(AtFields fields)
        {
            _sockets.OnOpened(fields);
        }

        internal static AtName CloseName => s_close;

        internal void BeginOpen()
        {
            _openError = -1;
            _changed.Reset();
            _state = SocketState.Opening;
        }

        internal Bg95Error WaitOpen(int limit)
        {
            long last = 0;

            while (_state == SocketState.Opening)
            {
                limit = Deadline.Left(limit, ref last);

                if (limit == 0)
                {
                    return Bg95Error.NoAnswer;
                }

                _changed.WaitOne(limit, false);
            }

            return (Bg95Error)_openError;
        }

        // What follows is the reader's.
        internal void OnOpened(int error)
        {
            if (_state == SocketState.Opening)
            {
                _openError = error;

                // Data may have come before anyone listened: ask once.
                _readable = error == 0;
                _state = error == 0 ? SocketState.Connected : SocketState.Initial;
                _changed.Set();
            }
        }

        internal void OnReadable()
        {
            if (_state == SocketState.Connected || _state == SocketState.Closing)
            {
                _readable = true;
                _changed.Set();
                QueueData();
            }
        }

        internal void OnClosed()
        {
            if (_state == SocketState.Opening)
            {
                OnOpened((int)Bg95Error.SocketClosed);
            }
            else if (_state == SocketState.Connected)
            {
                // What came before the end can still be read (module facts 4.4).
                _readable = true;
                _state = SocketState.Closing;
                _changed.Set();
                QueueData();
                _sockets.Queue(UrcKind.Closed, _id);
            }
        }

        internal void OnGone()
        {
            OnClosed();

            if (_state == SocketState.Closing)
            {
                _readable = false;
                _state = SocketState.Initial;
            }
        }

        internal void OnLinesLost()
        {
            if (_state == SocketState.Connected || _state == SocketState.Closing)
            {
                _unsure = true;
                OnReadable();
            }
        }

        internal void OnFault()
        {
            if (_state == SocketState.Connected || _state == SocketState.Closing)
            {
                _state = SocketState.Faulted;
                _changed.Set();
            }
        }

        // What follows is the dispatcher's.
        internal void Raise(UrcKind kind)
        {
            if (kind == UrcKind.Closed)
            {
                Closed?.Invoke(this, EventArgs.Empty);
                return;
            }

            _queued = false;
            int before = _received;
            _dataReceived?.Invoke(this, EventArgs.Empty);

            if (_readable && _received != before)
            {
                QueueData();
            }
        }

        private void QueueData()
        {
            if (_dataReceived != null && !_queued)
            {
                _queued = true;
                _sockets.Queue(UrcKind.DataReceived, _id);
            }
        }

        private void SendPiece(byte[] buffer, int offset, int count)
        {
            long last = 0;
            int left = SendLimit;
            int pause = FirstPause;

            while (true)
            {
                ThrowIfNotConnected();
                _channel.Begin(s_send, _id, count);
                Bg95Error error = _channel.RunPrompt(null, buffer, offset, count, PromptLimit, SendLimit);

                if (error == Bg95Error.Success)
                {
                    return;
                }

                left = Deadline.Left(left, ref last);

                if (error != Bg95Error.SendBufferFull || left == 0)
                {
                    Explain(error, s_send);
                    continue;
                }

                // The module's buffer is full (module facts 4.8): others may use the line while it empties.
                Thread.Sleep(pause);
                pause = pause < LongestPause ? pause * 2 : pause;
            }
        }

        private int Fetch(byte[] buffer, int offset, int count)
        {
            int total = 0;
            int wanted;

            do
            {
                wanted = _channel.PayloadLimit(count - total);
                _channel.Begin(AtReader.Receive, _id, wanted);

                // Before the command: a URC while it runs tells of data that its answer does not have.
                _readable = false;
                _sockets.LastReceiver = this;
                Bg95Error error = _channel.RunPayload(buffer, offset + total, wanted, ReceiveLimit, out int received);

                if (error != Bg95Error.Success)
                {
                    Explain(error, AtReader.Receive);
                    _readable = false;
                    break;
                }

                total += received;

                // As much as was asked for: there may be more, and no URC will say so (module facts 4.3).
                if (received == wanted)
                {
                    _readable = true;
                }
            }
            while (_readable && wanted == 1 && total < count);

            _received += total;
            return total;
        }

        // A lost line may have been this socket's "closed".
        private void Check()
        {
            _unsure = false;

            if (_sockets.AskState(_id) != SocketState.Connected)
            {
                OnClosed();
            }
        }

        // Says what a failed exchange means for this socket. Returns only if the connection is over.
        private void Explain(Bg95Error error, AtName name)
        {
            if (error == Bg95Error.Rejected || error > Bg95Error.Success)
            {
                if (_state != SocketState.Connected || _sockets.AskState(_id) != SocketState.Connected)
                {
                    OnClosed();
                    return;
                }
            }
            else if (error != Bg95Error.SendBufferFull && error != Bg95Error.ModuleRestarted)
            {
                OnFault();
            }

            throw new Bg95Exception(error, name);
        }

        private void ThrowIfNotConnected()
        {
            ThrowIfClosed();

            if (_state != SocketState.Connected)
            {
                throw new Bg95Exception(Bg95Error.ClosedByPeer, s_send);
            }
        }

        private void ThrowIfClosed()
        {
            if (_state == SocketState.Faulted)
            {
                throw new Bg95Exception(Bg95Error.LineDamaged, "SslSocket");
            }

            if (_state == SocketState.Closed)
            {
                throw new ObjectDisposedException("SslSocket");
            }
        }
    }
}
