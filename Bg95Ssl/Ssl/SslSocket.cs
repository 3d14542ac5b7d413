// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;

namespace Bg95Ssl
{
    /// <summary>
    /// A TLS connection of the module, in one of its three access modes. Made by <see cref="SslContext.Connect"/>.
    /// </summary>
    /// <remarks>
    /// Send and receive allocate nothing. One thread may send while another receives; of two threads that receive at the same
    /// time each gets a part. Event handlers run on the driver's event thread and may use the driver. Close each socket, also
    /// one that the peer has closed: the module keeps its id until then.
    /// </remarks>
    public sealed partial class SslSocket : IDisposable
    {
        /// <summary>Returned by <see cref="Receive"/> when the time is over and nothing has come.</summary>
        public const int WouldBlock = -1;

        /// <summary>The most the module gives in one answer, in bytes (application note 2.1.4).</summary>
        public const int ReceiveChunk = 1500;

        /// <summary>The most the module takes in one command, in bytes (application note 2.1.3).</summary>
        public const int SendChunk = 1460;

        /// <summary>
        /// Bytes that can wait in direct push and transparent mode unless another size is asked for: two blocks of the
        /// largest size that the module pushes.
        /// </summary>
        public const int DefaultRingSize = 3072;

        /// <summary>Smallest ring, in bytes: one block.</summary>
        public const int MinimumRingSize = ReceiveChunk;

        /// <summary>Largest ring, in bytes.</summary>
        public const int MaximumRingSize = 65536;

        /// <summary>How long the module may take to close a connection unless another time is given, in milliseconds (2.1.5).</summary>
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

        /// <summary>Gets the module's number of this socket, 0 to 11.</summary>
        public int Id { get; internal set; }

        /// <summary>Gets the state as the driver knows it; sends nothing.</summary>
        public SocketState State => _state;

        /// <summary>Gets the mode that the socket is in.</summary>
        public AccessMode Mode => _mode;

        /// <summary>
        /// Gets how many bytes were dropped in direct push or transparent mode because the ring was full. What had come before can
        /// still be received; then <see cref="Receive"/> throws <see cref="Bg95Error.RingOverflow"/>.
        /// </summary>
        public int LostBytes => _ring == null ? 0 : _ring.LostCount;

        /// <summary>
        /// Asks the module for the state (<c>AT+QSSLSTATE</c>, application note 2.1.6). Blocks up to 20 s, as long as another
        /// command uses the line or the module does not answer.
        /// </summary>
        /// <returns>The module's state; <see cref="SocketState.Initial"/> if it does not know the socket.</returns>
        /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
        /// <exception cref="Bg95Exception">The module refuses or does not answer.</exception>
        public SocketState QueryState()
        {
            SslSocketInfo info = new SslSocketInfo();
            GetInfo(info);
            return info.State;
        }

        /// <summary>
        /// Asks the module for all it knows of the socket (<c>AT+QSSLSTATE</c>, application note 2.1.6). Blocks up to 20 s.
        /// </summary>
        /// <param name="info">The object to fill; its id is -1 if the module does not know the socket.</param>
        /// <exception cref="ArgumentNullException"><paramref name="info"/> is <see langword="null"/>.</exception>
        /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
        /// <exception cref="Bg95Exception">The module refuses or does not answer.</exception>
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

        /// <summary>Gets a stream over the socket. Allocates it; closing it closes the socket.</summary>
        /// <returns>The stream.</returns>
        public Stream GetStream()
        {
            return new SslSocketStream(this);
        }

        /// <summary>
        /// Closes the socket (<c>AT+QSSLCLOSE</c>, application note 2.1.5). Does nothing if it is closed. Blocks up to the time-out
        /// and 20 s, which waiting for the line, leaving transparent mode and resynchronisation may take.
        /// </summary>
        /// <param name="timeoutMilliseconds">
        /// How long the module may take, 0 to 65,535,000, rounded up to seconds; 0 closes at once. -1 leaves it to the module, whose
        /// own limit is 10 s.
        /// </param>
        /// <exception cref="ArgumentOutOfRangeException">The time-out is out of range.</exception>
        /// <exception cref="Bg95Exception">The module does not answer. The socket is closed all the same.</exception>
        public void Close(int timeoutMilliseconds = -1)
        {
            Argument.CheckRange(timeoutMilliseconds, nameof(timeoutMilliseconds), -1, LongestCloseTimeoutMilliseconds);
            _channel.ThrowIfFailed(CloseByProgram(timeoutMilliseconds), CloseName);
        }

        /// <summary>Closes the socket as <see cref="Close"/> does; errors are not reported.</summary>
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
