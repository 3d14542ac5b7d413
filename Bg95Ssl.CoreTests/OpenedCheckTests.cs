// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>
    /// What is asked once the module says that a connection is open: whether it is the one that was wanted, whether the settings still hold, and,
    /// where its result did not come by itself, where URCs go.
    /// </summary>
    [TestClass]
    public class OpenedCheckTests
    {
        private const string Opened = "\r\nOK\r\n\r\n+QSSLOPEN: 0,0\r\n";
        private const string Close = "AT+QSSLCLOSE=0\r";
        private const string State = "AT+QSSLSTATE=0\r";
        private const string UrcPort = "AT+QURCCFG=\"urcport\"\r";
        private const string SetUrcPort = "AT+QURCCFG=\"urcport\",\"uart1\"\r";
        private const string Refused = "\r\n+CME ERROR: 3\r\n";

        [TestMethod]
        public void Connect_LineHasChangedADigit_IsClosedAndOpenedAgain()
        {
            // Another context, which may check nobody; another mode, in which no payload would ever come.
            Connect_LineHasChangedADigit_IsClosedAndOpenedAgain(AccessMode.Buffer, Row(AccessMode.Buffer, 1));
            Connect_LineHasChangedADigit_IsClosedAndOpenedAgain(AccessMode.Buffer, Row(AccessMode.DirectPush, 0));
            Connect_LineHasChangedADigit_IsClosedAndOpenedAgain(AccessMode.DirectPush, Row(AccessMode.Buffer, 0));
            Connect_LineHasChangedADigit_IsClosedAndOpenedAgain(AccessMode.DirectPush, Row(AccessMode.DirectPush, 5));
        }

        private static void Connect_LineHasChangedADigit_IsClosedAndOpenedAgain(AccessMode mode, string row)
        {
            ScriptedTransport line = Prepare();
            ExpectOpened(mode);
            line.Expect(State, row);
            line.Expect(Close, Session.Ok);
            Session.ExpectReadBacks();
            ExpectOpened(mode);
            Session.ExpectState("0", mode);

            SslSocket socket = Connect(mode);

            Assert.AreEqual((int)SocketState.Connected, (int)socket.State);
            Assert.AreEqual((int)mode, (int)socket.Mode);
            Session.End();
        }

        [TestMethod]
        public void Connect_AnotherContextEachTime_ThrowsAfterFour()
        {
            ScriptedTransport line = Prepare();

            for (int i = 0; i < 4; i++)
            {
                ExpectOpened(AccessMode.Buffer);
                line.Expect(State, Row(AccessMode.Buffer, 1));
                line.Expect(Close, Session.Ok);

                if (i < 3)
                {
                    Session.ExpectReadBacks();
                }
            }

            Thrown.Is(Bg95Error.LineDamaged, Calls.Connect);

            Session.End();
        }

        [TestMethod]
        public void Connect_ModuleTellsNoContext_IsConnected()
        {
            // A module that refuses the question, that has no row, or that prints fewer fields, is left alone.
            Connect_ModuleTellsNoContext_IsConnected(Refused);
            Connect_ModuleTellsNoContext_IsConnected(Session.Ok);
            Connect_ModuleTellsNoContext_IsConnected(Session.Answer("+QSSLSTATE: 0,\"SSLClient\",\"192.0.2.1\",443,0,2,1"));
            Connect_ModuleTellsNoContext_IsConnected(Session.Answer("+QSSLSTATE: 0,\"SSLClient\",\"192.0.2.1\",443,0,2,1,0,0,\"uart1\",1,\"more\""));
            Connect_ModuleTellsNoContext_IsConnected(Session.Answer("+QSSLSTATE: \"1"));
            Connect_ModuleTellsNoContext_IsConnected(Session.Answer("+QSSLSTATE: 0,\"SSLClient\",\"192.0.2.1\",1"));
        }

        private static void Connect_ModuleTellsNoContext_IsConnected(string answer)
        {
            ScriptedTransport line = Prepare();
            ExpectOpened(AccessMode.Buffer);
            line.Expect(State, answer);

            Assert.AreEqual((int)SocketState.Connected, (int)Connect(AccessMode.Buffer).State);
            Session.End();
        }

        [TestMethod]
        public void Connect_RefusesToTellTheLevelOnce_IsConnected()
        {
            ScriptedTransport line = Prepare();
            line.Expect("AT+QSSLOPEN=1,0,0,\"a.example\",443,0\r", Opened);
            line.Expect("AT+QSSLCFG=\"seclevel\",0\r", Refused);
            Session.ExpectReadBack("seclevel", "1");
            Session.ExpectState("0", AccessMode.Buffer);

            Assert.AreEqual((int)SocketState.Connected, (int)Connect(AccessMode.Buffer).State);
            Session.End();
        }

        [TestMethod]
        public void Connect_RefusesToTellASettingOnce_OtherConnectionsStayTrusted()
        {
            // Were the refusal believed, the second connection would write all settings, and any that is being opened would begin anew.
            ScriptedTransport line = Session.Connect();
            Session.ExpectReadBacks(string.Empty, "sni");
            line.Expect("AT+QSSLCFG=\"sni\",0\r", Refused);
            Session.ExpectReadBacks("sni", string.Empty);

            Session.ConnectConfigured();

            Session.End();
        }

        [TestMethod]
        public void Connect_ResultGoesToAnotherPort_ThePortIsSet()
        {
            // In buffer mode nothing is lost by it.
            ScriptedTransport line = Prepare();
            ExpectOpenedElsewhere(AccessMode.Buffer);

            Assert.AreEqual((int)SocketState.Connected, (int)Connect(AccessMode.Buffer).State);
            line.Verify();
            Session.End();
        }

        [TestMethod]
        public void Connect_PushedDataGoToAnotherPort_IsOpenedAgain()
        {
            ScriptedTransport line = Prepare();
            ExpectOpenedElsewhere(AccessMode.DirectPush);
            line.Expect(Close, Session.Ok);
            Session.ExpectReadBacks();
            ExpectOpened(AccessMode.DirectPush);
            Session.ExpectState("0", AccessMode.DirectPush);

            Assert.AreEqual((int)SocketState.Connected, (int)Connect(AccessMode.DirectPush).State);
            Session.End();
        }

        [TestMethod]
        public void Connect_ResultIsMissingAndThePortIsLeftAlone_AsksForNoPort()
        {
            Session.Make();
            Session.Modem.UrcPort = null;
            string question = Session.NextQuestion();
            Session.Line.Expect(question, Session.QuestionAnswer());
            Session.ExpectRecovered();
            Session.Line.Expect("AT+QSSLSTATE\r", Session.Ok);
            Session.Modem.Open(5000);
            Session.Context.CaCertificate = "ca.pem";
            Session.ExpectSettings();
            Session.Line.Expect("AT+QSSLOPEN=1,0,0,\"a.example\",443,0\r", Session.Ok);
            Session.ExpectState("0", AccessMode.Buffer);
            Session.ExpectReadBack("seclevel", "1");
            Session.ExpectState("0", AccessMode.Buffer);

            Assert.AreEqual((int)SocketState.Connected, (int)Connect(AccessMode.Buffer).State);
            Session.End();
        }

        [TestMethod]
        public void Send_RefusedAndTheQuestionOnceToo_IsConnectedStill()
        {
            // A busy module refuses both; the connection is as good as before.
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QSSLSEND=0,2\r", Refused);
            line.Expect(State, Refused);
            Session.ExpectState("0", AccessMode.Buffer);

            Thrown.Is(Bg95Error.NotAllowed, Calls.Send);

            Assert.AreEqual((int)SocketState.Connected, (int)Session.Socket.State);
            Session.End();
        }

        private static ScriptedTransport Prepare()
        {
            Session.OpenWithContext();
            Session.ExpectSettings();
            return Session.Line;
        }

        private static SslSocket Connect(AccessMode mode)
        {
            Session.Use(Session.Context.Connect("a.example", 443, mode, 1500));
            return Session.Socket;
        }

        private static void ExpectOpened(AccessMode mode)
        {
            Session.Line.Expect(Open(mode), Opened);
            Session.ExpectReadBack("seclevel", "1");
        }

        // The result does not come, so the driver asks.
        private static void ExpectOpenedElsewhere(AccessMode mode)
        {
            Session.Line.Expect(Open(mode), Session.Ok);
            Session.ExpectState("0", mode);
            Session.ExpectReadBack("seclevel", "1");
            Session.ExpectState("0", mode);
            Session.Line.Expect(UrcPort, Session.Answer("+QURCCFG: \"urcport\",\"usbat\""));
            Session.Line.Expect(SetUrcPort, Session.Ok);
            Session.Line.Expect(UrcPort, Session.Answer("+QURCCFG: \"urcport\",\"uart1\""));
        }

        private static string Open(AccessMode mode)
        {
            return "AT+QSSLOPEN=1,0,0,\"a.example\",443," + ((int)mode).ToString() + "\r";
        }

        private static string Row(AccessMode mode, int context)
        {
            return Session.Answer(
                "+QSSLSTATE: 0,\"SSLClient\",\"192.0.2.1\",443,0,2,1,0," + ((int)mode).ToString() + ",\"uart1\"," + context.ToString());
        }
    }
}
