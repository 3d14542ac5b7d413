// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>
    /// Uploads that the module ends in the middle: what is written then would be commands to it, and what it has kept is deleted.
    /// </summary>
    [TestClass]
    public class UploadEndTests
    {
        private const int FileSize = 4096;
        private const int Taken = 2048;
        private const int BlockSize = 1024;

        [TestMethod]
        public void Upload_ModuleGivesUpInTheMiddle_NothingMoreIsWritten()
        {
            CheckEndInTheMiddle("\r\n+CME ERROR: 420\r\n");
        }

        [TestMethod]
        public void Upload_ModuleStartsAnewInTheMiddle_NothingMoreIsWritten()
        {
            CheckEndInTheMiddle("\r\nRDY\r\n");
        }

        [TestMethod]
        public void Upload_NoSpaceInTheMiddle_DeletesThePart()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QFUPL=\"ca.pem\",2,5\r", "\r\nCONNECT\r\n");
            line.Expect("ab", "\r\n+CME ERROR: 420\r\n");
            line.Expect("AT+QFDEL=\"ca.pem\"\r", Session.Ok);

            Thrown.Is(Bg95Error.FileNoSpace, Calls.Upload);

            line.Verify();
            Session.End();
        }

        [TestMethod]
        public void Upload_SizeOfTheAnswerIsNoNumber_DeletesTheFile()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QFUPL=\"ca.pem\",2,5\r", "\r\nCONNECT\r\n");
            line.Expect("ab", Session.Answer("+QFUPL: 2x,6162"));
            line.Expect("AT+QFDEL=\"ca.pem\"\r", Session.Ok);

            Thrown.Is(Bg95Error.FileDamaged, Calls.Upload);

            line.Verify();
            Session.End();
        }

        private static void CheckEndInTheMiddle(string said)
        {
            ScriptedTransport line = Session.Open();
            Session.AlwaysRecover();
            SwallowingModule module = new SwallowingModule(said);
            line.Module = module;

            Thrown.By(Upload);

            // A block may be under way.
            Assert.IsTrue(module.WrittenAfter <= BlockSize, module.WrittenAfter.ToString());
            Session.End();
        }

        private static void Upload()
        {
            Session.Modem.Files.Upload("ca.pem", Bytes.Of(new string('x', FileSize)), OnProgress);
        }

        private static void OnProgress(int written, int all)
        {
            Session.Line.Settle();
        }

        /// <summary>A module that takes the beginning of a file and then says something else.</summary>
        private sealed class SwallowingModule : IScriptedModule
        {
            private readonly string _said;
            private int _written;

            internal SwallowingModule(string said)
            {
                _said = said;
            }

            /// <summary>Gets how many bytes of the file were written behind that.</summary>
            internal int WrittenAfter => _written > Taken ? _written - Taken : 0;

            public string Answer(string written)
            {
                if (written.IndexOf("AT+QFUPL=") == 0)
                {
                    return "\r\nCONNECT\r\n";
                }

                if (written.Length > 0 && written[0] == 'x')
                {
                    _written += written.Length;
                    return _written == Taken ? _said : string.Empty;
                }

                return Session.AnswerSetting(written) ?? Session.Ok;
            }
        }
    }
}
