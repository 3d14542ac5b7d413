// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>What an error tells of the command that has failed.</summary>
    internal static class ErrorMeaning
    {
        /// <summary>Says whether the module has refused, with a number or without: it has done nothing.</summary>
        internal static bool IsRefusal(Bg95Error error)
        {
            return error == Bg95Error.Rejected || error > Bg95Error.Success;
        }

        /// <summary>Says whether the module may have done what it was told, or may still do it.</summary>
        internal static bool IsOutcomeUnknown(Bg95Error error)
        {
            return error == Bg95Error.NoAnswer || error == Bg95Error.PortFailed || error == Bg95Error.LineDamaged
                || error == Bg95Error.UnexpectedAnswer;
        }
    }
}
