// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>
    /// Moves the module's DTR pin. Called on the thread that leaves transparent mode, first with <see langword="false"/>, and 100 ms later with
    /// <see langword="true"/>. It must return at once and must not use the modem. What it throws is counted
    /// (<see cref="LineCounter.HandlerErrors"/>) and goes no further.
    /// </summary>
    /// <param name="isReady">
    /// <see langword="false"/> to raise the pin at the module, which means not ready and ends transparent mode;
    /// <see langword="true"/> to pull it low again.
    /// </param>
    public delegate void DataTerminalReadyHandler(bool isReady);
}
