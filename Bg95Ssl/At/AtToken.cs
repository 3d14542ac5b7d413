// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>What <see cref="AtTokenizer"/> finds.</summary>
    internal enum AtToken
    {
        /// <summary>Nothing yet: more bytes are needed.</summary>
        NeedMore = 0,

        /// <summary>A line, from LineStart to LineEnd.</summary>
        Line,

        /// <summary>The line OK with CRLF before and behind it, which needs no further look. Elsewhere OK is a line.</summary>
        Okay,

        /// <summary>The same with SEND OK, when nothing follows it.</summary>
        SendOkay,

        /// <summary><c>&gt;</c> at the beginning of a line, while one is awaited.</summary>
        Prompt,

        /// <summary>The line that announces as many bytes as were asked for.</summary>
        AwaitedHeader,

        /// <summary>What stands behind a payload is right.</summary>
        TrailerRight,

        /// <summary>The same, and OK, the command's result.</summary>
        TrailerAndOkay,

        /// <summary>What stands behind a payload is wrong: bytes were lost or added.</summary>
        TrailerWrong,

        /// <summary>A line that did not fit into the buffer; it was dropped.</summary>
        LineTooLong,
    }
}
