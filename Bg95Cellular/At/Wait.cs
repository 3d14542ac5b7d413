// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using Bg95Ssl;

namespace Bg95Cellular
{
    /// <summary>A time limit by the modem's clock, and waiting within it.</summary>
    internal sealed class Wait
    {
        private const int AskPause = 1000;

        private readonly TimeSource _time;
        private readonly KeepGoingHandler _keepGoing;
        private readonly long _end;

        internal Wait(Bg95Modem modem, int milliseconds, KeepGoingHandler keepGoing)
        {
            _time = modem.Time;
            _keepGoing = keepGoing;
            _end = _time.Milliseconds + milliseconds;
        }

        /// <summary>Gets a value indicating whether the program has given the wait up.</summary>
        internal bool IsGivenUp { get; private set; }

        /// <summary>Gets what is left, in milliseconds.</summary>
        internal int Left
        {
            get
            {
                long left = _end - _time.Milliseconds;
                return left < 0 ? 0 : (int)left;
            }
        }

        /// <summary>Asks the program and waits a second or what is left of it. Says whether to go on.</summary>
        internal bool Pause()
        {
            IsGivenUp = _keepGoing != null && !_keepGoing();
            int left = Left;

            if (IsGivenUp || left == 0)
            {
                return false;
            }

            _time.Sleep(left < AskPause ? left : AskPause);
            return true;
        }

        /// <summary>Waits until the end. Says whether the program has not given it up.</summary>
        internal bool Pass()
        {
            while (Pause())
            {
                // A second at a time.
            }

            return !IsGivenUp;
        }
    }
}
