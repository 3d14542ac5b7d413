// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Threading;

namespace Bg95Ssl
{
    /// <summary>
    /// The time as the driver sees it: its only clock, its only way to wait and its only way to start a thread. A test puts a
    /// clock of its own in its place, and every limit of the driver can then be tested without waiting for it.
    /// </summary>
    /// <remarks>
    /// While it holds a monitor the driver calls nothing of this but <see cref="Signal.Set"/>, <see cref="CreateSignal"/> and
    /// <see cref="StartThread"/>, and looks at the clock.
    /// </remarks>
    public abstract class TimeSource
    {
        /// <summary>Gets milliseconds since some moment in the past. They never go back, also when the calendar is set.</summary>
        public abstract long Milliseconds { get; }

        /// <summary>Makes a signal. The driver makes a few for each modem and one for each socket.</summary>
        /// <returns>A signal that is not set.</returns>
        public abstract Signal CreateSignal();

        /// <summary>Lets the calling thread do nothing for a while.</summary>
        /// <param name="milliseconds">How long, 0 or more.</param>
        public abstract void Sleep(int milliseconds);

        /// <summary>Starts a thread.</summary>
        /// <param name="body">What it does.</param>
        /// <returns>The thread.</returns>
        public abstract Thread StartThread(ThreadStart body);

        /// <summary>Ends a thread that waits in a read that nothing else ends, if that can be done.</summary>
        /// <param name="thread">The thread.</param>
        public abstract void AbortThread(Thread thread);

        /// <summary>Gives the moment at which a time limit that begins now is over.</summary>
        internal long DeadlineIn(int milliseconds)
        {
            return Milliseconds + milliseconds;
        }

        /// <summary>Gives how much is left until a deadline, in milliseconds; 0 when it is over.</summary>
        internal int TimeLeft(long deadline)
        {
            long left = deadline - Milliseconds;
            return left <= 0 ? 0 : left > int.MaxValue ? int.MaxValue : (int)left;
        }
    }
}
