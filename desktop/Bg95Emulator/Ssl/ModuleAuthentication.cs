// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;
using Org.BouncyCastle.Tls;
using Org.BouncyCastle.X509;

namespace Bg95Emulator;

/// <summary>Authentication of both sides as "seclevel", "checkhost" and "ignorelocaltime" have it.</summary>
internal sealed class ModuleAuthentication : TlsAuthentication
{
    private readonly ModuleState _module;
    private readonly SocketRequest _request;
    private readonly TlsContext _context;

    public ModuleAuthentication(ModuleState module, SocketRequest request, TlsContext context)
    {
        _module = module;
        _request = request;
        _context = context;
    }

    public void NotifyServerCertificate(TlsServerCertificate serverCertificate)
    {
        SslContextSettings settings = _request.Settings;

        // "No authentication" means none: not of the chain, not of the dates, not of the name.
        if (settings.SecurityLevel == 0)
        {
            return;
        }

        List<X509Certificate> chain = [];
        foreach (Org.BouncyCastle.Tls.Crypto.TlsCertificate certificate in
            serverCertificate.Certificate.GetCertificateList())
        {
            chain.Add(new X509Certificate(certificate.GetEncoded()));
        }

        byte[]? authorities = _module.Files.Read(settings.CaCertificate);
        if (authorities == null)
        {
            throw new TlsFatalAlert(AlertDescription.unknown_ca);
        }

        CertificateChain check = new(
            new X509CertificateParser().ReadCertificates(authorities),
            settings.IgnoreLocalTime == 1 ? null : _module.Clock.UtcNow.UtcDateTime);
        check.Verify(chain);
        if (settings.CheckHost == 1 && !HostName.Matches(chain[0], _request.Host))
        {
            throw new TlsFatalAlert(AlertDescription.bad_certificate);
        }
    }

    public TlsCredentials? GetClientCredentials(CertificateRequest certificateRequest) =>
        _request.Settings.SecurityLevel == 2
            ? ClientCredentials.Load(_module.Files, _request.Settings, _context, certificateRequest)
            : null;
}
