// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Cellular
{
    /// <summary>How well the module receives the network (<c>AT+CSQ</c>, <c>AT+QCSQ</c>; module facts 14). Immutable.</summary>
    /// <remarks>For a value that was not measured, the method returns <see langword="false"/>; no number stands for it.</remarks>
    public sealed class SignalQuality
    {
        private const int UnknownCsq = 99;
        private const int BestCsq = 31;
        private const int NotMeasuredPower = -140;
        private const int Missing = int.MinValue;

        private readonly int _rssi;
        private readonly int _rsrp;
        private readonly int _sinr;
        private readonly int _rsrq;

        /// <summary>Initializes a new instance of the <see cref="SignalQuality"/> class from the fields of both answers; each may be null.</summary>
        internal SignalQuality(AtFields csq, AtFields qcsq)
        {
            int raw = csq == null ? Missing : csq.Number(0, Missing);
            _rssi = raw < 0 || raw > BestCsq ? Missing : (2 * raw) - 113;
            _rsrp = Missing;
            _sinr = Missing;
            _rsrq = Missing;

            if (qcsq == null)
            {
                return;
            }

            Technology = TechnologyName.Parse(qcsq.Text(0));
            _rssi = qcsq.Number(1, _rssi);

            if (Technology == RadioTechnology.LteM || Technology == RadioTechnology.NbIot)
            {
                _rsrp = qcsq.Number(2, Missing);
                _sinr = qcsq.Number(3, Missing);
                _sinr = _sinr < 0 ? Missing : (_sinr / 5) - 20;
                _rsrq = qcsq.Number(4, Missing);
                _rsrp = _rsrp <= NotMeasuredPower ? Missing : _rsrp;
            }
        }

        /// <summary>Gets the technology that was measured; <see cref="RadioTechnology.Unknown"/> without service.</summary>
        public RadioTechnology Technology { get; }

        /// <summary>
        /// Gets a value indicating whether the module receives nothing at all (<c>CSQ</c> 99). Check the antenna, the place and the bands.
        /// </summary>
        public bool IsNothingHeard => _rssi == Missing && _rsrp == Missing;

        /// <summary>Gives the received power of everything in the channel.</summary>
        /// <param name="dBm">In dBm, about -113 (nothing) to -51.</param>
        /// <returns><see langword="false"/> if it was not measured.</returns>
        public bool TryGetRssi(out int dBm)
        {
            return TryGet(_rssi, out dBm);
        }

        /// <summary>Gives the received power of the cell's reference signal, LTE only.</summary>
        /// <param name="dBm">In dBm, -139 to -44; below -120 is little.</param>
        /// <returns><see langword="false"/> if it was not measured.</returns>
        public bool TryGetRsrp(out int dBm)
        {
            return TryGet(_rsrp, out dBm);
        }

        /// <summary>Gives the signal against noise and interference, LTE only.</summary>
        /// <param name="dB">In dB, -20 to 30, rounded down.</param>
        /// <returns><see langword="false"/> if it was not measured.</returns>
        public bool TryGetSinr(out int dB)
        {
            return TryGet(_sinr, out dB);
        }

        /// <summary>Gives the quality of the cell's reference signal, LTE only.</summary>
        /// <param name="dB">In dB, -20 to -3.</param>
        /// <returns><see langword="false"/> if it was not measured.</returns>
        public bool TryGetRsrq(out int dB)
        {
            return TryGet(_rsrq, out dB);
        }

        private static bool TryGet(int measured, out int value)
        {
            bool isThere = measured != Missing;
            value = isThere ? measured : 0;
            return isThere;
        }
    }
}
