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
        private readonly Signal _ownershipChanged;
        internal bool IsOpen;
        private bool _isUsed;
        internal object TransparentOwner;
        private int _waitingThreads;

        internal LineOwnership(TimeSource time)
        {
            _time = time;
            _ownershipChanged = time.CreateSignal();
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

            while (true)
            {
                lock (_ownershipChanged)
                {
                    if (IsOpen && TransparentOwner == connection && !_isUsed && !isWaiting)
                    {
                        _isUsed = true;
                        return Bg95Error.Success;
                    }

                    Bg95Error error = !IsOpen ? Bg95Error.PortFailed
                        : TransparentOwner == connection ? Bg95Error.Success
                        : connection == null ? Bg95Error.LineBusy : Bg95Error.ClosedByPeer;

                    if (error != Bg95Error.Success || !_isUsed)
                    {
                        _isUsed |= error == Bg95Error.Success;
                        _waitingThreads -= isWaiting ? 1 : 0;

                        if (error != Bg95Error.Success)
                        {
                            WakeNext();
                        }

                        return error;
                    }

                    _waitingThreads += isWaiting ? 0 : 1;
                    isWaiting = true;
                }

                if (!_ownershipChanged.Wait(_time.TimeLeft(deadline)) && _time.TimeLeft(deadline) == 0)
                {
                    lock (_ownershipChanged)
                    {
                        _waitingThreads--;
                        WakeNext();
                    }

                    return Bg95Error.LineBusy;
                }
            }
        }

        /// <summary>Gives the line back after use; to the connection, if one has it.</summary>
        internal void GiveBack()
        {
            lock (_ownershipChanged)
            {
                _isUsed = false;
                WakeNext();
            }
        }

        /// <summary>From now on a connection uses the line. Called when the module says CONNECT.</summary>
        internal void HandTo(object connection)
        {
            lock (_ownershipChanged)
            {
                TransparentOwner = connection;
                WakeNext();
            }
        }

        /// <summary>The connection uses the line no more; commands have it again.</summary>
        internal void TakeFrom(object connection)
        {
            lock (_ownershipChanged)
            {
                if (TransparentOwner == connection)
                {
                    TransparentOwner = null;
                    WakeNext();
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
                lock (_ownershipChanged)
                {
                    if (!_isUsed)
                    {
                        _isUsed = true;
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
            lock (_ownershipChanged)
            {
                IsOpen = true;
                TransparentOwner = null;
            }
        }

        /// <summary>Lets nobody take the line any more, and wakes all that wait for it.</summary>
        internal void Close()
        {
            lock (_ownershipChanged)
            {
                IsOpen = false;
                TransparentOwner = null;
                WakeNext();
            }
        }

        // Each one that is woken and cannot take the line wakes the next.
        private void WakeNext()
        {
            if (_waitingThreads > 0)
            {
                _ownershipChanged.Set();
            }
        }
    }
}
