// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using Bg95Ssl;

namespace Bg95Cellular
{
    /// <summary>The SIM card (module facts 11). Any thread may call the members; each call runs commands of its own.</summary>
    public sealed class SimCard
    {
        /// <summary>
        /// How long <see cref="WaitUntilReady"/> waits unless another time is given, in milliseconds. A card can take 10 s after the module's start.
        /// </summary>
        public const int DefaultTimeoutMilliseconds = 15000;

        private const int MostTries = 3;
        internal const int ShortestPin = 4;
        internal const int LongestPin = 8;
        private const string PinName = "AT+CPIN";

        private readonly Bg95Modem _modem;
        private int _leastTries = MostTries;

        // Each between semicolons, until the card has taken one.
        private string _refusedPins = ";";

        /// <summary>Initializes a new instance of the <see cref="SimCard"/> class. Nothing is sent.</summary>
        /// <param name="modem">The modem.</param>
        /// <exception cref="ArgumentNullException"><paramref name="modem"/> is <see langword="null"/>.</exception>
        public SimCard(Bg95Modem modem)
        {
            _modem = modem ?? throw new ArgumentNullException(nameof(modem));
        }

        /// <summary>
        /// Gets or sets how many tries the card must have left so that a PIN is sent, 1 to 3. Not checked if the module does not tell. Default 3: a
        /// board that has a wrong PIN and is reset again and again sends it once, and the card is not locked.
        /// </summary>
        /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
        public int LeastTries
        {
            get => _leastTries;

            set
            {
                Question.CheckRange(value, nameof(value), 1, MostTries);
                _leastTries = value;
            }
        }

        /// <summary>Asks what the card waits for (<c>AT+CPIN?</c>). Blocks up to 20 s.</summary>
        /// <returns>The state of the card. A refusal by the module counts as a state, too.</returns>
        /// <exception cref="InvalidOperationException">The modem is not open.</exception>
        /// <exception cref="Bg95Exception">The module does not answer.</exception>
        public SimState GetState()
        {
            SimState state;

            try
            {
                AtFields fields = Question.Find(Question.Ask(_modem, "AT+CPIN?"), "+CPIN:");
                state = fields == null ? SimState.Unknown : StateOf(fields.Text(0));
            }
            catch (Bg95Exception ex)
            {
                if (!Question.IsRefusal(ex.Error))
                {
                    throw;
                }

                state = StateOf(ex.Error);
            }

            if (state == SimState.Ready)
            {
                // One that was sent without an answer was right.
                _refusedPins = ";";
            }

            return state;
        }

        /// <summary>
        /// Waits, asking once a second, as long as the state of the card is <see cref="SimState.Absent"/>, <see cref="SimState.Busy"/>,
        /// <see cref="SimState.Failed"/> or <see cref="SimState.Unknown"/>.
        /// </summary>
        /// <param name="timeoutMilliseconds">
        /// How long to wait, in milliseconds, 0 or more; 0 to ask once. The call takes up to 20 s longer if the module does not answer.
        /// </param>
        /// <param name="keepGoing">Called once a second, and can end the wait; <see langword="null"/> for none.</param>
        /// <returns>The last state of the card.</returns>
        /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
        /// <exception cref="InvalidOperationException">The modem is not open.</exception>
        /// <exception cref="Bg95Exception">The module does not answer.</exception>
        public SimState WaitUntilReady(int timeoutMilliseconds = DefaultTimeoutMilliseconds, KeepGoingHandler keepGoing = null)
        {
            Question.CheckRange(timeoutMilliseconds, nameof(timeoutMilliseconds), 0, int.MaxValue);
            Wait wait = new Wait(_modem, timeoutMilliseconds, keepGoing);
            SimState state = GetState();

            while ((state == SimState.Unknown || state >= SimState.Absent) && wait.Pause())
            {
                state = GetState();
            }

            return state;
        }

        /// <summary>
        /// Sends the PIN if the card asks for it (<c>AT+CPIN=</c>). This object does not send a PIN again that the card has refused or has not
        /// answered, until the card was seen ready. Blocks up to 60 s.
        /// </summary>
        /// <param name="pin">The PIN, 4 to 8 digits.</param>
        /// <returns>Whether the card has accepted it, and if not, why.</returns>
        /// <exception cref="ArgumentException">It does not have 4 to 8 digits, or has other characters.</exception>
        /// <exception cref="InvalidOperationException">The modem is not open.</exception>
        /// <exception cref="Bg95Exception">The module does not answer. The PIN is not in the exception.</exception>
        public PinResult EnterPin(string pin)
        {
            Question.CheckDigits(pin, nameof(pin), ShortestPin, LongestPin, 10);

            if (GetState() != SimState.PinNeeded)
            {
                return PinResult.NotNeeded;
            }

            string refused = _refusedPins;

            if (refused.IndexOf(";" + pin + ";") >= 0)
            {
                return PinResult.RefusedBefore;
            }

            if (TryGetPinTries(out int tries) && tries < _leastTries)
            {
                return PinResult.TooFewTries;
            }

            Bg95Error error = Bg95Error.Success;
            _refusedPins = refused + pin + ";";

            try
            {
                Question.Ask(_modem, PinName + "=\"" + pin + "\"");
                _refusedPins = ";";
            }
            catch (Bg95Exception ex)
            {
                error = ex.Error;
            }

            if (error == Bg95Error.SimBusy || error == Bg95Error.LineBusy)
            {
                // It has not looked at it.
                _refusedPins = refused;
            }
            else if (error == Bg95Error.Success || Question.IsRefusal(error))
            {
                return error == Bg95Error.Success ? PinResult.Accepted : PinResult.Refused;
            }

            // Without the exception behind it, which has the PIN.
            throw new Bg95Exception(error, PinName);
        }

        /// <summary>Asks how many tries the card has left for its PIN (<c>AT+QPINC?</c>). Blocks up to 20 s.</summary>
        /// <param name="tries">How many, 0 to 3; 0 if the module does not tell.</param>
        /// <returns><see langword="false"/> if the module does not tell.</returns>
        /// <exception cref="InvalidOperationException">The modem is not open.</exception>
        /// <exception cref="Bg95Exception">The module does not answer.</exception>
        public bool TryGetPinTries(out int tries)
        {
            AtFields fields = Question.Find(Question.TryAsk(_modem, "AT+QPINC?", Question.ShortLimit), "+QPINC: \"SC\"");
            tries = 0;
            return fields != null && fields.TryNumber(1, out tries);
        }

        /// <summary>
        /// Asks for the card's number (<c>AT+QCCID</c>). The module refuses while the radio is off. Blocks up to 20 s.
        /// </summary>
        /// <returns>Its 19 or 20 digits, without padding; empty if the answer has an unknown form.</returns>
        /// <exception cref="InvalidOperationException">The modem is not open.</exception>
        /// <exception cref="Bg95Exception">The module refuses or does not answer.</exception>
        public string GetIccid()
        {
            return Question.FindDigits(Question.Ask(_modem, "AT+QCCID"));
        }

        /// <summary>
        /// Asks for the subscriber's number, the IMSI (<c>AT+CIMI</c>). The module refuses while the radio is off. Blocks up to 20 s.
        /// </summary>
        /// <returns>Its digits, 15 at most; empty if the answer has an unknown form.</returns>
        /// <exception cref="InvalidOperationException">The modem is not open.</exception>
        /// <exception cref="Bg95Exception">The module refuses or does not answer.</exception>
        public string GetImsi()
        {
            return Question.FindDigits(Question.Ask(_modem, "AT+CIMI"));
        }

        private static SimState StateOf(string answer)
        {
            switch (answer)
            {
                case "READY": return SimState.Ready;
                case "SIM PIN": return SimState.PinNeeded;
                case "SIM PUK": return SimState.PukNeeded;
                case "SIM PIN2":
                case "SIM PUK2": return SimState.Pin2Needed;
                default: return answer.IndexOf("PH-") == 0 ? SimState.ModuleLocked : SimState.Unknown;
            }
        }

        private static SimState StateOf(Bg95Error error)
        {
            switch (error)
            {
                case Bg95Error.SimNotInserted: return SimState.Absent;
                case Bg95Error.SimPinRequired: return SimState.PinNeeded;
                case Bg95Error.SimPukRequired: return SimState.PukNeeded;
                case Bg95Error.SimFailure: return SimState.Failed;
                case Bg95Error.SimBusy: return SimState.Busy;
                default: return SimState.Unknown;
            }
        }
    }
}
