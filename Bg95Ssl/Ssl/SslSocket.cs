// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;

namespace Bg95Ssl
{
    /// <summary>
    /// A TLS or DTLS connection of the module, in one of its three access modes. Made by <see cref="SslContext.Connect"/>.
    /// </summary>
    /// <remarks>
    /// <see cref="Send"/> and <see cref="Receive"/> allocate nothing. Any thread may call any member, and so may event handlers. One thread may send while
    /// another receives. If two threads receive at the same time, each gets a part of the data; if two threads send, their pieces may alternate. Event
    /// handlers run on the driver's event thread. Close each socket, also one that the peer has closed: the module keeps its number until then.
    /// </remarks>
    public sealed partial class SslSocket : IDisposable
    {
        /// <summary>Returned by <see cref="Receive"/> if nothing has arrived within the time limit.</summary>
        public const int WouldBlock = -1;

        /// <summary>The most bytes that the module gives in one answer, and in one block that it pushes (application note 2.1.4).</summary>
        public const int ReceiveChunk = 1500;

        /// <summary>The most bytes that the module takes in one command (application note 2.1.3).</summary>
        public const int SendChunk = 1460;

        /// <summary>
        /// Size of the ring for direct push and transparent mode unless another size is given, in bytes: room for two blocks of the largest size that the
        /// module pushes.
        /// </summary>
        public const int DefaultRingSize = 3072;

        /// <summary>Smallest ring, in bytes: room for one block.</summary>
        public const int MinimumRingSize = ReceiveChunk;

        /// <summary>Largest ring, in bytes.</summary>
        public const int MaximumRingSize = 65536;

        /// <summary>
        /// How long the module may take to close a connection unless another time is given, in milliseconds (application note 2.1.5).
        /// </summary>
        public const int DefaultCloseTimeoutMilliseconds = 10000;

        private const int LongestCloseTimeoutMilliseconds = 65535000;
        private const string CloseName = "AT+QSSLCLOSE";
        private const string ObjectName = "SslSocket";

        private readonly SocketTable _table;
        private readonly AtChannel _channel;

        internal SslSocket(SocketTable table, SslContext context, AccessMode mode, int ringSize)
        {
            _table = table;
            _channel = table.Channel;
            _stateChanged = table.Channel.Time.CreateSignal();
            Context = context;

            // Transparent from CONNECT on.
            _mode = mode == AccessMode.Transparent ? AccessMode.Buffer : mode;
            _ring = mode == AccessMode.Buffer ? null : new SocketRing(ringSize);
        }

        /// <summary>Gets the context that the connection was opened with.</summary>
        public SslContext Context { get; }

        /// <summary>
        /// Gets the number that the socket has in the module, 0 to 11. After the socket was closed or has ended, another socket may have it.
        /// </summary>
        public int Id { get; internal set; }

        /// <summary>Gets the state as far as the driver knows it. Sends nothing.</summary>
        public SocketState State => _state;

        /// <summary>Gets the access mode that the socket is in. Sends nothing.</summary>
        public AccessMode Mode => _mode;

        /// <summary>
        /// Gets how many bytes were dropped in direct push or transparent mode because the ring was full. The bytes that arrived before can
        /// still be received; after them <see cref="Receive"/> throws <see cref="Bg95Error.RingOverflow"/>.
        /// </summary>
        public int LostBytes => _ring == null ? 0 : _ring.LostCount;

        /// <summary>
        /// Asks the module for the state of the socket (<c>AT+QSSLSTATE</c>, application note 2.1.6). It does not change <see cref="State"/>.
        /// Blocks up to 20 s. Allocates.
        /// </summary>
        /// <returns>The state that the module tells; <see cref="SocketState.Initial"/> if it does not know the socket or refuses the command.</returns>
        /// <exception cref="ObjectDisposedException">The program has closed the socket.</exception>
        /// <exception cref="InvalidOperationException">The modem is not open.</exception>
        /// <exception cref="Bg95Exception">
        /// The module does not answer, the line fails or is in use, or the socket is <see cref="SocketState.Faulted"/>.
        /// </exception>
        public SocketState QueryState()
        {
            SslSocketInfo info = new SslSocketInfo();
            GetInfo(info);
            return info.State;
        }

        /// <summary>
        /// Asks the module for everything that it knows about the socket (<c>AT+QSSLSTATE</c>, application note 2.1.6). Blocks up to 20 s.
        /// </summary>
        /// <param name="info">
        /// The object to fill. Its <see cref="SslSocketInfo.Id"/> is -1 if the module does not know the socket or refuses the command.
        /// </param>
        /// <exception cref="ArgumentNullException"><paramref name="info"/> is <see langword="null"/>.</exception>
        /// <exception cref="ObjectDisposedException">The program has closed the socket.</exception>
        /// <exception cref="InvalidOperationException">The modem is not open.</exception>
        /// <exception cref="Bg95Exception">
        /// The module does not answer, the line fails or is in use, or the socket is <see cref="SocketState.Faulted"/>.
        /// </exception>
        public void GetInfo(SslSocketInfo info)
        {
            if (info == null)
            {
                throw new ArgumentNullException(nameof(info));
            }

            ThrowIfUnusable();
            info.Clear();
            long deadline = _channel.Time.DeadlineIn(AtChannel.LineLimit + AtChannel.ShortLimit);
            _channel.ThrowIfFailed(AskForInfo(info, deadline), SocketStateQuery.CommandName);
        }

        /// <summary>Gets a stream over the socket, in any mode. Disposing the stream closes the socket.</summary>
        /// <returns>The stream, a new object each time.</returns>
        public Stream GetStream()
        {
            return new SslSocketStream(this);
        }

        /// <summary>
        /// Closes the socket (<c>AT+QSSLCLOSE</c>, application note 2.1.5). Does nothing if it is closed already. A call of
        /// <see cref="Receive"/> that waits throws an <see cref="ObjectDisposedException"/>. <see cref="Closed"/> is not raised. Blocks up to
        /// the time limit and 20 s, for waiting for the line, leaving transparent mode and resynchronisation.
        /// </summary>
        /// <param name="timeoutMilliseconds">
        /// How long the module may take, in milliseconds, 0 to 65,535,000, rounded up to whole seconds; 0 closes at once. -1 leaves it to the
        /// module, whose own limit is 10 s.
        /// </param>
        /// <exception cref="ArgumentOutOfRangeException">The time limit is out of range.</exception>
        /// <exception cref="Bg95Exception">
        /// The module does not answer, or the line fails or is in use. The socket object is closed all the same.
        /// </exception>
        public void Close(int timeoutMilliseconds = -1)
        {
            Argument.CheckRange(timeoutMilliseconds, nameof(timeoutMilliseconds), -1, LongestCloseTimeoutMilliseconds);
            _channel.ThrowIfFailed(CloseByProgram(timeoutMilliseconds), CloseName);
        }

        /// <summary>Closes the socket as <see cref="Close"/> does with -1, but reports no error.</summary>
        public void Dispose()
        {
            CloseByProgram(-1);
        }

        // Throws nothing: on the device an exception on its way through a using is lost if Dispose throws and catches another.
        private Bg95Error CloseByProgram(int timeoutMilliseconds)
        {
            bool isKnownToModule;

            lock (_stateChanged)
            {
                if (_state == SocketState.Closed)
                {
                    return Bg95Error.Success;
                }

                isKnownToModule = _state != SocketState.Initial;
                _state = SocketState.Closed;
                _stateChanged.Set();
            }

            Bg95Error error = Bg95Error.Success;

            if (isKnownToModule)
            {
                int limit = timeoutMilliseconds < 0 ? DefaultCloseTimeoutMilliseconds : timeoutMilliseconds;
                long deadline = _channel.Time.DeadlineIn(limit + AtChannel.LineLimit + AtChannel.ShortLimit);
                Bg95Error leaving = LeaveTransparentIfNeeded(deadline);
                error = CloseId(timeoutMilliseconds, deadline);

                if (error == Bg95Error.LineBusy && _channel.Line.TransparentOwner == this)
                {
                    // Another thread has just switched it to transparent mode.
                    leaving = LeaveTransparentIfNeeded(deadline);
                    error = CloseId(timeoutMilliseconds, deadline);
                }

                if (error == Bg95Error.LineBusy && leaving != Bg95Error.Success)
                {
                    // Leaving the mode has taken all of the time.
                    error = leaving;
                }
            }

            _table.Remove(this);
            return error;
        }

        /// <summary>Closes the socket's id in the module, if the module has it still. Throws nothing.</summary>
        internal Bg95Error CloseId(int timeoutMilliseconds, long deadline)
        {
            Bg95Error error = _channel.TakeLine(deadline);

            if (error == Bg95Error.Success)
            {
                try
                {
                    error = _table.Owns(this) ? CloseIdWithLine(_channel, Id, timeoutMilliseconds) : Bg95Error.Success;
                }
                finally
                {
                    _channel.GiveLineBack();
                }
            }

            return error;
        }

        /// <summary>Closes an id in the module; the caller uses the line.</summary>
        internal static Bg95Error CloseIdWithLine(AtChannel channel, int id, int timeoutMilliseconds)
        {
            int seconds = timeoutMilliseconds < 0 ? -1 : (timeoutMilliseconds + 999) / 1000;
            int limit = AtChannel.ShortLimit + (seconds < 0 ? DefaultCloseTimeoutMilliseconds : seconds * 1000);
            channel.Command.Start(CloseName).Add(id).Add(seconds);
            Bg95Error error = channel.Run(limit);

            if (seconds >= 0 && ErrorMeaning.IsRefusal(error))
            {
                // Some modules take no time-out here (module facts 1); they take their own time.
                channel.Command.Start(CloseName).Add(id);
                error = channel.Run(AtChannel.ShortLimit + DefaultCloseTimeoutMilliseconds);
            }

            // A module that refuses does not have the socket any more.
            error = ErrorMeaning.IsRefusal(error) ? Bg95Error.Success : error;
            channel.Generation.DoubtfulIds &= error == Bg95Error.Success ? ~(1 << id) : -1;
            return error;
        }
    }
}
