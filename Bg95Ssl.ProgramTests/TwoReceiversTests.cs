// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>Two threads that wait for the same: in Receive of one socket, and in Synchronize.</summary>
    [TestClass]
    public class TwoReceiversTests
    {
        private const string DataA = "\r\n+QSSLRECV: 1\r\na\r\n\r\nOK\r\n";
        private const string DataB = "\r\n+QSSLRECV: 1\r\nb\r\n\r\nOK\r\n";
        private const string NoData = "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n";

        private static Beside s_first;
        private static Beside s_second;
        private static string s_got;

        [TestMethod]
        public void Receive_TwoThreadsWaitInTransparentMode_CloseEndsBoth()
        {
            Session.Connect(AccessMode.Transparent);
            Session.AlwaysRecover();
            StartTwo(ReceiveForAnHour);
            ExpectCloseOfTransparent();

            Session.Socket.Close();
            Session.Time.Advance(60000);

            BothHaveEnded();
            Session.End();
        }

        [TestMethod]
        public void Receive_TwoThreadsWaitInTransparentMode_NoCarrierEndsBoth()
        {
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            Session.AlwaysRecover();
            Session.AlwaysClosedByPeer(0);
            line.Always("+++", "\r\nNO CARRIER\r\n");
            StartTwo(ReceiveForAnHour);

            line.Deliver("\r\nNO CARRIER\r\n");
            Session.Time.Advance(60000);

            BothHaveEnded();
            Session.End();
        }

        [TestMethod]
        public void Receive_TwoThreadsWaitInTransparentMode_TwoBytesAreForBoth()
        {
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            Session.AlwaysRecover();
            StartTwo(ReceiveForAnHour);

            line.Deliver("ab");
            Session.Time.Advance(60000);

            BothHaveOneByte();
            ExpectCloseOfTransparent();
            Session.Socket.Close();
            Session.End();
        }

        [TestMethod]
        public void Receive_TwoThreadsWaitForPushedData_TwoBytesAreForBothAtOnce()
        {
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            StartTwo(ReceiveForAnHour);

            line.Deliver(Session.Push(0, "ab"));
            Session.Time.Advance(1000);

            BothHaveOneByte();
            Session.End();
        }

        [TestMethod]
        public void Receive_TwoThreadsWaitInBufferMode_TwoBytesAreForBothAtOnce()
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            line.Always("AT+QSSLRECV=0,1\r", NoData);
            StartTwo(ReceiveForAnHour);
            line.Expect("AT+QSSLRECV=0,1\r", DataA);
            line.Expect("AT+QSSLRECV=0,1\r", DataB);

            line.Deliver("\r\n+QSSLURC: \"recv\",0\r\n");
            Session.Time.Advance(1000);

            BothHaveOneByte();
            Session.End();
        }

        [TestMethod]
        public void Receive_SecondThreadComesWhileTheFirstReads_GetsTheRestAtOnce()
        {
            ScriptedTransport line = Session.ConnectAndLearn();

            CheckSecondGetsTheRest(line);
        }

        [TestMethod]
        public void Receive_SecondThreadComesWhileTheFirstReadsBehindClosed_GetsTheRest()
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            Session.AlwaysActive();
            line.Deliver("\r\n+QSSLURC: \"closed\",0\r\n");
            line.Settle();

            CheckSecondGetsTheRest(line);
        }

        [TestMethod]
        public void Receive_TwoThreadsWaitAndAnAnnouncementIsDamaged_TwoBytesAreForBothAtOnce()
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            Session.AlwaysRecover();
            line.Always("AT+QSSLRECV=0,1\r", NoData);
            line.Always("AT+QSSLSTATE=0\r", Session.Answer("+QSSLSTATE: 0,\"SSLClient\",\"192.0.2.1\",443,0,2,1,0,0,\"uart1\",0"));
            StartTwo(ReceiveForAnHour);
            line.Expect("AT+QSSLSTATE=0\r", Session.Answer("+QSSLSTATE: 0,\"SSLClient\",\"192.0.2.1\",443,0,2,1,0,0,\"uart1\",0"));
            line.Expect("AT+QSSLRECV=0,1\r", DataA);
            line.Expect("AT+QSSLRECV=0,1\r", DataB);

            line.Deliver("\r\nQSSLURC: \"recv\",0\r\n");
            Session.Time.Advance(2000);

            BothHaveOneByte();
            Session.End();
        }

        [TestMethod]
        public void Receive_TwoThreadsWaitInBufferMode_CloseEndsBothAtOnce()
        {
            CheckCloseEndsBothAtOnce(AccessMode.Buffer);
        }

        [TestMethod]
        public void Receive_TwoThreadsWaitInPushMode_CloseEndsBothAtOnce()
        {
            CheckCloseEndsBothAtOnce(AccessMode.DirectPush);
        }

        [TestMethod]
        public void Synchronize_TwoThreads_BothEndWithTheirResults()
        {
            ScriptedTransport line = Session.Open();
            line.Always("AT+QNTP=", Session.Ok);
            StartTwo(Calls.Synchronize);

            line.Deliver("\r\n+QNTP: 0,\"2026/11/27,09:00:00+00\"\r\n");
            Session.Time.Advance(1000);
            line.Deliver("\r\n+QNTP: 0,\"2026/11/27,09:00:01+00\"\r\n");
            Session.Time.Advance(10000);

            s_first.HasWorked();
            s_second.HasWorked();
            Session.End();
        }

        // The module has two bytes and gives one at a time; the first thread is reading when the second one comes.
        private static void CheckSecondGetsTheRest(ScriptedTransport line)
        {
            line.Expect("AT+QSSLRECV=0,1\r", null);
            StartTwo(ReceiveForAnHour);

            line.Expect("AT+QSSLRECV=0,1\r", DataB);
            line.Deliver(DataA);
            Session.Time.Advance(1000);

            BothHaveOneByte();
            Session.End();
        }

        private static void CheckCloseEndsBothAtOnce(AccessMode mode)
        {
            ScriptedTransport line = Session.Connect(mode);
            line.Always("AT+QSSLRECV=0,1\r", NoData);
            line.Always("AT+QSSLCLOSE=0\r", Session.Ok);
            StartTwo(ReceiveForAnHour);

            Session.Socket.Close();
            Session.Time.Advance(1000);

            BothHaveEnded();
            Session.End();
        }

        // Both wait when it returns.
        private static void StartTwo(Call call)
        {
            s_got = string.Empty;
            s_first = Beside.Start(call);
            s_second = Beside.Start(call);
            Session.Time.Advance(1000);
        }

        private static void ExpectCloseOfTransparent()
        {
            Session.Line.Expect("+++", Session.Ok);
            Session.Line.Expect("AT+QSSLCLOSE=0\r", Session.Ok);
        }

        private static void BothHaveEnded()
        {
            Assert.IsTrue(s_first.Taken >= 0, "the first has not ended");
            Assert.IsTrue(s_second.Taken >= 0, "the second has not ended");
        }

        private static void BothHaveOneByte()
        {
            s_first.HasWorked();
            s_second.HasWorked();
            Assert.IsTrue(s_got == "ab" || s_got == "ba", s_got);
        }

        private static void ReceiveForAnHour()
        {
            byte[] buffer = new byte[1];
            int count = Session.Socket.Receive(buffer, 0, 1, 3600000);
            s_got += count > 0 ? Bytes.Text(buffer, 0, count) : string.Empty;
        }
    }
}
