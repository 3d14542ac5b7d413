// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Cellular
{
    /// <summary>Whether this SIM card may use an operator (<c>AT+COPS=?</c>).</summary>
    public enum OperatorState
    {
        /// <summary>Not known.</summary>
        Unknown = 0,

        /// <summary>It may be chosen.</summary>
        Available = 1,

        /// <summary>The module is registered with it.</summary>
        Current = 2,

        /// <summary>The card forbids it, or it has denied the card.</summary>
        Forbidden = 3,
    }
}
