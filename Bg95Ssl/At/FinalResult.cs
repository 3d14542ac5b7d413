// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>The line that tells that a command has gone well; no other does.</summary>
    internal enum FinalResult
    {
        /// <summary><c>OK</c>.</summary>
        Okay = 0,

        /// <summary><c>SEND OK</c>.</summary>
        SendOkay,

        /// <summary><c>CONNECT</c>: the line is a connection's from here on.</summary>
        Connect,
    }
}
