// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>
    /// Called on the driver's event thread when the network has deactivated a PDP context; may use the modem. What it throws is counted
    /// (<see cref="LineCounter.HandlerErrors"/>) and goes no further.
    /// </summary>
    /// <param name="sender">The PDP contexts.</param>
    /// <param name="e">Holds the number of the context.</param>
    public delegate void PdpDeactivatedHandler(object sender, PdpDeactivatedEventArgs e);
}
