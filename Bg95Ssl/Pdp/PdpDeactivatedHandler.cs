// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>Called when the network has deactivated a PDP context. Called on the driver's event thread; may use the driver.</summary>
    /// <param name="sender">The PDP contexts.</param>
    /// <param name="e">Tells which.</param>
    public delegate void PdpDeactivatedHandler(object sender, PdpDeactivatedEventArgs e);
}
