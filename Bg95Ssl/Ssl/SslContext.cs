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
    /// Setting one sends nothing and checks nothing: <see cref="Connect"/> checks all settings before a byte is sent, and so
    /// does <see cref="Bg95Modem.Diagnose"/>. It throws <see cref="InvalidOperationException"/> if one has changed while a
    /// socket of the context is opening or connected, since the module would mix old and new settings; that socket goes on with
    /// the old. It writes all settings, reads them back and throws if the module has not taken one. They are written again after
    /// a change and after a restart of the module, which forgets them. Fields, because an accessor costs the device 40 bytes. An
    /// instance takes about 300 bytes and is made when it is first asked for.
    /// </remarks>
    public sealed partial class SslContext
    {
        /// <summary>Shortest <see cref="NegotiateTimeout"/>, in seconds.</summary>
        public const int MinimumNegotiateTimeout = 10;

        /// <summary>Longest <see cref="NegotiateTimeout"/>, in seconds.</summary>
        public const int MaximumNegotiateTimeout = 300;

        // The parameters of AT+QSSLCFG in the order in which they are applied; file names are the last three. Numbers, because
        // an enumeration of the driver's own would cost the device memory.
        private const int VersionSetting = 0;
        private const int CipherSuiteSetting = 1;
        private const int SecurityLevelSetting = 2;
        private const int SessionSetting = 3;
        private const int ServerNameSetting = 4;
        private const int CheckHostSetting = 5;
        private const int IgnoreLocalTimeSetting = 6;
        internal const int NegotiateTimeSetting = 7;
        private const int DtlsSetting = 8;
        private const int DtlsVersionSetting = 9;
        private const int CaCertificateSetting = 10;

        // Among the values behind those of the module.
        internal const int PdpSetting = CaCertificateSetting;
        private const int Settings = 13;
        private const string SecurityLevelName = "seclevel";
        private const string Names =
            "sslversion|ciphersuite|seclevel|session|sni|checkhost|ignorelocaltime|negotiatetime|dtls|dtlsversion|" +
            "cacert|clientcert|clientkey";

        private readonly SslContextCollection _sockets;
        private readonly string[] _files = new string[Settings - CaCertificateSetting];
        private int _epoch;

        /// <summary>The settings as the last <see cref="Connect"/> has taken them, which sockets go by.</summary>
        internal readonly int[] Arguments = new int[PdpSetting + 1];

        internal SslContext(SslContextCollection sockets, int id)
        {
            _sockets = sockets;
            Id = id;
        }

        /// <summary>The context's number, 0 to 5.</summary>
        public readonly int Id;

        /// <summary>The PDP context that connections go over, 1 to 16. Default 1.</summary>
        public int PdpContextId = 1;

        /// <summary>The TLS version (<c>sslversion</c>). Default <see cref="SslVersion.Tls12"/>.</summary>
        public SslVersion Version = SslVersion.Tls12;

        /// <summary>
        /// The one cipher suite that is offered (<c>ciphersuite</c>), any 16-bit number. Default
        /// <see cref="CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"/>; a server with an ECDSA certificate wants
        /// <see cref="CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"/>.
        /// </summary>
        public CipherSuite CipherSuite = CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256;

        /// <summary>Who must prove who they are (<c>seclevel</c>). Default <see cref="SecurityLevel.Server"/>.</summary>
        public SecurityLevel SecurityLevel = SecurityLevel.Server;

        /// <summary>
        /// The file in the module that holds the trusted CA certificate (<c>cacert</c>), 1 to 80 characters.
        /// Required unless <see cref="SecurityLevel"/> is <see cref="SecurityLevel.InsecureNone"/>.
        /// </summary>
        public string CaCertificate;

        /// <summary>The file with the client certificate (<c>clientcert</c>), 1 to 80 characters.</summary>
        public string ClientCertificate;

        /// <summary>The file with the client's private key (<c>clientkey</c>), 1 to 80 characters.</summary>
        public string ClientKey;

        /// <summary>Whether sessions are resumed (<c>session</c>). Default no.</summary>
        public bool SessionResumption;

        /// <summary>
        /// Whether the server is not told which name is wanted (<c>sni</c> 0). Default no. Many
        /// servers then show the certificate of another host.
        /// </summary>
        public bool InsecureOmitServerName;

        /// <summary>
        /// Whether any host's certificate of your CA will do (<c>checkhost</c> 0). Default no.
        /// </summary>
        public bool InsecureSkipHostCheck;

        /// <summary>
        /// Whether expired certificates will do (<c>ignorelocaltime</c> 1). Default no: the
        /// module's clock must then be right (application note 1.4).
        /// </summary>
        public bool InsecureIgnoreValidity;

        /// <summary>
        /// The time (UTC) before which the module's clock cannot be right, the later of the "not before" of your
        /// CA's and the server's certificate, say. Default 1 January 2024. The clock is read before each connection whose
        /// certificates are checked for validity, and <see cref="Connect"/> throws <see cref="Bg95Error.ClockWrong"/> if no
        /// certificate would pass (application note 1.4).
        /// </summary>
        public DateTime NotBefore = new DateTime(2024, 1, 1, 0, 0, 0);

        /// <summary>The time (UTC) after which your CA's certificate is not valid any more. Default none.</summary>
        public DateTime NotAfter = DateTime.MaxValue;

        /// <summary>The limit of the handshake (<c>negotiatetime</c>) in seconds, 10 to 300. Default 300.</summary>
        public int NegotiateTimeout = MaximumNegotiateTimeout;

        /// <summary>Whether DTLS over UDP is spoken (<c>dtls</c>). Default no.</summary>
        public bool Dtls;

        /// <summary>The DTLS version (<c>dtlsversion</c>). Default <see cref="DtlsVersion.Dtls12"/>.</summary>
        public DtlsVersion DtlsVersion = DtlsVersion.Dtls12;

        /// <summary>
        /// Connects to a server (<c>AT+QSSLOPEN</c>, application note 2.1.2). Blocks up to 150 s and
        /// <see cref="NegotiateTimeout"/>. The name that is given here is the one that the server is told and that its
        /// certificate is checked for: an address instead of a name fails there.
        /// </summary>
        /// <param name="host">Host name or address, 1 to 200 characters.</param>
        /// <param name="port">Port, 1 to 65535.</param>
        /// <param name="mode">How received data come to the program; <see cref="SslSocket.SwitchMode"/> changes it.</param>
        /// <param name="ringSize">
        /// Bytes that can wait for the program in the modes other than <see cref="AccessMode.Buffer"/>, 1500 to 65536;
        /// allocated in those modes only. At 115200 baud the default holds a quarter of a second.
        /// </param>
        /// <returns>The connected socket: about 250 bytes, made anew for each connection.</returns>
        /// <exception cref="ArgumentException">
        /// A value or a setting of the context is out of range or has characters that AT strings cannot hold.
        /// </exception>
        /// <exception cref="InvalidOperationException">
        /// A setting has changed while a socket uses the context, a certificate that <see cref="SecurityLevel"/> needs is not
        /// set, all 12 sockets are in use, or the modem is not open.
        /// </exception>
        /// <exception cref="Bg95Exception">
        /// The module's reason, foremost <see cref="Bg95Error.SocketConnectionFailed"/>, the one answer to every failure of
        /// TLS; <see cref="Bg95Error.DnsParseFailed"/>; <see cref="Bg95Error.OpenPdpContextFailed"/>;
        /// <see cref="Bg95Error.SettingNotTaken"/>; <see cref="Bg95Error.ClockWrong"/>, before anything is opened;
        /// <see cref="Bg95Error.NoAnswer"/>.
        /// </exception>
        public SslSocket Connect(string host, int port, AccessMode mode = AccessMode.Buffer, int ringSize = SslSocket.DefaultRingSize)
        {
            Set();
            AtCommand.Check(host, nameof(host), 1, SslContextCollection.LongestHost);
            AtCommand.Check(port, nameof(port), 1, 65535);
            AtCommand.Check((int)mode, nameof(mode), 0, 2);
            AtCommand.Check(ringSize, nameof(ringSize), SslSocket.ReceiveChunk, SslSocket.LargestRing);

            for (int index = 0; index < Settings - CaCertificateSetting; index++)
            {
                string file = File(index);

                if (file != null && file.Length == 0)
                {
                    throw new InvalidOperationException("no file");
                }
            }

            return _sockets.Open(this, host, port, (int)mode, ringSize);
        }

        /// <summary>
        /// Checks the settings and takes them. What has changed goes to the module with the next connection; while a socket
        /// uses the context nothing may have.
        /// </summary>
        internal void Set()
        {
            Set(VersionSetting, (int)Version, 0, 4);
            Set(CipherSuiteSetting, (int)CipherSuite, 0, 0xFFFF);
            Set(SecurityLevelSetting, (int)SecurityLevel, 0, 2);
            Set(SessionSetting, SessionResumption);
            Set(ServerNameSetting, !InsecureOmitServerName);
            Set(CheckHostSetting, !InsecureSkipHostCheck);
            Set(IgnoreLocalTimeSetting, InsecureIgnoreValidity);
            Set(NegotiateTimeSetting, NegotiateTimeout, MinimumNegotiateTimeout, MaximumNegotiateTimeout);
            Set(DtlsSetting, Dtls);
            Set(DtlsVersionSetting, (int)DtlsVersion, 0, 2);
            Set(PdpSetting, PdpContextId, PdpContexts.MinimumId, PdpContexts.MaximumId);
            Set(0, CaCertificate);
            Set(1, ClientCertificate);
            Set(2, ClientKey);
        }

        /// <summary>Gives a file's name, empty if it is needed and not set, null if the security level does not need it.</summary>
        internal string File(int index)
        {
            return Arguments[SecurityLevelSetting] > (index == 0 ? 0 : 1) ? _files[index] ?? string.Empty : null;
        }

        internal bool Compare()
        {
            if (Arguments[SecurityLevelSetting] == 0 || Arguments[IgnoreLocalTimeSetting] != 0)
            {
                return false;
            }

            DateTime now = _sockets.Clock.GetUtc();
            return now < NotBefore || NotAfter < now;
        }

        private void Set(int setting, bool value)
        {
            Set(setting, value ? 1 : 0, 0, 1);
        }

        private void Set(int setting, int value, int minimum, int maximum)
        {
            AtCommand.Check(value, nameof(value), minimum, maximum);

            if (value != Arguments[setting])
            {
                _sockets.Check(this);
                Arguments[setting] = value;
                _epoch = setting == PdpSetting ? _epoch : -1;
            }
        }

        private void Set(int index, string name)
        {
            string before = _files[index];

            // The interpreter cannot compare a string with none, not even as objects.
            if (name == null)
            {
                if (before == null)
                {
                    return;
                }
            }
            else
            {
                AtCommand.Check(name, nameof(name), 1, ModuleFiles.LongestName);

                if (before != null && name == before)
                {
                    return;
                }
            }

            _sockets.Check(this);
            _files[index] = name;
            _epoch = -1;
        }
    }
}
