// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>
    /// Says who may write on the line. It belongs to commands, or to one connection in transparent mode; in either case one
    /// thread at a time uses it. Nobody writes without having taken it, and whoever has taken it gives it back.
    /// </summary>
    /// <remarks>
    /// A thread that waits for the line is woken at once when there is nothing left to wait for: when a connection in
    /// transparent mode has got the line, has lost it, or when the modem is closed.
    /// </remarks>
    internal sealed class LineOwnership
    {
        private const int LookPause = 20;

        private readonly TimeSource _time;
        internal bool IsOpen;
        internal bool IsUsed;
        internal object TransparentOwner;
        private int _ownerChanges;

        // Threads that wait to run a command, and those that wait for a connection to use its line. Each kind has a signal of its
        // own: a thread that goes on waiting must not be the one that is woken where all of the other kind have to be.
        private readonly Signal _commandsTurn;
        private Signal _connectionsTurn;
        private int _waitingCommands;
        private int _waitingConnections;

        internal LineOwnership(TimeSource time)
        {
            _time = time;
            _commandsTurn = time.CreateSignal();
        }

        /// <summary>Takes the line.</summary>
        /// <param name="connection">The connection that uses the line, to use it; <see langword="null"/> for a command.</param>
        /// <param name="deadline">When to give up.</param>
        /// <returns>
        /// Success; PortFailed if the modem is not open; LineBusy if a command wants the line and a connection has it, or if the
        /// time was over; ClosedByPeer if the connection has it no more.
        /// </returns>
        internal Bg95Error Take(object connection, long deadline)
        {
            bool isWaiting = false;
            int ownerChanges = 0;

            while (true)
            {
                lock (_commandsTurn)
                {
                    if (IsOpen && TransparentOwner == connection && !IsUsed && !isWaiting)
                    {
                        IsUsed = true;
                        return Bg95Error.Success;
                    }

                    // The same connection may have lost the line and got it again: it has ended all the same.
                    bool isOwner = TransparentOwner == connection && (connection == null || !isWaiting || ownerChanges == _ownerChanges);
                    Bg95Error error = !IsOpen ? Bg95Error.PortFailed
                        : isOwner ? Bg95Error.Success
                        : connection == null ? Bg95Error.LineBusy : Bg95Error.ClosedByPeer;

                    if (error != Bg95Error.Success || !IsUsed)
                    {
                        IsUsed |= error == Bg95Error.Success;
                        CountWaiting(connection, isWaiting ? -1 : 0);

                        if (error != Bg95Error.Success)
                        {
                            WakeNext(connection != null);
                        }

                        return error;
                    }

                    CountWaiting(connection, isWaiting ? 0 : 1);
                    ownerChanges = _ownerChanges;
                    isWaiting = true;
                }

                Signal turn = connection == null ? _commandsTurn : _connectionsTurn;

                if (!turn.Wait(_time.TimeLeft(deadline)) && _time.TimeLeft(deadline) == 0)
                {
                    lock (_commandsTurn)
                    {
                        CountWaiting(connection, -1);
                        WakeNext(connection != null);
                    }

                    return Bg95Error.LineBusy;
                }
            }
        }

        /// <summary>Gives the line back after use; to the connection, if one has it.</summary>
        internal void GiveBack()
        {
            lock (_commandsTurn)
            {
                IsUsed = false;

                if (_waitingCommands + _waitingConnections > 0)
                {
                    WakeNext(TransparentOwner != null);
                }
            }
        }

        /// <summary>From now on a connection uses the line. Called when the module says CONNECT.</summary>
        internal void HandTo(object connection)
        {
            lock (_commandsTurn)
            {
                // A modem that is never in transparent mode does not need it.
                _connectionsTurn ??= _time.CreateSignal();
                TransparentOwner = connection;
                _ownerChanges++;
                WakeNext(false);
            }
        }

        /// <summary>The connection uses the line no more; commands have it again.</summary>
        internal void TakeFrom(object connection)
        {
            lock (_commandsTurn)
            {
                if (TransparentOwner == connection)
                {
                    TransparentOwner = null;
                    _ownerChanges++;
                    WakeNext(true);
                    WakeNext(false);
                }
            }
        }

        /// <summary>
        /// Takes the line while it is closed, so that nobody else has it before <see cref="Open"/>: a call that an earlier closing has
        /// ended may not be out yet.
        /// </summary>
        /// <returns>Whether it could be taken.</returns>
        internal bool TakeClosed(long deadline)
        {
            while (true)
            {
                lock (_commandsTurn)
                {
                    if (!IsUsed)
                    {
                        IsUsed = true;
                        return true;
                    }
                }

                if (_time.TimeLeft(deadline) == 0)
                {
                    return false;
                }

                _time.Sleep(LookPause);
            }
        }

        /// <summary>Lets the line be taken from now on; who has opened it has it already.</summary>
        internal void Open()
        {
            lock (_commandsTurn)
            {
                IsOpen = true;
                TransparentOwner = null;
            }
        }

        /// <summary>Lets nobody take the line any more, and wakes all that wait for it.</summary>
        internal void Close()
        {
            lock (_commandsTurn)
            {
                IsOpen = false;
                TransparentOwner = null;
                _ownerChanges++;
                WakeNext(true);
                WakeNext(false);
            }
        }

        private void CountWaiting(object connection, int change)
        {
            if (connection == null)
            {
                _waitingCommands += change;
            }
            else
            {
                _waitingConnections += change;
            }
        }

        // Each one that is woken and has nothing to wait for wakes the next of its kind.
        private void WakeNext(bool isForConnection)
        {
            if ((isForConnection ? _waitingConnections : _waitingCommands) > 0)
            {
                (isForConnection ? _connectionsTurn : _commandsTurn).Set();
            }
        }
    }
}
