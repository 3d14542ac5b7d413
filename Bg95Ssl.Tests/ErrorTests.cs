// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>Table 3 of the application note's chapter 5, and the driver's own errors.</summary>
    [TestClass]
    public class ErrorTests
    {
        [TestMethod]
        public void Message_EveryCodeOfTable3_HasItsNumberAndTheCommand()
        {
            for (int code = 550; code <= 574; code++)
            {
                Bg95Exception exception = new Bg95Exception((Bg95Error)code, "AT+QSSLOPEN");

                Assert.AreEqual("AT+QSSLOPEN: error " + code.ToString(), exception.Message);
                Assert.AreEqual(code, (int)exception.Error);
                Assert.AreEqual("AT+QSSLOPEN", exception.Command);
            }
        }

        [TestMethod]
        public void Error_NamesOfTable3_HaveItsNumbers()
        {
            Bg95Error[] names =
            {
                Bg95Error.Unknown, Bg95Error.OperationBlocked, Bg95Error.InvalidParameter, Bg95Error.MemoryNotEnough,
                Bg95Error.CreateSocketFailed, Bg95Error.OperationNotSupported, Bg95Error.SocketBindFailed,
                Bg95Error.SocketListenFailed, Bg95Error.SocketWriteFailed, Bg95Error.SocketReadFailed,
                Bg95Error.SocketAcceptFailed, Bg95Error.OpenPdpContextFailed, Bg95Error.ClosePdpContextFailed,
                Bg95Error.SocketIdentityUsed, Bg95Error.DnsBusy, Bg95Error.DnsParseFailed, Bg95Error.SocketConnectionFailed,
                Bg95Error.SocketClosed, Bg95Error.OperationBusy, Bg95Error.OperationTimeout, Bg95Error.PdpContextBroken,
                Bg95Error.CancelSend, Bg95Error.OperationNotAllowed, Bg95Error.ApnNotConfigured, Bg95Error.PortBusy,
            };

            for (int i = 0; i < names.Length; i++)
            {
                Assert.AreEqual(550 + i, (int)names[i]);
            }
        }

        [TestMethod]
        public void Message_OtherErrors_SayWhatItIs()
        {
            Message_OtherErrors_SayWhatItIs((int)Bg95Error.NoAnswer, "does not answer");
            Message_OtherErrors_SayWhatItIs((int)Bg95Error.LineDamaged, "bytes were lost");
            Message_OtherErrors_SayWhatItIs((int)Bg95Error.ModuleRestarted, "restarted");
            Message_OtherErrors_SayWhatItIs((int)Bg95Error.Rejected, "ERROR");
            Message_OtherErrors_SayWhatItIs((int)Bg95Error.UnexpectedAnswer, "unknown");
            Message_OtherErrors_SayWhatItIs((int)Bg95Error.SettingNotTaken, "has not taken");
            Message_OtherErrors_SayWhatItIs((int)Bg95Error.FileDamaged, "not arrive whole");
            Message_OtherErrors_SayWhatItIs((int)Bg95Error.SendBufferFull, "buffer stays full");
            Message_OtherErrors_SayWhatItIs((int)Bg95Error.LineBusy, "has the line");
            Message_OtherErrors_SayWhatItIs((int)Bg95Error.PortFailed, "has failed");
            Message_OtherErrors_SayWhatItIs((int)Bg95Error.ClosedByPeer, "is closed");
            Message_OtherErrors_SayWhatItIs((int)Bg95Error.RingOverflow, "faster");
            Message_OtherErrors_SayWhatItIs((int)Bg95Error.PowerCycleNeeded, "off and on");
            Message_OtherErrors_SayWhatItIs((int)Bg95Error.ClockWrong, "clock is wrong");
            Message_OtherErrors_SayWhatItIs((int)Bg95Error.ConnectionLost, "does not know");
            Message_OtherErrors_SayWhatItIs((int)Bg95Error.PdpDeactivated, "deactivated");
            Message_OtherErrors_SayWhatItIs(599, "599");
            Message_OtherErrors_SayWhatItIs(405, "405");
        }

        private static void Message_OtherErrors_SayWhatItIs(int error, string meaning)
        {
            Assert.Contains(meaning, new Bg95Exception((Bg95Error)error, "x").Message);
        }

        [TestMethod]
        public void PortThatFails_EveryCallAfter_ThrowsPortFailed()
        {
            ScriptedTransport line = Session.Open();
            line.Close();

            Thrown.Is(Bg95Error.PortFailed, Calls.Deactivate);

            Session.End();
        }

        [TestMethod]
        public void Statistics_AfterOpen_AreZeroButForOneResynchronisation()
        {
            Session.Open();
            LineStatistics statistics = Session.Modem.Statistics;

            Assert.AreEqual(1, statistics[LineCounter.Resynchronisations]);
            Assert.AreEqual(0, statistics[LineCounter.LostUrcs] + statistics[LineCounter.Overruns] + statistics[LineCounter.DamagedPayloads]);
            Assert.AreEqual(0, statistics[LineCounter.UnknownLines] + statistics[LineCounter.LateAnswers] + statistics[LineCounter.Timeouts] + statistics[LineCounter.Restarts] + statistics[LineCounter.HandlerErrors]);
            Assert.IsTrue(statistics[LineCounter.ReceiveBufferHighWater] > 0);
            Session.End();
        }

        [TestMethod]
        public void Statistics_LineLongerThanTheBuffer_IsAnOverrunAndPassedOver()
        {
            Statistics_LineLongerThanTheBuffer_IsAnOverrunAndPassedOver(0);
            Statistics_LineLongerThanTheBuffer_IsAnOverrunAndPassedOver(1);
        }

        private static void Statistics_LineLongerThanTheBuffer_IsAnOverrunAndPassedOver(int split)
        {
            // The session's buffer has 256 bytes.
            ScriptedTransport line = Session.Open();
            line.Split = split;
            line.Deliver("\r\n+LONG: " + new string('x', 300) + "\r\n");
            line.Settle();
            line.Expect("AT+QIACT?\r", Session.Answer("+QIACT: 1,1,1,\"192.0.2.7\""));

            Assert.AreEqual("192.0.2.7", Session.Modem.Pdp.GetAddress(1));

            Assert.AreEqual(1, Session.Modem.Statistics[LineCounter.Overruns]);
            Assert.AreEqual(256, Session.Modem.Statistics[LineCounter.ReceiveBufferHighWater]);
            Session.End();
        }

        [TestMethod]
        public void Statistics_DamagedPayload_IsCounted()
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            line.Expect("AT+QSSLRECV=0,4\r", "\r\n+QSSLRECV: 4\r\nabc\r\n\r\nOK\r\n");

            Thrown.Is(Bg95Error.LineDamaged, Receive);

            Assert.AreEqual(1, Session.Modem.Statistics[LineCounter.DamagedPayloads]);
            Session.End();
        }

        private static void Receive()
        {
            Session.Receive(4);
        }
    }
}
