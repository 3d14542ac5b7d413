// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>
    /// An active PDP context, filled in by <see cref="PdpContexts.GetActive"/>. Can be used again for the next call.
    /// </summary>
    public sealed class PdpContext
    {
        private int _id;
        private PdpType _type;
        private string _address;

        /// <summary>Gets the context's number, 1 to 16.</summary>
        public int Id => _id;

        /// <summary>Gets the protocol.</summary>
        public PdpType Type => _type;

        /// <summary>Gets the address that the network has assigned.</summary>
        public string Address => _address;

        internal void Set(int id, int type, string address)
        {
            _id = id;
            _type = (PdpType)type;
            _address = address;
        }
    }
}
