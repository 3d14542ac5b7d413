// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>
    /// How long each wait is, to the millisecond: a limit that is changed fails here. LimitTests say that no call takes longer than
    /// its documentation says; these say that none gives up earlier.
    /// </summary>
    [TestClass]
    public class WaitTests
    {
        private const string State = "+QSSLSTATE: 0,\"SSLClient\",\"192.0.2.1\",443,0,2,1";

        private static int s_raised;

        [TestMethod]
        public void Open_NoAnswer_SaysEachThingAtItsTime()
        {
            // Milliseconds, and the length of what is written then: a question; ATV1 and a question; the same behind +++ with its
            // silences; behind the silence that ends an upload; behind what fills a send up; and from the beginning.
            int[] said =
            {
                100, 26, 1200, 5, 1300, 26, 3500, 3, 4600, 5, 4700, 26, 11300, 5, 11400, 26, 12500, 23 * 64 + 5, 12600, 26, 13700, 26, 14800, 5, 14900, 27,
            };
            ScriptedTransport line = Session.Make();
            line.Deaf = true;
            Beside.Start(OpenForAMinute);
            int now = 0;
            int written = 0;

            for (int i = 0; i < said.Length; i += 2)
            {
                Session.Time.Advance(said[i] - now - 1);
                Assert.AreEqual(written, line.Written, said[i].ToString() + " before");
                Session.Time.Advance(2);
                now = said[i] + 1;
                written += said[i + 1];
                Assert.AreEqual(written, line.Written, said[i].ToString());
            }

            Session.End();
        }

        private static void OpenForAMinute()
        {
            Session.Modem.Open(60000);
        }

        [TestMethod]
        public void Open_StrangersNeverStop_AsksAfterEightLooks()
        {
            ScriptedTransport line = Session.Make();
            line.Deaf = true;
            Beside.Start(OpenForAMinute);
            Session.Time.StartThread(Chatter);

            Session.Time.Advance(799);
            Assert.AreEqual(0, line.Written);
            Session.Time.Advance(2);

            Assert.AreEqual(26, line.Written);
            Session.End();
        }

        private static void Chatter()
        {
            for (int i = 0; i < 30; i++)
            {
                Session.Line.Deliver("\r\nRING\r\n");
                Session.Time.Sleep(70);
            }
        }

        [TestMethod]
        public void Calls_NoAnswer_EndAtTheirLimit()
        {
            Session.Connect();
            Takes(5000, Bg95Error.NoAnswer, "AT+QSSLSTATE=0\r", Calls.QueryState);
            Session.Connect();
            Takes(5000, Bg95Error.NoAnswer, "AT+QSSLCFG=\"session\",0\r", Calls.Query);
            Session.Connect();
            Takes(10000, Bg95Error.NoAnswer, "AT+QSSLRECV=0,1\r", Calls.Receive);
            Session.Connect();
            Takes(10000, Bg95Error.NoAnswer, "AT+QSSLSEND=0,2\r", Calls.Send);
            Session.Connect();
            Takes(10000, Bg95Error.NoAnswer, "AT+QSSLSEND=0\r", Calls.SendVariable);
            Session.Connect();
            Takes(5000, Bg95Error.NoAnswer, "AT+QISWTMD=0,1\r", SwitchToPush);
            Session.Connect();
            Takes(10000, Bg95Error.NoAnswer, "AT+QISWTMD=0,2\r", SwitchToTransparent);
        }

        private static void Takes(int milliseconds, Bg95Error error, string written, Call call)
        {
            Session.Line.Expect(written, null);
            Takes(milliseconds, error, call);
            Session.End();
        }

        private static void Takes(int milliseconds, Bg95Error error, Call call)
        {
            long from = Session.Time.Now;
            Thrown.Is(error, call);
            Assert.AreEqual(milliseconds, (int)(Session.Time.Now - from));
        }

        [TestMethod]
        public void SwitchMode_LineIsFreeAtTheLastMoment_WaitsForTheEscapeNoLongerThanItsLimit()
        {
            // Flow control holds the line for 36.5 s; what is left for the answer to +++ is less than the answer may take.
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            line.HoldsWrites = true;
            line.Always("+++", string.Empty);
            Session.Time.StartThread(LetGo);

            long from = Session.Time.Now;
            Assert.ThrowsException(typeof(Bg95Exception), SwitchToBuffer);

            int taken = (int)(Session.Time.Now - from);
            Assert.IsTrue(taken > 36500 && taken <= 40000, taken.ToString());
            Session.Modem.Close();
        }

        private static void LetGo()
        {
            Session.Time.Sleep(36500);
            Session.Line.HoldsWrites = false;
        }

        private static void SwitchToBuffer()
        {
            Session.Socket.SwitchMode(AccessMode.Buffer);
        }

        [TestMethod]
        public void SwitchMode_NoAnswerToAto_EndsAfterTenSeconds()
        {
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            line.Expect("+++", Session.Ok);
            Session.ExpectRecovery();
            Session.Socket.SwitchMode(AccessMode.Buffer);

            Takes(10000, Bg95Error.NoAnswer, "ATO\r", SwitchToTransparent);
        }

        [TestMethod]
        public void Calls_LineIsHeld_WaitForIt()
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            line.Expect("AT+COPS=?\r", null);
            Beside.Start(Scan);
            Session.Time.Yield();

            Takes(20000, Bg95Error.LineBusy, Calls.QueryState);
            Takes(20000, Bg95Error.LineBusy, Calls.Query);
            Takes(40000, Bg95Error.LineBusy, SwitchToPush);
            Takes(20000, Bg95Error.LineBusy, GetSockets);
            Takes(30000, Bg95Error.LineBusy, CloseSocket);
            Session.End();
        }

        private static void Scan()
        {
            Session.Modem.Execute("AT+COPS=?", 600000);
        }

        private static void GetSockets()
        {
            Session.Modem.GetSockets(new SslSocketInfo[0]);
        }

        private static void CloseSocket()
        {
            Session.Socket.Close();
        }

        [TestMethod]
        public void Send_PromptComesLate_TheRestOfThirtySecondsIsForTheResult()
        {
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QSSLSEND=0,2\r", null);
            Beside sending = Beside.Start(Calls.Send);
            Session.Time.Advance(9999);
            line.Expect("hi", null);
            line.Deliver("\r\n> ");

            Session.Time.Advance(20000);
            Assert.AreEqual(-1, sending.Taken);
            Session.Time.Advance(2);

            sending.HasFailed(Bg95Error.NoAnswer);
            Assert.AreEqual(30000, sending.Taken);
            Session.End();
        }

        [TestMethod]
        public void Open_TimeIsOverWhileACommandIsWritten_ThrowsNoAnswer()
        {
            // A millisecond a byte: 15 are left for a command of 21 bytes. The port has not failed; it is only slow.
            ScriptedTransport line = Session.Make();
            line.MillisecondsPerByte = 1;
            string question = Session.NextQuestion();
            line.Expect(question, null);
            Beside opening = Beside.Start(OpenForASecond);
            Session.Time.Advance(854);
            Session.ExpectRecovered();
            line.Deliver(Session.QuestionAnswer());
            Session.Time.Advance(1000);

            opening.HasFailed(Bg95Error.NoAnswer);

            Assert.AreEqual(question.Length + 5 + 5 + 11 + 10, line.Written);
            Session.Modem.Close();
        }

        private static void OpenForASecond()
        {
            Session.Modem.Open(1000);
        }

        [TestMethod]
        public void Send_BufferOfTheModuleIsFull_WaitsLongerEachTime()
        {
            ScriptedTransport line = Session.Connect();

            for (int i = 0; i < 3; i++)
            {
                line.Expect("AT+QSSLSEND=0,2\r", "\r\n> ");
                line.Expect("hi", "\r\nSEND FAIL\r\n");
            }

            line.Expect("AT+QSSLSEND=0,2\r", "\r\n> ");
            line.Expect("hi", "\r\nSEND OK\r\n");
            long from = Session.Time.Now;

            Calls.Send();

            Assert.AreEqual(50 + 100 + 150, (int)(Session.Time.Now - from));
            Session.End();
        }

        [TestMethod]
        public void Send_BufferOfTheModuleStaysFull_ThrowsInTimeAndTheSocketGoesOn()
        {
            // 50 ms and 50 more each time: behind the thirty-third pause less than 2 s of 30 s would be left.
            ScriptedTransport line = Session.Connect();
            line.Always("AT+QSSLSEND=0,2\r", "\r\n> ");
            line.Always("h", string.Empty);
            line.Always("i", "\r\nSEND FAIL\r\n");
            line.Always("hi", "\r\nSEND FAIL\r\n");

            Takes(50 * (32 * 33 / 2), Bg95Error.SendBufferFull, Calls.Send);

            Assert.AreEqual((int)SocketState.Connected, (int)Session.Socket.State);
            Session.End();
        }

        [TestMethod]
        public void Connect_IdIsLeftOpen_IsClosedAndOpenedAfterASecond()
        {
            ScriptedTransport line = Session.OpenWithContext();
            Session.ExpectSettings();
            line.Expect("AT+QSSLOPEN=1,0,0,\"a.example\",443,0\r", "\r\n+CME ERROR: 563\r\n");
            line.Expect("AT+QSSLSTATE=0\r", Session.Answer(State));
            line.Expect("AT+QSSLCLOSE=0\r", Session.Ok);
            Session.ExpectReadBacks();
            line.Expect("AT+QSSLOPEN=1,0,0,\"a.example\",443,0\r", "\r\nOK\r\n\r\n+QSSLOPEN: 0,0\r\n");
            Session.ExpectReadBack("seclevel", "1");
            Session.ExpectState("0", AccessMode.Buffer);
            long from = Session.Time.Now;

            Calls.Connect();

            Assert.AreEqual(1000, (int)(Session.Time.Now - from));
            Session.End();
        }

        [TestMethod]
        public void Connect_ModuleStartsAnewEachTime_GivesUpAfterFour()
        {
            ScriptedTransport line = Session.OpenWithContext();
            Session.AlwaysRecover();

            for (int i = 0; i < 4; i++)
            {
                Session.ExpectSettings();
                line.Expect("AT+QSSLOPEN=1,0,0,\"a.example\",443,0\r", "\r\nOK\r\n\r\n+CFUN: 1\r\n\r\n+QSSLOPEN: 0,0\r\n");
                line.Expect("AT+QSSLCLOSE=0\r", Session.Ok);
            }

            Thrown.Is(Bg95Error.LineDamaged, Calls.Connect);

            Session.End();
        }

        [TestMethod]
        public void Connect_RefusedAsAFullModuleDoes_SaysSoAtTheThirdTime()
        {
            ScriptedTransport line = Session.OpenWithContext();
            line.Always("AT+QSSLCFG=", Session.Ok);
            line.Always("AT+QSSLOPEN=", "\r\n+CME ERROR: 552\r\n");
            line.Always("AT+QSSLCLOSE=", Session.Ok);

            Thrown.Is(Bg95Error.InvalidParameter, Calls.Connect);
            Thrown.Is(Bg95Error.InvalidParameter, Calls.Connect);
            Thrown.Is(Bg95Error.PowerCycleNeeded, Calls.Connect);
            line.Always("AT+QSSLOPEN=", "\r\n+CME ERROR: 565\r\n");
            Thrown.Is(Bg95Error.DnsParseFailed, Calls.Connect);
            line.Always("AT+QSSLOPEN=", "\r\n+CME ERROR: 552\r\n");
            Thrown.Is(Bg95Error.InvalidParameter, Calls.Connect);
            Session.End();
        }

        [TestMethod]
        public void Command_WakeUpOfThePortIsLost_AnswerIsThereAfterHalfASecond()
        {
            ScriptedTransport line = Session.Open();
            line.LosesWakeUps = true;
            line.Expect("AT+QIDEACT=1\r", Session.Ok);
            Beside deactivating = Beside.Start(Calls.Deactivate);

            Session.Time.Advance(5000);

            deactivating.HasWorked();
            Assert.AreEqual(500, deactivating.Taken);
            Session.End();
        }

        [TestMethod]
        public void PoweredDown_WithoutALineEnd_CountsAfterThreeTenths()
        {
            PoweredDown_WithoutALineEnd_CountsAfterThreeTenths("\r\nPOWERED DOWN");
            PoweredDown_WithoutALineEnd_CountsAfterThreeTenths("\r\nNORMAL POWER DOWN");
            PoweredDown_WithoutALineEnd_CountsAfterThreeTenths("\r\nPSM POWER DOWN");
        }

        private static void PoweredDown_WithoutALineEnd_CountsAfterThreeTenths(string said)
        {
            ScriptedTransport line = Session.Open();
            s_raised = 0;
            Session.Modem.PoweredDown += OnRaised;
            Session.Modem.Restarted += OnRaised;
            Session.Modem.Restarted -= OnRaised;

            line.Deliver(said);
            Session.Time.Advance(299);
            Assert.AreEqual(0, s_raised);
            Session.Time.Advance(2);
            Assert.AreEqual(1, s_raised);
            Session.Time.Advance(1000);
            Assert.AreEqual(1, s_raised);

            Session.Modem.PoweredDown -= OnRaised;
            line.Deliver("\r\nRDY\r\n" + said + "\r\n");
            Session.Time.Advance(1000);
            Assert.AreEqual(1, s_raised);
            Session.End();
        }

        private static void OnRaised(object sender, EventArgs e)
        {
            s_raised++;
        }

        [TestMethod]
        public void Close_PortDoesNotLetGo_EndsAllTheSame()
        {
            ScriptedTransport line = Session.Open();
            Session.Time.Advance(1000);
            line.HoldsReads = true;
            long from = Session.Time.Now;

            Session.Modem.Close();

            Assert.AreEqual(5000, (int)(Session.Time.Now - from));
            Assert.IsFalse(Session.Modem.IsOpen);
            line.HoldsReads = false;
            line.Break();
            Session.End();
        }

        [TestMethod]
        public void Receive_RingWasFull_GoesOnAtOnceWhenThereIsRoom()
        {
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            line.Deliver(new string('a', 1500) + "b");
            line.Settle();
            Assert.AreEqual(new string('a', 1500), Session.Receive(1500));
            line.Settle();

            Assert.AreEqual("b", Session.Receive(8));

            Session.End();
        }

        [TestMethod]
        public void Properties_HaveWhatWasSet()
        {
            ScriptedTransport line = Session.Connect();
            SslContext context = Session.Modem.SslContexts[5];
            context.CaCertificate = "a";
            context.ClientCertificate = "b";
            context.ClientKey = "c";
            Assert.AreEqual("abc", context.CaCertificate + context.ClientCertificate + context.ClientKey);
            context.NotBefore = new DateTime(2020, 1, 1);
            context.NotAfter = new DateTime(2090, 1, 1);
            Assert.AreEqual(2020, context.NotBefore.Year);
            Assert.AreEqual(2090, context.NotAfter.Year);
            Assert.AreEqual(60000, Session.Socket.GetStream().ReadTimeout);

            // The largest and the smallest of all.
            Session.Socket.SwitchMode(AccessMode.Buffer, 65536);
            Session.Socket.SwitchMode(AccessMode.Buffer, 1500);
            context.NegotiateTimeoutMilliseconds = 10000;
            context.NegotiateTimeoutMilliseconds = 300000;
            Thrown.EachIsArgument(OutOfRange);
            line.Expect("AT+QSSLCLOSE=0,65535\r", Session.Ok);
            Session.Socket.Close(65535000);
            line.Always("AT+QSSLCFG=", "\r\n+CME ERROR: 3\r\n");
            Thrown.Is(Bg95Error.SettingNotTaken, ConnectToALongName);
            Session.End();
        }

        private static void ConnectToALongName()
        {
            Session.Modem.SslContexts[5].Connect(new string('a', 253), 443);
        }

        private static bool OutOfRange(int number)
        {
            SslContext context = Session.Modem.SslContexts[5];

            switch (number)
            {
                case 0: context.NegotiateTimeoutMilliseconds = 9999; break;
                case 1: context.NegotiateTimeoutMilliseconds = 300001; break;
                case 2: context = Session.Modem.SslContexts[6]; break;
                case 3: context = Session.Modem.SslContexts[-1]; break;
                case 4: Session.Socket.Close(65535001); break;
                case 5: Session.Socket.Close(-2); break;
                case 6: context.Connect(new string('a', 254), 443); break;
                case 7: Session.Modem.Execute("AT+X=" + new string('a', 508), 5000); break;
                default: return false;
            }

            return true;
        }

        private static void SwitchToPush()
        {
            Session.Socket.SwitchMode(AccessMode.DirectPush, 1500);
        }

        private static void SwitchToTransparent()
        {
            Session.Socket.SwitchMode(AccessMode.Transparent, 1500);
        }
    }
}
