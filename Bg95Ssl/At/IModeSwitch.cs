// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>Called when the module works in another access mode from this line on.</summary>
    internal interface IModeSwitch
    {
        /// <summary>
        /// Called on the reader's thread, at the OK or CONNECT that says so and before anything behind it is read. Must not wait.
        /// </summary>
        /// <param name="mode">The mode's number.</param>
        void OnModeSwitched(int mode);
    }
}
