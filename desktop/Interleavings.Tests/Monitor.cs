// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using Interleavings.Tests;

namespace System.Threading
{
    /// <summary>
    /// What the compiler makes of the driver's lock statements in this project: the compiler takes the type of this name from the
    /// sources it compiles before it looks for one elsewhere.
    /// </summary>
    internal static class Monitor
    {
        public static void Enter(object obj, ref bool lockTaken)
        {
            Scheduler.Current.EnterMonitor(obj);
            lockTaken = true;
        }

        public static void Exit(object obj)
        {
            Scheduler.Current.ExitMonitor(obj);
        }
    }
}
