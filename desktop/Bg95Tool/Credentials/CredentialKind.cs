// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Tool;

/// <summary>What a file of the module's is for.</summary>
internal enum CredentialKind
{
    /// <summary>The certificate of the authority that is trusted.</summary>
    Ca,

    /// <summary>The certificate that the module shows.</summary>
    ClientCertificate,

    /// <summary>Its private key.</summary>
    ClientKey,

    /// <summary>The pre-shared key of a DTLS context.</summary>
    PreSharedKey,
}
