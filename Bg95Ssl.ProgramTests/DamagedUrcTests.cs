// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>
    /// A line that has told of data or of the end, and comes damaged or not at all: during a command of the program, where a handler of the
    /// program takes it, and while a thread waits.
    /// </summary>
    [TestClass]
    public class DamagedUrcTests
    {
        private static int s_raised;
        private static int s_received;

        [TestMethod]
        public void Push_HeaderHasLostItsPlusWhileACommandOfTheProgramRuns_EndsAsDamaged()
        {
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            Session.AlwaysRecover();
            line.Always("AT+QSSLSTATE=0\r", Session.Answer("+QSSLSTATE: 0,\"SSLClient\",\"192.0.2.1\",443,0,2,1,0,1,\"uart1\",0"));
            line.Expect("AT+CSQ\r", "\r\nQSSLURC: \"recv\",0,5\r\nhello\r\n\r\n+CSQ: 9,99\r\n\r\nOK\r\n");

            Session.Modem.Execute("AT+CSQ", 5000);

            CheckNextPushIsDamaged();
        }

        [TestMethod]
        public void Push_HeaderIsDamagedAndAHandlerTakesIt_EndsAsDamaged()
        {
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            Session.AlwaysRecover();
            Session.Modem.AddUrcHandler("+Q", IgnoreLine);

            line.Deliver("\r\n+QSSLRC: \"recv\",0,11\r\n+TEMP: 21\r\n");
            Session.Time.Advance(1000);

            CheckNextPushIsDamaged();
        }

        [TestMethod]
        public void Push_HeaderIsDamaged_EndsAsDamaged()
        {
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            Session.AlwaysRecover();

            line.Deliver("\r\n+QSSLRC: \"recv\",0,11\r\n+TEMP: 21\r\n");
            Session.Time.Advance(1000);

            CheckNextPushIsDamaged();
        }

        [TestMethod]
        public void Push_TwoBytesAreLostBeforeAPromptAsOneWasSeenBehindAPushBefore_EndsAsDamaged()
        {
            // The CRLF before the first prompt counts as the block's: that does not show that the prompts of this module have none.
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            line.Expect("AT+QSSLSEND=0,1\r", Session.Push(0, "abc") + "\r\n> ");
            line.Expect("x", "\r\nSEND OK\r\n");
            line.Expect("AT+QSSLSEND=0,1\r", "\r\n+QSSLURC: \"recv\",0,10\r\n01234567\r\n> ");
            line.Always("x", "\r\nSEND OK\r\n");
            Session.AlwaysRecover();
            Session.Socket.Send(Bytes.Of("x"), 0, 1);
            Assert.AreEqual("abc", Session.Receive(20));

            Thrown.Is(Bg95Error.LineDamaged, SendOne);

            Thrown.Is(Bg95Error.LineDamaged, Calls.Receive);
            Session.End();
        }

        [TestMethod]
        public void Announcement_HasLostItsPlusWhileACommandOfTheProgramRuns_DataReceivedIsRaised()
        {
            ScriptedTransport line = ConnectAndWaitForData();
            line.Expect("AT+CSQ\r", "\r\nQSSLURC: \"recv\",0\r\n\r\n+CSQ: 9,99\r\n\r\nOK\r\n");

            Session.Modem.Execute("AT+CSQ", 5000);

            CheckEventIsRaised();
        }

        [TestMethod]
        public void Announcement_HasLostItsPlus_DataReceivedIsRaised()
        {
            ScriptedTransport line = ConnectAndWaitForData();

            line.Deliver("\r\nQSSLURC: \"recv\",0\r\n");

            CheckEventIsRaised();
        }

        [TestMethod]
        public void ClosedUrc_HasLostALetterOfItsName_ClosedIsRaised()
        {
            ScriptedTransport line = ConnectAndWaitForTheEnd();

            line.Deliver("\r\n+QSLURC: \"closed\",0\r\n");

            CheckEventIsRaised();
        }

        [TestMethod]
        public void ClosedUrc_HasLostItsPlus_ClosedIsRaised()
        {
            ScriptedTransport line = ConnectAndWaitForTheEnd();

            line.Deliver("\r\nQSSLURC: \"closed\",0\r\n");

            CheckEventIsRaised();
        }

        [TestMethod]
        public void ClosedUrc_HasLostItsPlusWhileACommandOfTheProgramRuns_ClosedIsRaised()
        {
            ScriptedTransport line = ConnectAndWaitForTheEnd();
            line.Expect("AT+CSQ\r", "\r\nQSSLURC: \"closed\",0\r\n\r\n+CSQ: 9,99\r\n\r\nOK\r\n");

            Session.Modem.Execute("AT+CSQ", 5000);

            CheckEventIsRaised();
        }

        [TestMethod]
        public void ClosedUrc_IsLostAndAThreadWaitsSinceTransparentMode_EndsIt()
        {
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            Session.AlwaysRecover();
            Session.AlwaysClosedByPeer(0);
            line.Always("+++", Session.Ok);
            line.Always("AT+QISWTMD=0,1\r", Session.Ok);
            Beside receiving = Beside.Start(ReceiveForAnHour);
            Session.Time.Advance(10);

            Session.Socket.SwitchMode(AccessMode.DirectPush);
            Session.Time.Advance(60000);

            receiving.HasWorked();
            Assert.AreEqual(0, s_received);
            Session.End();
        }

        private static void SendOne()
        {
            Session.Socket.Send(Bytes.Of("x"), 0, 1);
        }

        // What was lost must not be passed over: the next block is not given.
        private static void CheckNextPushIsDamaged()
        {
            Session.Line.Deliver(Session.Push(0, "again"));
            Session.Time.Advance(1000);
            Thrown.Is(Bg95Error.LineDamaged, Calls.Receive);
            Session.End();
        }

        // A program that waits for events only, and has read all that there was.
        private static ScriptedTransport ConnectAndWaitForData()
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            Session.AlwaysRecover();
            line.Always("AT+QSSLRECV=0,8\r", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");
            line.Always("AT+QSSLSTATE=0\r", Session.Answer("+QSSLSTATE: 0,\"SSLClient\",\"192.0.2.1\",443,0,2,1,0,0,\"uart1\",0"));
            Assert.AreEqual("(-1)", Session.Receive(8));
            Session.Socket.DataReceived += CountRaised;
            Session.Time.Advance(1000);
            s_raised = 0;
            return line;
        }

        // The same; the peer has closed the connection when the module is asked.
        private static ScriptedTransport ConnectAndWaitForTheEnd()
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            Session.AlwaysRecover();
            Session.AlwaysClosedByPeer(0);
            line.Always("AT+QSSLRECV=0,8\r", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");
            Assert.AreEqual("(-1)", Session.Receive(8));
            Session.Socket.DataReceived += ReceiveAll;
            Session.Socket.Closed += CountRaised;
            Session.Time.Advance(1000);
            s_raised = 0;
            return line;
        }

        // The module does not tell it again, however long the program waits.
        private static void CheckEventIsRaised()
        {
            Session.Time.Advance(3600000);
            Assert.IsTrue(s_raised > 0);
            Session.End();
        }

        private static void CountRaised(object sender, EventArgs e)
        {
            s_raised++;
        }

        private static void ReceiveAll(object sender, EventArgs e)
        {
            Session.Receive(8);
        }

        private static void ReceiveForAnHour()
        {
            s_received = Session.Socket.Receive(new byte[1], 0, 1, 3600000);
        }

        private static void IgnoreLine(object sender, UrcEventArgs e)
        {
            // The prefix that it is added with is what counts.
        }
    }
}
