// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>
    /// An active PDP context, filled in by <see cref="PdpContexts.GetActive"/>. Can be used again for the next call.
    /// </summary>
    public sealed class PdpContext
    {
        /// <summary>Gets the context's number, 1 to 16.</summary>
        public int Id { get; internal set; }

        /// <summary>Gets the protocol.</summary>
        public PdpType Type { get; internal set; }

        /// <summary>Gets the address that the network has assigned.</summary>
        public string Address { get; internal set; }
    }
}
