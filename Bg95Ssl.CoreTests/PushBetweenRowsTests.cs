// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>Pushed data between the rows of an answer, where a row has no CRLF of its own before it.</summary>
    [TestClass]
    public class PushBetweenRowsTests
    {
        private static int s_count;

        [TestMethod]
        public void Push_RowBehindItHasNoLineEndBeforeIt_BothAreRead()
        {
            for (int split = 0; split < 4; split++)
            {
                ScriptedTransport line = ConnectWithLineEndBehindPushes();
                line.Split = split;
                line.Expect("AT+QFLST=\"*\"\r", "\r\n+QFLST: \"a\",1\r\n" + Session.Push(0, "abc") + "\r\n+QFLST: \"b\",2\r\n" + Session.Ok);

                List();

                Assert.AreEqual(2, s_count);
                Assert.AreEqual("abc", Session.Receive(8));
                Session.End();
            }
        }

        [TestMethod]
        public void Push_RowBehindItAndItEndsWithALineEnd_IsAnError()
        {
            // The line end may be the first of the two behind the block, in the place of two lost bytes.
            ScriptedTransport line = ConnectWithLineEndBehindPushes();
            Session.AlwaysRecover();
            line.Expect("AT+QFLST=\"*\"\r", "\r\n+QFLST: \"a\",1\r\n" + Session.Push(0, "a\r\n") + "\r\n+QFLST: \"b\",2\r\n" + Session.Ok);

            Thrown.Is(Bg95Error.LineDamaged, List);

            Thrown.Is(Bg95Error.LineDamaged, Calls.Receive);
            Session.End();
        }

        // What stands behind a block is learned from a line behind it.
        private static ScriptedTransport ConnectWithLineEndBehindPushes()
        {
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            line.Deliver(Session.Push(0, "one") + "\r\n\r\n+CREG: 5\r\n");
            line.Settle();
            Assert.AreEqual("one", Session.Receive(8));
            return line;
        }

        private static void List()
        {
            s_count = Session.Modem.Files.List("*", new ModuleFile[] { new ModuleFile(), new ModuleFile() });
        }
    }
}
