// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>Which lines a handler of the program gets, and which not any more.</summary>
    [TestClass]
    public class UrcRoutingTests
    {
        private static string s_lines;

        [TestMethod]
        public void Handler_TheOnlyOneRemovedTwice_LineIsUnknown()
        {
            ScriptedTransport line = Prepare();
            Session.Modem.AddUrcHandler("+CREG: ", OnLine);
            int unknown = Session.Modem.Statistics[LineCounter.UnknownLines];
            Session.Modem.RemoveUrcHandler("+CREG: ", OnLine);
            Session.Modem.RemoveUrcHandler("+CREG: ", OnLine);

            line.Deliver("\r\n+CREG: 1\r\n");
            line.Settle();

            Assert.AreEqual(string.Empty, s_lines);
            Assert.AreEqual(unknown + 1, Session.Modem.Statistics[LineCounter.UnknownLines]);
            Session.End();
        }

        [TestMethod]
        public void Handler_LineDiffersBehindEightLetters_IsNotTaken()
        {
            ScriptedTransport line = Prepare();
            Session.Modem.AddUrcHandler("+QSIMSTAT: ", OnLine);

            line.Deliver("\r\n+QSIMSTOP: 1\r\n\r\n+QSIMSTAT: 1\r\n");
            line.Settle();

            Assert.AreEqual("+QSIMSTAT: 1|", s_lines);
            Session.End();
        }

        [TestMethod]
        public void Handler_PushedPayloadAndMuchMoreInOnePiece_GetsTheLineThatAnnouncesIt()
        {
            s_lines = string.Empty;
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            Session.Modem.AddUrcHandler("+QSSLURC: ", OnLine);

            // More than half of the receive buffer, so that what stands behind the payload is moved to its beginning.
            line.Deliver(Session.Push(0, "0123456789") + "\r\n+QIND: \"csq\",31,99\r\n" + "\r\n+QIND: \"csq\",31,98\r\n"
                + "\r\n+QIND: \"csq\",31,97\r\n" + "\r\n+QIND: \"csq\",31,96\r\n" + "\r\n+QIND: \"csq\",31,95\r\n");
            line.Settle();

            Assert.AreEqual("+QSSLURC: \"recv\",0,10|", s_lines);
            Assert.AreEqual("0123456789", Session.Receive(20));
            Session.End();
        }

        private static ScriptedTransport Prepare()
        {
            s_lines = string.Empty;
            return Session.Open();
        }

        private static void OnLine(object sender, UrcEventArgs e)
        {
            s_lines += e.Line + "|";
        }
    }
}
