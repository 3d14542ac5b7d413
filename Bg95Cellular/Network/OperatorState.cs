// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Cellular
{
    /// <summary>Whether this SIM card may use an operator (<c>AT+COPS=?</c>).</summary>
    public enum OperatorState
    {
        /// <summary>The module does not know.</summary>
        Unknown = 0,

        /// <summary>The card may use the operator.</summary>
        Available = 1,

        /// <summary>The module is registered with the operator.</summary>
        Current = 2,

        /// <summary>The card forbids the operator, or the operator has denied the card.</summary>
        Forbidden = 3,
    }
}
