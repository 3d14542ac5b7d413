// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using Bg95Ssl;

namespace Bg95Cellular
{
    /// <summary>What <see cref="CellularConnection"/> needs to go online.</summary>
    public sealed class OnlineOptions
    {
        private const int LongestApn = 99;
        private const int LongestUser = 127;
        private const int LongestHost = 253;

        private string _apn = string.Empty;
        private string _user = string.Empty;
        private string _password = string.Empty;
        private string _pin;
        private string _timeServer;
        private int _registrationTimeout = CellularNetwork.DefaultRegistrationTimeoutMilliseconds;
        private PdpType _pdpType = PdpType.IPv4;
        private int _pdpContextId = PdpContexts.MinimumId;

        /// <summary>Gets or sets the access point name (APN), up to 99 characters; empty, the default, to let the network choose.</summary>
        /// <exception cref="ArgumentException">It is <see langword="null"/>, too long, or has characters that AT strings cannot hold.</exception>
        public string Apn
        {
            get => _apn;
            set => _apn = Question.CheckText(value, nameof(value), LongestApn);
        }

        /// <summary>Gets or sets the user name for the access point, up to 127 characters; empty, the default, for none.</summary>
        /// <exception cref="ArgumentException">It is <see langword="null"/>, too long, or has characters that AT strings cannot hold.</exception>
        public string User
        {
            get => _user;
            set => _user = Question.CheckText(value, nameof(value), LongestUser);
        }

        /// <summary>Gets or sets the password for the access point, up to 127 characters; empty, the default, for none.</summary>
        /// <exception cref="ArgumentException">It is <see langword="null"/>, too long, or has characters that AT strings cannot hold.</exception>
        public string Password
        {
            get => _password;
            set => _password = Question.CheckText(value, nameof(value), LongestUser);
        }

        /// <summary>Gets or sets the protocol: IPv4, IPv6 or both. Default IPv4.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The value is not a member of the enumeration.</exception>
        public PdpType PdpType
        {
            get => _pdpType;

            set
            {
                Question.CheckRange((int)value, nameof(value), (int)PdpType.IPv4, (int)PdpType.IPv4v6);
                _pdpType = value;
            }
        }

        /// <summary>Gets or sets the PDP context, 1 to 16. Default 1, the context that the module attaches with.</summary>
        /// <exception cref="ArgumentOutOfRangeException">It is out of range.</exception>
        public int PdpContextId
        {
            get => _pdpContextId;

            set
            {
                Question.CheckRange(value, nameof(value), PdpContexts.MinimumId, PdpContexts.MaximumId);
                _pdpContextId = value;
            }
        }

        /// <summary>Gets or sets the PIN of the SIM card, 4 to 8 digits; <see langword="null"/>, the default, for a card without PIN.</summary>
        /// <exception cref="ArgumentException">It does not have 4 to 8 digits, or has other characters.</exception>
        public string Pin
        {
            get => _pin;

            set
            {
                if (value != null)
                {
                    Question.CheckDigits(value, nameof(value), SimCard.ShortestPin, SimCard.LongestPin, 10);
                }

                _pin = value;
            }
        }

        /// <summary>Gets or sets technologies, bands and operator; <see langword="null"/>, the default, to leave them as they are.</summary>
        public RadioChoice Radio { get; set; }

        /// <summary>
        /// Gets or sets how long to wait for registration, in milliseconds, 0 or more. Default 180,000 (3 min); a first search may take
        /// 600,000 (10 min).
        /// </summary>
        /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
        public int RegistrationTimeoutMilliseconds
        {
            get => _registrationTimeout;

            set
            {
                Question.CheckRange(value, nameof(value), 0, int.MaxValue);
                _registrationTimeout = value;
            }
        }

        /// <summary>
        /// Gets or sets the name or address of a time server for networks that do not tell the time, up to 253 characters;
        /// <see langword="null"/>, the default, or empty for none.
        /// </summary>
        /// <exception cref="ArgumentException">It is too long, or has characters that AT strings cannot hold.</exception>
        public string TimeServer
        {
            get => _timeServer;
            set => _timeServer = value == null || value.Length == 0 ? null : Question.CheckText(value, nameof(value), LongestHost);
        }

        /// <summary>
        /// Gets or sets a value indicating whether going online succeeds although nobody tells the time. Default no: certificates are checked by
        /// the clock.
        /// </summary>
        public bool IsClockOptional { get; set; }

        /// <summary>
        /// Gets or sets a value indicating whether power saving mode and eDRX stay as they are. Default no: both are switched off.
        /// </summary>
        public bool KeepsPowerSaving { get; set; }

        /// <summary>
        /// Gets or sets the handler that is called once a second during waits and can end them; <see langword="null"/>, the default, for none.
        /// </summary>
        public KeepGoingHandler KeepGoing { get; set; }
    }
}
