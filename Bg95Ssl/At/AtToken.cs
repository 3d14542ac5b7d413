// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>What the tokenizer has found.</summary>
    internal enum AtToken
    {
        /// <summary>Nothing more in the bytes that have come.</summary>
        None,

        /// <summary>A line, without its end.</summary>
        Line,

        /// <summary>The same line as the one that was remembered.</summary>
        Again,

        /// <summary>The line OK, right behind a payload.</summary>
        Ok,

        /// <summary>The prompt <c>&gt;</c> that was awaited.</summary>
        Prompt,

        /// <summary>The end of a line that did not fit into the buffer and was dropped.</summary>
        Overlong,

        /// <summary>Not the text that must stand behind a payload: bytes were lost.</summary>
        Damage,
    }
}
