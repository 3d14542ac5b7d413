// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>A socket as a stream.</summary>
    [TestClass]
    public class StreamTests
    {
        [TestMethod]
        public void Read_Data_ReturnsWhatThereIs()
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            Stream stream = Session.Socket.GetStream();
            byte[] buffer = new byte[10];
            line.Expect("AT+QSSLRECV=0,8\r", "\r\n+QSSLRECV: 3\r\nabc\r\n\r\nOK\r\n");

            Assert.AreEqual(3, stream.Read(buffer, 2, 8));

            Assert.AreEqual("abc", Bytes.Text(buffer, 2, 3));
            Session.End();
        }

        [TestMethod]
        public void Read_AtTheEnd_ReturnsZero()
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            Session.AlwaysActive();
            line.Deliver("\r\n+QSSLURC: \"closed\",0\r\n");
            line.Settle();
            line.Expect("AT+QSSLRECV=0,8\r", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");

            Assert.AreEqual(0, Session.Socket.GetStream().Read(new byte[8], 0, 8));

            Session.End();
        }

        [TestMethod]
        public void Read_NothingComes_ThrowsTimeout()
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            line.Expect("AT+QSSLRECV=0,8\r", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");

            Assert.ThrowsException(typeof(TimeoutException), Read);

            Session.End();
        }

        [TestMethod]
        public void Read_NoBytesWanted_ReturnsZeroAndSendsNothing()
        {
            ScriptedTransport line = Session.Connect();
            int written = line.Written;

            Assert.AreEqual(0, Session.Socket.GetStream().Read(new byte[8], 0, 0));

            Assert.AreEqual(written, line.Written);
            Session.End();
        }

        [TestMethod]
        public void Write_Block_IsOneSend()
        {
            ScriptedTransport line = Session.Connect();
            Stream stream = Session.Socket.GetStream();
            line.Expect("AT+QSSLSEND=0,3\r", "\r\n> ");
            line.Expect("bcd", "\r\nSEND OK\r\n");

            stream.Write(Bytes.Of("abcde"), 1, 3);
            stream.Flush();

            Session.End();
        }

        [TestMethod]
        public void Dispose_Stream_ClosesTheSocket()
        {
            ScriptedTransport line = Session.Connect();
            Stream stream = Session.Socket.GetStream();
            line.Expect("AT+QSSLCLOSE=0\r", "\r\nOK\r\n");

            stream.Dispose();
            stream.Dispose();

            Assert.AreEqual((int)SocketState.Closed, (int)Session.Socket.State);
            Session.End();
        }

        [TestMethod]
        public void Capabilities_OfAConnection_AreStated()
        {
            Session.Connect();
            Stream stream = Session.Socket.GetStream();

            Assert.IsTrue(stream.CanRead && stream.CanWrite && stream.CanTimeout && !stream.CanSeek);
            Assert.ThrowsException(typeof(NotSupportedException), Seek);
            Assert.ThrowsException(typeof(NotSupportedException), SetLength);
            Thrown.IsArgument(SetTimeout);

            Session.End();
        }

        private static void Read()
        {
            Stream stream = Session.Socket.GetStream();
            stream.ReadTimeout = 1;
            Assert.AreEqual(-1, stream.Read(new byte[8], 0, 8));
        }

        private static void Seek()
        {
            Session.Socket.GetStream().Seek(0, SeekOrigin.Begin);
        }

        private static void SetLength()
        {
            Session.Socket.GetStream().SetLength(1);
        }

        private static void SetTimeout()
        {
            Session.Socket.GetStream().ReadTimeout = -2;
        }
    }
}
