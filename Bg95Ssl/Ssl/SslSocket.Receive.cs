// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Threading;

namespace Bg95Ssl
{
    /// <content>
    /// Receiving: out of the ring, what was pushed or came in transparent mode; from the module, what it keeps in buffer mode.
    /// </content>
    public sealed partial class SslSocket
    {
        // Variables: naming a constant string costs the device 12 bytes of heap each time.
        private static readonly string s_receiveName = "AT+QSSLRECV";

        // An exchange that has begun is finished, also when the program's time is over.
        private const int ReceiveLimit = 10000;

        // A URC can be lost and is not repeated (module facts 4.3): so long without news, and the module is asked.
        private const int AskPause = 15000;

        // In milliseconds a byte: twice as long as at 9600 baud.
        private const int SlowLineFactor = 2;

        // So many reads of one byte at most, in one call.
        private const int MostLearningReads = 8;

        private long _lastNews;

        // How many threads wait in Receive.
        private int _waitingReceivers;

        // A byte was received that one CRLF stood behind and that is a line end itself, before the module's form was known.
        private bool _hasUnprovenByte;

        /// <summary>
        /// Receives data that have arrived; waits if there are none. In buffer mode it asks the module for up to 1500 bytes, which go
        /// directly into the buffer (<c>AT+QSSLRECV</c>, application note 2.1.4). Otherwise it takes them from the ring. Allocates nothing.
        /// </summary>
        /// <param name="buffer">Where the bytes go.</param>
        /// <param name="offset">Index of the first byte.</param>
        /// <param name="count">The greatest number of bytes to take, 1 or more.</param>
        /// <param name="timeoutMilliseconds">
        /// How long to wait for the first byte, in milliseconds; 0 to look only. The call may take up to 10 s longer: it finishes an
        /// exchange with the module that has begun, resynchronisation included.
        /// </param>
        /// <returns>
        /// The number of bytes; 0 if the peer has closed the connection and everything is read; <see cref="WouldBlock"/> (-1) if nothing
        /// arrived in time, or other commands used the line all the time.
        /// </returns>
        /// <exception cref="ArgumentNullException">The buffer is <see langword="null"/>.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The range is empty or not in the buffer, or the time limit is negative.</exception>
        /// <exception cref="ObjectDisposedException">The program has closed the socket, perhaps while this call was waiting.</exception>
        /// <exception cref="Bg95Exception">
        /// <see cref="Bg95Error.LineDamaged"/>, <see cref="Bg95Error.NoAnswer"/> or <see cref="Bg95Error.UnexpectedAnswer"/>: bytes were lost.
        /// <see cref="Bg95Error.RingOverflow"/>: the ring was full. After these the socket is <see cref="SocketState.Faulted"/>: close it; other sockets go on.
        /// (If everything is read and only the question has failed who has closed the connection, its state stays; call again.)
        /// <see cref="Bg95Error.ModuleRestarted"/>, <see cref="Bg95Error.PdpDeactivated"/>, <see cref="Bg95Error.ConnectionLost"/>,
        /// <see cref="Bg95Error.PortFailed"/>: the connection has ended, and not by the peer. <see cref="Bg95Error.LineBusy"/>: another
        /// socket uses the line in transparent mode, so the module cannot be asked for data, or who has closed the connection. Or the module's
        /// own error: the socket is as before.
        /// </exception>
        public int Receive(byte[] buffer, int offset, int count, int timeoutMilliseconds)
        {
            Argument.CheckBlock(buffer, offset, count);

            if (count == 0)
            {
                throw new ArgumentOutOfRangeException(nameof(count), "1 or more");
            }

            if (timeoutMilliseconds < 0)
            {
                throw new ArgumentOutOfRangeException(nameof(timeoutMilliseconds), "0 or more");
            }

            TimeSource time = _channel.Time;
            long deadline = time.DeadlineIn(timeoutMilliseconds);

            while (true)
            {
                ThrowIfUnusable();
                int received;

                if (_ring != null)
                {
                    received = TakeFromRing(buffer, offset, count);

                    if (received > 0)
                    {
                        return received;
                    }
                }

                if ((_isAnnounced || _table.Asking == this) && _mode == AccessMode.Buffer)
                {
                    // If another thread asks just now, what it leaves comes next.
                    received = AskForData(buffer, offset, count, deadline + ReceiveLimit);

                    if (received != 0)
                    {
                        return received;
                    }

                    continue;
                }

                if (_transparent == null && ((_mustAskState && IsAlive) || (_isEndUnproven && _state == SocketState.Closing)))
                {
                    if (!TryAskState(deadline + ReceiveLimit))
                    {
                        return WouldBlock;
                    }

                    continue;
                }

                if (_state != SocketState.Connected)
                {
                    if (!_mustAskContext || _state != SocketState.Closing || _endReason != Bg95Error.Success)
                    {
                        return EndOfData();
                    }

                    if (!TryAskContext(deadline + ReceiveLimit))
                    {
                        // The end is still to be told, also to a program that waits for the event.
                        OnDataInRing();
                        return WouldBlock;
                    }

                    // Data may have been announced meanwhile.
                    continue;
                }

                int left = time.TimeLeft(deadline);
                int quiet = time.TimeLeft(_lastNews + AskPause);

                if (quiet == 0 && _transparent == null)
                {
                    // For the state, and then for data: the line that told of either may have been lost.
                    _lastNews = time.DeadlineIn(0);
                    _mustAskState = true;
                    continue;
                }

                if (left == 0)
                {
                    return WouldBlock;
                }

                if (WaitForChange(left < quiet || _transparent != null ? left : quiet))
                {
                    _lastNews = time.DeadlineIn(0);
                }
            }
        }

        // There may be data that no URC announces: another thread that waits for some must look, too.
        private void WakeNextReceiver()
        {
            if (_waitingReceivers > 0 && _isAnnounced)
            {
                _stateChanged.Set();
            }
        }

        // Waits until something has happened to the socket. The signal wakes one thread: who is woken wakes the next one if that, too, has
        // something to take or nothing to wait for.
        [OwnFrame]
        private bool WaitForChange(int milliseconds)
        {
            Interlocked.Increment(ref _waitingReceivers);
            bool isChanged = _stateChanged.Wait(milliseconds);

            if (Interlocked.Decrement(ref _waitingReceivers) > 0 && isChanged && (_state != SocketState.Connected || MayHaveData))
            {
                _stateChanged.Set();
            }

            return isChanged;
        }

        private int TakeFromRing(byte[] buffer, int offset, int count)
        {
            SocketRing ring = _ring;
            int received = ring.Read(buffer, offset, count);

            if (received > 0)
            {
                NoteReceived();
            }
            else if (ring.LostCount > 0 && ring.IsEmpty)
            {
                Fault(Bg95Error.RingOverflow);

                // Before anything else is asked for: what the module still has does not belong behind the hole.
                ThrowIfUnusable();
            }

            return received;
        }

        private void NoteReceived()
        {
            if (_dataReceived != null)
            {
                lock (_stateChanged)
                {
                    _pendingEvents |= HasReceived;
                }
            }
        }

        // Asks the module for data. Gives 0 if there is none now, or something has changed and the caller looks again.
        private int AskForData(byte[] buffer, int offset, int count, long deadline)
        {
            Bg95Error error = _channel.TakeLine(deadline, AtChannel.LeastPayloadTime);
            int received;

            if (error != Bg95Error.Success)
            {
                return OnLineNotTaken(error);
            }

            try
            {
                // Who has asked before is out; an exception may have left its name.
                _table.Asking = null;

                if (!_table.Owns(this))
                {
                    // The module has started anew, and the id may be another socket's.
                    _isAnnounced = false;
                    return 0;
                }

                if (!_isAnnounced || _mode != AccessMode.Buffer || (_ring != null && !_ring.IsEmpty))
                {
                    return 0;
                }

                error = _channel.Generation.ReceiveTrailer != TrailerForm.Unknown && !_hasUnprovenByte
                    ? AskOnce(buffer, offset, count, out received) : AskAndLearn(buffer, offset, count, out received);
            }
            finally
            {
                _channel.GiveLineBack();
            }

            if (error != Bg95Error.Success)
            {
                OnExchangeFailed(error, s_receiveName, deadline);

                if (error == Bg95Error.SocketClosed)
                {
                    // The module has nothing left for this socket.
                    _isAnnounced = false;
                }
            }

            return received;
        }

        // What stands behind a payload is learned from reads of one byte: from more, two lost bytes would make one form look like the
        // other. A byte that is a line end teaches nothing of the short form, and waits for another one to prove it.
        private Bg95Error AskAndLearn(byte[] buffer, int offset, int count, out int received)
        {
            ModuleGeneration generation = _channel.Generation;
            Bg95Error error;
            bool mayGoOn;
            int reads = 0;
            received = 0;

            do
            {
                bool mustLearn = generation.ReceiveTrailer == TrailerForm.Unknown;
                error = AskOnce(buffer, offset + received, mustLearn ? 1 : count - received, out int here);
                received += here;

                if (received > 0 && ErrorMeaning.IsRefusal(error))
                {
                    // It has touched nothing, and the next call is told the same.
                    _isAnnounced = true;
                    return Bg95Error.Success;
                }

                mayGoOn = mustLearn && here > 0 && received < count && ++reads < MostLearningReads
                    && _channel.TimeLeft > AtChannel.LeastPayloadTime && !_channel.Resynchronizer.IsRequired;

                if (generation.ReceiveTrailer == TrailerForm.Unknown)
                {
                    _hasUnprovenByte |= here > 0;
                }
                else if (_hasUnprovenByte)
                {
                    // The module sends two CRLF: where one was seen, bytes were lost.
                    _hasUnprovenByte = false;
                    error = error == Bg95Error.Success && generation.ReceiveTrailer == TrailerForm.Two ? Bg95Error.LineDamaged : error;
                }
            }
            while (mayGoOn && error == Bg95Error.Success);

            return error;
        }

        private Bg95Error AskOnce(byte[] buffer, int offset, int count, out int received)
        {
            AtChannel channel = _channel;
            int most = channel.Reader.SafePayload;
            int wanted = count < most ? count : most;
            int needed = (wanted * SlowLineFactor) + AtChannel.LeastTime;
            int left = channel.LimitByDeadline(needed);

            if (left < needed)
            {
                // As much as comes before the call's time is over, also at 9600 baud. The line was taken with enough time for more than a byte,
                // but a busy board may have passed it with another thread since.
                left -= AtChannel.LeastTime;
                wanted = left > SlowLineFactor ? left / SlowLineFactor : 1;
            }

            // Before the command: a URC while it runs tells of data that its answer does not have.
            _table.Asking = this;
            _isAnnounced = false;
            _table.LastPayload = this;
            channel.Command.StartRepeated(s_receiveName, Id, wanted);
            Bg95Error error = channel.RunReceive(ReceiveLimit, buffer, offset, wanted, false, out received);

            if (received > 0)
            {
                // There may be more, and no URC will say so. Not even fewer bytes than asked for are a sure end: what came while
                // the module answered may have raised none. Only 0 is.
                _isAnnounced = true;
                NoteReceived();
            }
            else
            {
                // A command that has failed has read nothing.
                _isAnnounced |= error != Bg95Error.Success;
            }

            _table.Asking = null;
            WakeNextReceiver();
            return error;
        }

        // The line could not be had; nothing has happened to the socket. Gives WouldBlock if another command had it all the time.
        private int OnLineNotTaken(Bg95Error error)
        {
            if (error == Bg95Error.LineBusy && _channel.Line.TransparentOwner == null)
            {
                return WouldBlock;
            }

            ThrowIfUnusable();
            throw new Bg95Exception(error, s_receiveName, _channel.PortFailure);
        }

        // Says what a failed exchange means for this socket. Returns only if the connection has ended.
        private void OnExchangeFailed(Bg95Error error, string command, long deadline)
        {
            if (ErrorMeaning.IsRefusal(error))
            {
                if (_state == SocketState.Connected)
                {
                    TryAskState(deadline);

                    if (_state != SocketState.Connected)
                    {
                        return;
                    }
                }
                else if (error == Bg95Error.SocketClosed || _state == SocketState.Initial)
                {
                    // Nothing is left to read.
                    return;
                }
                else
                {
                    // There may be data still; only an empty answer says that all is read.
                    _isAnnounced = true;
                }
            }
            else if (error != Bg95Error.SendBufferFull && error != Bg95Error.ModuleRestarted)
            {
                Fault(error);
            }

            ThrowIfUnusable();
            throw new Bg95Exception(error, command, _channel.PortFailure);
        }
    }
}
