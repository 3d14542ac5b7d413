// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections;
using Bg95Ssl;

namespace Bg95Cellular
{
    /// <content>Choice of radio and operator.</content>
    public sealed partial class CellularNetwork
    {
        // Any byte that comes while COPS runs may abort it (module facts 14). Whoever has the line when it is asked for has it for three
        // minutes at most, so that the command is left its own three.
        private const int OperatorLimit = 360000;

        // The vendor says 15 s, the field has seen more (module facts 12).
        private const int RadioSwitchLimit = 180000;
        private const string OperatorCommand = "AT+COPS";
        private const string OperatorName = "+COPS:";
        private const int TechnologyCount = 3;

        /// <summary>Asks which operator is chosen, and how (<c>AT+COPS?</c>). Blocks up to 6 min.</summary>
        /// <returns>What the module says; a new object.</returns>
        /// <exception cref="InvalidOperationException">The modem is not open.</exception>
        /// <exception cref="Bg95Exception">The module refuses or does not answer.</exception>
        public OperatorSelection GetOperator()
        {
            return new OperatorSelection(Question.Find(_modem.Execute(OperatorCommand + "?", OperatorLimit), OperatorName) ?? new AtFields(string.Empty));
        }

        /// <summary>
        /// Searches for all operators (<c>AT+COPS=?</c>). The search takes a minute or more and interrupts the data connection, and no other
        /// command can run meanwhile. Blocks up to 6 min. The answer is one long line: the modem's receive buffer needs 60 bytes for each operator.
        /// </summary>
        /// <returns>The operators that were found; a new array.</returns>
        /// <exception cref="InvalidOperationException">The modem is not open.</exception>
        /// <exception cref="Bg95Exception">
        /// The module refuses or does not answer; <see cref="Bg95Error.UnexpectedAnswer"/>: the receive buffer is too small.
        /// </exception>
        public ScannedOperator[] ScanOperators()
        {
            ArrayList found = new ArrayList();

            foreach (string line in _modem.Execute(OperatorCommand + "=?", OperatorLimit))
            {
                bool isQuoted = false;
                int start = 0;

                for (int i = 0; i < line.Length; i++)
                {
                    isQuoted ^= line[i] == '"';

                    if (!isQuoted && line[i] == '(')
                    {
                        start = i + 1;
                    }
                    else if (!isQuoted && line[i] == ')' && line.IndexOf('"', start, i - start) > 0)
                    {
                        // Behind the operators stand lists of numbers.
                        found.Add(new ScannedOperator(new AtFields(":" + line.Substring(start, i - start))));
                    }
                }
            }

            ScannedOperator[] operators = new ScannedOperator[found.Count];
            found.CopyTo(operators);
            return operators;
        }

        /// <summary>
        /// Sets technologies, bands and operator. Each is read first and written only if it differs, since writing it makes the module
        /// search again. Technologies and bands are written with the radio off (<c>CFUN=0</c>); after that the SIM card may ask for its PIN
        /// again. A setting that the module does not know is left out. Takes a few seconds if the operator need not be searched for; blocks up to
        /// 35 min if the module uses every time limit to its end.
        /// </summary>
        /// <param name="choice">What to set.</param>
        /// <returns>Whether anything was changed.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="choice"/> is <see langword="null"/>.</exception>
        /// <exception cref="InvalidOperationException">The modem is not open.</exception>
        /// <exception cref="Bg95Exception">
        /// The module refuses or does not answer. The radio is switched on again if the module allows it.
        /// </exception>
        public bool Apply(RadioChoice choice)
        {
            ArrayList commands = new ArrayList();
            AddChanges(choice ?? throw new ArgumentNullException(nameof(choice)), commands);
            WriteWithRadioOff(commands);
            return ApplyOperator(choice.Operator) || commands.Count > 0;
        }

        /// <summary>Adds the commands that make technologies and bands what they should be.</summary>
        internal void AddChanges(RadioChoice choice, ArrayList commands)
        {
            if (choice.Technologies != null)
            {
                AddTechnologies(choice.Technologies, commands);
            }

            if (choice.GsmBands != null || choice.LteMBands != null || choice.NbIotBands != null)
            {
                AddBands(new string[] { choice.GsmBands, choice.LteMBands, choice.NbIotBands }, commands);
            }
        }

        /// <summary>Writes settings between CFUN=0 and CFUN=1; does nothing if there are none.</summary>
        internal void WriteWithRadioOff(ArrayList commands)
        {
            if (commands.Count == 0)
            {
                return;
            }

            Bg95Exception failure = null;

            try
            {
                // If its answer is lost, the radio may be off all the same.
                SwitchRadio("0");

                foreach (string command in commands)
                {
                    Question.Ask(_modem, command);
                }
            }
            catch (Bg95Exception ex)
            {
                failure = ex;
            }

            // Whatever has happened: a module whose radio stays off is lost.
            SwitchRadio("1");

            if (failure != null)
            {
                throw new Bg95Exception(failure.Error, failure.Command, failure);
            }
        }

        /// <summary>Switches the radio on if it is off: an earlier run may have been ended in between.</summary>
        internal void EnsureRadioOn()
        {
            AtFields fields = Question.Find(Question.TryAsk(_modem, "AT+CFUN?", Question.ShortLimit), "+CFUN:");

            if (fields != null && fields.Number(0, 1) != 1)
            {
                SwitchRadio("1");
            }
        }

        /// <summary>Sets the operator; says whether anything was changed.</summary>
        internal bool ApplyOperator(string wanted)
        {
            OperatorSelection now = GetOperator();

            if (wanted == null || wanted.Length == 0)
            {
                bool isOther = now.Mode > OperatorSelection.ManualMode || (wanted != null && now.Mode == OperatorSelection.ManualMode);

                if (isOther)
                {
                    _modem.Execute(OperatorCommand + "=0", OperatorLimit);
                }

                return isOther;
            }

            if (now.Mode == OperatorSelection.ManualMode && !now.IsNumber)
            {
                // Only says how it is told.
                _modem.Execute(OperatorCommand + "=3,2", OperatorLimit);
                now = GetOperator();
            }

            if (now.Mode == OperatorSelection.ManualMode && now.Operator == wanted)
            {
                return false;
            }

            // Without the technology: with it the module rewrites the modes of its search (module facts 14).
            _modem.Execute(OperatorCommand + "=1,2,\"" + wanted + "\"", OperatorLimit);
            return true;
        }

        private void SwitchRadio(string to)
        {
            _modem.Execute("AT+CFUN=" + to, Question.LineLimit + RadioSwitchLimit);
        }

        // All technologies stand in the order, those that are not wanted behind; the modes say which are used.
        private void AddTechnologies(RadioTechnology[] technologies, ArrayList commands)
        {
            bool hasGsm = ModuleInfo.Read(_modem).Family != ModuleFamily.Alt1250;
            string order = string.Empty;
            int used = 0;

            foreach (RadioTechnology technology in technologies)
            {
                if (hasGsm || technology != RadioTechnology.Gsm)
                {
                    order += "0" + ((int)technology).ToString();
                    used |= 1 << (int)technology;
                }
            }

            // As modules come: LTE-M, NB-IoT, GSM.
            for (int i = 1; i < (hasGsm ? TechnologyCount + 1 : TechnologyCount); i++)
            {
                int technology = (i % TechnologyCount) + 1;
                order += (used & (1 << technology)) == 0 ? "0" + technology.ToString() : string.Empty;
            }

            bool isGsm = (used & (1 << (int)RadioTechnology.Gsm)) != 0;
            bool isLteM = (used & (1 << (int)RadioTechnology.LteM)) != 0;
            bool isNbIot = (used & (1 << (int)RadioTechnology.NbIot)) != 0;
            AddSetting("nwscanseq", order, commands);
            AddSetting("nwscanmode", !isGsm ? "3" : isLteM || isNbIot ? "0" : "1", commands);

            if (isLteM || isNbIot)
            {
                AddSetting("iotopmode", !isNbIot ? "0" : isLteM ? "2" : "1", commands);
            }
        }

        private void AddSetting(string name, string wanted, ArrayList commands)
        {
            AtFields now = AskSetting(name);

            if (now != null && Plain(now.Text(1)) != Plain(wanted))
            {
                commands.Add("AT+QCFG=\"" + name + "\"," + wanted + ",1");
            }
        }

        // One command has all three: what is not wanted is written as it was read.
        private void AddBands(string[] wanted, ArrayList commands)
        {
            AtFields now = AskSetting("band");
            string command = "AT+QCFG=\"band\"";
            bool isOther = false;

            for (int i = 0; now != null && i < TechnologyCount; i++)
            {
                string mask = Plain(now.Text(i + 1));
                isOther |= wanted[i] != null && Plain(wanted[i]) != mask;
                command += "," + (wanted[i] ?? mask);
            }

            if (isOther)
            {
                commands.Add(command + ",1");
            }
        }

        private AtFields AskSetting(string name)
        {
            return Question.Find(Question.TryAsk(_modem, "AT+QCFG=\"" + name + "\"", Question.ShortLimit), "+QCFG:");
        }

        // 0x0F, f and 0F are the same, and so are 020301 and 20301. Masks are longer than any integer.
        private static string Plain(string number)
        {
            string plain = number.ToLower();
            int first = plain.IndexOf('x') + 1;

            while (first + 1 < plain.Length && plain[first] == '0')
            {
                first++;
            }

            return first < plain.Length ? plain.Substring(first) : "0";
        }
    }
}
