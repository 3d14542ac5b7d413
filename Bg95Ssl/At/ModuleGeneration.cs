// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Threading;

namespace Bg95Ssl
{
    /// <summary>
    /// What is known of the module, and since when. The number rises with everything that makes the knowledge doubtful: a line
    /// of a booting module, a power-down, an echo after ATE0, a resynchronisation, transparent mode left by force, the port
    /// opened. What was learned under an earlier number is not known any more.
    /// </summary>
    internal sealed class ModuleGeneration
    {
        internal int Number;

        /// <summary>Gets or sets a value indicating whether the module has taken ATE0: an echo is then a sign of a restart.</summary>
        internal bool IsEchoOff;

        /// <summary>
        /// Gets or sets a bit for each id that was to be opened and that the module has not confirmed to be closed since: what it says
        /// of such an id may be about an older connection.
        /// </summary>
        internal int DoubtfulIds;

        /// <summary>How many openings in a row the module has refused for no reason, since it was started.</summary>
        internal int Refusals;

        /// <summary>
        /// Gets or sets a bit for each PDP context that was lost since a connection over it was begun last. The reader's thread sets it
        /// without a monitor: a bit that is missed costs an opening that the module refuses, and no more.
        /// </summary>
        internal int LostContexts;

        /// <summary>Gets or sets what this module puts between the payload of AT+QSSLRECV and OK.</summary>
        internal TrailerForm ReceiveTrailer;

        /// <summary>Gets or sets what this module puts behind a payload that it pushes.</summary>
        internal TrailerForm PushTrailer;

        /// <summary>What was known is known no more. Whether an echo is a sign of a restart stays: the next one tells.</summary>
        internal void Rise()
        {
            Interlocked.Increment(ref Number);
            ReceiveTrailer = TrailerForm.Unknown;
            PushTrailer = TrailerForm.Unknown;
        }
    }
}
