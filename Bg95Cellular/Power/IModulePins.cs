// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Cellular
{
    /// <summary>
    /// The module's pins on the board. The program implements it with its GPIO library; Bg95Cellular needs none. The members are called on the
    /// thread that calls <see cref="ModulePower"/> or <see cref="CellularConnection"/>, and must return at once.
    /// </summary>
    public interface IModulePins
    {
        /// <summary>Gets what the pin STATUS says; <see cref="ModuleStatus.Unknown"/> if it is not wired.</summary>
        ModuleStatus Status { get; }

        /// <summary>Pulls PWRKEY low or releases it. Often a transistor between board and module inverts the level.</summary>
        /// <param name="isPulledLow"><see langword="true"/> to pull the pin at the module low; <see langword="false"/> to release it.</param>
        void SetPowerKey(bool isPulledLow);

        /// <summary>
        /// Pulls RESET_N low or releases it, or switches the supply off and on. Does nothing if neither is wired.
        /// </summary>
        /// <param name="isPulledLow">
        /// <see langword="true"/> to pull the pin at the module low or switch the supply off; <see langword="false"/> to release the pin or switch the supply on.
        /// </param>
        void SetReset(bool isPulledLow);
    }
}
