// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl
{
    /// <summary>
    /// One of the module's six SSL contexts: the settings that a connection is opened with (<c>AT+QSSLCFG</c>, application
    /// note 2.1.1). Secure as it is made: TLS 1.2, one strong suite, a CA certificate required, server name sent and checked,
    /// validity checked. What relaxes that says Insecure in its name.
    /// </summary>
    /// <remarks>
    /// Setting a property sends nothing. <see cref="Connect(string, int)"/> writes all settings, reads them back and throws if
    /// the module has not taken one. They are written again after a change and after a restart of the module, which forgets
    /// them. An instance takes about 250 bytes and is made when it is first asked for.
    /// </remarks>
    public sealed class SslContext
    {
        /// <summary>Shortest <see cref="NegotiateTimeout"/>, in seconds.</summary>
        public const int MinimumNegotiateTimeout = 10;

        /// <summary>Longest <see cref="NegotiateTimeout"/>, in seconds.</summary>
        public const int MaximumNegotiateTimeout = 300;

        private readonly SslSockets _sockets;
        private readonly int _id;
        private readonly int[] _values = new int[(int)SslSetting.DtlsVersion + 1];
        private string _caCertificate;
        private string _clientCertificate;
        private string _clientKey;
        private int _pdpContextId = 1;
        private int _appliedIn = -1;

        internal SslContext(SslSockets sockets, int id)
        {
            _sockets = sockets;
            _id = id;
            _values[(int)SslSetting.Version] = (int)SslVersion.Tls12;
            _values[(int)SslSetting.CipherSuite] = (int)CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256;
            _values[(int)SslSetting.SecurityLevel] = (int)SecurityLevel.Server;
            _values[(int)SslSetting.ServerName] = 1;
            _values[(int)SslSetting.CheckHost] = 1;
            _values[(int)SslSetting.NegotiateTime] = MaximumNegotiateTimeout;
            _values[(int)SslSetting.DtlsVersion] = (int)DtlsVersion.Dtls12;
        }

        /// <summary>Gets the context's number, 0 to 5.</summary>
        public int Id => _id;

        /// <summary>Gets or sets the PDP context that connections go over, 1 to 16. Default 1.</summary>
        public int PdpContextId
        {
            get => _pdpContextId;

            set
            {
                PdpContexts.CheckId(value);
                _pdpContextId = value;
            }
        }

        /// <summary>Gets or sets the TLS version (<c>sslversion</c>). Default <see cref="SslVersion.Tls12"/>.</summary>
        public SslVersion Version
        {
            get => (SslVersion)_values[(int)SslSetting.Version];
            set => Set(SslSetting.Version, (int)value, 0, 4);
        }

        /// <summary>
        /// Gets or sets the one cipher suite that is offered (<c>ciphersuite</c>), any 16-bit number. Default
        /// <see cref="CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"/>; a server with an ECDSA certificate wants
        /// <see cref="CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"/>.
        /// </summary>
        public CipherSuite CipherSuite
        {
            get => (CipherSuite)_values[(int)SslSetting.CipherSuite];
            set => Set(SslSetting.CipherSuite, (int)value, 0, 0xFFFF);
        }

        /// <summary>Gets or sets who must prove who they are (<c>seclevel</c>). Default <see cref="SecurityLevel.Server"/>.</summary>
        public SecurityLevel SecurityLevel
        {
            get => (SecurityLevel)_values[(int)SslSetting.SecurityLevel];
            set => Set(SslSetting.SecurityLevel, (int)value, 0, 2);
        }

        /// <summary>
        /// Gets or sets the file in the module that holds the trusted CA certificate (<c>cacert</c>), 1 to 80 characters.
        /// Required unless <see cref="SecurityLevel"/> is <see cref="SecurityLevel.InsecureNone"/>.
        /// </summary>
        public string CaCertificate
        {
            get => _caCertificate;
            set => _caCertificate = File(value);
        }

        /// <summary>Gets or sets the file with the client certificate (<c>clientcert</c>), 1 to 80 characters.</summary>
        public string ClientCertificate
        {
            get => _clientCertificate;
            set => _clientCertificate = File(value);
        }

        /// <summary>Gets or sets the file with the client's private key (<c>clientkey</c>), 1 to 80 characters.</summary>
        public string ClientKey
        {
            get => _clientKey;
            set => _clientKey = File(value);
        }

        /// <summary>Gets or sets a value indicating whether sessions are resumed (<c>session</c>). Default no.</summary>
        public bool SessionResumption
        {
            get => Is(SslSetting.Session);
            set => Set(SslSetting.Session, value);
        }

        /// <summary>
        /// Gets or sets a value indicating whether the server is not told which name is wanted (<c>sni</c> 0). Default no. Many
        /// servers then show the certificate of another host.
        /// </summary>
        public bool InsecureOmitServerName
        {
            get => !Is(SslSetting.ServerName);
            set => Set(SslSetting.ServerName, !value);
        }

        /// <summary>
        /// Gets or sets a value indicating whether any host's certificate of your CA will do (<c>checkhost</c> 0). Default no.
        /// </summary>
        public bool InsecureSkipHostCheck
        {
            get => !Is(SslSetting.CheckHost);
            set => Set(SslSetting.CheckHost, !value);
        }

        /// <summary>
        /// Gets or sets a value indicating whether expired certificates will do (<c>ignorelocaltime</c> 1). Default no: the
        /// module's clock must then be right (application note 1.4).
        /// </summary>
        public bool InsecureIgnoreValidity
        {
            get => Is(SslSetting.IgnoreLocalTime);
            set => Set(SslSetting.IgnoreLocalTime, value);
        }

        /// <summary>Gets or sets the limit of the handshake (<c>negotiatetime</c>) in seconds, 10 to 300. Default 300.</summary>
        public int NegotiateTimeout
        {
            get => _values[(int)SslSetting.NegotiateTime];
            set => Set(SslSetting.NegotiateTime, value, MinimumNegotiateTimeout, MaximumNegotiateTimeout);
        }

        /// <summary>Gets or sets a value indicating whether DTLS over UDP is spoken (<c>dtls</c>). Default no.</summary>
        public bool Dtls
        {
            get => Is(SslSetting.Dtls);
            set => Set(SslSetting.Dtls, value);
        }

        /// <summary>Gets or sets the DTLS version (<c>dtlsversion</c>). Default <see cref="DtlsVersion.Dtls12"/>.</summary>
        public DtlsVersion DtlsVersion
        {
            get => (DtlsVersion)_values[(int)SslSetting.DtlsVersion];
            set => Set(SslSetting.DtlsVersion, (int)value, 0, 2);
        }

        /// <summary>Connects to a server in buffer access mode. See <see cref="Connect(string, int, AccessMode)"/>.</summary>
        /// <param name="host">Host name.</param>
        /// <param name="port">Port, 1 to 65535.</param>
        /// <returns>The connected socket.</returns>
        public SslSocket Connect(string host, int port)
        {
            return Connect(host, port, AccessMode.Buffer);
        }

        /// <summary>
        /// Connects to a server (<c>AT+QSSLOPEN</c>, application note 2.1.2). Blocks up to 150 s and
        /// <see cref="NegotiateTimeout"/>. The name that is given here is the one that the server is told and that its
        /// certificate is checked for: an address instead of a name fails there.
        /// </summary>
        /// <param name="host">Host name or address, 1 to 200 characters.</param>
        /// <param name="port">Port, 1 to 65535.</param>
        /// <param name="mode">How received data come to the program.</param>
        /// <returns>The connected socket: about 250 bytes, made anew for each connection.</returns>
        /// <exception cref="ArgumentException">A value is out of range or has characters that AT strings cannot hold.</exception>
        /// <exception cref="InvalidOperationException">
        /// A certificate that <see cref="SecurityLevel"/> needs is not set, all 12 sockets are in use, or the modem is not open.
        /// </exception>
        /// <exception cref="Bg95Exception">
        /// The module's reason, foremost <see cref="Bg95Error.SocketConnectionFailed"/>, the one answer to every failure of
        /// TLS; <see cref="Bg95Error.DnsParseFailed"/>; <see cref="Bg95Error.OpenPdpContextFailed"/>;
        /// <see cref="Bg95Error.SettingNotTaken"/>; <see cref="Bg95Error.NoAnswer"/>.
        /// </exception>
        public SslSocket Connect(string host, int port, AccessMode mode)
        {
            AtText.Check(host, nameof(host), 1, SslSockets.LongestHost);
            AtText.CheckRange(port, nameof(port), 1, 65535);
            AtText.CheckRange((int)mode, nameof(mode), 0, 0);

            if (SecurityLevel != SecurityLevel.InsecureNone && _caCertificate == null)
            {
                throw new InvalidOperationException("CaCertificate is not set");
            }

            if (SecurityLevel == SecurityLevel.ServerAndClient && (_clientCertificate == null || _clientKey == null))
            {
                throw new InvalidOperationException("ClientCertificate or ClientKey is not set");
            }

            return _sockets.Open(this, host, port);
        }

        /// <summary>Writes what the module does not have yet.</summary>
        internal void Apply(SslSettings settings, int epoch)
        {
            if (_appliedIn == epoch)
            {
                return;
            }

            for (SslSetting setting = 0; setting <= SslSetting.DtlsVersion; setting++)
            {
                int value = _values[(int)setting];
                bool optional = setting == SslSetting.Session || setting == SslSetting.Dtls;
                bool mayLack = (optional && value == 0) || (setting == SslSetting.DtlsVersion && !Dtls);
                string text = setting == SslSetting.CipherSuite ? "0X" + value.ToString("X4") : value.ToString();
                settings.Apply(_id, setting, text, mayLack);
            }

            Apply(settings, SslSetting.CaCertificate, _caCertificate);
            Apply(settings, SslSetting.ClientCertificate, _clientCertificate);
            Apply(settings, SslSetting.ClientKey, _clientKey);
            _appliedIn = epoch;
        }

        private void Apply(SslSettings settings, SslSetting setting, string file)
        {
            if (file != null)
            {
                settings.Apply(_id, setting, file, false);
            }
        }

        private bool Is(SslSetting setting)
        {
            return _values[(int)setting] != 0;
        }

        private void Set(SslSetting setting, bool value)
        {
            Set(setting, value ? 1 : 0, 0, 1);
        }

        private void Set(SslSetting setting, int value, int minimum, int maximum)
        {
            AtText.CheckRange(value, nameof(value), minimum, maximum);
            _values[(int)setting] = value;
            _appliedIn = -1;
        }

        private string File(string name)
        {
            if (name != null)
            {
                AtText.Check(name, nameof(name), 1, ModuleFiles.LongestName);
            }

            _appliedIn = -1;
            return name;
        }
    }
}
