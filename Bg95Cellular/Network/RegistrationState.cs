// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Cellular
{
    /// <summary>The registration of the module (<c>+CEREG</c>, <c>+CGREG</c>). A number that is not listed keeps its value.</summary>
    public enum RegistrationState
    {
        /// <summary>Not registered, and not searching.</summary>
        NotSearching = 0,

        /// <summary>Registered, at home.</summary>
        Home = 1,

        /// <summary>Searching. A first search may take ten minutes.</summary>
        Searching = 2,

        /// <summary>The network has denied it: SIM not activated, no contract for this technology, or no roaming.</summary>
        Denied = 3,

        /// <summary>Out of coverage, or the module does not know.</summary>
        Unknown = 4,

        /// <summary>Registered, roaming.</summary>
        Roaming = 5,
    }
}
