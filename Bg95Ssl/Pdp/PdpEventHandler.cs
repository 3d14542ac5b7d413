// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>Handles the deactivation of a PDP context by the network.</summary>
    /// <param name="sender">The <see cref="PdpContexts"/>.</param>
    /// <param name="contextId">The context, 1 to 16.</param>
    public delegate void PdpEventHandler(object sender, int contextId);
}
