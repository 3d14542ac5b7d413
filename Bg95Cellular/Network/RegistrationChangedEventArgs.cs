// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Cellular
{
    /// <summary>Tells what the registration is now, and what it was.</summary>
    public class RegistrationChangedEventArgs : EventArgs
    {
        internal RegistrationChangedEventArgs(Registration before, Registration now)
        {
            Before = before;
            Now = now;
        }

        /// <summary>Gets what it was.</summary>
        public Registration Before { get; }

        /// <summary>Gets what it is.</summary>
        public Registration Now { get; }
    }
}
