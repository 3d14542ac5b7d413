// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace DialogueFuzz;

/// <summary>What an SSL context demands. Secure unless it says otherwise.</summary>
internal enum ContextKind
{
    /// <summary>Everything is checked.</summary>
    Secure,

    /// <summary>Everything is checked, and the client has a certificate.</summary>
    Mutual,

    /// <summary>Nothing is checked.</summary>
    Unchecked,

    /// <summary>Any host of the authority will do.</summary>
    AnyHost,

    /// <summary>Expired ones will do.</summary>
    AnyTime,
}
