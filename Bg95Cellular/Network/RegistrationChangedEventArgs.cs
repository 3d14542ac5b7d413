// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Cellular
{
    /// <summary>Holds the registration before a change and after it.</summary>
    public class RegistrationChangedEventArgs : EventArgs
    {
        internal RegistrationChangedEventArgs(Registration before, Registration now)
        {
            Before = before;
            Now = now;
        }

        /// <summary>Gets the registration before the change.</summary>
        public Registration Before { get; }

        /// <summary>Gets the registration now.</summary>
        public Registration Now { get; }
    }
}
