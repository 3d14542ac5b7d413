// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>How received data come to the program (application note 1.3).</summary>
    public enum AccessMode
    {
        /// <summary>The module keeps them until the program asks: the only mode that a slow reader cannot overrun.</summary>
        Buffer = 0,
    }
}
