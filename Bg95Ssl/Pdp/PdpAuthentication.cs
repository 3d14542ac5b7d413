// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>How the network checks the user name and the password of a PDP context.</summary>
    public enum PdpAuthentication
    {
        /// <summary>Not at all.</summary>
        None = 0,

        /// <summary>PAP.</summary>
        Pap = 1,

        /// <summary>CHAP.</summary>
        Chap = 2,

        /// <summary>PAP or CHAP; the network chooses.</summary>
        PapOrChap = 3,
    }
}
