// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>
    /// Takes a URC: a line that the module has sent without being asked. Called on the driver's event thread; may use the modem. What it
    /// throws is counted (<see cref="LineCounter.HandlerErrors"/>) and goes no further.
    /// </summary>
    /// <param name="sender">The modem.</param>
    /// <param name="e">Holds the line.</param>
    public delegate void UrcHandler(object sender, UrcEventArgs e);
}
