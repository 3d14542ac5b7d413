// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>An answer that comes after its command was given up is not the next command's (module facts 6 and 7).</summary>
    [TestClass]
    public class LateAnswerTests
    {
        private const string State = "\r\n+QSSLSTATE: 0,\"SSLClient\",\"192.0.2.1\",443,0,2,1,0,0,\"uart1\",0\r\n\r\nOK\r\n";

        [TestMethod]
        public void Download_AStrayOkBehindAPiece_TheNextIsNotAskedForOutOfStep()
        {
            ScriptedTransport line = Session.Open();
            byte[] buffer = new byte[8];
            line.Expect("AT+QFOPEN=\"f\",2\r", Session.Answer("+QFOPEN: 1"));
            line.Expect("AT+QFREAD=1,8\r", "\r\nCONNECT 4\r\nabcd\r\nOK\r\n\r\nOK\r\n");
            Session.ExpectRecovery();
            line.Expect("AT+QFREAD=1,4\r", "\r\nCONNECT 4\r\nefgh\r\nOK\r\n");
            line.Expect("AT+QFCLOSE=1\r", Session.Ok);

            Assert.AreEqual(8, Session.Modem.Files.Download("f", buffer, 0, 8));

            Assert.AreEqual("abcdefgh", Bytes.Text(buffer, 0, 8));
            Session.End();
        }

        [TestMethod]
        public void Command_NoAnswer_LateOkIsNotTheNextOnes()
        {
            // AT+QIDEACT would take 40 s; AT+QICSGP is given up after 5 s.
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QICSGP=1,1,\"a\",\"\",\"\",0\r", null);
            Thrown.Is(Bg95Error.NoAnswer, Calls.Configure);

            // The late OK comes behind the question; the next command fails, and must be seen to fail.
            line.Expect(Session.NextQuestion(), "\r\nOK\r\n" + Session.QuestionAnswer());
            Session.ExpectRecovered();
            line.Expect("AT+QICSGP=2,1,\"b\",\"\",\"\",0\r", "\r\n+CME ERROR: 4\r\n");
            Thrown.Is(Bg95Error.NotSupported, Configure);

            Assert.AreEqual(1, Session.Modem.Statistics[LineCounter.Timeouts]);
            Assert.AreEqual(2, Session.Modem.Statistics[LineCounter.Resynchronisations]);
            Session.End();
        }

        [TestMethod]
        public void Command_UnaskedResultBefore_GetsInStepFirst()
        {
            ScriptedTransport line = Session.Open();
            line.Deliver("\r\nOK\r\n");
            line.Settle();
            Session.ExpectRecovery();
            line.Expect("AT+QIDEACT=1\r", "\r\nERROR\r\n");
            line.Expect("AT+QIGETERROR\r", Session.NoReason);

            Thrown.Is(Bg95Error.Rejected, Calls.Deactivate);

            Assert.AreEqual(1, Session.Modem.Statistics[LineCounter.LateAnswers]);
            Session.End();
        }

        [TestMethod]
        public void Command_DoubledResult_GetsInStepBeforeTheNext()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QIDEACT=1\r", "\r\nOK\r\n\r\nERROR\r\n");
            Session.Modem.Pdp.Deactivate(1);
            line.Settle();
            Session.ExpectRecovery();
            line.Expect("AT+QIDEACT=2\r", "\r\nOK\r\n");

            Session.Modem.Pdp.Deactivate(2);

            Session.End();
        }

        [TestMethod]
        public void Receive_LateWholeAnswer_ReachesNoCaller()
        {
            // The payload of a receive that was given up belongs to nobody, whatever it looks like; another socket goes on.
            ScriptedTransport line = Session.ConnectAndLearn();
            SslSocket first = Session.Socket;
            SslSocket other = Session.ConnectAgain();
            line.Expect("AT+QSSLRECV=0,8\r", null);
            Session.Use(first);
            Thrown.Is(Bg95Error.NoAnswer, Calls.Receive);
            line.Deliver("\r\n+QSSLRECV: 6\r\nOK\r\nOK\r\n\r\nOK\r\n");
            line.Settle();
            Session.ExpectRecovery();
            line.Expect("AT+QSSLRECV=1,1\r", "\r\n+QSSLRECV: 1\r\na\r\n\r\nOK\r\n");
            line.Expect("AT+QSSLRECV=1,7\r", "\r\n+QSSLRECV: 2\r\nbc\r\n\r\nOK\r\n");

            Session.Use(other);
            Assert.AreEqual("abc", Session.Receive(8));

            Session.End();
        }

        [TestMethod]
        public void Receive_LateAnswerOfAllThatWasAskedFor_IsNoAnswerToTheQuestion()
        {
            // Its payload says what the module would say to the question, and stops there for a while.
            ScriptedTransport line = Session.ConnectAndLearn();
            line.Expect("AT+QSSLRECV=0,1500\r", null);
            Thrown.Is(Bg95Error.NoAnswer, ReceiveMuch);
            string question = Session.NextQuestion();
            string imitation = Session.QuestionAnswer();
            line.Expect(question, "\r\n+QSSLRECV: 1500\r\n" + imitation);
            Session.ExpectRecovered();
            line.Expect("AT+QIDEACT=1\r", "\r\nOK\r\n");
            Beside deactivating = Beside.Start(Calls.Deactivate);
            Session.Time.Advance(800);
            Assert.AreEqual(-1, deactivating.Taken, "its payload has answered");
            line.Deliver(new string('x', 1500 - imitation.Length) + "\r\n\r\nOK\r\n" + Session.QuestionAnswer());
            Session.Time.Advance(1000);

            deactivating.HasWorked();
            Session.End();
        }

        [TestMethod]
        public void Receive_ErrorOfAnotherAndThenTheAnswer_EndsTheSocketWhoseDataItHas()
        {
            // The receive ends by the error, its data come behind that: nobody gets them, and that must be told.
            ScriptedTransport line = Session.ConnectAndLearn();
            line.Expect("AT+QSSLRECV=0,8\r", "\r\n+CME ERROR: 4\r\n\r\n+QSSLRECV: 6\r\nlost!!\r\n\r\nOK\r\n");
            Session.AlwaysRecover();
            line.Always("AT+QSSLSTATE=0\r", State);

            Assert.IsTrue(Thrown.By(Calls.Receive) is Bg95Exception);

            Assert.AreEqual((int)SocketState.Faulted, (int)Session.Socket.State);
            Thrown.Is(Bg95Error.LineDamaged, Calls.Receive);
            Session.End();
        }

        [TestMethod]
        public void Command_NothingBelongsToIt_InformationOfAnotherIsPassedOver()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QIACT?\r", Session.Answer("+QIACTX: 1,1,1,\"192.0.2.66\"\r\n\r\n+CREG: 1\r\n\r\n+QIACT: 1,1,1,\"192.0.2.7\""));

            Assert.AreEqual("192.0.2.7", Session.Modem.Pdp.GetAddress(1));

            Session.End();
        }

        private static void ReceiveMuch()
        {
            Session.Receive(1500);
        }

        private static void Configure()
        {
            Session.Modem.Pdp.Configure(2, "b");
        }

        [TestMethod]
        public void Open_LeftoverInBufferModeAnnouncesItsData_TheyAreNotAwaited()
        {
            // An earlier run of the program has left it; its firmware announces with a length (module facts 8).
            ScriptedTransport line = Session.Make();
            string question = Session.NextQuestion();
            line.Expect(question, Session.QuestionAnswer());
            Session.ExpectRecovered();
            line.Expect("AT+QURCCFG=\"urcport\"\r", Session.Answer("+QURCCFG: \"urcport\",\"uart1\""));
            line.Expect("AT+QSSLSTATE\r", Session.Answer("+QSSLSTATE: 4,\"SSLClient\",\"192.0.2.1\",443,0,2,1,0,0,\"uart1\",0"));
            line.Expect("AT+QSSLCLOSE=4\r", "\r\n+QSSLURC: \"recv\",4,1500\r\n" + Session.Ok);

            Session.Modem.Open(5000);

            Assert.IsTrue(Session.Modem.IsOpen);
            Session.End();
        }

        [TestMethod]
        public void Open_LeftoverInPushModePushes_ItIsDroppedAsPayload()
        {
            ScriptedTransport line = Session.Make();
            string question = Session.NextQuestion();
            line.Expect(question, Session.QuestionAnswer());
            Session.ExpectRecovered();
            line.Expect("AT+QURCCFG=\"urcport\"\r", Session.Answer("+QURCCFG: \"urcport\",\"uart1\""));
            line.Expect("AT+QSSLSTATE\r", Session.Answer("+QSSLSTATE: 4,\"SSLClient\",\"192.0.2.1\",443,0,2,1,0,1,\"uart1\",0"));
            line.Expect("AT+QSSLCLOSE=4\r", Session.Push(4, "\r\nRDY\r\n") + Session.Ok);

            Session.Modem.Open(5000);

            Assert.AreEqual(0, Session.Modem.Statistics[LineCounter.Restarts]);
            Session.End();
        }

        [TestMethod]
        public void Open_ModuleStartsAnewOrLinesAreLostMeanwhile_BeginsAgain()
        {
            // A URC of data with a length, before it is known in which mode they were left; a start; a lost answer.
            Open_Disturbed("\r\n+QSSLURC: \"recv\",4,1500\r\n" + Session.Ok);
            Open_Disturbed("\r\nRDY\r\n");
            Open_Disturbed(string.Empty);
            Open_Disturbed("\r\nSEND OK\r\n");
        }

        private static void Open_Disturbed(string answer)
        {
            ScriptedTransport line = Session.Make();
            Session.AlwaysRecover();
            line.Expect(Session.NextQuestion(), Session.QuestionAnswer());
            Session.ExpectRecovered();
            line.Expect("AT+QURCCFG=\"urcport\"\r", answer);
            line.Always("AT+QURCCFG=\"urcport\"\r", Session.Answer("+QURCCFG: \"urcport\",\"uart1\""));
            line.Always("AT+QSSLSTATE\r", Session.Ok);

            Session.Modem.Open(30000);

            Assert.IsTrue(Session.Modem.IsOpen);
            line.StarvedReads = 0;
            Session.End();
        }
    }
}
