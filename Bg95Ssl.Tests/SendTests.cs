// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>Sending (application note 2.1.3; module facts 3, 4.6 and 4.8).</summary>
    [TestClass]
    public class SendTests
    {
        private const string StateClosing = "\r\n+QSSLSTATE: 0,\"SSLClient\",\"192.0.2.1\",443,0,4,1,0,0,\"uart1\",0\r\n\r\nOK\r\n";
        private const string StateConnected = "\r\n+QSSLSTATE: 0,\"SSLClient\",\"192.0.2.1\",443,0,2,1,0,0,\"uart1\",0\r\n\r\nOK\r\n";
        private const string StateThree = "\r\n+QSSLSTATE: 0,\"SSLClient\",\"192.0.2.1\",443,0,3,1,0,0,\"uart1\",0\r\n\r\nOK\r\n";


        [TestMethod]
        public void Send_AnyFormOfThePrompt_WritesThePayload()
        {
            Send_AnyFormOfThePrompt_WritesThePayload("\r\n> ", 0);
            Send_AnyFormOfThePrompt_WritesThePayload("\r\n> ", 1);
            Send_AnyFormOfThePrompt_WritesThePayload("\r\n>", 0);
            Send_AnyFormOfThePrompt_WritesThePayload(">", 1);
            Send_AnyFormOfThePrompt_WritesThePayload("\r\n>\r\n", 2);
            Send_AnyFormOfThePrompt_WritesThePayload("\r\n+QSSLURC: \"recv\",0\r\n\r\n> ", 0);
            Send_AnyFormOfThePrompt_WritesThePayload("\r\n+QSSLURC: \"recv\",3\r\n\r\n> ", 1);
            Send_AnyFormOfThePrompt_WritesThePayload("AT+QSSLSEND=0,5\r\r\n> ", 3);
        }

        private static void Send_AnyFormOfThePrompt_WritesThePayload(string prompt, int split)
        {
            ScriptedTransport line = Session.Connect();
            line.Split = split;
            line.Expect("AT+QSSLSEND=0,5\r", prompt);
            line.Expect("hello", "\r\nSEND OK\r\n");

            Assert.AreEqual(5, Session.Socket.Send(Bytes.Of("hello"), 0, 5));

            Session.End();
        }

        [TestMethod]
        public void Send_NoPromptYet_WritesNoPayload()
        {
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QSSLSEND=0,2\r", "\r\n+QIND: PB DONE\r\n");
            line.Expect("hi", "\r\nSEND OK\r\n");
            int written = line.Written;
            Session.Raised.Wait(0);
            Session.Time.StartThread(Send);

            // Longer than the 150 ms that a driver known for it sleeps instead of waiting (module facts 7).
            Assert.IsFalse(Session.Raised.Wait(250));
            Assert.AreEqual(written + 16, line.Written);

            line.Deliver("\r\n> ");
            Assert.IsTrue(Session.Raised.Wait(5000));
            Assert.AreEqual(written + 18, line.Written);
            Session.End();
        }

        private static void Send()
        {
            Session.Socket.Send(Bytes.Of("hi"), 0, 2);
            Session.Raised.Set();
        }

        [TestMethod]
        public void Send_PartOfAnArray_WritesThatPart()
        {
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QSSLSEND=0,4\r", "\r\n> ");
            line.Expect(new byte[] { 2, 3, 4, 5 }, "\r\nSEND OK\r\n");

            Session.Socket.Send(Bytes.Counting(8), 2, 4);

            Session.End();
        }

        [TestMethod]
        public void Send_EveryByteValue_GoesOutAsItIs()
        {
            // ESC, Ctrl-Z and NUL mean nothing in a send of fixed length (module facts 3).
            ScriptedTransport line = Session.Connect();
            byte[] all = Bytes.Counting(256);
            line.Expect("AT+QSSLSEND=0,256\r", "\r\n> ");
            line.Expect(all, "\r\nSEND OK\r\n");

            Session.Socket.Send(all, 0, 256);

            Session.End();
        }

        [TestMethod]
        public void Send_LongerThan1460_GoesInPieces()
        {
            ScriptedTransport line = Session.Connect();
            byte[] data = Bytes.Counting(1463);
            byte[] piece = Bytes.Counting(1460);
            line.Expect("AT+QSSLSEND=0,1460\r", "\r\n> ");
            line.Expect(piece, "\r\nSEND OK\r\n");
            line.Expect("AT+QSSLSEND=0,3\r", "\r\n> ");
            line.Expect(new byte[] { 1460 & 0xFF, 1461 & 0xFF, 1462 & 0xFF }, "\r\nSEND OK\r\n");

            Assert.AreEqual(1463, Session.Socket.Send(data, 0, 1463));

            Session.End();
        }

        [TestMethod]
        public void Send_Nothing_WritesNothing()
        {
            ScriptedTransport line = Session.Connect();
            int written = line.Written;

            Assert.AreEqual(0, Session.Socket.Send(new byte[1], 1, 0));

            Assert.AreEqual(written, line.Written);
            Session.End();
        }

        [TestMethod]
        public void Send_SendFail_IsSentAgain()
        {
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QSSLSEND=0,2\r", "\r\n> ");
            line.Expect("hi", "\r\nSEND FAIL\r\n");
            line.Expect("AT+QSSLSEND=0,2\r", "\r\n> ");
            line.Expect("hi", "\r\nSEND OK\r\n");

            Assert.AreEqual(2, Session.Socket.Send(Bytes.Of("hi"), 0, 2));

            Assert.AreEqual((int)SocketState.Connected, (int)Session.Socket.State);
            Session.End();
        }

        [TestMethod]
        public void Send_ErrorOnAClosedConnection_ThrowsClosedByPeer()
        {
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QSSLSEND=0,2\r", "\r\nERROR\r\n");
            line.Expect("AT+QIGETERROR\r", Session.Answer("+QIGETERROR: 567,socket has been closed"));
            line.Expect("AT+QSSLSTATE=0\r", StateClosing);
            line.Expect("AT+QIACT?\r", Session.Answer("+QIACT: 1,1,1,\"192.0.2.7\""));

            Thrown.Is(Bg95Error.ClosedByPeer, Calls.Send);

            Assert.AreEqual((int)SocketState.Closing, (int)Session.Socket.State);
            Session.End();
        }

        [TestMethod]
        public void Send_ErrorOnAGoodConnection_ThrowsTheNumberAndStaysConnected()
        {
            Send_ErrorOnAGoodConnection_ThrowsTheNumberAndStaysConnected(StateConnected);
            Send_ErrorOnAGoodConnection_ThrowsTheNumberAndStaysConnected(StateThree);
        }

        private static void Send_ErrorOnAGoodConnection_ThrowsTheNumberAndStaysConnected(string state)
        {
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QSSLSEND=0,2\r", "\r\nERROR\r\n");
            line.Expect("AT+QIGETERROR\r", Session.Answer("+QIGETERROR: 553,memory not enough"));
            line.Expect("AT+QSSLSTATE=0\r", state);

            Thrown.Is(Bg95Error.MemoryNotEnough, Calls.Send);

            Assert.AreEqual((int)SocketState.Connected, (int)Session.Socket.State);
            Session.End();
        }

        [TestMethod]
        public void Send_AfterClosedUrc_ThrowsAndWritesNothing()
        {
            ScriptedTransport line = Session.Connect();
            line.Deliver("\r\n+QSSLURC: \"closed\",0\r\n");
            line.Settle();
            int written = line.Written;

            Thrown.Is(Bg95Error.ClosedByPeer, Calls.Send);

            Assert.AreEqual(written, line.Written);
            Session.End();
        }

        [TestMethod]
        public void Send_RestartInsteadOfThePrompt_ThrowsModuleRestarted()
        {
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QSSLSEND=0,2\r", "\r\nRDY\r\n");

            Thrown.Is(Bg95Error.ModuleRestarted, Calls.Send);

            Session.End();
        }

        [TestMethod]
        public void Send_PromptCharacterAtOtherTimes_IsNoPrompt()
        {
            // It counts only while one is awaited (module facts 3).
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QSSLSTATE=0\r", "\r\n> \r\n" + StateConnected);
            line.Expect("AT+QSSLSEND=0,2\r", "\r\n> ");
            line.Expect("hi", "\r\n>\r\n\r\nSEND OK\r\n");

            Assert.AreEqual((int)SocketState.Connected, (int)Session.Socket.QueryState());
            Assert.AreEqual(2, Session.Socket.Send(Bytes.Of("hi"), 0, 2));

            Session.End();
        }
    }
}
