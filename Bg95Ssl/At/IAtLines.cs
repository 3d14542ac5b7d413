// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>Takes the information lines of a running command, or what the module says unasked.</summary>
    internal interface IAtLines
    {
        /// <summary>
        /// Called on the reader's thread with the fields behind <c>+NAME: </c>, or with <see langword="null"/> for what has
        /// none. Must be short, must not use the channel and must not throw.
        /// </summary>
        /// <returns>0, or the number of payload bytes that follow the line and belong to nobody.</returns>
        int OnLine(int kind, AtFields fields);
    }
}
