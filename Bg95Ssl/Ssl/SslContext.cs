// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl
{
    /// <summary>
    /// One of the module's six SSL contexts: the settings that connections are opened with (<c>AT+QSSLCFG</c>, application note 2.1.1).
    /// Secure by default: TLS 1.2, one strong cipher suite, a CA certificate is required, the server name is sent and checked, the
    /// validity is checked. Members that relax this have Insecure in their names.
    /// </summary>
    /// <remarks>
    /// Setting a property checks the value and sends nothing. <see cref="Connect"/> writes the settings that the module may not have, reads
    /// all settings back before every connection, and throws if the module has not taken one. While a socket of the context is opening or
    /// connected, a setting cannot be changed; setting the value that it has already is allowed.
    /// </remarks>
    public sealed partial class SslContext
    {
        /// <summary>Shortest <see cref="NegotiateTimeoutMilliseconds"/>.</summary>
        public const int MinimumNegotiateTimeoutMilliseconds = 10000;

        /// <summary>Longest <see cref="NegotiateTimeoutMilliseconds"/>.</summary>
        public const int MaximumNegotiateTimeoutMilliseconds = 300000;

        /// <summary>Longest host name, in characters.</summary>
        public const int LongestHost = 253;

        private const int MostRefusals = 3;

        private readonly SocketTable _table;
        private readonly ModuleClock _clock;
        private int _pdpContextId = PdpContexts.MinimumId;
        private DateTime _notBefore = new DateTime(2024, 1, 1, 0, 0, 0);
        private DateTime _notAfter = DateTime.MaxValue;

        internal SslContext(SocketTable table, ModuleClock clock, int id)
        {
            _table = table;
            _clock = clock;
            Id = id;
            _values[VersionSetting] = (int)SslVersion.Tls12;
            _values[CipherSuiteSetting] = (int)CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256;
            _values[SecurityLevelSetting] = (int)SecurityLevel.Server;
            _values[ServerNameSetting] = 1;
            _values[CheckHostSetting] = 1;
            _values[NegotiateTimeSetting] = MaximumNegotiateTimeoutMilliseconds / 1000;
            _values[DtlsVersionSetting] = (int)DtlsVersion.Dtls12;
        }

        /// <summary>Gets the context's number, 0 to 5.</summary>
        public int Id { get; }

        /// <summary>Gets or sets the PDP context that connections go over, 1 to 16. Default 1.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
        /// <exception cref="InvalidOperationException">The program has not closed all sockets of the context.</exception>
        public int PdpContextId
        {
            get => _pdpContextId;

            set
            {
                Argument.CheckRange(value, nameof(value), PdpContexts.MinimumId, PdpContexts.MaximumId);

                // What a lost PDP context means for a socket depends on it to the end.
                lock (_table.SyncRoot)
                {
                    ThrowIfInUse(true);
                    _pdpContextId = value;
                }
            }
        }

        /// <summary>Gets or sets the TLS version (<c>sslversion</c>). Default <see cref="SslVersion.Tls12"/>.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The value is not a member of the enumeration.</exception>
        /// <exception cref="InvalidOperationException">A socket of the context is opening or connected.</exception>
        public SslVersion Version
        {
            get => (SslVersion)_values[VersionSetting];
            set => ChangeSetting(VersionSetting, (int)value, 0, 4);
        }

        /// <summary>
        /// Gets or sets the cipher suite that the module offers to the server (<c>ciphersuite</c>), any 16-bit number. Default
        /// <see cref="CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"/>; a server with an ECDSA certificate needs
        /// <see cref="CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"/>.
        /// </summary>
        /// <exception cref="ArgumentOutOfRangeException">The value is not a 16-bit number.</exception>
        /// <exception cref="InvalidOperationException">A socket of the context is opening or connected.</exception>
        public CipherSuite CipherSuite
        {
            get => (CipherSuite)_values[CipherSuiteSetting];
            set => ChangeSetting(CipherSuiteSetting, (int)value, 0, 0xFFFF);
        }

        /// <summary>Gets or sets which side must prove its identity (<c>seclevel</c>). Default <see cref="SecurityLevel.Server"/>.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The value is not a member of the enumeration.</exception>
        /// <exception cref="InvalidOperationException">A socket of the context is opening or connected.</exception>
        public SecurityLevel SecurityLevel
        {
            get => (SecurityLevel)_values[SecurityLevelSetting];
            set => ChangeSetting(SecurityLevelSetting, (int)value, 0, 2);
        }

        /// <summary>
        /// Gets or sets the file in the module that holds the trusted CA certificate (<c>cacert</c>), 1 to 80 characters, or
        /// <see langword="null"/>, the default. Required unless <see cref="SecurityLevel"/> is <see cref="SecurityLevel.InsecureNone"/>.
        /// </summary>
        /// <exception cref="ArgumentException">The name is empty, too long or has characters that AT strings cannot hold.</exception>
        /// <exception cref="InvalidOperationException">A socket of the context is opening or connected.</exception>
        public string CaCertificate
        {
            get => _files[0];
            set => ChangeFile(0, value);
        }

        /// <summary>
        /// Gets or sets the file in the module that holds the client certificate (<c>clientcert</c>), 1 to 80 characters, or
        /// <see langword="null"/>, the default. Required if <see cref="SecurityLevel"/> is <see cref="SecurityLevel.ServerAndClient"/>.
        /// </summary>
        /// <exception cref="ArgumentException">The name is empty, too long or has characters that AT strings cannot hold.</exception>
        /// <exception cref="InvalidOperationException">A socket of the context is opening or connected.</exception>
        public string ClientCertificate
        {
            get => _files[1];
            set => ChangeFile(1, value);
        }

        /// <summary>
        /// Gets or sets the file in the module that holds the client's private key (<c>clientkey</c>), 1 to 80 characters, or
        /// <see langword="null"/>, the default. Required if <see cref="SecurityLevel"/> is <see cref="SecurityLevel.ServerAndClient"/>.
        /// </summary>
        /// <exception cref="ArgumentException">The name is empty, too long or has characters that AT strings cannot hold.</exception>
        /// <exception cref="InvalidOperationException">A socket of the context is opening or connected.</exception>
        public string ClientKey
        {
            get => _files[2];
            set => ChangeFile(2, value);
        }

        /// <summary>Gets or sets a value indicating whether the module resumes TLS sessions (<c>session</c>). Default no.</summary>
        /// <exception cref="InvalidOperationException">A socket of the context is opening or connected.</exception>
        public bool SessionResumption
        {
            get => _values[SessionSetting] != 0;
            set => ChangeSetting(SessionSetting, value);
        }

        /// <summary>
        /// Gets or sets a value indicating whether the module leaves out the server name in the handshake (<c>sni</c> 0). Default no. If it is left
        /// out, many servers show the certificate of another host.
        /// </summary>
        /// <exception cref="InvalidOperationException">A socket of the context is opening or connected.</exception>
        public bool InsecureOmitServerName
        {
            get => _values[ServerNameSetting] == 0;
            set => ChangeSetting(ServerNameSetting, !value);
        }

        /// <summary>
        /// Gets or sets a value indicating whether a certificate of your CA is accepted whatever host it was issued for (<c>checkhost</c> 0).
        /// Default no.
        /// </summary>
        /// <exception cref="InvalidOperationException">A socket of the context is opening or connected.</exception>
        public bool InsecureSkipHostCheck
        {
            get => _values[CheckHostSetting] == 0;
            set => ChangeSetting(CheckHostSetting, !value);
        }

        /// <summary>
        /// Gets or sets a value indicating whether certificates are accepted that have expired or are not valid yet
        /// (<c>ignorelocaltime</c> 1). Default no, so the module's clock must be right (application note 1.4).
        /// </summary>
        /// <exception cref="InvalidOperationException">A socket of the context is opening or connected.</exception>
        public bool InsecureIgnoreValidity
        {
            get => _values[IgnoreLocalTimeSetting] != 0;
            set => ChangeSetting(IgnoreLocalTimeSetting, value);
        }

        /// <summary>
        /// Gets or sets the time (UTC) before which the module's clock cannot be right, for example the "not before" of your CA's
        /// certificate. Default 1 January 2024. Any value is allowed, at any time. <see cref="Connect"/> reads the clock and throws
        /// <see cref="Bg95Error.ClockWrong"/> if it is earlier than this or later than <see cref="NotAfter"/> (application note 1.4). It does
        /// not if <see cref="InsecureIgnoreValidity"/> is set or <see cref="SecurityLevel"/> is <see cref="SecurityLevel.InsecureNone"/>.
        /// </summary>
        public DateTime NotBefore
        {
            get => _notBefore;
            set => _notBefore = value;
        }

        /// <summary>
        /// Gets or sets the time (UTC) after which your CA's certificate is not valid any more. Default <see cref="DateTime.MaxValue"/>.
        /// </summary>
        public DateTime NotAfter
        {
            get => _notAfter;
            set => _notAfter = value;
        }

        /// <summary>
        /// Gets or sets the time limit of the handshake (<c>negotiatetime</c>) in milliseconds, 10,000 to 300,000, rounded up to whole seconds.
        /// Default 300,000.
        /// </summary>
        /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
        /// <exception cref="InvalidOperationException">A socket of the context is opening or connected.</exception>
        public int NegotiateTimeoutMilliseconds
        {
            get => _values[NegotiateTimeSetting] * 1000;

            set
            {
                Argument.CheckRange(value, nameof(value), MinimumNegotiateTimeoutMilliseconds, MaximumNegotiateTimeoutMilliseconds);
                ChangeSetting(NegotiateTimeSetting, (value + 999) / 1000, 0, MaximumNegotiateTimeoutMilliseconds);
            }
        }

        /// <summary>Gets or sets a value indicating whether connections use DTLS over UDP instead of TLS (<c>dtls</c>). Default no.</summary>
        /// <exception cref="InvalidOperationException">A socket of the context is opening or connected.</exception>
        public bool Dtls
        {
            get => _values[DtlsSetting] != 0;
            set => ChangeSetting(DtlsSetting, value);
        }

        /// <summary>Gets or sets the DTLS version (<c>dtlsversion</c>). Default <see cref="DtlsVersion.Dtls12"/>.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The value is not a member of the enumeration.</exception>
        /// <exception cref="InvalidOperationException">A socket of the context is opening or connected.</exception>
        public DtlsVersion DtlsVersion
        {
            get => (DtlsVersion)_values[DtlsVersionSetting];
            set => ChangeSetting(DtlsVersionSetting, (int)value, 0, 2);
        }

        /// <summary>
        /// Connects to a server (<c>AT+QSSLOPEN</c>, application note 2.1.2). The module sends <paramref name="host"/> to the server as server
        /// name and checks the server's certificate for it; so connect by name, not by IP address. Blocks up to 190 s and
        /// <see cref="NegotiateTimeoutMilliseconds"/>; other threads can use the modem while the server answers, unless
        /// <paramref name="mode"/> is <see cref="AccessMode.Transparent"/>.
        /// </summary>
        /// <param name="host">Host name or IP address, 1 to 253 characters.</param>
        /// <param name="port">Port, 1 to 65535.</param>
        /// <param name="mode">How received data reach the program; <see cref="SslSocket.SwitchMode"/> changes it.</param>
        /// <param name="ringSize">
        /// Size in bytes of the ring that holds received data in direct push and transparent mode, 1500 to 65536. It is allocated in these
        /// modes only. At 115200 baud the default holds what arrives in a quarter of a second.
        /// </param>
        /// <returns>The connected socket, a new object for each connection.</returns>
        /// <exception cref="ArgumentException">
        /// A value is out of range, or the host is <see langword="null"/>, empty or has characters that AT strings cannot hold.
        /// </exception>
        /// <exception cref="InvalidOperationException">
        /// A certificate that <see cref="SecurityLevel"/> needs is not set, all 12 sockets are in use, or the modem is not open.
        /// </exception>
        /// <exception cref="Bg95Exception">
        /// The module's reason, foremost <see cref="Bg95Error.SocketConnectionFailed"/>, the only code of the module for any TLS failure;
        /// <see cref="Bg95Error.DnsParseFailed"/>; <see cref="Bg95Error.OpenPdpContextFailed"/>. Before anything is opened:
        /// <see cref="Bg95Error.SettingNotTaken"/>, <see cref="Bg95Error.ClockWrong"/>. <see cref="Bg95Error.ModuleRestarted"/>: the module
        /// restarted meanwhile, so the connection could not be trusted. <see cref="Bg95Error.PdpDeactivated"/>: the PDP context was lost
        /// meanwhile. <see cref="Bg95Error.SocketIdentityUsed"/>: something else holds all socket numbers in the module.
        /// <see cref="Bg95Error.PowerCycleNeeded"/>. <see cref="Bg95Error.LineBusy"/>: a socket uses the line in transparent mode.
        /// <see cref="Bg95Error.NoAnswer"/>, <see cref="Bg95Error.LineDamaged"/>, <see cref="Bg95Error.UnexpectedAnswer"/>,
        /// <see cref="Bg95Error.PortFailed"/>: the line or the module failed.
        /// </exception>
        public SslSocket Connect(string host, int port, AccessMode mode = AccessMode.Buffer, int ringSize = SslSocket.DefaultRingSize)
        {
            Argument.CheckText(host, nameof(host), 1, LongestHost);
            Argument.CheckRange(port, nameof(port), 1, 65535);
            Argument.CheckRange((int)mode, nameof(mode), 0, 2);
            Argument.CheckRange(ringSize, nameof(ringSize), SslSocket.MinimumRingSize, SslSocket.MaximumRingSize);
            HasFailedBeforeSettings = true;
            SslSocket socket;

            lock (_table.SyncRoot)
            {
                // From here on no other thread changes a setting.
                ThrowIfFileMissing();
                _table.Channel.ThrowIfNotOpen();
                socket = _table.Reserve(this, mode, ringSize);
            }

            bool isOpen = false;

            try
            {
                ConnectionOpener opener = new ConnectionOpener(_table, this, socket, mode);
                _table.Channel.ThrowIfFailed(IsClockWrong() ? Bg95Error.ClockWrong : Bg95Error.Success, ModuleClock.CommandName);
                Bg95Error error = opener.Open(host, port);

                // The parameters are checked, so 552 is the module's state: some refuse every opening after about twenty
                // (module facts 4.10).
                bool isRefusal = error == Bg95Error.InvalidParameter || error == Bg95Error.MemoryNotEnough;
                ModuleGeneration generation = _table.Channel.Generation;
                generation.Refusals = isRefusal ? generation.Refusals + 1 : 0;
                error = generation.Refusals < MostRefusals ? error : Bg95Error.PowerCycleNeeded;
                _table.Channel.ThrowIfFailed(error, opener.FailedName);
                isOpen = true;
                return socket;
            }
            finally
            {
                if (!isOpen)
                {
                    _table.Remove(socket);
                }
            }
        }

        /// <summary>Says whether it is one of the modem's that this table belongs to.</summary>
        internal bool IsOf(SocketTable table) => _table == table;

        /// <summary>Says whether no certificate would be valid the module's check of validity.</summary>
        internal bool IsClockWrong()
        {
            if (SecurityLevel == SecurityLevel.InsecureNone || InsecureIgnoreValidity)
            {
                return false;
            }

            DateTime now = _clock.GetUtc();
            return now < _notBefore || _notAfter < now;
        }

        /// <summary>Gives a file's name, empty if it is needed and not set, null if the security level does not need it.</summary>
        internal string NeededFile(int index)
        {
            return _values[SecurityLevelSetting] > (index == 0 ? 0 : 1) ? _files[index] ?? string.Empty : null;
        }

        private void ThrowIfFileMissing()
        {
            for (int i = 0; i < _files.Length; i++)
            {
                string file = NeededFile(i);

                if (file != null && file.Length == 0)
                {
                    string property = i == 0 ? nameof(CaCertificate) : i == 1 ? nameof(ClientCertificate) : nameof(ClientKey);
                    throw new InvalidOperationException(
                        property + " is not set: set SslContext." + property + " to the name of a file in the module");
                }
            }
        }
    }
}
