// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Cellular
{
    /// <summary>Called when the registration has changed. May use the modem.</summary>
    /// <param name="sender">The <see cref="CellularNetwork"/>.</param>
    /// <param name="e">Tells what it is and what it was.</param>
    public delegate void RegistrationChangedHandler(object sender, RegistrationChangedEventArgs e);
}
