// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>Sending by the form without a length, which Ctrl-Z ends and ESC cancels (application note 2.1.3 and 3.3.2).</summary>
    [TestClass]
    public class SendVariableTests
    {
        private const string Start = "AT+QSSLSEND=0\r";
        private const string Sent = "\r\nSEND OK\r\n";
        private const string StateRow = "\r\n+QSSLSTATE: 0,\"SSLClient\",\"192.0.2.1\",443,0,2,1,0,0,\"uart1\",0\r\n\r\nOK\r\n";

        [TestMethod]
        public void SendVariable_PartOfAnArray_WritesThatPartAndCtrlZ()
        {
            // Application note 2.1.3 prints OK instead of the prompt; its own example and the module print the prompt (module facts 1).
            SendVariable_PartOfAnArray_WritesThatPartAndCtrlZ("\r\n> ", 0);
            SendVariable_PartOfAnArray_WritesThatPartAndCtrlZ(">", 0);
            SendVariable_PartOfAnArray_WritesThatPartAndCtrlZ("\r\n+QSSLURC: \"recv\",0\r\n\r\n> ", 1);
        }

        private static void SendVariable_PartOfAnArray_WritesThatPartAndCtrlZ(string prompt, int split)
        {
            ScriptedTransport line = Session.Connect();
            line.Split = split;
            line.Expect(Start, prompt);
            line.Expect("Test data from SSL\u001A", Sent);

            Session.Socket.SendVariable(Bytes.Of("\u001BTest data from SSL\u001B"), 1, 18);

            CheckUsable();
        }

        [TestMethod]
        public void SendVariable_EveryByteButTwo_GoesOutAsItIs()
        {
            ScriptedTransport line = Session.Connect();
            byte[] data = Bytes.Counting(255);
            byte[] written = new byte[256];
            data[0x1A] = 0xFE;
            data[0x1B] = 0xFF;
            Array.Copy(data, written, 255);
            written[255] = 0x1A;
            line.Expect(Start, "\r\n> ");
            line.Expect(written, Sent);

            Session.Socket.SendVariable(data, 0, 255);

            Session.End();
        }

        [TestMethod]
        public void SendVariable_1460_AreSent()
        {
            ScriptedTransport line = Session.Connect();
            line.Expect(Start, "\r\n> ");
            line.Expect(new byte[1460], null);
            line.Expect("\u001A", Sent);

            Session.Socket.SendVariable(new byte[1460], 0, 1460);

            CheckUsable();
        }

        [TestMethod]
        public void SendVariable_WhatCannotBeSent_IsRefusedBeforeAByteIsWritten()
        {
            ScriptedTransport line = Session.Connect();
            int written = line.Written;

            Thrown.EachIsArgument(Refused);

            Assert.AreEqual(written, line.Written);
            CheckUsable();
        }

        private static bool Refused(int number)
        {
            switch (number)
            {
                case 0: Session.Socket.SendVariable(Bytes.Of("abcd\u001A"), 0, 5); break;
                case 1: Session.Socket.SendVariable(Bytes.Of("\u001B"), 0, 1); break;
                case 2: Session.Socket.SendVariable(new byte[1461], 0, 1461); break;
                case 3: Session.Socket.SendVariable(null, 0, 1); break;
                case 4: Session.Socket.SendVariable(new byte[4], 2, 3); break;
                default: return false;
            }

            return true;
        }

        [TestMethod]
        public void SendVariable_Nothing_IsCancelled()
        {
            ScriptedTransport line = Session.Connect();
            line.Expect(Start, "\r\n> ");
            line.Expect("\u001B", "\r\nOK\r\n");

            Session.Socket.SendVariable(new byte[1], 1, 0);

            CheckUsable();
        }

        [TestMethod]
        public void SendVariable_NoPrompt_WritesNoData()
        {
            ScriptedTransport line = Session.Connect();
            line.Expect(Start, "\r\nERROR\r\n");
            line.Expect("AT+QIGETERROR\r", Session.Answer("+QIGETERROR: 553,memory not enough"));
            line.Expect("AT+QSSLSTATE=0\r", StateRow);

            Thrown.Is(Bg95Error.MemoryNotEnough, Calls.SendVariable);

            CheckUsable();
        }

        [TestMethod]
        public void SendVariable_SendFail_SaysSo()
        {
            ScriptedTransport line = Session.Connect();
            line.Expect(Start, "\r\n> ");
            line.Expect("hi\u001A", "\r\nSEND FAIL\r\n");

            Thrown.Is(Bg95Error.SendBufferFull, Calls.SendVariable);

            CheckUsable();
        }

        [TestMethod]
        public void SendVariable_ConnectionIsClosed_ThrowsAndWritesNothing()
        {
            ScriptedTransport line = Session.Connect();
            line.Deliver("\r\n+QSSLURC: \"closed\",0\r\n");
            line.Settle();
            int written = line.Written;

            Thrown.Is(Bg95Error.ClosedByPeer, Calls.SendVariable);

            Assert.AreEqual(written, line.Written);
            Session.End();
        }

        [TestMethod]
        public void SendVariable_RestartMeanwhile_ThrowsModuleRestarted()
        {
            ScriptedTransport line = Session.Connect();
            line.Expect(Start, "\r\n> ");
            line.Expect("hi\u001A", "\r\nRDY\r\n");

            Thrown.Is(Bg95Error.ModuleRestarted, Calls.SendVariable);

            Session.End();
        }

        // The module no longer waits for data, and the driver is in step.
        private static void CheckUsable()
        {
            Session.Line.Expect("AT+QSSLSEND=0,2\r", "\r\n> ");
            Session.Line.Expect("on", Sent);
            Assert.AreEqual(2, Session.Socket.Send(Bytes.Of("on"), 0, 2));
            Assert.AreEqual((int)SocketState.Connected, (int)Session.Socket.State);
            Session.End();
        }
    }
}
