// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;

namespace Bg95Tool;

/// <summary>A file that was checked and may be written into the module.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Path">Where it was read.</param>
/// <param name="Name">Its name in the module.</param>
/// <param name="Bytes">Its content.</param>
internal sealed record Credential(CredentialKind Kind, string Path, string Name, byte[] Bytes)
{
    /// <summary>What it says of itself, to read; nothing secret.</summary>
    public required string Description { get; init; }

    /// <summary>The certificate; null for a key.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>What is not forbidden, and yet not known to work.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What it is called, to read.</summary>
    public string Title => Kind switch
    {
        CredentialKind.Ca => "CA",
        CredentialKind.ClientCertificate => "certificate",
        CredentialKind.ClientKey => "key",
        _ => "PSK",
    };

    /// <summary>The first and the last moment it is valid, in UTC; null for a key.</summary>
    public (DateTime From, DateTime To)? Validity =>
        Certificate == null ? null : (Certificate.NotBefore.ToUniversalTime(), Certificate.NotAfter.ToUniversalTime());
}
