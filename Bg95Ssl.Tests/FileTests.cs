// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>Upload and deletion of files (application note 4.1; module facts 3, 4.11 and 4.12).</summary>
    [TestClass]
    public class FileTests
    {
        private static readonly byte[] s_content = { (byte)'a', (byte)'b', (byte)'c', 0 };
        private static string s_progress;

        // The checksum is the XOR of big-endian words, an odd last byte as the high byte; these are worked out by hand:
        // 61 -> 6100; 6162 -> 6162; 6162^6300 -> 0262; 6162^6364 -> 0206; 3030^3030 -> 0;
        // 3132^3334^3536^3738 = 0206^020e = 8, ^3900 -> 3908, ^3930 -> 3938.
        [TestMethod]
        public void Upload_ChecksumByHand_IsTheDrivers()
        {
            Upload_ChecksumByHand_IsTheDrivers("a", "6100");
            Upload_ChecksumByHand_IsTheDrivers("ab", "6162");
            Upload_ChecksumByHand_IsTheDrivers("abc", "262");
            Upload_ChecksumByHand_IsTheDrivers("abcd", "206");
            Upload_ChecksumByHand_IsTheDrivers("0000", "0");
            Upload_ChecksumByHand_IsTheDrivers("12345678", "8");
            Upload_ChecksumByHand_IsTheDrivers("123456789", "3908");
            Upload_ChecksumByHand_IsTheDrivers("1234567890", "3938");
        }

        private static void Upload_ChecksumByHand_IsTheDrivers(string content, string checksum)
        {
            ScriptedTransport line = Session.Open();
            string size = content.Length.ToString();
            line.Expect("AT+QFUPL=\"ca.pem\"," + size + ",5\r", "\r\nCONNECT\r\n");
            line.Expect(content, "\r\n+QFUPL: " + size + "," + checksum + "\r\n\r\nOK\r\n");
            line.Expect("AT+QFLST=\"ca.pem\"\r", Session.Answer("+QFLST: \"UFS:ca.pem\"," + size));

            Session.Modem.Files.Upload("ca.pem", Bytes.Of(content));

            Session.End();
        }

        [TestMethod]
        public void Upload_AnyBytes_AreWrittenAfterConnect()
        {
            Upload_AnyBytes_AreWrittenAfterConnect(1);
            Upload_AnyBytes_AreWrittenAfterConnect(2);
            Upload_AnyBytes_AreWrittenAfterConnect(9);
        }

        private static void Upload_AnyBytes_AreWrittenAfterConnect(int split)
        {
            // 0001 0203 0405 0607 0809 0A0B 0C0D 0E0F: XOR of all words is 0, then 1011 and 12: 1011 ^ 1200 = 0211.
            ScriptedTransport line = Session.Open();
            line.Split = split;
            byte[] content = Bytes.Counting(19);
            line.Expect("AT+QFUPL=\"f\",19,5\r", "\r\n+QIND: SMS DONE\r\n\r\nCONNECT\r\n");
            line.Expect(content, Session.Answer("+QSSLURC: \"recv\",7\r\n\r\n+QFUPL: 19,211"));
            line.Expect("AT+QFLST=\"f\"\r", Session.Answer("+QFLST: \"UFS:f\",19"));

            Session.Modem.Files.Upload("f", content);

            Session.End();
        }

        [TestMethod]
        public void Upload_WrongSize_DeletesTheFileAndThrows()
        {
            // A lost NUL at the end of a file of even size leaves the sum unchanged (module facts 3).
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QFUPL=\"ca.pem\",4,5\r", "\r\nCONNECT\r\n");
            line.Expect(s_content, Session.Answer("+QFUPL: 3,262"));
            line.Expect("AT+QFDEL=\"ca.pem\"\r", "\r\nOK\r\n");

            Thrown.Is(Bg95Error.FileDamaged, UploadNul);

            Session.End();
        }

        [TestMethod]
        public void Upload_FileExists_DeletesItAndUploadsAgain()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QFUPL=\"ca.pem\",2,5\r", "\r\n+CME ERROR: 407\r\n");
            line.Expect("AT+QFDEL=\"ca.pem\"\r", "\r\nOK\r\n");
            line.Expect("AT+QFUPL=\"ca.pem\",2,5\r", "\r\nCONNECT\r\n");
            line.Expect("ab", Session.Answer("+QFUPL: 2,6162"));
            line.Expect("AT+QFLST=\"ca.pem\"\r", Session.Answer("+QFLST: \"UFS:ca.pem\",2"));

            Session.Modem.Files.Upload("ca.pem", Bytes.Of("ab"));

            Session.End();
        }

        [TestMethod]
        public void Upload_DriveFull_ThrowsAndWritesNoContent()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QFUPL=\"ca.pem\",2,5\r", "\r\n+CME ERROR: 403\r\n");

            Bg95Exception thrown = Thrown.Is(Bg95Error.FileDriveFull, Calls.Upload);

            Assert.AreEqual("AT+QFUPL", thrown.Command);
            Session.End();
        }

        [TestMethod]
        public void Upload_TimeoutThoughTheFileLanded_AsksForItsSize()
        {
            // Module facts 4.12; 421 is the module's time-out.
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QFUPL=\"ca.pem\",2,5\r", "\r\nCONNECT\r\n");
            line.Expect("ab", "\r\n+CME ERROR: 421\r\n");
            line.Expect("AT+QFLST=\"ca.pem\"\r", Session.Answer("+QFLST: \"UFS:ca.pem\",2"));

            Session.Modem.Files.Upload("ca.pem", Bytes.Of("ab"));

            Session.End();
        }

        [TestMethod]
        public void Upload_TimeoutAndTheFileIsShort_DeletesItAndThrows()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QFUPL=\"ca.pem\",2,5\r", "\r\nCONNECT\r\n");
            line.Expect("ab", "\r\n+CME ERROR: 421\r\n");
            line.Expect("AT+QFLST=\"ca.pem\"\r", Session.Answer("+QFLST: \"UFS:ca.pem\",1"));
            line.Expect("AT+QFDEL=\"ca.pem\"\r", Session.Ok);

            Thrown.Is(Bg95Error.FileDamaged, Calls.Upload);

            Session.End();
        }

        [TestMethod]
        public void Upload_TimeoutAndTheFileIsMissing_Throws()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QFUPL=\"ca.pem\",2,5\r", "\r\nCONNECT\r\n");
            line.Expect("ab", "\r\n+CME ERROR: 421\r\n");
            line.Expect("AT+QFLST=\"ca.pem\"\r", "\r\n+CME ERROR: 405\r\n");

            Thrown.Is(Bg95Error.FileTimeout, Calls.Upload);

            Session.End();
        }

        [TestMethod]
        public void Upload_ConnectIsLateAndQuestionsFillTheFile_DeletesItAndThrows()
        {
            // The size is right, the content is what was said to get in step.
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QFUPL=\"ca.pem\",2,5\r", null);
            line.Expect(Session.NextQuestion(), "\r\nCONNECT\r\n\r\n+QFUPL: 2,4154\r\n\r\nOK\r\n" + Session.QuestionAnswer());
            Session.ExpectRecovered();
            line.Expect("AT+QFLST=\"ca.pem\"\r", Session.Answer("+QFLST: \"UFS:ca.pem\",2"));
            line.Expect("AT+QFDEL=\"ca.pem\"\r", Session.Ok);

            Thrown.Is(Bg95Error.FileDamaged, Calls.Upload);

            Session.End();
        }

        [TestMethod]
        public void Upload_WithProgress_TellsOfEachPiece()
        {
            // 1024 times a, 1024 times b and c: 1024 equal words cancel each other, 6300 remains.
            ScriptedTransport line = Session.Open();
            string content = new string('a', 1024) + new string('b', 1024) + "c";
            line.Expect("AT+QFUPL=\"f\",2049,5\r", "\r\nCONNECT\r\n");
            line.Expect(content, Session.Answer("+QFUPL: 2049,6300"));
            line.Expect("AT+QFLST=\"f\"\r", Session.Answer("+QFLST: \"UFS:f\",2049"));
            s_progress = string.Empty;

            Session.Modem.Files.Upload("f", Bytes.Of(content), Progress);

            Assert.AreEqual("1024;2048;2049;", s_progress);
            Session.End();
        }

        [TestMethod]
        public void Upload_ProgressThrows_IsCountedAndTheUploadGoesOn()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QFUPL=\"f\",2049,5\r", "\r\nCONNECT\r\n");
            line.Expect(new string('a', 1024) + new string('b', 1024) + "c", Session.Answer("+QFUPL: 2049,6300"));
            line.Expect("AT+QFLST=\"f\"\r", Session.Answer("+QFLST: \"UFS:f\",2049"));

            Session.Modem.Files.Upload("f", Bytes.Of(new string('a', 1024) + new string('b', 1024) + "c"), Throw);

            Assert.AreEqual(1, Session.Modem.Statistics[LineCounter.HandlerErrors]);
            Session.End();
        }

        [TestMethod]
        public void Delete_Existing_WritesTheCommand()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QFDEL=\"ca.pem\"\r", "\r\nOK\r\n");

            Session.Modem.Files.Delete("ca.pem");

            Session.End();
        }

        // By firmware (module facts 4.12).
        [TestMethod]
        public void Delete_Missing_ThrowsWhatTheModuleSays()
        {
            Delete_Missing_ThrowsWhatTheModuleSays("\r\n+CME ERROR: 405\r\n", (int)Bg95Error.FileNotFound);
            Delete_Missing_ThrowsWhatTheModuleSays("\r\n+CME ERROR: 418\r\n", (int)Bg95Error.FileDeleteFailed);
            Delete_Missing_ThrowsWhatTheModuleSays("\r\nERROR\r\n", (int)Bg95Error.Rejected);
        }

        private static void Delete_Missing_ThrowsWhatTheModuleSays(string answer, int error)
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QFDEL=\"ca.pem\"\r", answer);

            Thrown.Is((Bg95Error)error, Delete);

            Session.End();
        }

        private static void Delete()
        {
            Session.Modem.Files.Delete("ca.pem");
        }

        private static void UploadNul()
        {
            Session.Modem.Files.Upload("ca.pem", s_content);
        }

        private static void Progress(int written, int all)
        {
            Assert.AreEqual(2049, all);
            s_progress += written.ToString() + ";";
        }

        private static void Throw(int written, int all)
        {
            throw new InvalidOperationException();
        }
    }
}
