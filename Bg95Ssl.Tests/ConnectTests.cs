// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>Opening of connections (application note 2.1.2; module facts 3, 4.1 and 4.2).</summary>
    [TestClass]
    public class ConnectTests
    {
        private const string Open = "AT+QSSLOPEN=1,0,0,\"a.example\",443,0\r";
        private const string Used = "\r\nOK\r\n\r\n+QSSLOPEN: 0,563\r\n";

        [TestMethod]
        public void Connect_Arguments_ArePdpThenContextThenId()
        {
            ScriptedTransport line = Session.ConnectAndClose();
            SslContext context = Session.Context;
            context.PdpContextId = 16;
            line.Expect("AT+QSSLOPEN=16,0,1,\"b.example\",65535,0\r", "\r\nOK\r\n\r\n+QSSLOPEN: 1,0\r\n");
            Session.ExpectState("1", AccessMode.Buffer);

            SslSocket socket = context.Connect("b.example", 65535);

            Assert.AreEqual(1, socket.Id);
            Assert.AreEqual((int)SocketState.Connected, (int)socket.State);
            Assert.AreSame(context, socket.Context);
            Session.End();
        }

        [TestMethod]
        public void Connect_AnyFormOfTheAnswer_Connects()
        {
            Connect_AnyFormOfTheAnswer_Connects("\r\nOK\r\n\r\n+QSSLOPEN: 0,0\r\n", 0);
            Connect_AnyFormOfTheAnswer_Connects("\r\nOK\r\n\r\n+QSSLOPEN: 0,0\r\n", 1);
            Connect_AnyFormOfTheAnswer_Connects("\r\nOK\r\n\r\n+QSSLOPEN: 0,0\r\n", 5);
            Connect_AnyFormOfTheAnswer_Connects("\r\nOK\r\n+QSSLOPEN: 0,0\r\n", 0);
            Connect_AnyFormOfTheAnswer_Connects("\r\nOK\r\n+QSSLOPEN: 0,0\r\n", 1);
            Connect_AnyFormOfTheAnswer_Connects(Session.Answer("+QSSLOPEN: 0,0"), 0);
            Connect_AnyFormOfTheAnswer_Connects("\r\n+QSSLURC: \"recv\",5\r\n\r\nOK\r\n\r\n+CREG: 1\r\n\r\n+QSSLOPEN: 0,0\r\n\r\n+QSSLURC: \"recv\",0\r\n", 0);
            Connect_AnyFormOfTheAnswer_Connects("\r\n+QSSLURC: \"recv\",5\r\n\r\nOK\r\n\r\n+CREG: 1\r\n\r\n+QSSLOPEN: 0,0\r\n\r\n+QSSLURC: \"recv\",0\r\n", 1);
            Connect_AnyFormOfTheAnswer_Connects("\r\n+QSSLURC: \"recv\",5\r\n\r\nOK\r\n\r\n+CREG: 1\r\n\r\n+QSSLOPEN: 0,0\r\n\r\n+QSSLURC: \"recv\",0\r\n", 4);
        }

        private static void Connect_AnyFormOfTheAnswer_Connects(string answer, int split)
        {
            ScriptedTransport line = Ready();
            line.Split = split;
            line.Expect(Open, answer);
            Session.ExpectState("0", AccessMode.Buffer);

            SslSocket socket = Session.Context.Connect("a.example", 443);

            Assert.AreEqual((int)SocketState.Connected, (int)socket.State);
            line.Settle();
            Session.End();
        }

        [TestMethod]
        public void Connect_ResultAfterOkWasTaken_IsWaitedFor()
        {
            ScriptedTransport line = Ready();
            line.Expect(Open, "\r\nOK\r\n");
            line.DeliverAtLast("\r\n+QSSLOPEN: 3,566\r\n\r\n+QSSLOPEN: 0,0\r\n");
            line.Always("AT+QSSLSTATE=0\r", Session.Ok);

            SslSocket socket = Session.Context.Connect("a.example", 443);

            Assert.AreEqual((int)SocketState.Connected, (int)socket.State);
            Session.End();
        }

        [TestMethod]
        public void Connect_Failure_ThrowsItsNumberAndFreesTheId()
        {
            Connect_Failure_ThrowsItsNumberAndFreesTheId("\r\nOK\r\n\r\n+QSSLOPEN: 0,566\r\n", (int)Bg95Error.SocketConnectionFailed);
            Connect_Failure_ThrowsItsNumberAndFreesTheId("\r\nOK\r\n\r\n+QSSLOPEN: 0,565\r\n", (int)Bg95Error.DnsParseFailed);
            Connect_Failure_ThrowsItsNumberAndFreesTheId("\r\nOK\r\n\r\n+QSSLOPEN: 0,599\r\n", 599);
            Connect_Failure_ThrowsItsNumberAndFreesTheId("\r\nOK\r\n\r\n+QSSLURC: \"closed\",0\r\n", (int)Bg95Error.SocketClosed);
            Connect_Failure_ThrowsItsNumberAndFreesTheId("\r\n+CME ERROR: 3\r\n", (int)Bg95Error.NotAllowed);
        }

        private static void Connect_Failure_ThrowsItsNumberAndFreesTheId(string answer, int error)
        {
            ScriptedTransport line = Ready();
            line.Expect(Open, answer);
            line.Expect("AT+QSSLCLOSE=0\r", "\r\nOK\r\n");

            Bg95Exception thrown = Thrown.Is((Bg95Error)error, Calls.Connect);

            Assert.AreEqual("AT+QSSLOPEN", thrown.Command);
            Session.End();
        }

        [TestMethod]
        public void Connect_IdStillUsed_ClosesItAndOpensItAgainAfterAPause()
        {
            // Module facts 4.2: after a reset of the program alone.
            ScriptedTransport line = Ready();
            line.Expect(Open, Used);
            line.Expect("AT+QSSLSTATE=0\r", Session.Answer("+QSSLSTATE: 0,\"SSLClient\""));
            line.Expect("AT+QSSLCLOSE=0\r", Session.Ok);
            Session.ExpectReadBacks();
            Session.ExpectConnection(AccessMode.Buffer);
            long before = Session.Time.Now;

            SslSocket socket = Session.Context.Connect("a.example", 443);

            Assert.AreEqual(0, socket.Id);
            Assert.AreEqual(1000, Session.Time.Now - before);
            Assert.AreEqual((int)SocketState.Connected, (int)socket.State);
            Session.End();
        }

        [TestMethod]
        public void Connect_IdHeldBySomethingElse_TakesAnother()
        {
            // A TCP socket of the program's own, say: QSSLSTATE does not know it.
            ScriptedTransport line = Ready();
            line.Expect(Open, Used);
            line.Expect("AT+QSSLSTATE=0\r", Session.Ok);
            Session.ExpectReadBacks();
            line.Expect("AT+QSSLOPEN=1,0,1,\"a.example\",443,0\r", "\r\nOK\r\n\r\n+QSSLOPEN: 1,0\r\n");
            Session.ExpectReadBack("seclevel", "1");
            Session.ExpectState("1", AccessMode.Buffer);

            SslSocket socket = Session.Context.Connect("a.example", 443);

            Assert.AreEqual(1, socket.Id);
            Assert.AreEqual((int)SocketState.Connected, (int)socket.State);
            Session.End();
        }

        [TestMethod]
        public void Connect_Error_ThrowsTheNumberOfQigeterror()
        {
            ScriptedTransport line = Ready();
            line.Expect(Open, "\r\nERROR\r\n");
            line.Expect("AT+QIGETERROR\r", Session.Answer("+QIGETERROR: 561,open PDP context failed"));
            line.Expect("AT+QSSLCLOSE=0\r", "\r\nERROR\r\n");
            line.Expect("AT+QIGETERROR\r", Session.Answer("+QIGETERROR: 552, invalid parameters"));

            Thrown.Is(Bg95Error.OpenPdpContextFailed, Calls.Connect);

            Session.End();
        }

        [TestMethod]
        public void Connect_ErrorWithoutNumber_ThrowsRejected()
        {
            // QIGETERROR often says 0 (module facts 4.1); its text counts for nothing.
            ScriptedTransport line = Ready();
            line.Expect(Open, "\r\nERROR\r\n");
            line.Expect("AT+QIGETERROR\r", Session.Answer("+QIGETERROR: 0,operate successfully"));
            line.Expect("AT+QSSLCLOSE=0\r", "\r\nOK\r\n");

            Thrown.Is(Bg95Error.Rejected, Calls.Connect);

            Session.End();
        }

        [TestMethod]
        public void Connect_RestartMeanwhile_ThrowsModuleRestarted()
        {
            ScriptedTransport line = Ready();
            line.Expect(Open, "\r\nRDY\r\n\r\nAPP RDY\r\n");
            Session.ExpectRecovery();
            line.Expect("AT+QSSLCLOSE=0\r", "\r\nOK\r\n");

            Thrown.Is(Bg95Error.ModuleRestarted, Calls.Connect);

            Session.End();
        }

        [TestMethod]
        public void Connect_ClosedWhileTheModuleMayHaveRestarted_IsOpenedAnew()
        {
            // What the first connection was must not pass for the second, which is refused.
            ScriptedTransport line = Ready();
            line.Expect(Open, "\r\nOK\r\n\r\n+QSSLOPEN: 0,0\r\n\r\n+QSSLURC: \"closed\",0\r\n\r\n+CPIN: READY\r\n");
            Session.ExpectRecovery();
            line.Expect("AT+QSSLCLOSE=0\r", Session.Ok);
            Session.ExpectSettings();
            line.Expect(Open, "\r\nOK\r\n\r\n+QSSLOPEN: 0,566\r\n");
            line.Expect("AT+QSSLCLOSE=0\r", Session.Ok);

            Thrown.Is(Bg95Error.SocketConnectionFailed, Calls.Connect);

            Session.End();
        }

        [TestMethod]
        public void Connect_IdWasNotConfirmedClosed_IsClosedBeforeItIsOpened()
        {
            // If the result were lost the module's state would tell of the older connection, which is open still.
            ScriptedTransport line = Ready();

            for (int i = 0; i < 10; i++)
            {
                string id = i.ToString();
                line.Expect("AT+QSSLOPEN=1,0," + id + ",\"a.example\",443,0\r", "\r\nOK\r\n\r\n+QSSLOPEN: " + id + ",0\r\n");
                Session.ExpectState(id, AccessMode.Buffer);
                SslSocket socket = Session.Context.Connect("a.example", 443);
                line.Expect("AT+QSSLCLOSE=" + id + "\r", i == 0 ? null : Session.Ok);

                try
                {
                    socket.Close();
                }
                catch (Bg95Exception ex)
                {
                    Assert.AreEqual((int)Bg95Error.NoAnswer, (int)ex.Error);
                    Session.ExpectRecovery();
                    Session.ExpectSettings();
                }
            }

            line.Expect("AT+QSSLCLOSE=0\r", Session.Ok);
            line.Expect(Open, "\r\nOK\r\n\r\n+QSSLOPEN: 0,0\r\n");
            Session.ExpectState("0", AccessMode.Buffer);

            Assert.AreEqual(0, Session.Context.Connect("a.example", 443).Id);

            Session.End();
        }

        [TestMethod]
        public void Connect_AllTwelveIdsInUse_ThrowsAndSendsNothing()
        {
            ScriptedTransport line = Session.Connect();

            for (int i = 1; i < 10; i++)
            {
                Assert.AreEqual(i, Session.ConnectAgain().Id);
            }

            // Those of two digits last.
            line.Expect("AT+QSSLOPEN=1,0,10,\"a.example\",443,0\r", "\r\nOK\r\n\r\n+QSSLOPEN: 10,0\r\n");
            Session.ExpectState("10", AccessMode.Buffer);
            Assert.AreEqual(10, Session.Context.Connect("a.example", 443).Id);
            line.Expect("AT+QSSLOPEN=1,0,11,\"a.example\",443,0\r", "\r\nOK\r\n\r\n+QSSLOPEN: 11,0\r\n");
            Session.ExpectState("11", AccessMode.Buffer);
            Assert.AreEqual(11, Session.Context.Connect("a.example", 443).Id);

            int written = line.Written;

            Assert.ThrowsException(typeof(InvalidOperationException), Calls.Connect);

            Assert.AreEqual(written, line.Written);
            Session.End();
        }

        [TestMethod]
        public void Connect_ModemClosed_Throws()
        {
            Session.OpenWithContext();
            Session.Modem.Close();

            Assert.ThrowsException(typeof(InvalidOperationException), Calls.Connect);

            Session.End();
        }

        private static ScriptedTransport Ready()
        {
            Session.OpenWithContext();
            Session.ExpectSettings();
            return Session.Line;
        }
    }
}
