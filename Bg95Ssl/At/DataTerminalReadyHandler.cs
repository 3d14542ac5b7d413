// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>Moves the module's DTR pin.</summary>
    /// <param name="isReady">
    /// <see langword="false"/> to raise the pin at the module, which means not ready and ends transparent mode;
    /// <see langword="true"/> to pull it low again.
    /// </param>
    public delegate void DataTerminalReadyHandler(bool isReady);
}
