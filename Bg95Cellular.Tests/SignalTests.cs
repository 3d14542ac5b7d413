// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using Bg95Ssl.Tests;
using nanoFramework.TestFramework;
using Assert = Bg95Ssl.Tests.Assert;

namespace Bg95Cellular.Tests
{
    /// <summary>Signal and serving network (module facts 14).</summary>
    [TestClass]
    public class SignalTests
    {
        [TestMethod]
        public void GetSignal_EveryAnswer_GivesWhatWasMeasured()
        {
            GetSignal_EveryAnswer_GivesWhatWasMeasured("+CSQ: 25,99", "+QCSQ: \"eMTC\",-62,-87,111,-12", "2 -62 -87 2 -12");
            GetSignal_EveryAnswer_GivesWhatWasMeasured("+CSQ: 25,99", "+QCSQ: \"CAT-M1\",-62,-87,250,-3", "2 -62 -87 30 -3");
            GetSignal_EveryAnswer_GivesWhatWasMeasured("+CSQ: 10,99", "+QCSQ: \"NBIoT\",-90,-101,0,-20", "3 -90 -101 -20 -20");
            GetSignal_EveryAnswer_GivesWhatWasMeasured("+CSQ: 10,99", "+QCSQ: \"CAT-NB1\",-90,-101,99,-20", "3 -90 -101 -1 -20");
            GetSignal_EveryAnswer_GivesWhatWasMeasured("+CSQ: 22,0", "+QCSQ: \"GSM\",-69", "1 -69 - - -");

            // Not measured.
            GetSignal_EveryAnswer_GivesWhatWasMeasured("+CSQ: 99,99", "+QCSQ: \"NOSERVICE\"", "0 - - - -");
            GetSignal_EveryAnswer_GivesWhatWasMeasured("+CSQ: 99,99", "+QCSQ: \"eMTC\",-110,-140,0,-20", "2 -110 - -20 -20");

            // Fields may be missing, or all of them.
            GetSignal_EveryAnswer_GivesWhatWasMeasured("+CSQ: 0,99", "+QCSQ: \"eMTC\",,-87,,", "2 -113 -87 - -");
            GetSignal_EveryAnswer_GivesWhatWasMeasured("+CSQ: 31,99", "+QCSQ: \"eMTC\"", "2 -51 - - -");
            GetSignal_EveryAnswer_GivesWhatWasMeasured("+CSQ: 32,99", "+QCSQ: \"eMTC\",-62,-87", "2 -62 -87 - -");
            GetSignal_EveryAnswer_GivesWhatWasMeasured("+CSQ: ,99", "+QCSQ: ", "0 - - - -");
            GetSignal_EveryAnswer_GivesWhatWasMeasured("+CSQ: 25,99", null, "0 -63 - - -");
            GetSignal_EveryAnswer_GivesWhatWasMeasured(null, "+QCSQ: \"eMTC\",-62,-87,111,-12", "2 -62 -87 2 -12");
            GetSignal_EveryAnswer_GivesWhatWasMeasured(null, null, "0 - - - -");
        }

        private static void GetSignal_EveryAnswer_GivesWhatWasMeasured(string csq, string qcsq, string expected)
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+CSQ\r", csq == null ? Session.Error : Session.Answer(csq));
            line.Expect("AT+QCSQ\r", qcsq == null ? "\r\n+CME ERROR: 3\r\n" : Session.Answer(qcsq));

            SignalQuality signal = new CellularNetwork(Session.Modem).GetSignal();

            string shown = ((int)signal.Technology).ToString();
            shown += signal.TryGetRssi(out int value) ? " " + value.ToString() : " -";
            shown += signal.TryGetRsrp(out value) ? " " + value.ToString() : " -";
            shown += signal.TryGetSinr(out value) ? " " + value.ToString() : " -";
            shown += signal.TryGetRsrq(out value) ? " " + value.ToString() : " -";
            Assert.AreEqual(expected, shown, qcsq ?? "refused");
            Assert.AreEqual(expected.IndexOf(" - - - -") > 0, signal.IsNothingHeard);
            Session.End();
        }

        [TestMethod]
        public void GetSignal_OneMeasured_IsHeard()
        {
            // RSSI alone, and the power of the cell alone.
            Assert.IsFalse(Ask("+CSQ: 5,99", "+QCSQ: \"NOSERVICE\"").IsNothingHeard);
            Assert.IsFalse(Ask("+CSQ: 99,99", "+QCSQ: \"eMTC\",,-100").IsNothingHeard);
        }

        private static SignalQuality Ask(string csq, string qcsq)
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+CSQ\r", Session.Answer(csq));
            line.Expect("AT+QCSQ\r", Session.Answer(qcsq));
            SignalQuality signal = new CellularNetwork(Session.Modem).GetSignal();
            Session.End();
            return signal;
        }

        [TestMethod]
        public void GetServingNetwork_EveryAnswer_IsRead()
        {
            GetServingNetwork_EveryAnswer_IsRead("+QNWINFO: \"eMTC\",\"24701\",\"LTE BAND 20\",6300", "2|24701|LTE BAND 20|6300");
            GetServingNetwork_EveryAnswer_IsRead("+QNWINFO: \"NBIoT\",\"24701\",\"LTE BAND 8\",3740", "3|24701|LTE BAND 8|3740");
            GetServingNetwork_EveryAnswer_IsRead("+QNWINFO: \"CAT-NB1\",\"24701\",\"LTE BAND 8\",3740", "3|24701|LTE BAND 8|3740");
            GetServingNetwork_EveryAnswer_IsRead("+QNWINFO: \"GSM\",\"24701\",\"GSM 900\",0", "1|24701|GSM 900|0");
            GetServingNetwork_EveryAnswer_IsRead("+QNWINFO: \"EDGE\",\"24701\",\"GSM 900\",62", "1|24701|GSM 900|62");
            GetServingNetwork_EveryAnswer_IsRead("+QNWINFO: \"GPRS\",,,", "1|||-1");
            GetServingNetwork_EveryAnswer_IsRead("+QNWINFO: \"eMTC\",\"24701\"", "2|24701||-1");
            GetServingNetwork_EveryAnswer_IsRead("+QNWINFO: \"FDD LTE\",\"24701\",\"LTE BAND 3\",1300", "0|24701|LTE BAND 3|1300");
            GetServingNetwork_EveryAnswer_IsRead("+QNWINFO: No Service", "none");
            GetServingNetwork_EveryAnswer_IsRead("+QNWINFO: ", "none");
        }

        private static void GetServingNetwork_EveryAnswer_IsRead(string answer, string expected)
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QNWINFO\r", Session.Answer(answer));

            ServingNetwork network = new CellularNetwork(Session.Modem).GetServingNetwork();

            string shown = network == null ? "none"
                : ((int)network.Technology).ToString() + "|" + network.Operator + "|" + network.Band + "|" + network.Channel.ToString();
            Assert.AreEqual(expected, shown, answer);
            Session.End();
        }

        [TestMethod]
        public void GetServingNetwork_NoRow_IsNone()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QNWINFO\r", Session.Ok);

            Assert.IsNull(new CellularNetwork(Session.Modem).GetServingNetwork());

            Session.End();
        }
    }
}
