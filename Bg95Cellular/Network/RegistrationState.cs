// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Cellular
{
    /// <summary>The registration of the module (<c>+CEREG</c>, <c>+CGREG</c>). A number that is not listed keeps its value.</summary>
    public enum RegistrationState
    {
        /// <summary>The module is not registered and does not search.</summary>
        NotSearching = 0,

        /// <summary>The module is registered in its home network.</summary>
        Home = 1,

        /// <summary>The module searches. A first search may take ten minutes.</summary>
        Searching = 2,

        /// <summary>The network has denied registration: the SIM card is not activated, or its contract has not this technology or no roaming.</summary>
        Denied = 3,

        /// <summary>Out of coverage, or the module does not know.</summary>
        Unknown = 4,

        /// <summary>The module is registered in another network: it roams.</summary>
        Roaming = 5,
    }
}
