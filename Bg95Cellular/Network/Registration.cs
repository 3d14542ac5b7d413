// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Cellular
{
    /// <summary>What the module has said about its registration at one moment. Immutable.</summary>
    public sealed class Registration
    {
        internal static readonly Registration s_none = new Registration(RegistrationState.Unknown, string.Empty, string.Empty, RadioTechnology.Unknown);

        internal Registration(RegistrationState state, string areaCode, string cellId, RadioTechnology technology)
        {
            State = state;
            AreaCode = areaCode;
            CellId = cellId;
            Technology = technology;
        }

        /// <summary>Gets the state.</summary>
        public RegistrationState State { get; }

        /// <summary>Gets a value indicating whether the module is registered, at home or roaming.</summary>
        public bool IsRegistered => State == RegistrationState.Home || State == RegistrationState.Roaming;

        /// <summary>Gets the tracking or location area in hexadecimal, such as <c>1A2B</c>; empty if the module does not say.</summary>
        public string AreaCode { get; }

        /// <summary>Gets the cell in hexadecimal; empty if the module does not say.</summary>
        public string CellId { get; }

        /// <summary>Gets the technology; <see cref="RadioTechnology.Unknown"/> if the module does not say.</summary>
        public RadioTechnology Technology { get; }

        /// <summary>
        /// Reads what stands behind the name: of a row of an answer <c>n,stat[,"tac","ci",AcT]</c>, of a URC <c>stat[,"tac","ci",AcT]</c>.
        /// A bare number as second field tells the row (module facts 13).
        /// </summary>
        /// <returns><see langword="null"/> if there is no state.</returns>
        internal static Registration Parse(AtFields fields)
        {
            int first = IsRow(fields) ? 1 : 0;

            return !fields.TryNumber(first, out int state) ? null : new Registration(
                (RegistrationState)state, fields.Text(first + 1), fields.Text(first + 2), TechnologyName.OfNumber(fields.Number(first + 3, -1)));
        }

        /// <summary>Says whether it is a row of an answer.</summary>
        internal static bool IsRow(AtFields fields)
        {
            return fields.IsBareNumber(1);
        }

        internal bool IsSame(Registration other)
        {
            return State == other.State && AreaCode == other.AreaCode && CellId == other.CellId && Technology == other.Technology;
        }
    }
}
