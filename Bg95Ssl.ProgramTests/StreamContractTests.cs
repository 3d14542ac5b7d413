// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>What a socket's stream says of itself, as every stream has to.</summary>
    [TestClass]
    public class StreamContractTests
    {
        private static Stream s_stream;

        [TestMethod]
        public void WriteTimeout_StreamOfASocket_CanBeReadButNotSet()
        {
            Session.Connect();
            s_stream = Session.Socket.GetStream();

            Assert.IsTrue(s_stream.CanTimeout);
            Assert.AreEqual(30000, s_stream.WriteTimeout);
            Assert.ThrowsException(typeof(NotSupportedException), SetWriteTimeout);

            s_stream = null;
            Session.End();
        }

        [TestMethod]
        public void CanReadAndCanWrite_StreamIsDisposed_AreFalse()
        {
            ScriptedTransport line = Session.Connect();
            Stream stream = Session.Socket.GetStream();
            Assert.IsTrue(stream.CanRead && stream.CanWrite);
            line.Expect("AT+QSSLCLOSE=0\r", Session.Ok);

            stream.Dispose();

            Assert.IsFalse(stream.CanRead || stream.CanWrite);
            Session.End();
        }

        private static void SetWriteTimeout()
        {
            s_stream.WriteTimeout = 1000;
        }
    }
}
