// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>What an earlier command, connection or session has left behind must not be taken for the next one's.</summary>
    [TestClass]
    public class ResidueTests
    {
        private static int s_raised;

        [TestMethod]
        public void Recovery_StaleOkBeforeTheAnswer_EndsNoQuestion()
        {
            // Each time anew: that an earlier question was answered is no answer to this one.
            ScriptedTransport line = Session.Open();

            for (int i = 0; i < 3; i++)
            {
                line.Deliver(Session.Ok);
                line.Settle();
                line.Expect(Session.NextQuestion(), Session.Ok + "\r\nERROR\r\n" + Session.QuestionAnswer());
                Session.ExpectRecovered();
                line.Expect("AT+QIDEACT=1\r", Session.Ok);
                Calls.Deactivate();

                line.Deliver(Session.Ok);
                line.Settle();
                line.Expect(Session.NextQuestion(), Session.Ok);
                line.Expect("ATV1\r", Session.Ok);
                Session.ExpectRecovery();
                line.Expect("AT+QIDEACT=1\r", Session.Ok);
                Calls.Deactivate();
            }

            Session.End();
        }

        [TestMethod]
        public void Recovery_QuestionWasGivenUpLongAgo_IsAskedInItsTurn()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QSSLCFG=\"negotiatetime\",0\r", null);
            Thrown.Is(Bg95Error.NoAnswer, QueryTime);

            for (int i = 0; i < 26; i++)
            {
                Session.ExpectRecovery();
                line.Expect("AT+QIDEACT=1\r", Session.Ok + Session.Ok);
                Calls.Deactivate();
                line.Settle();
            }

            Session.End();
        }

        [TestMethod]
        public void Open_CommandWasOnItsWayWhenThePortWasClosed_AsksAnotherQuestion()
        {
            // Its answer may come now, and would look like the answer to the same question.
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QSSLCFG=\"sslversion\",1\r", null);
            Session.Time.StartThread(QueryVersion);
            Session.Time.Yield();
            Session.Modem.Close();
            FirstWords module = new FirstWords();
            line.Module = module;

            Thrown.Is(Bg95Error.NoAnswer, OpenAgain);

            Assert.AreEqual(0, module.Heard.IndexOf("AT+QSSLCFG=\""), module.Heard);
            Assert.IsTrue(module.Heard.IndexOf("sslversion") < 0, module.Heard);
            Session.Modem.Close();
        }

        private static void QueryVersion()
        {
            Thrown.By(QueryVersionOnce);
        }

        private static void QueryVersionOnce()
        {
            Session.Modem.SslContexts[1].Query("sslversion");
        }

        private static void OpenAgain()
        {
            Session.Modem.Open(1000);
        }

        /// <summary>A module that says nothing, and keeps the first line it hears.</summary>
        private sealed class FirstWords : IScriptedModule
        {
            internal string Heard;

            public string Answer(string written)
            {
                Heard ??= written;
                return string.Empty;
            }
        }

        private static void QueryTime()
        {
            Session.Context.Query("negotiatetime");
        }

        [TestMethod]
        public void Send_NoPromptCame_AngleBracketIsALineLater()
        {
            ScriptedTransport line = Session.Connect();
            Session.AlwaysRecover();
            line.Expect("AT+QSSLSEND=0,2\r", null);
            Thrown.Is(Bg95Error.NoAnswer, Calls.Send);

            line.Deliver("\r\n>\r\n");
            line.Settle();

            Assert.AreEqual(1, Session.Modem.Statistics[LineCounter.UnknownLines]);
            Session.End();
        }

        [TestMethod]
        public void Send_AfterAnUpload_WaitsForAPromptAgain()
        {
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QFUPL=\"ca.pem\",2,5\r", "\r\nCONNECT\r\n");
            line.Expect("ab", "\r\n+QFUPL: 2,6162\r\n\r\nOK\r\n");
            line.Expect("AT+QFLST=\"ca.pem\"\r", "\r\n+QFLST: \"UFS:ca.pem\",2\r\n\r\nOK\r\n");
            line.Expect("AT+QSSLSEND=0,2\r", "\r\n> ");
            line.Expect("hi", "\r\nSEND OK\r\n");

            Calls.Upload();
            Calls.Send();

            Session.End();
        }

        [TestMethod]
        public void Open_AgainAndTheModuleEchoes_IsNoRestart()
        {
            Session.Open();
            Session.Modem.Close();

            Session.OpenMade();

            Assert.AreEqual(0, Session.Modem.Statistics[LineCounter.Restarts]);
            Session.End();
        }

        [TestMethod]
        public void AppReady_WithoutReady_IsARestartAndBehindItIsNone()
        {
            ScriptedTransport line = Session.Open();
            Session.AlwaysRecover();
            line.Deliver("\r\nAPP RDY\r\n");
            Session.Time.Advance(5000);
            Assert.AreEqual(1, Session.Modem.Statistics[LineCounter.Restarts]);
            line.Always("AT+QIDEACT=1\r", Session.Ok);
            Calls.Deactivate();

            line.Deliver("\r\nRDY\r\n");
            line.Settle();
            Calls.Deactivate();
            line.Deliver("\r\nAPP RDY\r\n");
            Session.Time.Advance(5000);
            Assert.AreEqual(2, Session.Modem.Statistics[LineCounter.Restarts]);

            line.Deliver("\r\nAPP RDY\r\n");
            Session.Time.Advance(5000);
            Assert.AreEqual(3, Session.Modem.Statistics[LineCounter.Restarts]);
            Session.End();
        }

        [TestMethod]
        public void PoweredDown_NextCommand_GetsInStepFirst()
        {
            ScriptedTransport line = Session.Open();
            line.Deliver("\r\nPOWERED DOWN\r\n");
            line.Settle();
            string question = Session.NextQuestion();
            line.Expect(question, question + Session.QuestionAnswer());
            Session.ExpectRecovered();
            line.Expect("AT+QIDEACT=1\r", Session.Ok);

            Calls.Deactivate();

            // It was switched off and on, and that was told.
            Assert.AreEqual(0, Session.Modem.Statistics[LineCounter.Restarts]);
            Session.End();
        }

        [TestMethod]
        public void Echo_OfTheCommandThatRuns_IsARestartAndOfAnotherIsDoubtful()
        {
            Echo_OfTheCommandThatRuns_IsARestartAndOfAnotherIsDoubtful("AT+QIDEACT=1\r\r\n", 1);
            Echo_OfTheCommandThatRuns_IsARestartAndOfAnotherIsDoubtful("AT+QIDEACT=2\r\r\n", 0);
            Echo_OfTheCommandThatRuns_IsARestartAndOfAnotherIsDoubtful("AT+QIDEACT=\r\r\n", 0);
        }

        private static void Echo_OfTheCommandThatRuns_IsARestartAndOfAnotherIsDoubtful(string echo, int restarts)
        {
            ScriptedTransport line = Session.Open();
            Session.AlwaysRecover();
            line.Expect("AT+QIDEACT=1\r", echo + Session.Ok);

            Calls.Deactivate();
            Session.Time.Advance(5000);

            Assert.AreEqual(restarts, Session.Modem.Statistics[LineCounter.Restarts]);
            Session.End();
        }

        [TestMethod]
        public void UrcHandler_TakenAway_ItsLinesAreNobodysAndWhatWaitsIsForgotten()
        {
            ScriptedTransport line = Session.Open();
            s_raised = 0;
            Session.Modem.AddUrcHandler("+A: ", WaitToGoOn);
            Session.Modem.AddUrcHandler("+B: ", Count);
            line.Deliver("\r\n+A: 1\r\n\r\n+B: 1\r\n");
            Session.Time.Advance(100);
            Session.Modem.RemoveUrcHandler("+B: ", Count);

            Session.GoOn.Set();
            Session.Time.Advance(100);
            Assert.AreEqual(0, s_raised);
            line.Deliver("\r\n+B: 2\r\n");
            line.Settle();

            Assert.AreEqual(1, Session.Modem.Statistics[LineCounter.UnknownLines]);
            Session.End();
        }

        private static void WaitToGoOn(object sender, UrcEventArgs e)
        {
            Session.GoOn.Wait(-1);
        }

        private static void Count(object sender, UrcEventArgs e)
        {
            s_raised++;
        }

        [TestMethod]
        public void Recv_LateOfASocketThatIsClosed_GoesByItsLastMode()
        {
            // Of a socket in buffer mode it is an announcement, with a length too; of one in direct push mode data follow.
            ScriptedTransport line = Session.Connect();
            SslSocket buffered = Session.Socket;
            SslSocket pushed = Session.ConnectAgain(AccessMode.DirectPush);
            SslSocket last = Session.ConnectAgain();
            line.Expect("AT+QSSLCLOSE=0\r", Session.Ok);
            line.Expect("AT+QSSLCLOSE=1\r", Session.Ok);
            buffered.Close();
            pushed.Close();

            line.Deliver("\r\n+QSSLURC: \"recv\",1,26\r\n\r\n+QSSLURC: \"closed\",2\r\n\r\n");
            line.Settle();
            Assert.AreEqual((int)SocketState.Connected, (int)last.State);

            line.Deliver("\r\n+QSSLURC: \"recv\",0,26\r\n\r\n+QSSLURC: \"closed\",2\r\n\r\n");
            line.Settle();
            Assert.AreEqual((int)SocketState.Closing, (int)last.State);
            Session.End();
        }

        [TestMethod]
        public void Push_BehindClosed_IsReceived()
        {
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            Session.AlwaysActive();
            line.Deliver(Session.Push(0, "data") + "\r\n+QSSLURC: \"closed\",0\r\n" + Session.Push(0, "late"));
            line.Settle();

            Assert.AreEqual("datalate", Session.Receive(20));
            Assert.AreEqual("(0)", Session.Receive(20));
            Session.End();
        }

        [TestMethod]
        public void Receive_AfterARestart_SendsNothing()
        {
            ScriptedTransport line = Session.Connect();
            line.Deliver("\r\nRDY\r\n");
            line.Settle();
            int written = line.Written;

            Thrown.Is(Bg95Error.ModuleRestarted, Calls.Receive);
            Thrown.Is(Bg95Error.ModuleRestarted, Calls.Send);

            Assert.AreEqual(written, line.Written);
            Session.End();
        }

        [TestMethod]
        public void Closed_EachKindOfEnd_IsRaisedOnce()
        {
            Closed_EachKindOfEnd_IsRaisedOnce("\r\nRDY\r\n");
            Closed_EachKindOfEnd_IsRaisedOnce("\r\n+QSSLURC: \"closed\",0\r\n\r\n+QSSLURC: \"closed\",0\r\n");
            Closed_EachKindOfEnd_IsRaisedOnce("\r\n+QSSLURC: \"recv\",0,4\r\nabcx\r\n\r\n+QSSLURC: \"closed\",0\r\n");
            Closed_EachKindOfEnd_IsRaisedOnce("\r\n+QIURC: \"pdpdeact\",1\r\n");
        }

        private static void Closed_EachKindOfEnd_IsRaisedOnce(string said)
        {
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            Session.AlwaysRecover();
            s_raised = 0;
            Session.Socket.Closed += OnClosed;
            line.Deliver(said);
            Session.Time.Advance(5000);

            Assert.AreEqual(1, s_raised);
            Session.End();
        }

        private static void OnClosed(object sender, EventArgs e)
        {
            s_raised++;
        }

        [TestMethod]
        public void Close_AnotherThreadReceives_ItEndsAtOnce()
        {
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            line.Expect("AT+QSSLCLOSE=0\r", null);
            Beside receiving = Beside.Start(ReceiveForLong);
            Session.Time.Advance(1000);
            Beside closing = Beside.Start(CloseSocket);

            Session.Time.Advance(1);

            Assert.IsTrue(receiving.Thrown is ObjectDisposedException);
            Assert.AreEqual(-1, closing.Taken);
            Session.End();
        }

        private static void CloseSocket()
        {
            Session.Socket.Close();
        }

        private static void ReceiveForLong()
        {
            Session.Socket.Receive(new byte[8], 0, 8, 60000);
        }

        [TestMethod]
        public void Close_ModuleTakesNoTime_IsClosedWithout()
        {
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QSSLCLOSE=0,0\r", "\r\n+CME ERROR: 3\r\n");
            line.Expect("AT+QSSLCLOSE=0\r", Session.Ok);

            Session.Socket.Close(0);

            Session.End();
        }

        [TestMethod]
        public void Send_TransparentAndSomePlusSigns_GoesOut()
        {
            string[] texts = { "+ab", "a+b", "ab+", "++a", "+a+", "a++", "++++", "+", "++" };
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);

            for (int i = 0; i < texts.Length; i++)
            {
                line.Expect(texts[i], null);
                Session.Socket.Send(Bytes.Of(texts[i]), 0, texts[i].Length);
            }

            Session.End();
        }

        [TestMethod]
        public void Diagnose_AddressAndOneCheckLeft_IsFound()
        {
            for (int i = 0; i < 2; i++)
            {
                ScriptedTransport line = Session.OpenWithContext();
                Session.RefuseOnlineChecks();
                Session.Context.InsecureOmitServerName = i == 0;
                Session.Context.InsecureSkipHostCheck = i == 1;
                line.Always("AT+QIACT?\r", Session.Answer("+QIACT: 1,1,1,\"192.0.2.7\""));
                line.Always("AT+QFLST=", Session.Answer("+QFLST: \"ca.pem\",1188"));

                Assert.AreEqual((int)SslFindings.HostIsAddress, (int)Session.Modem.Diagnose(Session.Context, "::1f").Findings);
                Session.End();
            }
        }

        [TestMethod]
        public void Connect_ClockIsOutsideOfWhatCertificatesHave_Throws()
        {
            Clock("23/12/31,23:59:59+00", Bg95Error.ClockWrong);
            Clock("24/01/01,00:00:00+00", Bg95Error.SettingNotTaken);
        }

        private static void Clock(string time, Bg95Error expected)
        {
            ScriptedTransport line = Session.OpenWithContext();
            line.Always("AT+CCLK?\r", Session.Answer("+CCLK: \"" + time + "\""));
            line.Always("AT+QSSLCFG=", "\r\n+CME ERROR: 3\r\n");

            Thrown.Is(expected, Calls.Connect);

            Session.End();
        }
    }
}
