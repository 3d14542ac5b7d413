// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Net;
using System.Text;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto.Impl.BC;

namespace Bg95Emulator;

/// <summary>One handshake as an SSL context's settings want it.</summary>
internal sealed class ModuleTlsClient : AbstractTlsClient
{
    private readonly ModuleState _module;
    private readonly SocketRequest _request;
    private readonly SslContextSettings _settings;

    public ModuleTlsClient(ModuleState module, SocketRequest request)
        : base(new BcTlsCrypto(new SecureRandom()))
    {
        _module = module;
        _request = request;
        _settings = request.Settings;

        // "Currently, the only server names supported are DNS hostnames" (application note 2.1.1).
        ServerName = _settings.Sni == 1 && !IPAddress.TryParse(request.Host, out _) ? request.Host : null;
    }

    /// <summary>The name put into the SNI extension; null for none.</summary>
    public string? ServerName { get; }

    public int NegotiatedSuite { get; private set; }

    public string NegotiatedVersion { get; private set; } = string.Empty;

    public bool Resumed { get; private set; }

    public override TlsAuthentication GetAuthentication() => new ModuleAuthentication(_module, _request, m_context);

    public override TlsKeyExchangeFactory GetKeyExchangeFactory() => new StaticEcdhKeyExchange.Factory();

    public override TlsPskIdentity? GetPskIdentity() => PreSharedKey.Read(_module.Files, _request.SslContext);

    public override TlsSession? GetSessionToResume() =>
        _settings.Session == 1 ? _module.TlsSessions.Find(_request) : null;

    public override int GetHandshakeTimeoutMillis() => _settings.NegotiateTime * 1000;

    public override void NotifyHandshakeComplete()
    {
        base.NotifyHandshakeComplete();
        SecurityParameters parameters = m_context.SecurityParameters;
        NegotiatedSuite = parameters.CipherSuite;
        NegotiatedVersion = parameters.NegotiatedVersion.ToString();
        Resumed = parameters.IsResumedSession;
        if (_settings.Session == 1 && m_context.ResumableSession is TlsSession session)
        {
            _module.TlsSessions.Keep(_request, session);
        }
    }

    protected override ProtocolVersion[] GetSupportedVersions() => SupportedVersions(_settings);

    protected override int[] GetSupportedCipherSuites()
    {
        // RC4 may be configured like any other suite, but nothing speaks it any more: such a handshake has nothing
        // to offer. The same goes for a suite that is newer than the only version allowed.
        int[] supported = TlsUtilities.GetSupportedCipherSuites(Crypto, CipherSuites.Offer(_settings.CipherSuite));
        int[] usable = Array.FindAll(
            supported,
            suite => Array.Exists(
                SupportedVersions(_settings),
                version => TlsUtilities.IsValidVersionForCipherSuite(suite, version)));
        return usable.Length > 0 ? usable : throw new TlsFatalAlert(AlertDescription.handshake_failure);
    }

    protected override IList<ServerName>? GetSniServerNames() =>
        ServerName == null ? null : [new ServerName(NameType.host_name, Encoding.ASCII.GetBytes(ServerName))];

    private static ProtocolVersion[] SupportedVersions(SslContextSettings settings) => settings switch
    {
        { Dtls: 1, DtlsVersion: 0 } => ProtocolVersion.DTLSv10.Only(),
        { Dtls: 1, DtlsVersion: 1 } => ProtocolVersion.DTLSv12.Only(),
        { Dtls: 1 } => ProtocolVersion.DTLSv12.DownTo(ProtocolVersion.DTLSv10),
        { Version: 1 } => ProtocolVersion.TLSv10.Only(),
        { Version: 2 } => ProtocolVersion.TLSv11.Only(),
        { Version: 3 } => ProtocolVersion.TLSv12.Only(),
        { Version: 4 } => ProtocolVersion.TLSv12.DownTo(ProtocolVersion.TLSv10),

        // SSL 3.0 is not there any more: it can be configured, but not spoken.
        _ => throw new TlsFatalAlert(AlertDescription.protocol_version),
    };
}
