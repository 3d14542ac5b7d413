// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>What the command is waiting for that runs now. docs/design.md has the table of states and inputs.</summary>
    internal enum CommandState
    {
        /// <summary>No command runs.</summary>
        None = 0,

        /// <summary>For its information lines and its final result; what payload there is has come.</summary>
        AwaitingResult,

        /// <summary>For the line that announces a payload.</summary>
        AwaitingPayload,

        /// <summary>For the module to ask for data, by <c>&gt;</c> or CONNECT.</summary>
        AwaitingPrompt,

        /// <summary>The module has asked; the caller is writing the data.</summary>
        WritingData,

        /// <summary>For the rest of a payload that flows into the caller's array.</summary>
        ReceivingPayload,

        /// <summary>For nothing: the result is there, and the caller has not taken it yet.</summary>
        Ended,
    }
}
