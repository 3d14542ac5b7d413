// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Threading;

namespace Bg95Ssl
{
    /// <summary>
    /// The driver's only clock, its only way to wait, and its only way to start a thread. A test gives the modem a time source of its own and
    /// can then test every time limit of the driver without waiting for it.
    /// </summary>
    /// <remarks>
    /// Members are called by any thread. While the driver holds a monitor it calls only <see cref="Milliseconds"/>,
    /// <see cref="Signal.Set"/>, <see cref="CreateSignal"/> and <see cref="StartThread"/>.
    /// </remarks>
    public abstract class TimeSource
    {
        /// <summary>
        /// Gets the milliseconds since some moment in the past. They never go back, also when the program sets the system's date and time.
        /// </summary>
        public abstract long Milliseconds { get; }

        /// <summary>
        /// Makes a signal. The driver makes a few for each modem, one for each socket, and one each time that a socket enters transparent mode.
        /// </summary>
        /// <returns>A signal that is not set.</returns>
        public abstract Signal CreateSignal();

        /// <summary>Lets the calling thread wait.</summary>
        /// <param name="milliseconds">How long, in milliseconds, 0 or more.</param>
        public abstract void Sleep(int milliseconds);

        /// <summary>Starts a thread.</summary>
        /// <param name="body">What the thread does.</param>
        /// <returns>The thread, which runs.</returns>
        public abstract Thread StartThread(ThreadStart body);

        /// <summary>
        /// Ends a thread that waits in <see cref="ITransport.Read"/>, where the platform can do that; does nothing where it cannot. It must
        /// not throw.
        /// </summary>
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

        /// <summary>Gives how long a wait may take that has a limit of its own: so long, or until the deadline; in milliseconds.</summary>
        internal int LimitBy(long deadline, int limit)
        {
            long left = deadline - Milliseconds;
            return left >= limit ? limit : left <= 0 ? 0 : (int)left;
        }
    }
}
