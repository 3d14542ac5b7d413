// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Cellular
{
    /// <summary>
    /// The module's pins on the board; the program implements it over its GPIO, and this library depends on none. The members are called
    /// on the thread that calls <see cref="ModulePower"/>, and must return at once.
    /// </summary>
    public interface IModulePins
    {
        /// <summary>Gets what STATUS says, or <see cref="ModuleStatus.Unknown"/> if it is not wired.</summary>
        ModuleStatus Status { get; }

        /// <summary>Pulls PWRKEY low or releases it; between board and module there mostly is a transistor.</summary>
        /// <param name="isPulledLow">Whether the pin at the module is low.</param>
        void SetPowerKey(bool isPulledLow);

        /// <summary>Pulls RESET_N low or releases it, or cuts the supply off and puts it on. Does nothing where neither is wired.</summary>
        /// <param name="isPulledLow">Whether the pin at the module is low.</param>
        void SetReset(bool isPulledLow);
    }
}
