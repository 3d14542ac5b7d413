// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Runtime.CompilerServices;

namespace Bg95Ssl
{
    /// <content>The access modes (application note 1.3): where received data wait, and switching between the modes.</content>
    public sealed partial class SslSocket
    {
        /// <summary>
        /// Bytes that can wait in direct push and transparent mode unless another size is asked for: two blocks of the
        /// largest size that the module pushes.
        /// </summary>
        public const int DefaultRingSize = 3072;

        /// <summary>Largest ring, in bytes.</summary>
        public const int LargestRing = 65536;

        private const int Transparent = (int)AccessMode.Transparent;

        private const string SwitchName = "AT+QISWTMD";

        // The module connects nothing here, it only hands the line over.
        private const int ConnectLimit = 10;

        /// <summary>Gets the mode that the socket is in.</summary>
        public AccessMode Mode => (AccessMode)_mode;

        /// <summary>
        /// Gets how many bytes were dropped in direct push mode because the ring was full. What had come before can still be
        /// received; then <see cref="Receive"/> throws <see cref="Bg95Error.RingOverflow"/>.
        /// </summary>
        public int LostBytes => _ring == null ? 0 : _ring.Lost;

        /// <summary>
        /// Switches the mode of the open socket (<c>AT+QISWTMD</c>, application note 1.3). Transparent mode is left by
        /// <c>+++</c>, which takes 2.2 s of silence on the line, or by the pin set as
        /// <see cref="SslContextCollection.DataTerminalReady"/>; and entered again by <c>ATO</c> if this socket was the last to leave it.
        /// </summary>
        /// <param name="mode">The mode to be in.</param>
        /// <param name="ringSize">
        /// As with <see cref="SslContext.Connect"/>; allocated the first time that the socket needs a ring.
        /// </param>
        /// <remarks>
        /// While a socket is in transparent mode every other use of the module throws <see cref="Bg95Error.LineBusy"/>. What
        /// the module has to say to other sockets meanwhile may be lost, so all of them ask for their state and for data when
        /// the line is free again. Of sockets in direct push mode data may be lost, too, in that time, and nothing would tell:
        /// they end with <see cref="Bg95Error.LineDamaged"/>.
        /// </remarks>
        /// <exception cref="ArgumentException">A value is out of range.</exception>
        /// <exception cref="Bg95Exception">The module refuses or does not answer; the mode is then as before.</exception>
        [MethodImpl(MethodImplOptions.Synchronized)]
        public void SwitchMode(AccessMode mode, int ringSize = DefaultRingSize)
        {
            AtCommand.Check((int)mode, nameof(mode), 0, 2);
            AtCommand.Check(ringSize, nameof(ringSize), ReceiveChunk, LargestRing);
            Check();

            if ((int)mode == _mode)
            {
                return;
            }

            AtChannel.Check(Leave(), SwitchName);
            int before = _mode;

            if ((int)mode != before)
            {
                Set((int)mode, ringSize);
                Bg95Error error = Bg95Error.Rejected;

                if (_mode == Transparent && _sockets.Left == this)
                {
                    _line.Begin("ATO");
                    error = Run();
                }

                if (error != Bg95Error.Success)
                {
                    _line.Begin(SwitchName).Add(Id).Add(_mode);
                    error = Run();
                }

                if (error != Bg95Error.Success)
                {
                    _mode = before;
                    throw new Bg95Exception(error, SwitchName);
                }
            }

            // Data may have come while the socket was in neither mode.
            OnUrc(AtChannel.DataReceived);
        }

        // Gives the socket what it needs in that mode.
        internal void Set(int mode, int ringSize)
        {
            if (mode != (int)AccessMode.Buffer && _ring == null)
            {
                _ring = new SocketRing(ringSize);
            }

            if (mode == Transparent && _sockets.DataTerminalReady != null)
            {
                // DTR then ends the mode and not the connection (application note 1.3).
                _line.Begin("AT&D1");
                _line.Invoke(null, AtChannel.ShortLimit);
            }

            _mode = mode;
        }

        // Gives room for a block that is pushed, or nothing: it is dropped then, and all after it.
        internal SocketRing MakeRoom(int count)
        {
            SocketRing ring = _ring;

            if (ring == null || _state == SocketState.Faulted || (ring.Lost == 0 && ring.MakeRoom(count) >= count))
            {
                return _state == SocketState.Faulted ? null : ring;
            }

            ring.Lost += count;
            _line.Statistics.Count(LineCounter.RingOverflows);
            OnUrc(AtChannel.DataReceived);
            return null;
        }

        private Bg95Error Run()
        {
            if (_mode != Transparent)
            {
                return _line.Run(null, AtChannel.ShortLimit);
            }

            _sockets.Pushed = this;
            return _line.Connect(_ring, ConnectLimit);
        }

        // Takes the line back from transparent mode. Throws nothing.
        private Bg95Error Leave()
        {
            if (_mode != Transparent)
            {
                return Bg95Error.Success;
            }

            // Not before the line is free: a thread that waits for data would ask for them.
            Bg95Error error = _line.Leave(_sockets.DataTerminalReady);
            _sockets.Left = this;
            _mode = (int)AccessMode.Buffer;
            return error;
        }
    }
}
