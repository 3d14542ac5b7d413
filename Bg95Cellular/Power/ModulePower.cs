// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using Bg95Ssl;

namespace Bg95Cellular
{
    /// <summary>Switches the module on and off (module facts 17).</summary>
    /// <remarks>
    /// One thread at a time may call the methods; other threads may use the modem meanwhile, and their calls may fail. After the module was switched
    /// off, has restarted or was in power saving mode, its sockets and PDP contexts are gone; nothing opens them again by itself.
    /// </remarks>
    public sealed class ModulePower
    {
        // Switches on and never off; the vendor wants 500 to 1000 ms for on and 650 to 1500 ms for off.
        private const int OnPulse = 575;
        private const int OffPulse = 1000;

        // RESET_N wants 2 to 3.8 s, and no switching off for 5 s behind it.
        private const int ResetPulse = 2500;
        private const int AfterReset = 5000;

        // A module takes 2 s to be off, and passes over the key until then.
        private const int AfterDown = 2000;
        private const int BeforeKey = 1000;

        // One that starts may be silent for 13 s.
        private const int ProbeLimit = 15000;
        private const int StartLimit = 30000;
        private const int DownLimit = 40000;
        private const int LookPause = 500;
        private const int LeastLimit = 1000;
        private const int FirstLimit = 3000;
        private const int MostOffAttempts = 6;

        private readonly Bg95Modem _modem;
        private readonly IModulePins _pins;
        private readonly Signal _changed;
        private long _downAt = -AfterDown;
        private long _resetAt = -AfterReset;
        private bool _isDown;
        private bool _isRestarted;

        /// <summary>Initializes a new instance of the <see cref="ModulePower"/> class. Nothing is sent and no pin is moved.</summary>
        /// <param name="modem">The modem. It need not be open.</param>
        /// <param name="pins">The module's pins; <see langword="null"/> if none is wired.</param>
        /// <exception cref="ArgumentNullException"><paramref name="modem"/> is <see langword="null"/>.</exception>
        public ModulePower(Bg95Modem modem, IModulePins pins = null)
        {
            _modem = modem ?? throw new ArgumentNullException(nameof(modem));
            _pins = pins;
            _changed = modem.Time.CreateSignal();
            modem.Restarted += OnRestarted;
            modem.PoweredDown += OnPoweredDown;
        }

        /// <summary>
        /// Gets a value indicating whether the module has said that it is being switched off or goes to power saving mode, and was not switched on
        /// since.
        /// </summary>
        public bool IsDown => _isDown;

        internal bool HasPins => _pins != null;

        private ModuleStatus Status => _pins == null ? ModuleStatus.Unknown : _pins.Status;

        /// <summary>
        /// Switches the module on if it is off, and opens the modem if it is not open. The power key (PWRKEY) is pressed only if STATUS says that
        /// the module is off, or if STATUS is not wired and the module has said that it is down or does not answer. Without pins it waits until something else
        /// switches the module on. Blocks up to 75 s. If the port itself cannot be opened, the exception of the port comes through as it is.
        /// </summary>
        /// <exception cref="Bg95Exception">
        /// <see cref="Bg95Error.NoAnswer"/>: the module does not answer. <see cref="Bg95Error.LineBusy"/>: a socket uses the line in transparent
        /// mode. Or another error of the line.
        /// </exception>
        public void TurnOn()
        {
            WaitSince(_downAt, AfterDown);
            ModuleStatus status = Status;
            bool mayPress = _pins != null && status != ModuleStatus.On;

            if (!mayPress)
            {
                Talk(StartLimit);
            }
            else if (status == ModuleStatus.Off || _isDown || !TryTalk(ProbeLimit))
            {
                // It may have gone off just now, on its own, and not have said so yet.
                _modem.Time.Sleep(BeforeKey);
                Press(OnPulse);
                Talk(StartLimit);
            }

            _isDown = false;
        }

        /// <summary>
        /// Switches the module off: by <c>AT+QPOWD</c>, up to six times if the module refuses, as it may right after its start; then by the power
        /// key, if the module is known to be on. Does nothing if STATUS says that it is off. Blocks up to 4 min.
        /// </summary>
        /// <returns>Whether the module or STATUS has reported that the module is off.</returns>
        /// <exception cref="InvalidOperationException">The modem is not open.</exception>
        public bool TurnOff()
        {
            WaitSince(_resetAt, AfterReset);

            if (Status == ModuleStatus.Off)
            {
                return true;
            }

            _isDown = false;
            bool isHeard = TrySayOff();

            if (isHeard && IsOffWithin(DownLimit))
            {
                return true;
            }

            // One that is silent may be off already, and the key would switch it on. If an event handler calls, nobody else can tell so.
            if (_pins == null || (Status == ModuleStatus.Unknown && (!isHeard || !TryTalk(FirstLimit))))
            {
                return false;
            }

            Press(OffPulse);
            return IsOffWithin(DownLimit);
        }

        /// <summary>Restarts the module (<c>AT+CFUN=1,1</c>) and waits until it answers again. Blocks up to 100 s.</summary>
        /// <exception cref="InvalidOperationException">The modem is not open.</exception>
        /// <exception cref="Bg95Exception">The module refuses or does not answer.</exception>
        public void Restart()
        {
            _isRestarted = false;

            try
            {
                _modem.Execute("AT+CFUN=1,1", Question.LineLimit + ProbeLimit);
            }
            catch (Bg95Exception ex)
            {
                // Or it was quicker than its answer.
                if (ex.Error != Bg95Error.ModuleRestarted)
                {
                    throw;
                }
            }

            long end = _modem.Time.Milliseconds + StartLimit;

            while (!_isRestarted && _modem.Time.Milliseconds < end)
            {
                _changed.Wait(LookPause);
            }

            Talk(StartLimit);
            _isDown = false;
        }

        /// <summary>
        /// Switches the module off and on, whatever state it is in. That helps after <see cref="Bg95Error.PowerCycleNeeded"/>. A module that does
        /// not answer is switched off by the power key and by the reset pin. Without pins the module is restarted. Blocks up to 5 min.
        /// </summary>
        /// <exception cref="Bg95Exception">The module refuses or does not answer.</exception>
        public void PowerCycle()
        {
            if (_pins == null)
            {
                TurnOn();
                Restart();
                return;
            }

            if (!_modem.IsOpen || !TurnOff())
            {
                Press(OffPulse);
                _modem.Time.Sleep(AfterDown);
                _pins.SetReset(true);
                _modem.Time.Sleep(ResetPulse);
                _pins.SetReset(false);
                _resetAt = _modem.Time.Milliseconds;
            }

            TurnOn();
        }

        /// <summary>Says whether the module has restarted since this was asked last.</summary>
        internal bool TakeRestarted()
        {
            bool isRestarted = _isRestarted;
            _isRestarted = false;
            return isRestarted;
        }

        // Whether the module answers.
        private bool TryTalk(int limit)
        {
            try
            {
                Talk(limit);
                return true;
            }
            catch (Bg95Exception ex)
            {
                if (ex.Error != Bg95Error.NoAnswer)
                {
                    throw;
                }

                return false;
            }
        }

        private void Talk(int limit)
        {
            long end = _modem.Time.Milliseconds + limit;

            for (bool isFirst = true; ; isFirst = false)
            {
                int left = (int)(end - _modem.Time.Milliseconds);
                left = left < LeastLimit ? LeastLimit : left;
                bool isShort = isFirst && _modem.IsOpen;

                try
                {
                    if (_modem.IsOpen)
                    {
                        // A module that has gone off without a word does not hear the first; then the modem looks for it.
                        _modem.Execute("AT", isShort ? FirstLimit : left);
                    }
                    else
                    {
                        _modem.Open(left);
                    }

                    return;
                }
                catch (Bg95Exception ex)
                {
                    // Unless it starts just now. Or the modem itself had the line for the first, short attempt, and asks what has become of
                    // the module; where a socket has it in transparent mode, the next attempt ends at once.
                    bool mayComeYet = ex.Error == Bg95Error.ModuleRestarted
                        || (isShort && (ex.Error == Bg95Error.NoAnswer || ex.Error == Bg95Error.LineBusy));

                    if (!mayComeYet || left == LeastLimit)
                    {
                        throw;
                    }
                }
            }
        }

        // Whether the module has answered at all.
        private bool TrySayOff()
        {
            for (int i = 0; i < MostOffAttempts; i++)
            {
                Bg95Error error = SayOff();

                if (!Question.IsRefusal(error))
                {
                    return error == Bg95Error.Success || error == Bg95Error.ModuleRestarted;
                }

                _modem.Time.Sleep(LookPause);
            }

            return true;
        }

        private Bg95Error SayOff()
        {
            try
            {
                Question.Ask(_modem, "AT+QPOWD=1");
                return Bg95Error.Success;
            }
            catch (Bg95Exception ex)
            {
                return ex.Error;
            }
        }

        private bool IsOffWithin(int milliseconds)
        {
            long end = _modem.Time.Milliseconds + milliseconds;

            while (!_isDown && Status != ModuleStatus.Off)
            {
                if (_modem.Time.Milliseconds >= end)
                {
                    return false;
                }

                _changed.Wait(LookPause);
            }

            // STATUS may tell before the module's own word has come through, or alone.
            _downAt = _modem.Time.Milliseconds;
            return true;
        }

        private void Press(int milliseconds)
        {
            _pins.SetPowerKey(true);
            _modem.Time.Sleep(milliseconds);
            _pins.SetPowerKey(false);
        }

        private void WaitSince(long moment, int milliseconds)
        {
            long left = moment + milliseconds - _modem.Time.Milliseconds;

            if (left > 0)
            {
                _modem.Time.Sleep((int)left);
            }
        }

        private void OnRestarted(object sender, EventArgs e)
        {
            _isRestarted = true;
            _isDown = false;
            _changed.Set();
        }

        private void OnPoweredDown(object sender, EventArgs e)
        {
            _downAt = _modem.Time.Milliseconds;
            _isDown = true;
            _changed.Set();
        }
    }
}
