// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>A file is verified: its sum, its size, and whether it has got its name on the way.</summary>
    [TestClass]
    public class UploadNameTests
    {
        [TestMethod]
        public void Upload_AByteOfTheNameWasLost_DeletesTheOldFileAndThrows()
        {
            // The module has written c.pem, as it was told. What stands in ca.pem is older: another authority, perhaps.
            CheckWrongName(Session.Answer("+QFLST: \"UFS:ca.pem\",1188"));
            CheckWrongName("\r\n+CME ERROR: 405\r\n");
            CheckWrongName("\r\nOK\r\n");
        }

        private static void CheckWrongName(string list)
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QFUPL=\"ca.pem\",2,5\r", "\r\nCONNECT\r\n");
            line.Expect("ab", Session.Answer("+QFUPL: 2,6162"));
            line.Expect("AT+QFLST=\"ca.pem\"\r", list);
            line.Expect("AT+QFDEL=\"ca.pem\"\r", "\r\nOK\r\n");

            Thrown.Is(Bg95Error.FileDamaged, Calls.Upload);

            Session.End();
        }

        [TestMethod]
        public void Upload_ModuleCannotTellTheSize_IsTaken()
        {
            CheckUnknownSize("\r\nERROR\r\n");
            CheckUnknownSize(Session.Answer("+QFLST: \"UFS:ca.pem\""));
        }

        private static void CheckUnknownSize(string list)
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QFUPL=\"ca.pem\",2,5\r", "\r\nCONNECT\r\n");
            line.Expect("ab", Session.Answer("+QFUPL: 2,6162"));
            line.Expect("AT+QFLST=\"ca.pem\"\r", list);

            Calls.Upload();

            Session.End();
        }

        [TestMethod]
        public void Upload_WrongChecksum_DeletesTheFileAndThrows()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QFUPL=\"ca.pem\",2,5\r", "\r\nCONNECT\r\n");
            line.Expect("ab", Session.Answer("+QFUPL: 2,6163"));
            line.Expect("AT+QFDEL=\"ca.pem\"\r", "\r\nOK\r\n");

            Thrown.Is(Bg95Error.FileDamaged, Calls.Upload);

            Session.End();
        }

        [TestMethod]
        public void Upload_NoSizeReported_DeletesTheFileAndThrows()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QFUPL=\"ca.pem\",2,5\r", "\r\nCONNECT\r\n");
            line.Expect("ab", "\r\nOK\r\n");
            line.Expect("AT+QFDEL=\"ca.pem\"\r", "\r\nOK\r\n");

            Thrown.Is(Bg95Error.FileDamaged, Calls.Upload);

            Session.End();
        }
    }
}
