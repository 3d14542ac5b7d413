// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>Takes the information lines of a running command.</summary>
    internal interface IAtLines
    {
        /// <summary>
        /// Called on the reader's thread with the fields behind <c>+NAME: </c>. Must be short, must not use the channel and
        /// must not throw.
        /// </summary>
        void OnLine(AtFields fields);
    }
}
