// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using Bg95Ssl;

namespace Bg95Cellular
{
    /// <summary>The mobile network: registration, signal, operator, choice of radio (module facts 13 to 15).</summary>
    /// <remarks>
    /// Any thread may call the members, and so may event handlers; each call runs commands of its own. <see cref="RegistrationChanged"/> is raised
    /// on the modem's event thread when a URC tells the change, and on the calling thread when the answer to a command tells it.
    /// </remarks>
    public sealed partial class CellularNetwork
    {
        /// <summary>
        /// How long <see cref="WaitForRegistration"/> waits unless another time is given, in milliseconds. A first search may take ten minutes.
        /// </summary>
        public const int DefaultRegistrationTimeoutMilliseconds = 180000;

        private const string EpsName = "+CEREG";
        private const string GprsName = "+CGREG";

        private readonly Bg95Modem _modem;
        private readonly object _lock = new object();
        private RegistrationChangedHandler _registrationChanged;
        private Registration _eps = Registration.s_none;
        private Registration _gprs = Registration.s_none;

        /// <summary>Initializes a new instance of the <see cref="CellularNetwork"/> class. Nothing is sent.</summary>
        /// <param name="modem">The modem.</param>
        /// <exception cref="ArgumentNullException"><paramref name="modem"/> is <see langword="null"/>.</exception>
        public CellularNetwork(Bg95Modem modem)
        {
            _modem = modem ?? throw new ArgumentNullException(nameof(modem));
        }

        /// <summary>
        /// Raised when the registration, the cell or the technology has changed. The module reports changes by itself from the first
        /// <see cref="GetRegistration"/> after a handler was added. After a restart of the module it does so from the next
        /// <see cref="GetRegistration"/> on. Adding the first handler allocates two handlers of URCs. What a handler throws on the calling thread
        /// comes through as it is.
        /// </summary>
        public event RegistrationChangedHandler RegistrationChanged
        {
            add
            {
                lock (_lock)
                {
                    bool isFirst = _registrationChanged == null;
                    _registrationChanged = (RegistrationChangedHandler)Delegate.Combine(_registrationChanged, value);

                    if (isFirst && _registrationChanged != null)
                    {
                        _modem.AddUrcHandler(EpsName + ":", OnUrc);
                        _modem.AddUrcHandler(GprsName + ":", OnUrc);
                    }
                }
            }

            remove
            {
                lock (_lock)
                {
                    _registrationChanged = (RegistrationChangedHandler)Delegate.Remove(_registrationChanged, value);

                    if (_registrationChanged == null)
                    {
                        _modem.RemoveUrcHandler(EpsName + ":", OnUrc);
                        _modem.RemoveUrcHandler(GprsName + ":", OnUrc);
                    }
                }
            }
        }

        /// <summary>
        /// Gets the registration as it was last reported; sends nothing. It is that of LTE, or that of GSM if the module is registered only there.
        /// Data go over either.
        /// </summary>
        public Registration Registration => !_eps.IsRegistered && _gprs.IsRegistered ? _gprs : _eps;

        /// <summary>Asks for the registration (<c>AT+CEREG?</c>, then <c>AT+CGREG?</c>). Blocks up to 80 s.</summary>
        /// <returns>What the module says; the same object as <see cref="Registration"/>.</returns>
        /// <exception cref="InvalidOperationException">The modem is not open.</exception>
        /// <exception cref="Bg95Exception">The module refuses or does not answer.</exception>
        public Registration GetRegistration()
        {
            Take(Question.Ask(_modem, "AT+CEREG?"));

            if (!_eps.IsRegistered)
            {
                // On GSM CEREG has no more than 4 to say. A module without GSM may not know the other.
                string[] lines = Question.TryAsk(_modem, "AT+CGREG?", Question.ShortLimit);

                if (lines == null)
                {
                    Take(GprsName, Registration.s_none);
                }
                else
                {
                    Take(lines);
                }
            }

            return Registration;
        }

        /// <summary>Waits until the module is registered, asking once a second.</summary>
        /// <param name="timeoutMilliseconds">
        /// How long to wait, in milliseconds, 0 or more; 0 to ask once. The call takes up to 80 s longer if the module does not answer.
        /// </param>
        /// <param name="keepGoing">Called once a second, and can end the wait; <see langword="null"/> for none.</param>
        /// <returns>The last registration; check its <see cref="Bg95Cellular.Registration.IsRegistered"/>.</returns>
        /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
        /// <exception cref="InvalidOperationException">The modem is not open.</exception>
        /// <exception cref="Bg95Exception">The module refuses or does not answer, or has restarted.</exception>
        public Registration WaitForRegistration(
            int timeoutMilliseconds = DefaultRegistrationTimeoutMilliseconds, KeepGoingHandler keepGoing = null)
        {
            Question.CheckRange(timeoutMilliseconds, nameof(timeoutMilliseconds), 0, int.MaxValue);
            Wait wait = new Wait(_modem, timeoutMilliseconds, keepGoing);

            while (!GetRegistration().IsRegistered && wait.Pause())
            {
                // It takes seconds in a cell that is known, minutes in one that is not.
            }

            return Registration;
        }

        /// <summary>Measures the signal (<c>AT+CSQ</c>, <c>AT+QCSQ</c>). Blocks up to 40 s.</summary>
        /// <returns>What was measured; a new object. A value that the module refuses to tell was not measured.</returns>
        /// <exception cref="InvalidOperationException">The modem is not open.</exception>
        /// <exception cref="Bg95Exception">The module does not answer.</exception>
        public SignalQuality GetSignal()
        {
            AtFields csq = Question.Find(Question.TryAsk(_modem, "AT+CSQ", Question.ShortLimit), "+CSQ:");
            return new SignalQuality(csq, Question.Find(Question.TryAsk(_modem, "AT+QCSQ", Question.ShortLimit), "+QCSQ:"));
        }

        /// <summary>Asks for technology, operator's number, band and channel (<c>AT+QNWINFO</c>). Blocks up to 20 s.</summary>
        /// <returns>What the module says; a new object. <see langword="null"/> without service.</returns>
        /// <exception cref="InvalidOperationException">The modem is not open.</exception>
        /// <exception cref="Bg95Exception">The module refuses or does not answer.</exception>
        public ServingNetwork GetServingNetwork()
        {
            AtFields fields = Question.Find(Question.Ask(_modem, "AT+QNWINFO"), "+QNWINFO:");
            return fields == null || fields.Count < 2 ? null : new ServingNetwork(fields);
        }

        private void OnUrc(object sender, UrcEventArgs e)
        {
            AtFields fields = new AtFields(e.Line);

            // A row here is an answer that came too late: what it says was true then.
            if (!Registration.IsRow(fields))
            {
                Take(e.Line, Registration.Parse(fields));
            }
        }

        // Rows and, between them, what the module has said unasked meanwhile; the last word counts.
        private void Take(string[] lines)
        {
            foreach (string line in lines)
            {
                AtFields fields = new AtFields(line);

                if (Registration.IsRow(fields) && fields.Number(0, 0) == 0 && _registrationChanged != null)
                {
                    // 2: with the cell. A module that has started anew tells nothing by itself.
                    Question.TryRun(_modem, "AT" + line.Substring(0, EpsName.Length) + "=2", Question.ShortLimit);
                }

                Take(line, Registration.Parse(fields));
            }
        }

        private void Take(string line, Registration told)
        {
            if (told == null)
            {
                return;
            }

            Registration before;
            Registration now;

            lock (_lock)
            {
                before = Registration;

                if (line.IndexOf(GprsName) == 0)
                {
                    _gprs = told;
                }
                else
                {
                    _eps = told;

                    // That of GSM is asked for again as soon as this one is lost.
                    _gprs = told.IsRegistered ? Registration.s_none : _gprs;
                }

                now = Registration;
            }

            if (!now.IsSame(before))
            {
                _registrationChanged?.Invoke(this, new RegistrationChangedEventArgs(before, now));
            }
        }
    }
}
