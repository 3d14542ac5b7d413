// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>Reading, listing and measuring files (application note 4.1; module facts 3 and 5).</summary>
    [TestClass]
    public class DownloadTests
    {
        [TestMethod]
        public void Download_ShorterThanAsked_ReadsToItsEnd()
        {
            Download_ShorterThanAsked_ReadsToItsEnd(0);
            Download_ShorterThanAsked_ReadsToItsEnd(1);
            Download_ShorterThanAsked_ReadsToItsEnd(7);
        }

        private static void Download_ShorterThanAsked_ReadsToItsEnd(int split)
        {
            // What looks like a result is payload, and a URC between the answer's lines is one.
            ScriptedTransport line = Session.Open();
            line.Split = split;
            byte[] buffer = new byte[40];
            line.Expect("AT+QFOPEN=\"ca.pem\",2\r", Session.Answer("+QFOPEN: 3000"));
            line.Expect("AT+QFREAD=3000,30\r", "\r\n+QSSLURC: \"recv\",7\r\n\r\nCONNECT 14\r\nab\r\nOK\r\nERROR\n\r\nOK\r\n");
            line.Expect("AT+QFCLOSE=3000\r", "\r\nOK\r\n");

            int count = Session.Modem.Files.Download("ca.pem", buffer, 10, 30);

            Assert.AreEqual(14, count);
            Assert.AreEqual("ab\r\nOK\r\nERROR\n", Bytes.Text(buffer, 10, 14));
            Assert.AreEqual(0, (int)buffer[9]);
            Assert.AreEqual(0, (int)buffer[24]);
            Session.End();
        }

        [TestMethod]
        public void Download_AnyBytes_ComeInPiecesThatTheLineHolds()
        {
            // A line that holds 256 bytes is asked for 128 at once; the file ends with a piece, and 402 says so.
            ScriptedTransport line = Session.Make();
            line.Capacity = 256;
            Session.OpenMade();
            byte[] content = Bytes.Counting(256);
            byte[] buffer = new byte[300];
            line.Expect("AT+QFOPEN=\"f\",2\r", Session.Answer("+QFOPEN: 1"));
            line.Expect("AT+QFREAD=1,128\r", Answer(content, 0, 128));
            line.Expect("AT+QFREAD=1,128\r", Answer(content, 128, 128));
            line.Expect("AT+QFREAD=1,44\r", "\r\n+CME ERROR: 402\r\n");
            line.Expect("AT+QFCLOSE=1\r", "\r\nOK\r\n");

            Assert.AreEqual(256, Session.Modem.Files.Download("f", buffer, 0, 300));

            Assert.IsTrue(Bytes.Same(content, 0, buffer, 0, 256));
            Session.End();
        }

        [TestMethod]
        public void Download_LongerThanAsked_StopsAtTheCount()
        {
            ScriptedTransport line = Session.Open();
            byte[] buffer = new byte[4];
            line.Expect("AT+QFOPEN=\"f\",2\r", Session.Answer("+QFOPEN: 1"));
            line.Expect("AT+QFREAD=1,4\r", "\r\nCONNECT 4\r\nabcd\r\nOK\r\n");
            line.Expect("AT+QFCLOSE=1\r", "\r\nOK\r\n");

            Assert.AreEqual(4, Session.Modem.Files.Download("f", buffer, 0, 4));

            Assert.AreEqual("abcd", Bytes.Text(buffer, 0, 4));
            Session.End();
        }

        [TestMethod]
        public void Download_EmptyFile_IsZero()
        {
            Download_EmptyFile_IsZero("\r\nCONNECT 0\r\n\r\nOK\r\n");
            Download_EmptyFile_IsZero("\r\n+CME ERROR: 402\r\n");
        }

        private static void Download_EmptyFile_IsZero(string answer)
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QFOPEN=\"f\",2\r", Session.Answer("+QFOPEN: 1"));
            line.Expect("AT+QFREAD=1,4\r", answer);
            line.Expect("AT+QFCLOSE=1\r", "\r\nOK\r\n");

            Assert.AreEqual(0, Session.Modem.Files.Download("f", new byte[4], 0, 4));

            Session.End();
        }

        [TestMethod]
        public void Download_ByteLost_ThrowsLineDamaged()
        {
            // Wherever: in the payload, in what stands behind it, in the line that counts it.
            const string Answer = "\r\nCONNECT 12\r\nabcdefghijkl\r\nOK\r\n";
            Download_ByteLost_ThrowsLineDamaged(Bytes.Without(Answer, 14));
            Download_ByteLost_ThrowsLineDamaged(Bytes.Without(Answer, 25));
            Download_ByteLost_ThrowsLineDamaged(Bytes.Without(Bytes.Without(Answer, 14), 14));
            Download_ByteLost_ThrowsLineDamaged(Bytes.Without(Answer, 26));
            Download_ByteLost_ThrowsLineDamaged(Bytes.Without(Answer, 11));
            Download_ByteLost_ThrowsLineDamaged(Bytes.Without(Answer, 4));
        }

        [TestMethod]
        public void Download_HandleThatIsNoNumber_IsRefusedAndNotSentBack()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QFOPEN=\"f\",2\r", Session.Answer("+QFOPEN: ;E1"));
            line.Expect("AT+QFOPEN=\"f\",2\r", Session.Answer("+QFOPEN: 7\r\n+QFOPEN: 8"));
            line.Expect("AT+QFREAD=7,4\r", "\r\nCONNECT 0\r\n\r\nOK\r\n");
            line.Expect("AT+QFCLOSE=7\r", Session.Ok);
            byte[] buffer = new byte[4];

            try
            {
                Session.Modem.Files.Download("f", buffer, 0, 4);
                Assert.IsTrue(false);
            }
            catch (Bg95Exception ex)
            {
                Assert.AreEqual((int)Bg95Error.UnexpectedAnswer, (int)ex.Error);
            }

            Assert.AreEqual(0, Session.Modem.Files.Download("f", buffer, 0, 4));
            Session.End();
        }

        [TestMethod]
        public void Download_AnswerOfASocketsReceive_IsNotTakenForTheFile()
        {
            // It was given up long ago, and comes at last.
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QFOPEN=\"f\",2\r", Session.Answer("+QFOPEN: 1"));
            line.Expect("AT+QFREAD=1,4\r", "\r\n+QSSLRECV: 4\r\nabcd\r\n\r\nOK\r\n");
            Session.ExpectRecovery();
            line.Expect("AT+QFCLOSE=1\r", Session.Ok);
            byte[] buffer = new byte[4];

            try
            {
                Session.Modem.Files.Download("f", buffer, 0, 4);
                Assert.IsTrue(false);
            }
            catch (Bg95Exception ex)
            {
                Assert.AreEqual((int)Bg95Error.LineDamaged, (int)ex.Error);
            }

            Assert.AreEqual(0, buffer[0]);
            Session.End();
        }

        private static void Download_ByteLost_ThrowsLineDamaged(string answer)
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QFOPEN=\"f\",2\r", Session.Answer("+QFOPEN: 1"));
            line.Expect("AT+QFREAD=1,12\r", answer);
            Session.ExpectRecovery();
            line.Expect("AT+QFCLOSE=1\r", "\r\nOK\r\n");

            Thrown.Is(Bg95Error.LineDamaged, Download);

            Session.End();
        }

        [TestMethod]
        public void Download_BetweenReceives_LeavesTheirFormAlone()
        {
            // A module that ends an answer to QSSLRECV with two CRLF and one to QFREAD with one.
            ScriptedTransport line = Session.ConnectAndLearn();
            line.Expect("AT+QFOPEN=\"f\",2\r", Session.Answer("+QFOPEN: 1"));
            line.Expect("AT+QFREAD=1,2\r", "\r\nCONNECT 2\r\nab\r\nOK\r\n");
            line.Expect("AT+QFCLOSE=1\r", "\r\nOK\r\n");
            line.Expect("AT+QSSLRECV=0,3\r", "\r\n+QSSLRECV: 3\r\nxyz\r\n\r\nOK\r\n");

            Assert.AreEqual(2, Session.Modem.Files.Download("f", new byte[2], 0, 2));

            Assert.AreEqual("xyz", Session.Receive(3));
            Session.End();
        }

        [TestMethod]
        public void Download_Missing_ThrowsItsErrorAndReadsNothing()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QFOPEN=\"f\",2\r", "\r\n+CME ERROR: 405\r\n");

            Bg95Exception thrown = Thrown.Is(Bg95Error.FileNotFound, Calls.Download);

            Assert.AreEqual("AT+QFOPEN", thrown.Command);
            Session.End();
        }

        [TestMethod]
        public void Download_ReadFails_ClosesAndThrows()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QFOPEN=\"f\",2\r", Session.Answer("+QFOPEN: 1"));
            line.Expect("AT+QFREAD=1,4\r", "\r\n+CME ERROR: 411\r\n");
            line.Expect("AT+QFCLOSE=1\r", "\r\nOK\r\n");

            Bg95Exception thrown = Thrown.Is(Bg95Error.FileReadFailed, Calls.Download);

            Assert.AreEqual("AT+QFREAD", thrown.Command);
            Session.End();
        }

        [TestMethod]
        public void List_EitherFormOfNames_FillsTheProgramsObjects()
        {
            List_EitherFormOfNames_FillsTheProgramsObjects(0);
            List_EitherFormOfNames_FillsTheProgramsObjects(1);
        }

        private static void List_EitherFormOfNames_FillsTheProgramsObjects(int split)
        {
            // "UFS:name" or "name" by module, and a folder (module facts 3).
            ScriptedTransport line = Session.Open();
            line.Split = split;
            line.Expect(
                "AT+QFLST=\"*\"\r",
                Session.Answer("+QFLST: \"UFS:ca.pem\",1188\r\n+QFLST: \"a,b.pem\",27\r\n+QFLST: \"security/\"\r\n+QFLST: \"RAM:log\",0"));
            ModuleFile[] files = { new ModuleFile(), new ModuleFile(), new ModuleFile(), new ModuleFile() };

            Assert.AreEqual(4, Session.Modem.Files.List("*", files));

            Assert.AreEqual("ca.pem", files[0].Name);
            Assert.AreEqual(1188, files[0].Size);
            Assert.AreEqual("a,b.pem", files[1].Name);
            Assert.AreEqual(27, files[1].Size);
            Assert.AreEqual("security/", files[2].Name);
            Assert.AreEqual(-1, files[2].Size);
            Assert.AreEqual("RAM:log", files[3].Name);
            Assert.AreEqual(0, files[3].Size);
            Session.End();
        }

        [TestMethod]
        public void List_MoreThanFit_CountsThemAll()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QFLST=\"*\"\r", Session.Answer("+QFLST: \"a\",1\r\n+QFLST: \"b\",2"));
            ModuleFile file = new ModuleFile();

            Assert.AreEqual(2, Session.Modem.Files.List("*", new ModuleFile[] { file }));

            Assert.AreEqual("a", file.Name);
            Session.End();
        }

        [TestMethod]
        public void List_EmptyStore_IsZero()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QFLST=\"*\"\r", "\r\nOK\r\n");

            Assert.AreEqual(0, Session.Modem.Files.List("*", new ModuleFile[0]));

            Session.End();
        }

        [TestMethod]
        public void List_Refused_ThrowsItsError()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QFLST=\"*\"\r", "\r\n+CME ERROR: 417\r\n");

            Thrown.Is(Bg95Error.FileListFailed, List);

            Session.End();
        }

        [TestMethod]
        public void GetSize_ThereOrNot_SaysSo()
        {
            GetSize_ThereOrNot_SaysSo(Session.Answer("+QFLST: \"UFS:ca.pem\",1188"), 1188);
            GetSize_ThereOrNot_SaysSo(Session.Answer("+QFLST: \"ca.pem\",1188"), 1188);
            GetSize_ThereOrNot_SaysSo("\r\nOK\r\n", -1);
            GetSize_ThereOrNot_SaysSo("\r\n+CME ERROR: 405\r\n", -1);
        }

        private static void GetSize_ThereOrNot_SaysSo(string answer, int size)
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QFLST=\"ca.pem\"\r", answer);

            Assert.AreEqual(size, Session.Modem.Files.GetSize("ca.pem"));

            Session.End();
        }

        [TestMethod]
        public void GetSpace_Answer_IsFreeAndTotal()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QFLDS=\"UFS\"\r", Session.Answer("+QFLDS: 15600,162000"));

            Assert.AreEqual(15600, Session.Modem.Files.GetSpace(out int total));

            Assert.AreEqual(162000, total);
            Session.End();
        }

        private static byte[] Answer(byte[] content, int offset, int count)
        {
            string before = "\r\nCONNECT " + count.ToString() + "\r\n";
            byte[] answer = new byte[before.Length + count + 6];
            Bytes.Copy(before, answer, 0);

            for (int i = 0; i < count; i++)
            {
                answer[before.Length + i] = content[offset + i];
            }

            Bytes.Copy("\r\nOK\r\n", answer, before.Length + count);
            return answer;
        }

        private static void Download()
        {
            Session.Modem.Files.Download("f", new byte[12], 0, 12);
        }

        private static void List()
        {
            Session.Modem.Files.List("*", new ModuleFile[0]);
        }
    }
}
