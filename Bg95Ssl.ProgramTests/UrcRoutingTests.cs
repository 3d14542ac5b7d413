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
