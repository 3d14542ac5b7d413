// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections;
using Bg95Ssl.Tests;

namespace Bg95Cellular.Tests
{
    /// <summary>
    /// A module that can be switched on and off and answers what it was told to: the driver's own questions by itself, everything else
    /// by a table, with OK where nothing stands there. It keeps what it was asked.
    /// </summary>
    internal sealed class SmallModule : IScriptedModule, IModulePins
    {
        private const int StartTime = 2500;

        // So long after it has gone off it passes over its key.
        private const int DeafTime = 1300;

        private readonly ArrayList _answers = new ArrayList();
        private long _keySince;
        private long _resetSince;
        private long _offSince = -DeafTime;
        private int _startDelay;

        /// <summary>Whether it is off: it hears nothing.</summary>
        internal bool IsOff;

        /// <summary>Whether it hangs: it hears nothing, its key neither, and the reset pin alone helps.</summary>
        internal bool IsHung;

        /// <summary>Whether it starts anew at each AT.</summary>
        internal bool Restarts;

        /// <summary>Whether STATUS is wired.</summary>
        internal bool HasStatus;

        /// <summary>Whether the reset pin is wired.</summary>
        internal bool HasReset = true;

        /// <summary>Whether the key is wired.</summary>
        internal bool HasKey = true;

        /// <summary>Whether it says what happens to it: RDY, POWERED DOWN.</summary>
        internal bool IsTalkative = true;

        /// <summary>Whether PDP context 1 is active.</summary>
        internal bool IsActive;

        /// <summary>What it was asked since this was emptied, without what the driver asks to be in step: AT+CPIN?;AT+CFUN=1;</summary>
        internal string Asked = string.Empty;

        /// <summary>How long its pins were low: k575 the key, r2500 the reset.</summary>
        internal string Moves = string.Empty;

        public ModuleStatus Status => !HasStatus ? ModuleStatus.Unknown : IsOff ? ModuleStatus.Off : ModuleStatus.On;

        /// <summary>Sets what a command is answered from now on: the lines without OK, or a whole answer that begins with a line end.</summary>
        internal void Set(string command, string answer)
        {
            int index = _answers.IndexOf(command);

            if (index >= 0)
            {
                _answers[index + 1] = answer;
            }
            else
            {
                _answers.Add(command);
                _answers.Add(answer);
            }
        }

        /// <summary>Answers as a module that is online but for its data connection.</summary>
        internal void BeRegistered()
        {
            Set("AT+CGDCONT?", "+CGDCONT: 1,\"IP\",\"iot.example\",\"0.0.0.0\",0,0,0,0");
            Set("AT+CFUN?", "+CFUN: 1");
            Set("AT+CPIN?", "+CPIN: READY");
            Set("AT+CEREG?", "+CEREG: 2,1,\"1A2B\",\"01C0FFEE\",8");
            Set("AT+CGREG?", "+CGREG: 0,4");
            Set("AT+CCLK?", "+CCLK: \"26/11/24,09:14:02+00\"");
            Set("AT+COPS?", "+COPS: 0,0,\"LMT\",8");
        }

        /// <summary>Says how often a command was given that begins so.</summary>
        internal int Count(string beginning)
        {
            int count = 0;

            for (int i = Asked.IndexOf(beginning); i >= 0; i = Asked.IndexOf(beginning, i + 1))
            {
                count += i == 0 || Asked[i - 1] == ';' ? 1 : 0;
            }

            return count;
        }

        public string Answer(string written)
        {
            if (IsOff || IsHung || written.IndexOf("AT") != 0)
            {
                return string.Empty;
            }

            string own = Session.AnswerSetting(written);
            string command = written.Substring(0, written.Length - 1);

            if (own != null)
            {
                return own;
            }

            if (Restarts && command == "AT")
            {
                return "\r\nRDY\r\n";
            }

            if (command == "AT+QURCCFG=\"urcport\"")
            {
                return Session.Answer("+QURCCFG: \"urcport\",\"uart1\"");
            }

            if (command == "ATE0" || command == "ATV1" || command == "AT+QISDE=0" || command == "AT+CMEE=1" || command == "AT+QSSLSTATE" || command == "AT")
            {
                return Session.Ok;
            }

            Asked += command + ";";
            int index = _answers.IndexOf(command);
            string answer = index < 0 ? null : (string)_answers[index + 1];

            if (answer == null && command == "AT+QIACT?")
            {
                answer = IsActive ? "+QIACT: 1,1,1,\"10.0.0.1\"" : string.Empty;
            }
            else if (answer == null && (command == "AT+QIACT=1" || command == "AT+QIDEACT=1" || command == "AT+CFUN=0"))
            {
                IsActive = command == "AT+QIACT=1";
            }
            else if (answer == null && command == "AT+QPOWD=1")
            {
                Session.Time.StartThread(GoDown);
            }
            else if (answer == null && command == "AT+CFUN=1,1")
            {
                Session.Time.StartThread(StartAnew);
            }

            return answer == null || answer.Length == 0 ? Session.Ok : answer[0] == '\r' ? answer : Session.Answer(answer);
        }

        public void SetPowerKey(bool isPulledLow)
        {
            if (isPulledLow)
            {
                _keySince = Session.Time.Now;
                return;
            }

            long held = Session.Time.Now - _keySince;
            Moves += "k" + held.ToString() + " ";

            if (!HasKey || _keySince < _offSince + DeafTime)
            {
                return;
            }

            if (IsOff && held >= 500)
            {
                Start(StartTime);
            }
            else if (!IsHung && held >= 650)
            {
                Session.Time.StartThread(GoDown);
            }
        }

        public void SetReset(bool isPulledLow)
        {
            if (isPulledLow)
            {
                _resetSince = Session.Time.Now;
                return;
            }

            Moves += "r" + (Session.Time.Now - _resetSince).ToString() + " ";

            if (HasReset)
            {
                IsHung = false;
                IsOff = true;
                Start(StartTime);
            }
        }

        /// <summary>Lets it be on after a while.</summary>
        internal void Start(int delay)
        {
            _startDelay = delay;
            Session.Time.StartThread(BeOn);
        }

        private void StartAnew()
        {
            GoDown();
            _startDelay = 3000;
            BeOn();
        }

        private void GoDown()
        {
            Session.Time.Sleep(700);
            IsOff = true;
            _offSince = Session.Time.Now;
            Say("\r\nPOWERED DOWN\r\n");
        }

        private void BeOn()
        {
            Session.Time.Sleep(_startDelay);
            IsOff = false;
            IsActive = false;
            Say("\r\nRDY\r\n\r\nAPP RDY\r\n");
        }

        private void Say(string lines)
        {
            if (IsTalkative)
            {
                Session.Line.Deliver(lines);
            }
        }
    }
}
