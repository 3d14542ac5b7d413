// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>
    /// How many CRLF stand behind a counted payload (module facts 3 and 7). A module uses the same form every time, so it is
    /// learned once and then required: it is the only check of integrity there is.
    /// </summary>
    internal enum TrailerForm
    {
        /// <summary>Not learned yet.</summary>
        Unknown = 0,

        /// <summary>None; behind it stands a line or nothing.</summary>
        None,

        /// <summary>One.</summary>
        One,

        /// <summary>Two; the second begins the line that follows.</summary>
        Two,

        /// <summary>One or two, whatever has been learned: AT+QFREAD has a form of its own.</summary>
        OneOrTwo,
    }
}
