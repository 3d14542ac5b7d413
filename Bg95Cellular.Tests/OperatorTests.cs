// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using Bg95Ssl.Tests;
using nanoFramework.TestFramework;
using Assert = Bg95Ssl.Tests.Assert;

namespace Bg95Cellular.Tests
{
    /// <summary>Operators, and that nothing goes over the line while they are looked for (module facts 14).</summary>
    [TestClass]
    public class OperatorTests
    {
        private const string Scan = "AT+COPS=?\r";

        private static string s_other;
        private static string s_found;

        [TestMethod]
        public void GetOperator_EveryForm_IsRead()
        {
            GetOperator_EveryForm_IsRead("+COPS: 0", "True||False|0");
            GetOperator_EveryForm_IsRead("+COPS: 0,0,\"LMT\",8", "True|LMT|False|2");
            GetOperator_EveryForm_IsRead("+COPS: 0,1,\"LMT\",7", "True|LMT|False|2");
            GetOperator_EveryForm_IsRead("+COPS: 1,2,\"24701\",9", "False|24701|True|3");
            GetOperator_EveryForm_IsRead("+COPS: 1,2,\"24701\"", "False|24701|True|0");
            GetOperator_EveryForm_IsRead("+COPS: 1,0,\"O2, DE\",0", "False|O2, DE|False|1");
            GetOperator_EveryForm_IsRead("+COPS: 2", "False||False|0");
            GetOperator_EveryForm_IsRead("+COPS: ", "False||False|0");
        }

        private static void GetOperator_EveryForm_IsRead(string answer, string expected)
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+COPS?\r", Session.Answer(answer));

            OperatorSelection selection = new CellularNetwork(Session.Modem).GetOperator();

            Assert.AreEqual(
                expected,
                (selection.IsAutomatic ? "True|" : "False|") + selection.Operator + (selection.IsNumber ? "|True|" : "|False|") + ((int)selection.Technology).ToString(),
                answer);
            Online.End();
        }

        [TestMethod]
        public void GetOperator_NoRow_IsNone()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+COPS?\r", Session.Ok);

            OperatorSelection selection = new CellularNetwork(Session.Modem).GetOperator();

            Assert.IsFalse(selection.IsAutomatic);
            Assert.AreEqual(string.Empty, selection.Operator);
            Online.End();
        }

        [TestMethod]
        public void ScanOperators_EveryForm_IsRead()
        {
            ScanOperators_EveryForm_IsRead(
                "+COPS: (2,\"LMT\",\"LMT\",\"24701\",8),(3,\"BITE (LV)\",\"BITE, LV\",\"24705\",9),(1,\"\",\"\",\"24702\",0),,(0,1,2,3,4),(0,1,2)",
                "2|LMT|24701|2;3|BITE (LV)|24705|3;1||24702|1;");
            ScanOperators_EveryForm_IsRead("+COPS: (1,\"LMT\",\"LMT\",\"24701\"),,(0-4),(0-2)", "1|LMT|24701|0;");
            ScanOperators_EveryForm_IsRead("+COPS: (,,,\"24701\",7)", "0||24701|2;");
            ScanOperators_EveryForm_IsRead("+COPS: (2,\"A\",\"A\",\"24701\",8)\r\n+COPS: (1,\"B\",\"B\",\"24702\",9)", "2|A|24701|2;1|B|24702|3;");
            ScanOperators_EveryForm_IsRead("+COPS: ,,(0-4),(0-2)", string.Empty);
            ScanOperators_EveryForm_IsRead("+COPS: ", string.Empty);
        }

        private static void ScanOperators_EveryForm_IsRead(string answer, string expected)
        {
            ScriptedTransport line = Session.Open();
            line.Expect(Scan, Session.Answer(answer));
            Online.Network = new CellularNetwork(Session.Modem);

            ScanInParts();

            Assert.AreEqual(expected, s_found, answer);
            Online.End();
        }

        [TestMethod]
        public void ScanOperators_OthersWantTheLine_NoByteGoesOutUntilItIsOver()
        {
            ScriptedTransport line = Session.Open();
            line.Expect(Scan, null);
            Online.Network = new CellularNetwork(Session.Modem);
            Online.Network.RegistrationChanged += OnChanged;
            s_found = null;
            s_other = null;
            Session.Time.StartThread(ScanInParts);
            Session.Time.Advance(1000);
            int written = line.Written;
            Session.Time.StartThread(AskBeside);
            line.Deliver("\r\n+CEREG: 2\r\n\r\n+CPIN: READY\r\n");

            Session.Time.Advance(179000);

            Assert.AreEqual(written, line.Written);
            Assert.IsNull(s_found);

            // A boot line makes the driver look before the next command.
            Session.ExpectRecovery();
            line.Expect("AT+CSQ\r", Session.Answer("+CSQ: 25,99"));
            line.Deliver(Session.Answer("+COPS: (2,\"LMT\",\"LMT\",\"24701\",8)"));
            Session.Time.Advance(5000);

            Assert.AreEqual("2|LMT|24701|2;", s_found);
            Assert.AreEqual("+CSQ: 25,99", s_other);
            Online.End();
        }

        [TestMethod]
        public void ScanOperators_LineIsOthersForLong_HasItsTimeStill()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QIACT=1\r", null);
            line.Expect(Scan, null);
            Online.Network = new CellularNetwork(Session.Modem);
            s_found = null;
            Session.Time.StartThread(ActivateBeside);
            Session.Time.Advance(1000);
            Session.Time.StartThread(ScanInParts);
            Session.Time.Advance(148000);
            line.Deliver(Session.Ok);
            Session.Time.Advance(1000);
            int written = line.Written;

            Session.Time.Advance(179000);

            Assert.AreEqual(written, line.Written);
            line.Deliver(Session.Answer("+COPS: (2,\"LMT\",\"LMT\",\"24701\",8)"));
            Session.Time.Advance(1000);
            Assert.AreEqual("2|LMT|24701|2;", s_found);
            Online.End();
        }

        private static void ScanInParts()
        {
            string found = string.Empty;

            foreach (ScannedOperator one in Online.Network.ScanOperators())
            {
                found += ((int)one.State).ToString() + "|" + one.Name + "|" + one.Operator + "|" + ((int)one.Technology).ToString() + ";";
            }

            s_found = found;
        }

        private static void AskBeside()
        {
            s_other = Session.Modem.Execute("AT+CSQ", 600000)[0];
        }

        private static void ActivateBeside()
        {
            Session.Modem.Execute("AT+QIACT=1", 150000);
        }

        private static void OnChanged(object sender, RegistrationChangedEventArgs e)
        {
            s_other = "changed";
        }
    }
}
