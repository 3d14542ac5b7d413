// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Cellular
{
    /// <summary>
    /// Called when the registration has changed, on the modem's event thread or on the thread that asks for the registration. May use the modem.
    /// </summary>
    /// <param name="sender">The <see cref="CellularNetwork"/>.</param>
    /// <param name="e">Holds the registration before and now.</param>
    public delegate void RegistrationChangedHandler(object sender, RegistrationChangedEventArgs e);
}
