// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Cellular
{
    /// <summary>An operator that a scan has found. Immutable.</summary>
    public sealed class ScannedOperator
    {
        internal ScannedOperator(AtFields fields)
        {
            State = (OperatorState)fields.Number(0, 0);
            Name = fields.Text(1);
            Operator = fields.Text(3);
            Technology = TechnologyName.OfNumber(fields.Number(4, -1));
        }

        /// <summary>Gets whether this card may use the operator.</summary>
        public OperatorState State { get; }

        /// <summary>Gets the operator's name; may be empty.</summary>
        public string Name { get; }

        /// <summary>Gets the operator's number, for <see cref="RadioChoice.Operator"/>; empty if the module does not say.</summary>
        public string Operator { get; }

        /// <summary>Gets the technology; <see cref="RadioTechnology.Unknown"/> if the module does not say.</summary>
        public RadioTechnology Technology { get; }
    }
}
