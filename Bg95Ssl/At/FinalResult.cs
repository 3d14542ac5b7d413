// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>A line that ends a command. <see cref="RunningCommand.MayEndBy"/> says which commands each can end.</summary>
    internal enum FinalResult
    {
        /// <summary><c>OK</c>.</summary>
        Okay = 0,

        /// <summary><c>SEND OK</c>.</summary>
        SendOkay,

        /// <summary><c>CONNECT</c>: the line is a connection's from here on.</summary>
        Connect,

        /// <summary><c>ERROR</c>, <c>+CME ERROR: 3</c>.</summary>
        Error,

        /// <summary><c>SEND FAIL</c>.</summary>
        SendFail,

        /// <summary><c>+CMS ERROR: 302</c>: of the commands for messages.</summary>
        MessageError,

        /// <summary><c>NO CARRIER</c>.</summary>
        NoCarrier,

        /// <summary><c>CLOSE OK</c>, <c>SHUT OK</c>: of commands that the driver does not have.</summary>
        OtherOkay,
    }
}
