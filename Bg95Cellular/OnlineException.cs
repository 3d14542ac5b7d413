// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using Bg95Ssl;

namespace Bg95Cellular
{
    /// <summary>
    /// Going online or staying online has failed. <see cref="Step"/> says where and <see cref="Failure"/> why; the message says both in words, and
    /// what to do.
    /// </summary>
    public class OnlineException : Bg95Exception
    {
        private readonly int _seconds;

        internal OnlineException(OnlineStep step, OnlineFailure failure, Bg95Error error, Bg95Exception cause = null)
            : base(error, cause == null ? NameOf(step) : cause.Command, cause)
        {
            Step = step;
            Failure = failure;
        }

        internal OnlineException(Registration registration, SignalQuality signal, int seconds)
            : this(
                OnlineStep.Registration,
                registration.State == RegistrationState.Denied ? OnlineFailure.RegistrationDenied : OnlineFailure.NotRegistered,
                Bg95Error.NoNetworkService)
        {
            Registration = registration;
            Signal = signal;
            _seconds = seconds;
        }

        /// <summary>Gets the step that has failed.</summary>
        public OnlineStep Step { get; }

        /// <summary>Gets why it has failed.</summary>
        public OnlineFailure Failure { get; }

        /// <summary>
        /// Gets the last registration if <see cref="Failure"/> is <see cref="OnlineFailure.NotRegistered"/> or
        /// <see cref="OnlineFailure.RegistrationDenied"/>; otherwise <see langword="null"/>.
        /// </summary>
        public Registration Registration { get; }

        /// <summary>
        /// Gets the last signal if <see cref="Failure"/> is <see cref="OnlineFailure.NotRegistered"/> or
        /// <see cref="OnlineFailure.RegistrationDenied"/>; otherwise <see langword="null"/>.
        /// </summary>
        public SignalQuality Signal { get; }

        /// <summary>
        /// Gets what has failed and what to do, such as
        /// <c>registration: not registered within 180 s: searching, CSQ 99: antenna? bands?</c> A new string each time.
        /// </summary>
        public override string Message => NameOf(Step) + ": " + Describe();

        // Not an array: with its strings it would stay in memory.
        private static string NameOf(OnlineStep step)
        {
            switch (step)
            {
                case OnlineStep.Power: return "power";
                case OnlineStep.Settings: return "settings";
                case OnlineStep.Sim: return "SIM card";
                case OnlineStep.Registration: return "registration";
                case OnlineStep.DataConnection: return "data connection";
                default: return "clock";
            }
        }

        private string Describe()
        {
            switch (Failure)
            {
                case OnlineFailure.ModuleSilent: return "the module does not answer: supply? power key? wiring? speed?";
                case OnlineFailure.NoSim: return "no card, or it does not work: is it in the holder, the right way round?";
                case OnlineFailure.PinNeeded: return "it asks for a PIN: set OnlineOptions.Pin";
                case OnlineFailure.PinRefused: return "it has refused the PIN, which is not sent again";
                case OnlineFailure.TooFewTries: return "tries are used up; the PIN was not sent: enter it in a phone, or lower SimCard.LeastTries";
                case OnlineFailure.SimLocked: return "it asks for its PUK, or the module is locked to another card: unlock it in a phone";
                case OnlineFailure.NotRegistered: return "not registered within " + _seconds.ToString() + " s: " + DescribeRadio();
                case OnlineFailure.RegistrationDenied: return "denied by the network: is the card active, does its contract include this technology and roaming?";
                case OnlineFailure.NoDataConnection: return base.Message + ": access point? user and password? is the card active?";
                case OnlineFailure.ClockUnknown: return "neither the network nor a time server knows the time: set OnlineOptions.TimeServer";
                case OnlineFailure.GivenUp: return "given up by the program";
                default: return base.Message;
            }
        }

        private string DescribeRadio()
        {
            string state = Registration.State == RegistrationState.Searching ? "searching"
                : Registration.State == RegistrationState.NotSearching ? "not searching" : "no coverage";

            return state + (Signal.IsNothingHeard ? ", CSQ 99: antenna? bands?"
                : Signal.TryGetRssi(out int power) ? ", " + power.ToString() + " dBm: operator? technology? a first search takes minutes"
                : ": operator? technology?");
        }
    }
}
