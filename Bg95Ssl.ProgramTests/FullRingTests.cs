// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>The ring is full to more than its size, because the last bytes came while transparent mode was being left.</summary>
    [TestClass]
    public class FullRingTests
    {
        [TestMethod]
        public void SwitchMode_BackToTransparentWhileTheRingIsFull_WaitsForRoom()
        {
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            string much = new string('a', SslSocket.ReceiveChunk);
            line.Deliver(much);
            line.Settle();
            line.Expect("+++", "12345678\r\nOK\r\n");
            Session.ExpectRecovery();
            Session.Socket.SwitchMode(AccessMode.Buffer);
            line.Expect("ATO\r", "\r\nCONNECT\r\n");
            Session.Socket.SwitchMode(AccessMode.Transparent);
            line.Deliver("behind it");
            Session.Time.Advance(1000);

            string left = Session.Receive(SslSocket.ReceiveChunk + 100);
            Session.Time.Advance(1000);

            Assert.AreEqual(much + "12345678", left);
            Assert.AreEqual("behind it", Session.Receive(20));
            Session.End();
        }
    }
}
