// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl
{
    /// <content>
    /// Switching between the access modes (application note 1.3). A mode is changed when the module has changed it, on the
    /// reader's thread, at the OK or CONNECT that says so; until then nothing has changed.
    /// </content>
    public sealed partial class SslSocket : IModeSwitch, ITransparentListener
    {
        private const string SwitchName = "AT+QISWTMD";

        // Leaving transparent mode, getting in step and the switch itself.
        private const int SwitchLimit = 40000;
        private const int ConnectLimit = 10000;

        /// <summary>
        /// Switches the access mode of the connected socket (<c>AT+QISWTMD</c>, application note 1.3). Does nothing if the socket is in that
        /// mode. The driver leaves transparent mode by <c>+++</c>, with 2.2 s of silence on the line, or by the pin if
        /// <see cref="SslContextCollection.DataTerminalReady"/> is set. It enters the mode again by <c>ATO</c> if this socket was the last to
        /// leave it. Blocks up to 40 s.
        /// </summary>
        /// <param name="mode">The mode to be in.</param>
        /// <param name="ringSize">
        /// Size in bytes of the ring for direct push and transparent mode, 1500 to 65536. The ring is allocated the first time that the socket
        /// needs one; after that the size makes no difference.
        /// </param>
        /// <remarks>
        /// While a socket is in transparent mode, every other use of the module throws <see cref="Bg95Error.LineBusy"/>. What the module
        /// reports about other sockets in that time may be lost, so the driver asks for their states and data when the line is free again.
        /// Sockets in direct push mode may lose data in that time without a sign, so they end with <see cref="Bg95Error.LineDamaged"/>.
        /// </remarks>
        /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
        /// <exception cref="ObjectDisposedException">The program has closed the socket.</exception>
        /// <exception cref="InvalidOperationException">Another thread closes the modem meanwhile.</exception>
        /// <exception cref="Bg95Exception">
        /// The module's own error: the mode is as before, or buffer mode if transparent mode was left already.
        /// <see cref="Bg95Error.LineBusy"/>: others use the line; the mode is as before. <see cref="Bg95Error.ClosedByPeer"/>,
        /// <see cref="Bg95Error.ModuleRestarted"/>, <see cref="Bg95Error.PdpDeactivated"/>, <see cref="Bg95Error.ConnectionLost"/>,
        /// <see cref="Bg95Error.PortFailed"/>: the connection has ended. <see cref="Bg95Error.NoAnswer"/>,
        /// <see cref="Bg95Error.LineDamaged"/>, <see cref="Bg95Error.UnexpectedAnswer"/>: nobody knows which mode the module is in, and the
        /// socket is <see cref="SocketState.Faulted"/>, unless the line failed before the command was sent.
        /// </exception>
        public void SwitchMode(AccessMode mode, int ringSize = DefaultRingSize)
        {
            Argument.CheckRange((int)mode, nameof(mode), 0, 2);
            Argument.CheckRange(ringSize, nameof(ringSize), MinimumRingSize, MaximumRingSize);
            long deadline = _channel.Time.DeadlineIn(SwitchLimit);
            ThrowIfNotConnected();

            if (mode == _mode)
            {
                return;
            }

            if (mode != AccessMode.Buffer && _ring == null)
            {
                SocketRing ring = new SocketRing(ringSize);

                lock (_stateChanged)
                {
                    // Another thread that switches the mode, too, may have made one.
                    _ring ??= ring;
                }
            }

            Bg95Error error = LeaveTransparentIfNeeded(deadline);

            if (error == Bg95Error.Success && mode != _mode)
            {
                error = _channel.TakeLine(deadline);

                if (error == Bg95Error.Success)
                {
                    try
                    {
                        error = _state != SocketState.Connected ? Bg95Error.ClosedByPeer : SwitchWithLine(mode);
                    }
                    finally
                    {
                        _channel.GiveLineBack();
                    }
                }
            }

            _channel.ThrowIfFailed(error, SwitchName);

            // Data may have come while the socket was in neither mode.
            if (mode == AccessMode.Buffer)
            {
                OnAnnounced();
            }
        }

        /// <summary>Makes the preparations for transparent mode; the caller uses the line.</summary>
        internal Bg95Error PrepareTransparent(AccessMode mode)
        {
            // What moves the pin when the mode ends is what was there when it began: without AT&D1 the pin would end the connection.
            _table.PreparedPin = _table.DataTerminalReady;

            if (mode == AccessMode.Transparent && _table.PreparedPin != null)
            {
                // DTR then ends the mode and not the connection (application note 1.3).
                _channel.Command.Start("AT&D1");
                return _channel.Run(AtChannel.ShortLimit);
            }

            return Bg95Error.Success;
        }

        /// <summary>Takes the line back from transparent mode, if the socket is in it. Throws nothing.</summary>
        internal Bg95Error LeaveTransparentIfNeeded(long deadline)
        {
            if (_transparent == null)
            {
                return Bg95Error.Success;
            }

            Bg95Error error = _channel.TakeLineFor(this, deadline, 0);

            if (error == Bg95Error.Success)
            {
                try
                {
                    // The one that has the line now: another thread may have left the mode and entered it again.
                    TransparentConnection transparent = _transparent;
                    error = transparent == null ? Bg95Error.Success
                        : _channel.Resynchronizer.LeaveTransparent(transparent, deadline);
                }
                finally
                {
                    _channel.GiveLineBack();
                }

                if (error != Bg95Error.Success)
                {
                    Fault(error);
                }
            }

            // NO CARRIER has given it back, or another thread has.
            return error == Bg95Error.ClosedByPeer ? Bg95Error.Success : error;
        }

        /// <summary>The module works in the wanted mode from here on. The reader's thread.</summary>
        void IModeSwitch.OnModeSwitched(int mode)
        {
            if (mode == (int)AccessMode.Transparent)
            {
                // Before anything behind CONNECT is read: it is payload.
                _transparent = new TransparentConnection(_channel, _ring, this, _table.PreparedPin);
                _channel.Resynchronizer.MustEscape = true;
                _channel.Line.HandTo(this);
                _channel.Reader.BeginTransparent(_transparent);
            }

            lock (_stateChanged)
            {
                _mode = (AccessMode)mode;
                _table.NoteMode(Id, _mode);
                _isAnnounced = _mode == AccessMode.Buffer;
            }

            OnOpened(Bg95Error.Success);
        }

        void ITransparentListener.OnTransparentLeft()
        {
            _transparent = null;
            _mode = AccessMode.Buffer;
            _table.LastTransparent = this;
        }

        void ITransparentListener.OnTransparentData()
        {
            OnDataInRing();
        }

        void ITransparentListener.OnNoCarrier()
        {
            Bg95Error reason = _transparent != null && _transparent.HasLostLines ? Bg95Error.LineDamaged : Bg95Error.Success;
            _transparent = null;
            _isEndUnproven = reason == Bg95Error.Success;
            _table.LastNoCarrier = this;

            // In transparent mode still: all that came is in the ring, and there is nothing to ask for.
            OnEnded(reason);
            _mode = AccessMode.Buffer;
        }

        private Bg95Error SwitchWithLine(AccessMode mode)
        {
            if (mode == _mode)
            {
                // Another thread was quicker.
                return Bg95Error.Success;
            }

            Bg95Error error = PrepareTransparent(mode);

            if (error == Bg95Error.Success)
            {
                error = mode == AccessMode.Transparent ? SwitchToTransparent() : RunSwitch(mode, AtChannel.ShortLimit, FinalResult.Okay);

                if (ErrorMeaning.IsOutcomeUnknown(error))
                {
                    OnModeUnknown(mode, error);
                }
            }

            return error;
        }

        // What is pushed is counted in any case: if it were taken for lines the peer could say what it likes.
        private void OnModeUnknown(AccessMode wanted, Bg95Error error)
        {
            Fault(error);

            if (wanted == AccessMode.DirectPush)
            {
                _mode = wanted;
                _table.NoteMode(Id, _mode);
            }
        }

        private Bg95Error RunSwitch(AccessMode mode, int limit, FinalResult result)
        {
            _channel.Command.Start(SwitchName).Add(Id).Add((int)mode);
            return _channel.RunModeSwitch(limit, result, this, (int)mode);
        }

        private Bg95Error SwitchToTransparent()
        {
            Bg95Error error = Bg95Error.Rejected;

            if (_table.LastTransparent == this)
            {
                _channel.Command.Start("ATO");
                error = _channel.RunModeSwitch(ConnectLimit, FinalResult.Connect, this, (int)AccessMode.Transparent);
            }

            return ErrorMeaning.IsRefusal(error) || error == Bg95Error.ClosedByPeer
                ? RunSwitch(AccessMode.Transparent, ConnectLimit, FinalResult.Connect) : error;
        }
    }
}
