// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;
using System.IO;
using System.Text;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.OpenSsl;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto;
using Org.BouncyCastle.Tls.Crypto.Impl.BC;
using Org.BouncyCastle.X509;

namespace Bg95Emulator;

/// <summary>The module's own certificate and key: "clientcert" and "clientkey", PEM or DER, RSA or elliptic curve.</summary>
internal static class ClientCredentials
{
    /// <exception cref="TlsFatalAlert">A file is missing or cannot be used.</exception>
    public static TlsCredentials Load(
        ModuleFileSystem files,
        SslContextSettings settings,
        TlsContext context,
        CertificateRequest request)
    {
        BcTlsCrypto crypto = (BcTlsCrypto)context.Crypto;
        AsymmetricKeyParameter key = ReadKey(files.Read(settings.ClientKey));
        List<TlsCertificate> chain = [];
        foreach (X509Certificate certificate in ReadCertificates(files.Read(settings.ClientCertificate)))
        {
            chain.Add(crypto.CreateCertificate(certificate.GetEncoded()));
        }

        // TLS 1.0 and 1.1 have no list to choose from: the algorithm follows from the key alone.
        short algorithm = key is RsaKeyParameters ? SignatureAlgorithm.rsa : SignatureAlgorithm.ecdsa;
        SignatureAndHashAlgorithm? choice = request.SupportedSignatureAlgorithms == null
            ? null
            : TlsUtilities.ChooseSignatureAndHashAlgorithm(context, request.SupportedSignatureAlgorithms, algorithm);
        return new BcDefaultTlsCredentialedSigner(
            new TlsCryptoParameters(context), crypto, key, new Certificate([.. chain]), choice);
    }

    /// <summary>True when both files are there and readable; checked before the handshake as the server may not ask.</summary>
    public static bool AreUsable(ModuleFileSystem files, SslContextSettings settings)
    {
        try
        {
            ReadKey(files.Read(settings.ClientKey));
            return ReadCertificates(files.Read(settings.ClientCertificate)).Count > 0;
        }
        catch (TlsException)
        {
            return false;
        }
    }

    private static IList<X509Certificate> ReadCertificates(byte[]? content)
    {
        try
        {
            return content == null
                ? throw new TlsFatalAlert(AlertDescription.certificate_unknown)
                : new X509CertificateParser().ReadCertificates(content);
        }
        catch (GeneralSecurityException fault)
        {
            throw new TlsFatalAlert(AlertDescription.certificate_unknown, fault);
        }
    }

    private static AsymmetricKeyParameter ReadKey(byte[]? content)
    {
        if (content == null)
        {
            throw new TlsFatalAlert(AlertDescription.internal_error);
        }

        try
        {
            if (content.Length > 0 && content[0] == 0x30)
            {
                return PrivateKeyFactory.CreateKey(content);
            }

            // An elliptic-curve key often stands behind its parameters: go on to the first key in the file.
            using StringReader text = new(Encoding.Latin1.GetString(content));
            using PemReader pem = new(text);
            while (pem.ReadObject() is object item)
            {
                if (item is AsymmetricCipherKeyPair pair)
                {
                    return pair.Private;
                }

                if (item is AsymmetricKeyParameter { IsPrivate: true } key)
                {
                    return key;
                }
            }
        }
        catch (System.Exception fault) when (fault is not TlsException)
        {
            // BouncyCastle has a dozen ways to say that this is no key; an encrypted one is none for the module either.
            throw new TlsFatalAlert(AlertDescription.internal_error, fault);
        }

        throw new TlsFatalAlert(AlertDescription.internal_error);
    }
}
