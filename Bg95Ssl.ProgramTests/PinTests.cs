// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>The handler of the program that moves the DTR pin.</summary>
    [TestClass]
    public class PinTests
    {
        private static string s_moves;

        [TestMethod]
        public void SwitchMode_HandlerIsSetInTransparentMode_PinIsNotMoved()
        {
            // Without AT&D1, which is sent before the mode begins, the pin may end the connection.
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            Session.AlwaysRecover();
            line.Expect("+++", Session.Ok);
            s_moves = string.Empty;
            Session.Modem.SslContexts.DataTerminalReady = NoteMove;

            Session.Socket.SwitchMode(AccessMode.Buffer);

            Assert.AreEqual(string.Empty, s_moves);
            Session.End();
        }

        private static void NoteMove(bool isReady)
        {
            s_moves += isReady ? "1" : "0";
        }
    }
}
