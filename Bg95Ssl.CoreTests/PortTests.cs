// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>Opening, and a port that fails or is closed at an odd moment.</summary>
    [TestClass]
    public class PortTests
    {
        private const string AskUrcPort = "AT+QURCCFG=\"urcport\"\r";

        private static int s_told;

        [TestMethod]
        public void Open_PortIsPulledMeanwhile_Throws()
        {
            for (int at = 50; at < 1000; at += 100)
            {
                ScriptedTransport line = Session.Make();
                line.Deaf = true;
                Beside opening = Beside.Start(Open);
                Session.Time.Advance(at);

                line.Break();
                Session.Time.Advance(200);

                opening.HasFailed(Bg95Error.PortFailed);
                Assert.IsFalse(Session.Modem.IsOpen);
                Session.End();
            }
        }

        [TestMethod]
        public void Open_ClosedMeanwhile_Throws()
        {
            for (int at = 50; at < 1000; at += 100)
            {
                Session.Make().Deaf = true;
                Beside opening = Beside.Start(Open);
                Session.Time.Advance(at);

                Session.Modem.Close();
                Session.Time.Advance(200);

                Assert.IsTrue(opening.Thrown is InvalidOperationException);
                Assert.IsFalse(Session.Modem.IsOpen);
                Session.Line.Deaf = false;
                Session.Line.Module = new SmallModule();
                Session.Modem.Open(5000);
                Session.End();
            }
        }

        [TestMethod]
        public void Open_ClosedAtTheLastMoment_Throws()
        {
            // The last answer has come, and the opening thread has not gone on yet.
            ScriptedTransport line = Session.Make();
            string question = Session.NextQuestion();
            line.Expect(question, Session.QuestionAnswer());
            Session.ExpectRecovered();
            line.Expect(AskUrcPort, Session.Answer("+QURCCFG: \"urcport\",\"uart1\""));
            line.Expect("AT+QSSLSTATE\r", null);
            Beside opening = Beside.Start(Open);
            Session.Time.Advance(1000);

            line.Deliver(Session.Ok);
            Session.Time.Yield();
            Assert.AreEqual(-1, opening.Taken);
            Session.Modem.Close();
            Session.Time.Advance(100);

            Assert.IsTrue(opening.Thrown is InvalidOperationException);
            Assert.IsFalse(Session.Modem.IsOpen);
            Session.End();
        }

        [TestMethod]
        public void Open_PortCannotBeOpened_ThrowsAndWorksLater()
        {
            ScriptedTransport line = Session.Make();
            line.CannotOpen = true;
            Assert.AreEqual("the port is another's", Thrown.By(Open).Message);
            Assert.IsFalse(Session.Modem.IsOpen);
            line.CannotOpen = false;

            Session.OpenMade();

            Assert.IsTrue(Session.Modem.IsOpen);
            Session.End();
        }

        [TestMethod]
        public void Open_CallFromBeforeIsNotOutYet_Throws()
        {
            // A handler of the program's holds an upload, and with it the line, through closing and opening.
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QFUPL=\"f\",1025,5\r", "\r\nCONNECT\r\n");
            line.Expect(new byte[1024], null);
            Beside uploading = Beside.Start(UploadAndWait);
            Session.Time.Advance(100);
            Session.Modem.Close();
            long from = Session.Time.Now;

            Thrown.Is(Bg95Error.LineBusy, Open);

            Assert.AreEqual(1000, (int)(Session.Time.Now - from));
            Session.GoOn.Set();
            Session.Time.Advance(100);
            Assert.IsTrue(uploading.Thrown is InvalidOperationException);
            Session.OpenMade();
            Session.End();
        }

        private static void UploadAndWait()
        {
            Session.Modem.Files.Upload("f", new byte[1025], WaitToGoOn);
        }

        private static void WaitToGoOn(int bytesWritten, int bytesInAll)
        {
            Session.GoOn.Wait(-1);
        }

        [TestMethod]
        public void Upload_PortIsPulledInTheMiddle_Throws()
        {
            // At the first telling of its progress all but one byte are written.
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QFUPL=\"f\",1025,5\r", "\r\nCONNECT\r\n");
            line.Expect(new byte[1024], null);
            s_told = 0;

            Thrown.Is(Bg95Error.PortFailed, UploadAndPull);

            Assert.AreEqual(1, s_told);
            Session.End();
        }

        private static void UploadAndPull()
        {
            Session.Modem.Files.Upload("f", new byte[1025], Pull);
        }

        private static void Pull(int bytesWritten, int bytesInAll)
        {
            s_told++;
            Session.Line.IsBroken = true;
        }

        [TestMethod]
        public void Command_WritingFailsAndItsPayloadComes_DisturbsNothingLater()
        {
            // Half a command may be out; the payload that comes all the same is nobody's.
            ScriptedTransport line = Session.ConnectAndLearn();
            Session.AlwaysRecover();
            line.IsSlow = true;
            line.RefusesWrites = true;
            line.Expect("AT+QSSLRECV=0,8\r", "\r\n+QSSLRECV: 4\r\nab");
            Thrown.Is(Bg95Error.PortFailed, Calls.Receive);
            line.IsSlow = false;
            line.RefusesWrites = false;

            line.Deliver("cd\r\n\r\nOK\r\n");
            line.Settle();

            line.Expect("AT+QIACT?\r", Session.Answer("+QIACT: 1,1,1,\"192.0.2.7\""));
            Assert.AreEqual("192.0.2.7", Session.Modem.Pdp.GetAddress(1));
            Session.End();
        }

        [TestMethod]
        public void Open_ModuleRefusesWhatItNeedNotHave_IsOpen()
        {
            ScriptedTransport line = Session.Make();
            line.HasFlowControl = true;
            string question = Session.NextQuestion();
            line.Expect(question, Session.QuestionAnswer());
            line.Expect("ATE0\r", Session.Ok);
            line.Expect("ATV1\r", Session.Error);
            line.Expect("AT+QISDE=0\r", "\r\n+CME ERROR: 58\r\n");
            line.Expect("AT+CMEE=1\r", Session.Error);
            line.Expect("AT+IFC=2,2\r", Session.Error);

            for (int i = 0; i < 3; i++)
            {
                // A byte may have been lost on its way: so a refusal is not believed at once.
                line.Expect(AskUrcPort, "\r\n+CME ERROR: 58\r\n");
            }

            line.Expect("AT+QSSLSTATE\r", Session.Error);
            line.Expect("AT+QIGETERROR\r", Session.NoReason);
            line.Expect("AT+QSSLSTATE\r", Session.Error);
            line.Expect("AT+QIGETERROR\r", Session.NoReason);

            Open();

            Assert.IsTrue(Session.Modem.IsOpen);
            Session.End();
        }

        [TestMethod]
        public void Open_EchoCannotBeSwitchedOff_Throws()
        {
            ScriptedTransport line = Session.Make();
            Session.AlwaysRecover();
            line.Always("+++", Session.Ok);
            line.Always("ATE0\r", Session.Error);

            Thrown.Is(Bg95Error.NoAnswer, OpenBriefly);

            Session.End();
        }

        private static void OpenBriefly()
        {
            Session.Modem.Open(1000);
        }

        [TestMethod]
        public void Open_UrcsGoToAnotherPort_ComeHereFromNowOn()
        {
            ScriptedTransport line = PrepareUrcPort(Session.Answer("+QURCCFG: \"urcport\",\"usbat\""));
            line.Expect("AT+QURCCFG=\"urcport\",\"uart1\"\r", Session.Ok);
            line.Expect(AskUrcPort, Session.Answer("+QURCCFG: \"urcport\",\"uart1\""));
            FinishOpen();

            // The names are the module's; either case is the same.
            PrepareUrcPort(Session.Answer("+QURCCFG: \"URCPORT\",\"UART1\""));
            FinishOpen();

            // Another name for the port, or no answer to the question: it is left alone.
            line = PrepareUrcPort(Session.Answer("+QURCCFG: \"urcport\",\"all\""));
            line.Expect("AT+QURCCFG=\"urcport\",\"uart1\"\r", "\r\n+CME ERROR: 58\r\n");

            for (int i = 0; i < 2; i++)
            {
                line.Expect(AskUrcPort, Session.Answer("+QURCCFG: \"urcport\",\"all\""));
                line.Expect("AT+QURCCFG=\"urcport\",\"uart1\"\r", "\r\n+CME ERROR: 58\r\n");
            }

            FinishOpen();
            line = PrepareUrcPort(Session.Ok);
            line.Expect(AskUrcPort, Session.Ok);
            line.Expect(AskUrcPort, Session.Ok);
            FinishOpen();

            line = PrepareUrcPort(Session.Answer("+QURCCFG: \"urcport\",\"uart1\""));
            Session.Modem.UrcPort = "usbmodem";
            line.Expect("AT+QURCCFG=\"urcport\",\"usbmodem\"\r", Session.Ok);
            line.Expect(AskUrcPort, Session.Answer("+QURCCFG: \"urcport\",\"usbmodem\""));
            FinishOpen();
        }

        [TestMethod]
        public void Open_ModuleFallsSilentAtTheUrcPort_Throws()
        {
            BeSilent(PrepareUrcPort(null));
            Thrown.Is(Bg95Error.NoAnswer, Open);
            Session.End();

            ScriptedTransport line = PrepareUrcPort(Session.Answer("+QURCCFG: \"urcport\",\"usbat\""));
            line.Expect("AT+QURCCFG=\"urcport\",\"uart1\"\r", null);
            BeSilent(line);
            Thrown.Is(Bg95Error.NoAnswer, Open);
            Session.End();
        }

        // To all that the script does not expect.
        private static void BeSilent(ScriptedTransport line)
        {
            line.AnswersSettings = false;
            line.Always("A", string.Empty);
            line.Always("+", string.Empty);
            line.Always("\u001B", string.Empty);
            line.Always(" ", string.Empty);
        }

        [TestMethod]
        public void Open_UrcPortIsNotToBeTouched_IsNotAskedFor()
        {
            ScriptedTransport line = Session.Make();
            Session.Modem.UrcPort = null;
            Assert.IsTrue(Session.Modem.UrcPort == null);
            string question = Session.NextQuestion();
            line.Expect(question, Session.QuestionAnswer());
            Session.ExpectRecovered();
            FinishOpen();
        }

        private static ScriptedTransport PrepareUrcPort(string answer)
        {
            ScriptedTransport line = Session.Make();
            string question = Session.NextQuestion();
            line.Expect(question, Session.QuestionAnswer());
            Session.ExpectRecovered();
            line.Expect(AskUrcPort, answer);
            return line;
        }

        private static void FinishOpen()
        {
            Session.Line.Expect("AT+QSSLSTATE\r", Session.Ok);
            Open();
            Assert.IsTrue(Session.Modem.IsOpen);
            Session.End();
        }

        [TestMethod]
        public void Recovery_SettingOfTheQuestionWasGivenUp_AsksForAnother()
        {
            // The late answer must not be taken for the question's.
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QSSLCFG=\"sslversion\",2\r", null);
            Thrown.Is(Bg95Error.NoAnswer, QueryVersion);
            line.Expect("AT+QSSLCFG=\"ciphersuite\",0\r", Session.Answer("+QSSLCFG: \"sslversion\",2,3") + Session.Answer("+QSSLCFG: \"ciphersuite\",0,0XFFFF"));
            Session.ExpectRecovered();
            line.Expect("AT+QIDEACT=1\r", Session.Ok);

            Calls.Deactivate();

            // Only then: the next is the next of all.
            line.Deliver(Session.Ok);
            line.Settle();
            line.Expect("AT+QSSLCFG=\"ciphersuite\",1\r", Session.Answer("+QSSLCFG: \"ciphersuite\",1,0XFFFF"));
            Session.ExpectRecovered();
            line.Expect("AT+QIDEACT=1\r", Session.Ok);
            Calls.Deactivate();
            Session.End();
        }

        private static void QueryVersion()
        {
            Session.Modem.SslContexts[2].Query("sslversion");
        }

        [TestMethod]
        public void Error_ReasonIsRefusedToo_IsRejected()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QIDEACT=1\r", Session.Error);
            line.Expect("AT+QIGETERROR\r", Session.Error);
            Thrown.Is(Bg95Error.Rejected, Calls.Deactivate);

            line.Expect("AT+QIDEACT=1\r", Session.Error);
            line.Expect("AT+QIGETERROR\r", Session.Ok);
            Thrown.Is(Bg95Error.Rejected, Calls.Deactivate);

            line.Expect("AT+QIDEACT=1\r", Session.Error);
            line.Expect("AT+QIGETERROR\r", Session.Answer("+QIGETERROR: x"));
            Thrown.Is(Bg95Error.Rejected, Calls.Deactivate);

            // It is not asked for after a command of another kind.
            line.Expect("AT+QFDEL=\"a\"\r", Session.Error);
            Thrown.Is(Bg95Error.Rejected, Delete);
            Session.End();
        }

        private static void Delete()
        {
            Session.Modem.Files.Delete("a");
        }

        [TestMethod]
        public void New_WithoutAClock_GoesByRealTime()
        {
            Session.Make();
            Bg95Modem modem = new Bg95Modem(Session.Line);

            Assert.IsFalse(modem.IsOpen);
            Assert.ThrowsException(typeof(ArgumentNullException), DiagnoseNothing);

            modem.Dispose();
            Assert.IsTrue(Session.Line.IsDisposed);
            Session.End();
        }

        private static void DiagnoseNothing()
        {
            Session.Modem.Diagnose(null, "a.example");
        }

        private static void Open()
        {
            Session.Modem.Open(30000);
        }
    }
}
