// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>Takes lines: the information lines of a command, or those that begin with a prefix and come without being asked.</summary>
    internal interface ILineListener
    {
        /// <summary>
        /// Called on the reader's thread. Must be short, must not use the line and must not throw.
        /// </summary>
        /// <param name="fields">What stands behind the name or the prefix; valid during the call only.</param>
        void OnLine(AtFieldReader fields);
    }
}
