// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using Bg95Ssl;

namespace Bg95Cellular
{
    /// <content>Staying online: what is done when something has failed (module facts 4.9 and 4.10).</content>
    public sealed partial class CellularConnection
    {
        /// <summary>The pause after the first failure, in milliseconds. It doubles with each further failure.</summary>
        public const int FirstPauseMilliseconds = 5000;

        /// <summary>The longest pause after a failure, in milliseconds.</summary>
        public const int LongestPauseMilliseconds = 600000;

        // After so many failures in a row the module is restarted, after as many more switched off and on.
        private const int MostFailures = 5;
        private const int MostFailedDeactivations = 3;

        private int _failures;
        private int _failedDeactivations;
        private bool _isTroubled;
        private bool _isPowerCycleNeeded;
        private bool _isDeactivated;
        private bool _isFresh;
        private int _contextId;

        /// <summary>
        /// Checks with two or three commands whether the modem is online, and brings it online again if it is not. Call it before anything that
        /// needs the network, and after everything that has failed. While a socket uses the line in transparent mode, nothing is checked and
        /// it returns <see langword="false"/>. Blocks as long as <see cref="GoOnline"/>, and up to 17 min more.
        /// </summary>
        /// <remarks>
        /// One call makes one attempt. The first attempt begins at once; before each further one there is a pause that grows with the number of
        /// failures, from 5 s to 10 min. An attempt deactivates the PDP context and goes online again. After five failures, or three failed deactivations, it
        /// restarts the module. After ten failures and each five more, or after <see cref="Bg95Error.PowerCycleNeeded"/>, it switches the
        /// module off and on by the pins; without pins it restarts the module. Failures are counted until <see cref="ReportSuccess"/> or
        /// <see cref="GoOnline"/> is called.
        /// </remarks>
        /// <param name="options">What to use: access point, PIN, limits and the like.</param>
        /// <returns>
        /// <see langword="false"/> if the modem was online; <see langword="true"/> if it is online again: all connections are gone.
        /// </returns>
        /// <exception cref="ArgumentNullException"><paramref name="options"/> is <see langword="null"/>.</exception>
        /// <exception cref="InvalidOperationException">Another thread closes the modem meanwhile.</exception>
        /// <exception cref="OnlineException">The attempt has failed. Call again; later attempts do more.</exception>
        [OwnFrame]
        public bool StayOnline(OnlineOptions options)
        {
            if (options == null)
            {
                throw new ArgumentNullException(nameof(options));
            }

            if (!IsTroubled(options))
            {
                return false;
            }

            int pause = _failures == 0 ? 0 : FirstPauseMilliseconds;

            for (int i = 1; i < _failures && pause < LongestPauseMilliseconds; i++)
            {
                pause *= 2;
            }

            _isTroubled = true;
            TakeProgram(options);
            Begin(OnlineStep.Power);

            if (!new Wait(_modem, pause < LongestPauseMilliseconds ? pause : LongestPauseMilliseconds, KeepGoing).Pass())
            {
                throw Failed(OnlineFailure.GivenUp, Bg95Error.NetworkTimeout);
            }

            // It counts before it is tried: the attempt may end by an exception of any kind.
            Recover(options, _failures++);
            _failures -= _failures > 0 ? 1 : 0;
            return true;
        }

        /// <summary>
        /// Tells that a connection could not be opened or that a transfer has failed. The next <see cref="StayOnline"/> then recovers even if the modem
        /// seems to be online. Sends nothing. Any thread may call it.
        /// </summary>
        /// <param name="failure">The exception that was thrown.</param>
        /// <exception cref="ArgumentNullException"><paramref name="failure"/> is <see langword="null"/>.</exception>
        public void ReportFailure(Bg95Exception failure)
        {
            if (failure == null)
            {
                throw new ArgumentNullException(nameof(failure));
            }

            _failures++;
            _isPowerCycleNeeded |= failure.Error == Bg95Error.PowerCycleNeeded;
            _isTroubled = true;
        }

        /// <summary>
        /// Tells that the network works, for example because a connection was opened. Failures before that are forgotten. Sends nothing. Any thread
        /// may call it.
        /// </summary>
        public void ReportSuccess()
        {
            ForgetFailures();
        }

        private void ForgetFailures()
        {
            _failures = 0;
            _failedDeactivations = 0;
            _isTroubled = false;
            _isPowerCycleNeeded = false;
        }

        private bool IsTroubled(OnlineOptions options)
        {
            // A module that has just started has nothing that could be deactivated.
            _isFresh |= Power.TakeRestarted() || Power.IsDown || !_modem.IsOpen;

            if (_isTroubled || _isDeactivated || _isFresh)
            {
                return true;
            }

            try
            {
                return !Network.GetRegistration().IsRegistered || _modem.Pdp.GetAddress(options.PdpContextId) == null;
            }
            catch (Bg95Exception ex)
            {
                // A connection in transparent mode has the line: it tells by itself when the network is gone.
                return ex.Error != Bg95Error.LineBusy;
            }
        }

        private void Recover(OnlineOptions options, int failures)
        {
            try
            {
                if (_isPowerCycleNeeded || (failures > MostFailures && failures % MostFailures == 0))
                {
                    Power.PowerCycle();
                }
                else if (failures == MostFailures || _failedDeactivations >= MostFailedDeactivations)
                {
                    Power.TurnOn();
                    Power.Restart();
                    _failedDeactivations = 0;
                }
                else if (!_isFresh)
                {
                    Deactivate(options.PdpContextId);
                }
            }
            catch (Bg95Exception ex)
            {
                throw Failed(ex);
            }

            _isPowerCycleNeeded = false;
            TakeSteps(options);
        }

        // The module may still show an address that leads nowhere.
        [OwnFrame]
        private void Deactivate(int id)
        {
            try
            {
                _modem.Pdp.Deactivate(id);
                _failedDeactivations = 0;
            }
            catch (Bg95Exception)
            {
                // Of a context that is gone it may be an error; what follows tells.
                _failedDeactivations++;
            }
        }

        private void OnDeactivated(object sender, PdpDeactivatedEventArgs e)
        {
            _isDeactivated |= e.ContextId == _contextId;
        }
    }
}
