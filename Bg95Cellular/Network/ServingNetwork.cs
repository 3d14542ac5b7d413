// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Cellular
{
    /// <summary>The network that serves the module (<c>AT+QNWINFO</c>; module facts 14). Immutable.</summary>
    public sealed class ServingNetwork
    {
        internal ServingNetwork(AtFields fields)
        {
            Technology = TechnologyName.Parse(fields.Text(0));
            Operator = fields.Text(1);
            Band = fields.Text(2);
            Channel = fields.Number(3, -1);
        }

        /// <summary>Gets the technology; <see cref="RadioTechnology.Unknown"/> if the module does not say.</summary>
        public RadioTechnology Technology { get; }

        /// <summary>Gets the operator's number, such as <c>24701</c>; empty if the module does not say.</summary>
        public string Operator { get; }

        /// <summary>Gets the band, such as <c>LTE BAND 20</c>; empty if the module does not say.</summary>
        public string Band { get; }

        /// <summary>Gets the channel's number (EARFCN or ARFCN), 0 or more; -1 if the module does not say.</summary>
        public int Channel { get; }
    }
}
