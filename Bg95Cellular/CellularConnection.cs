// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections;
using Bg95Ssl;

namespace Bg95Cellular
{
    /// <summary>Brings a modem online and keeps it online: power, SIM card, network, data connection, clock.</summary>
    /// <remarks>
    /// It has no thread: <see cref="GoOnline"/> and <see cref="StayOnline"/> do everything on the thread that calls them. One thread at a time may call
    /// them. Make one object for each modem and keep it: it remembers that a PIN was refused, and how often something has failed. Exceptions of the
    /// program's own handlers and pins, and of a port that cannot be opened, come through as they are.
    /// </remarks>
    /// <example>
    /// <code>
    /// CellularConnection connection = new CellularConnection(modem);
    /// connection.GoOnline(new OnlineOptions { Apn = "iot.example" });
    /// </code>
    /// </example>
    public sealed partial class CellularConnection
    {
        private const int AttachContext = 1;
        private const int NetworkTimeWait = 10000;
        private const string TimeServerCommand = "AT+QNTP";

        private readonly Bg95Modem _modem;
        private KeepGoingHandler _keepGoing;
        private bool _isGivenUp;

        /// <summary>Initializes a new instance of the <see cref="CellularConnection"/> class. Nothing is sent and no pin is moved.</summary>
        /// <param name="modem">The modem. It need not be open; <see cref="GoOnline"/> opens it.</param>
        /// <param name="pins">The module's pins; <see langword="null"/> if none is wired.</param>
        /// <exception cref="ArgumentNullException"><paramref name="modem"/> is <see langword="null"/>.</exception>
        public CellularConnection(Bg95Modem modem, IModulePins pins = null)
        {
            Power = new ModulePower(modem, pins);
            Sim = new SimCard(modem);
            Network = new CellularNetwork(modem);
            PowerSaving = new PowerSaving(modem);
            _modem = modem;
            modem.Pdp.Deactivated += OnDeactivated;
        }

        /// <summary>
        /// Raised when a step begins, and at the end with <see cref="OnlineStep.Online"/>; on the thread that calls <see cref="GoOnline"/> or
        /// <see cref="StayOnline"/>.
        /// </summary>
        public event OnlineStepHandler StepBegun;

        /// <summary>Gets the module's power.</summary>
        public ModulePower Power { get; }

        /// <summary>Gets the SIM card.</summary>
        public SimCard Sim { get; }

        /// <summary>Gets the mobile network.</summary>
        public CellularNetwork Network { get; }

        /// <summary>Gets the settings of power saving mode and eDRX.</summary>
        public PowerSaving PowerSaving { get; }

        /// <summary>Gets the step that was begun last; <see cref="OnlineStep.None"/> at first.</summary>
        public OnlineStep Step { get; private set; }

        /// <summary>
        /// Goes online, whatever state the module is in: switches the module on, opens the modem, waits for the SIM card and for registration,
        /// activates the PDP context, and sets the clock if it is before 2024. It does not change what is right already, so it takes about a second if the
        /// module is online. It forgets the failures that <see cref="StayOnline"/> counts. Blocks up to
        /// <see cref="OnlineOptions.RegistrationTimeoutMilliseconds"/> and 26 min, and 24 min more if <see cref="OnlineOptions.Radio"/> is set: that is when
        /// the module uses every time limit to its end. If the module does not answer at all, it throws within 75 s.
        /// </summary>
        /// <param name="options">What to use: access point, PIN, limits and the like.</param>
        /// <exception cref="ArgumentNullException"><paramref name="options"/> is <see langword="null"/>.</exception>
        /// <exception cref="InvalidOperationException">Another thread closes the modem meanwhile.</exception>
        /// <exception cref="OnlineException">A step has failed, or the program has given up by <see cref="OnlineOptions.KeepGoing"/>.</exception>
        [OwnFrame]
        public void GoOnline(OnlineOptions options)
        {
            if (options == null)
            {
                throw new ArgumentNullException(nameof(options));
            }

            ForgetFailures();
            TakeSteps(options);
        }

        [OwnFrame]
        private void TakeSteps(OnlineOptions options)
        {
            _contextId = options.PdpContextId;
            _isTroubled = true;
            TakeProgram(options);

            try
            {
                TurnOn(options);
                Set(options);
                OpenSim(options);
                Register(options);
                Activate(options);
                SetClock(options);
                _isTroubled = false;
                Begin(OnlineStep.Online);
            }
            catch (OnlineException)
            {
                throw;
            }
            catch (Bg95Exception ex)
            {
                throw Failed(ex);
            }
        }

        private void TakeProgram(OnlineOptions options)
        {
            _keepGoing = options.KeepGoing;
            _isGivenUp = false;
        }

        private bool KeepGoing()
        {
            _isGivenUp = _keepGoing != null && !_keepGoing();
            return !_isGivenUp;
        }

        private OnlineException Failed(Bg95Exception cause)
        {
            bool isSilent = cause.Error == Bg95Error.NoAnswer && Step == OnlineStep.Power;
            OnlineFailure failure = isSilent ? OnlineFailure.ModuleSilent
                : Question.IsRefusal(cause.Error) && Step == OnlineStep.DataConnection ? OnlineFailure.NoDataConnection
                : OnlineFailure.CommandFailed;

            // One that hangs is not helped by asking again.
            _isPowerCycleNeeded |= isSilent && Power.HasPins;
            return new OnlineException(Step, failure, cause.Error, cause);
        }

        private OnlineException Failed(OnlineFailure failure, Bg95Error error)
        {
            return _isGivenUp ? new OnlineException(Step, OnlineFailure.GivenUp, Bg95Error.NetworkTimeout) : new OnlineException(Step, failure, error);
        }

        private void Begin(OnlineStep step)
        {
            Step = step;
            StepBegun?.Invoke(this, step);
        }

        private void TurnOn(OnlineOptions options)
        {
            Begin(OnlineStep.Power);
            Power.TurnOn();
            Power.TakeRestarted();
            _isFresh = false;

            if (!options.KeepsPowerSaving)
            {
                PowerSaving.SwitchOff();
            }
        }

        // Before the SIM card: it may ask for its PIN again when the radio was off, and the PIN then is sent once.
        [OwnFrame]
        private void Set(OnlineOptions options)
        {
            Begin(OnlineStep.Settings);
            ArrayList commands = new ArrayList();

            if (options.Apn.Length > 0)
            {
                AddAttach(options, commands);
            }

            if (options.Radio != null)
            {
                Network.AddChanges(options.Radio, commands);
            }

            Network.WriteWithRadioOff(commands);

            if (commands.Count == 0)
            {
                Network.EnsureRadioOn();
            }
        }

        // The access point of the attach is that of the first context, and a new one wants a new attach (module facts 16).
        private void AddAttach(OnlineOptions options, ArrayList commands)
        {
            string[] lines = Question.TryAsk(_modem, "AT+CGDCONT?", Question.ShortLimit);
            bool isOther = lines != null;

            for (int i = 0; isOther && i < lines.Length; i++)
            {
                AtFields fields = new AtFields(lines[i]);
                isOther = fields.Number(0, 0) != AttachContext || fields.Text(2).ToLower() != options.Apn.ToLower();
            }

            if (isOther)
            {
                string type = options.PdpType == PdpType.IPv4 ? "IP" : options.PdpType == PdpType.IPv6 ? "IPV6" : "IPV4V6";
                commands.Add("AT+CGDCONT=1,\"" + type + "\",\"" + options.Apn + "\"");
            }
        }

        private void OpenSim(OnlineOptions options)
        {
            Begin(OnlineStep.Sim);
            SimState state = Sim.WaitUntilReady(SimCard.DefaultTimeoutMilliseconds, KeepGoing);

            if (state == SimState.PinNeeded)
            {
                PinResult result = options.Pin == null ? PinResult.NotNeeded : Sim.EnterPin(options.Pin);

                if (options.Pin == null || result >= PinResult.Refused)
                {
                    throw Failed(
                        options.Pin == null ? OnlineFailure.PinNeeded : result == PinResult.TooFewTries ? OnlineFailure.TooFewTries : OnlineFailure.PinRefused,
                        Bg95Error.SimPinRequired);
                }

                state = Sim.WaitUntilReady(SimCard.DefaultTimeoutMilliseconds, KeepGoing);
            }

            if (state != SimState.Ready && state != SimState.Pin2Needed)
            {
                bool isLocked = state == SimState.PukNeeded || state == SimState.ModuleLocked;

                throw Failed(
                    isLocked ? OnlineFailure.SimLocked : OnlineFailure.NoSim,
                    isLocked ? Bg95Error.SimPukRequired : state == SimState.Absent ? Bg95Error.SimNotInserted : Bg95Error.SimFailure);
            }
        }

        [OwnFrame]
        private void Register(OnlineOptions options)
        {
            Begin(OnlineStep.Registration);

            if (options.Radio != null)
            {
                Network.ApplyOperator(options.Radio.Operator);
            }

            Registration registration = Network.WaitForRegistration(options.RegistrationTimeoutMilliseconds, KeepGoing);

            if (_isGivenUp)
            {
                throw Failed(OnlineFailure.NotRegistered, Bg95Error.NetworkTimeout);
            }

            if (!registration.IsRegistered)
            {
                throw new OnlineException(registration, Network.GetSignal(), options.RegistrationTimeoutMilliseconds / 1000);
            }
        }

        private void Activate(OnlineOptions options)
        {
            Begin(OnlineStep.DataConnection);
            int id = options.PdpContextId;
            _isDeactivated = false;

            if (_modem.Pdp.GetAddress(id) == null)
            {
                PdpAuthentication how = options.User.Length == 0 ? PdpAuthentication.None : PdpAuthentication.PapOrChap;
                _modem.Pdp.Configure(id, options.PdpType, options.Apn, options.User, options.Password, how);
                _modem.Pdp.Activate(id);
            }
        }

        private void SetClock(OnlineOptions options)
        {
            Begin(OnlineStep.Clock);

            if (IsClockSet())
            {
                return;
            }

            // The network tells the time some seconds after the registration.
            Wait wait = new Wait(_modem, options.TimeServer == null ? NetworkTimeWait : 0, KeepGoing);
            bool isSet;

            do
            {
                isSet = TrySetClock(options);
            }
            while (!isSet && wait.Pause());

            if (!isSet && !options.IsClockOptional)
            {
                throw Failed(OnlineFailure.ClockUnknown, Bg95Error.ClockWrong);
            }
        }

        // A module that refuses to tell its clock has none that anybody has set.
        [OwnFrame]
        private bool IsClockSet()
        {
            try
            {
                return _modem.Clock.GetUtc() >= new DateTime(2024, 1, 1);
            }
            catch (Bg95Exception ex)
            {
                if (!Question.IsRefusal(ex.Error))
                {
                    throw;
                }

                return false;
            }
        }

        private bool TrySetClock(OnlineOptions options)
        {
            try
            {
                return _modem.Clock.SetFromNetwork(options.TimeServer, options.PdpContextId) != ClockSource.None;
            }
            catch (Bg95Exception ex)
            {
                // It is the time server that does not answer, or the module refuses.
                if (ex.Command != TimeServerCommand && !Question.IsRefusal(ex.Error))
                {
                    throw;
                }

                return false;
            }
        }
    }
}
