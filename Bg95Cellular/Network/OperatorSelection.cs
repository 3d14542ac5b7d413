// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Cellular
{
    /// <summary>Which operator is chosen, and how (<c>AT+COPS?</c>; module facts 14). Immutable.</summary>
    public sealed class OperatorSelection
    {
        internal const int AutomaticMode = 0;
        internal const int ManualMode = 1;
        private const int NumberFormat = 2;

        internal OperatorSelection(AtFields fields)
        {
            Mode = fields.Number(0, -1);
            IsNumber = fields.Number(1, 0) == NumberFormat;
            Operator = fields.Text(2);
            Technology = TechnologyName.OfNumber(fields.Number(3, -1));
        }

        /// <summary>Gets a value indicating whether the module chooses the operator.</summary>
        public bool IsAutomatic => Mode == AutomaticMode;

        /// <summary>Gets a value indicating whether <see cref="Operator"/> is a number.</summary>
        public bool IsNumber { get; }

        /// <summary>Gets the operator by name or by number, as the module is set to tell it; empty while there is none.</summary>
        public string Operator { get; }

        /// <summary>Gets the technology; <see cref="RadioTechnology.Unknown"/> if the module does not say.</summary>
        public RadioTechnology Technology { get; }

        internal int Mode { get; }
    }
}
