// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl
{
    /// <summary>Holds a URC: a line that the module has sent without being asked.</summary>
    public class UrcEventArgs : EventArgs
    {
        internal UrcEventArgs(string line)
        {
            Line = line;
        }

        /// <summary>Gets the whole line without its line end, such as <c>+CREG: 1</c>.</summary>
        public string Line { get; }
    }
}
