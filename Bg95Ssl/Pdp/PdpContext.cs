// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>
    /// An active PDP context. The program makes one and lets <see cref="PdpContexts.GetActive"/> fill it again and again; each time
    /// allocates the address.
    /// </summary>
    public sealed class PdpContext
    {
        /// <summary>Gets the context's number, 1 to 16; 0 before it is filled.</summary>
        public int Id { get; internal set; }

        /// <summary>Gets the protocol.</summary>
        public PdpType Type { get; internal set; }

        /// <summary>Gets the IP address that the network has assigned; empty if the module does not tell it.</summary>
        public string Address { get; internal set; }
    }
}
