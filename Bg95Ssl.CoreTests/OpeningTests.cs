// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>What can come between AT+QSSLOPEN and a connection that is given to the program, and how long each part may take.</summary>
    [TestClass]
    public class OpeningTests
    {
        private const string Open = "AT+QSSLOPEN=1,0,0,\"a.example\",443,0\r";
        private const string OpenTransparent = "AT+QSSLOPEN=1,0,0,\"a.example\",443,2\r";
        private const string Close = "AT+QSSLCLOSE=0\r";
        private const string State = "AT+QSSLSTATE=0\r";
        private const string Opened = "\r\n+QSSLOPEN: 0,0\r\n";

        private static int s_milliseconds;

        [TestMethod]
        public void Connect_ResultComesLater_IsConnected()
        {
            ScriptedTransport line = Prepare();
            line.Expect(Open, Session.Ok);
            Session.ExpectReadBack("seclevel", "1");
            Session.ExpectState("0", AccessMode.Buffer);
            Beside opening = Beside.Start(Calls.Connect);
            Session.Time.Advance(14999);

            line.Deliver(Opened);
            Session.Time.Advance(1);

            opening.HasWorked();
            Session.End();
        }

        [TestMethod]
        public void Connect_NoResultFor15Seconds_AsksForTheState()
        {
            // Connected: the result was lost.
            ScriptedTransport line = Prepare();
            line.Expect(Open, Session.Ok);
            line.Expect(State, Row(1));
            line.Expect(State, Row(2));
            Session.ExpectReadBack("seclevel", "1");
            Session.ExpectState("0", AccessMode.Buffer);
            line.Expect("AT+QURCCFG=\"urcport\"\r", Session.Answer("+QURCCFG: \"urcport\",\"uart1\""));

            Calls.Connect();

            Assert.AreEqual(30000, Elapsed(), string.Empty);
            Session.End();
        }

        [TestMethod]
        public void Connect_ModuleSaysItIsClosing_Throws()
        {
            ScriptedTransport line = Prepare();
            line.Expect(Open, Session.Ok);
            line.Expect(State, Row(4));
            line.Expect(Close, Session.Ok);

            Thrown.Is(Bg95Error.SocketConnectionFailed, Calls.Connect);

            Assert.AreEqual(15000, Elapsed(), string.Empty);
            Session.End();
        }

        [TestMethod]
        public void Connect_ModuleDoesNotKnowTheSocketTwice_Throws()
        {
            // Once may be too early.
            ScriptedTransport line = Prepare();
            line.Expect(Open, Session.Ok);
            line.Expect(State, Session.Ok);
            line.Expect(State, Row(1));
            line.Expect(State, Session.Ok);
            line.Expect(State, Session.Ok);
            line.Expect(Close, Session.Ok);

            Thrown.Is(Bg95Error.SocketConnectionFailed, Calls.Connect);

            Assert.AreEqual(60000, Elapsed(), string.Empty);
            Session.End();
        }

        [TestMethod]
        public void Connect_ResultWithoutANumber_Throws()
        {
            Connect_ResultWithoutANumber_Throws("\r\n+QSSLOPEN: 0\r\n");
            Connect_ResultWithoutANumber_Throws("\r\n+QSSLOPEN: 0,x\r\n");
            Connect_ResultWithoutANumber_Throws("\r\n+QSSLOPEN: 12,0\r\n\r\n+QSSLOPEN: x,0\r\n\r\n+QSSLOPEN: 0,-1\r\n");
        }

        private static void Connect_ResultWithoutANumber_Throws(string result)
        {
            ScriptedTransport line = Prepare();
            line.Expect(Open, Session.Ok + result);
            line.Expect(Close, Session.Ok);

            Thrown.Is(Bg95Error.UnexpectedAnswer, Calls.Connect);

            Session.End();
        }

        [TestMethod]
        public void Connect_LinesOfAStartWhileItOpens_IsOpenedAnew()
        {
            ScriptedTransport line = Prepare();
            Session.AlwaysRecover();
            line.Expect(Open, Session.Ok);
            Beside opening = Beside.Start(Calls.Connect);
            Session.Time.Advance(3000);
            line.Expect(Close, Session.Ok);
            Session.ExpectSettings();
            line.Expect(Open, Session.Ok + Opened);
            Session.ExpectReadBack("seclevel", "1");
            Session.ExpectState("0", AccessMode.Buffer);

            line.Deliver("\r\n+CFUN: 1\r\n" + Opened);
            Session.Time.Advance(1000);

            opening.HasWorked();
            Session.End();
        }

        [TestMethod]
        public void Connect_TransparentAndALineThatNobodyKnowsBeforeConnect_IsOpenedAnew()
        {
            // It may have been an echo, and nothing can be asked any more.
            ScriptedTransport line = Prepare();
            line.Expect(OpenTransparent, "\r\nxx\r\n\r\nCONNECT\r\nwhose?");
            line.Expect("+++", Session.Ok);
            Session.ExpectRecovery();
            line.Expect(Close, Session.Ok);
            Session.ExpectSettings();
            line.Expect(OpenTransparent, "\r\nCONNECT\r\nhello");

            Session.Use(Session.Context.Connect("a.example", 443, AccessMode.Transparent, 1500));
            line.Settle();

            Assert.AreEqual("hello", Session.Receive(20));
            Session.End();
        }

        [TestMethod]
        public void Connect_EverySettingsRoundIsInterrupted_ThrowsAfterThree()
        {
            ScriptedTransport line = Session.OpenWithContext();
            Session.AlwaysRecover();

            for (int round = 0; round < 3; round++)
            {
                Session.ExpectWrites(string.Empty, string.Empty);
                Session.ExpectReadBacks(string.Empty, "cacert");
                line.Expect("AT+QSSLCFG=\"cacert\",0\r", Session.Answer("+QSSLCFG: \"cacert\",0,\"ca.pem\"") + "\r\n+CFUN: 1\r\n");
            }

            Bg95Exception thrown = Thrown.Is(Bg95Error.ModuleRestarted, Calls.Connect);

            Assert.AreEqual("AT+QSSLCFG", thrown.Command);
            Session.End();
        }

        [TestMethod]
        public void Connect_ModuleFallsSilentBetweenTwoSettingsRounds_ThrowsAtItsLimit()
        {
            ScriptedTransport line = Session.OpenWithContext();
            Session.ExpectWrites(string.Empty, string.Empty);
            Session.ExpectReadBacks(string.Empty, "cacert");
            line.Expect("AT+QSSLCFG=\"cacert\",0\r", Session.Answer("+QSSLCFG: \"cacert\",0,\"ca.pem\"") + "\r\n+CFUN: 1\r\n");
            s_milliseconds = 50;
            Session.Time.StartThread(FallSilent);
            long from = Session.Time.Now;

            Thrown.Is(Bg95Error.NoAnswer, Calls.Connect);

            Assert.AreEqual(490000, (int)(Session.Time.Now - from));
            Session.End();
        }

        [TestMethod]
        public void Connect_NoResultAtAll_EndsAfterItsLimit()
        {
            // 150 s, and 300 s for the negotiation.
            ScriptedTransport line = Prepare();
            line.Expect(Open, Session.Ok);
            line.Always(State, Row(1));
            line.Expect(Close, Session.Ok);

            Connect_EndsAfter(450000);

            Session.End();
        }

        [TestMethod]
        public void Connect_LineWasHeldMeanwhile_EndsEarlyEnoughToClose()
        {
            Connect_LineWasHeldMeanwhile_EndsEarlyEnoughToClose(19000, 19000 + 450000);
            Connect_LineWasHeldMeanwhile_EndsEarlyEnoughToClose(30000, 470000);
            Connect_LineWasHeldMeanwhile_EndsEarlyEnoughToClose(400000, 470000);
        }

        private static void Connect_LineWasHeldMeanwhile_EndsEarlyEnoughToClose(int held, int expected)
        {
            ScriptedTransport line = Hold(held);
            line.Expect(Open, Session.Ok);
            line.Always(State, Row(1));
            line.Expect(Close, Session.Ok);

            Connect_EndsAfter(expected);

            Session.End();
        }

        [TestMethod]
        public void Connect_LineWasHeldTooLong_DoesNotWaitForTheConnection()
        {
            // It is closed in what is left, once the driver is in step again.
            ScriptedTransport line = Hold(472000);
            Session.AlwaysRecover();
            line.Expect(Open, null);
            line.Expect(Close, Session.Ok);

            Connect_EndsAfter(472000 + 200);

            Session.End();
        }

        private static ScriptedTransport Hold(int milliseconds)
        {
            ScriptedTransport line = Session.OpenWithContext();
            Session.Context.InsecureIgnoreValidity = true;
            line.Expect("AT+COPS=?\r", null);
            s_milliseconds = milliseconds;
            Beside.Start(Scan);
            Session.Time.Yield();
            Session.Time.StartThread(Answer);
            Session.ExpectSettings("ignorelocaltime", "1");
            return line;
        }

        private static void Scan()
        {
            Session.Modem.Execute("AT+COPS=?", 480000);
        }

        private static void Answer()
        {
            Session.Time.Sleep(s_milliseconds);
            Session.Line.Deliver(Session.Ok);
        }

        private static void Connect_EndsAfter(int milliseconds)
        {
            long from = Session.Time.Now;
            Thrown.Is(Bg95Error.NoAnswer, Calls.Connect);
            Assert.AreEqual(milliseconds, (int)(Session.Time.Now - from));
        }

        [TestMethod]
        public void Connect_ModuleFallsSilentBehindTheResult_ThrowsAtItsLimit()
        {
            // What nobody has asked for makes the driver get in step before the security level is read once more.
            ScriptedTransport line = Prepare();
            line.Expect(Open, Session.Ok);
            Beside opening = Beside.Start(Calls.Connect);
            Session.Time.Advance(1000);
            line.Deaf = true;

            line.Deliver(Opened + Session.Ok);
            Session.Time.Advance(488999);
            Assert.AreEqual(-1, opening.Taken);
            Session.Time.Advance(2);

            opening.HasFailed(Bg95Error.NoAnswer);
            Session.End();
        }

        [TestMethod]
        public void Connect_PortIsPulledWhileItOpens_Throws()
        {
            ScriptedTransport line = Prepare();
            line.Expect(Open, Session.Ok);
            Beside opening = Beside.Start(Calls.Connect);
            Session.Time.Advance(1000);

            line.Break();
            Session.Time.Advance(1);

            opening.HasFailed(Bg95Error.PortFailed);
            Session.End();
        }

        [TestMethod]
        public void Connect_AnotherSocketHasTheLine_ThrowsAtOnce()
        {
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            SslContext other = Session.Modem.SslContexts[1];
            other.SecurityLevel = SecurityLevel.InsecureNone;
            int written = line.Written;

            Thrown.Is(Bg95Error.LineBusy, ConnectOther);

            Assert.AreEqual(written, line.Written);
            Session.End();
        }

        private static void ConnectOther()
        {
            Session.Modem.SslContexts[1].Connect("b.example", 443);
        }

        [TestMethod]
        public void Connect_TransparentAndDtrCannotBeSet_Throws()
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            Session.Modem.SslContexts.DataTerminalReady = Ignore;
            line.Expect("AT&D1\r", "\r\n+CME ERROR: 3\r\n");
            Thrown.Is(Bg95Error.NotAllowed, Switch);
            Assert.AreEqual((int)AccessMode.Buffer, (int)Session.Socket.Mode);

            Session.ExpectReadBacks();
            line.Expect("AT&D1\r", "\r\n+CME ERROR: 3\r\n");
            line.Expect("AT+QSSLCLOSE=1\r", Session.Ok);
            Thrown.Is(Bg95Error.NotAllowed, ConnectTransparent);
            Session.End();
        }

        private static void Ignore(bool isReady)
        {
        }

        private static void Switch()
        {
            Session.Socket.SwitchMode(AccessMode.Transparent, 1500);
        }

        private static void ConnectTransparent()
        {
            Session.Context.Connect("a.example", 443, AccessMode.Transparent, 1500);
        }

        [TestMethod]
        public void Connect_IdIsInUseAndTheModuleCannotBeAsked_Throws()
        {
            ScriptedTransport line = Prepare();
            line.Expect(Open, Session.Ok + "\r\n+QSSLOPEN: 0,563\r\n");
            line.Expect(State, null);

            // What keeps the driver from trying again.
            Thrown.Is(Bg95Error.NoAnswer, Calls.Connect);

            Assert.AreEqual(5000, Elapsed(), string.Empty);
            Session.End();
        }

        [TestMethod]
        public void Connect_IdIsInUseAgainAfterClosing_TakesAnother()
        {
            ScriptedTransport line = Prepare();
            line.Expect(Open, "\r\n+CME ERROR: 563\r\n");
            line.Expect(State, Row(2));
            line.Expect(Close, Session.Ok);
            Session.ExpectReadBacks();
            line.Expect(Open, "\r\n+CME ERROR: 563\r\n");
            line.Expect(State, Row(2));
            Session.ExpectReadBacks();
            line.Expect("AT+QSSLOPEN=1,0,1,\"a.example\",443,0\r", "\r\nOK\r\n\r\n+QSSLOPEN: 1,0\r\n");
            Session.ExpectReadBack("seclevel", "1");
            Session.ExpectState("1", AccessMode.Buffer);

            Calls.Connect();

            Session.End();
        }

        [TestMethod]
        public void Connect_EveryIdIsHeld_TriesEachOnceAndThrows()
        {
            ScriptedTransport line = Session.OpenWithContext();
            line.Always("AT+QSSLCFG=", Session.Ok);

            for (int id = 0; id < 12; id++)
            {
                line.Expect("AT+QSSLOPEN=1,0," + id.ToString() + ",\"a.example\",443,0\r", "\r\n+CME ERROR: 563\r\n");
                line.Expect("AT+QSSLSTATE=" + id.ToString() + "\r", "\r\n+CME ERROR: 3\r\n");
                line.Expect("AT+QSSLSTATE=" + id.ToString() + "\r", Session.Error);
                line.Expect("AT+QIGETERROR\r", Session.NoReason);
            }

            Thrown.Is(Bg95Error.SocketIdentityUsed, Calls.Connect);

            Session.End();
        }

        [TestMethod]
        public void GetSockets_Refused_IsNone()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QSSLSTATE\r", "\r\n+CME ERROR: 3\r\n");
            line.Expect("AT+QSSLSTATE\r", "\r\n+CME ERROR: 3\r\n");

            Assert.AreEqual(0, Session.Modem.GetSockets(new SslSocketInfo[0]));

            Session.End();
        }

        private static ScriptedTransport Prepare()
        {
            ScriptedTransport line = Session.OpenWithContext();
            Session.ExpectSettings();
            s_milliseconds = -(int)Session.Time.Now;
            return line;
        }

        // Since Prepare.
        private static int Elapsed()
        {
            return s_milliseconds + (int)Session.Time.Now;
        }

        private static string Row(int state)
        {
            return Session.Answer("+QSSLSTATE: 0,\"SSLClient\",\"192.0.2.1\",443,0," + state.ToString() + ",1");
        }

        private static void FallSilent()
        {
            Session.Time.Sleep(s_milliseconds);
            Session.Line.Deaf = true;
        }
    }
}
