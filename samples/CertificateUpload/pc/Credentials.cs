// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;
using LocalPeers;

namespace Samples.Pc;

/// <summary>What is put into the module, as PEM.</summary>
internal sealed record Credentials(string Ca, string? Certificate, string? Key)
{
    /// <summary>The files in the module.</summary>
    public IReadOnlyList<(string Name, string Pem)> Files => Key == null
        ? [(CertificateUpload.CaFile, Ca)]
        : [(CertificateUpload.CaFile, Ca), (CertificateUpload.CertificateFile, Certificate!), (CertificateUpload.KeyFile, Key)];

    /// <summary>Made for one run.</summary>
    public static Credentials Make(Authority authority, string client)
    {
        (string certificate, string key) = authority.IssueClient(client);
        return new Credentials(authority.Pem, certificate, key);
    }

    /// <summary>From files; the CA that the sample has built in where none is given.</summary>
    public static Credentials Read(string? ca, string? certificate, string? key) =>
        new(
            ca == null ? IsrgRootX1.Pem : SampleSettings.ReadPem("--ca", ca),
            certificate == null ? null : SampleSettings.ReadPem("--certificate", certificate),
            key == null ? null : SampleSettings.ReadPem("--key", key));
}
