// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>Damaged rows of the module's list of files.</summary>
    [TestClass]
    public class FileListTests
    {
        [TestMethod]
        public void GetSize_SizeIsNoNumber_IsNotTakenForNoFile()
        {
            GetSize_SizeIsNoNumber_IsNotTakenForNoFile("1x88");
            GetSize_SizeIsNoNumber_IsNotTakenForNoFile("1:88");
            GetSize_SizeIsNoNumber_IsNotTakenForNoFile("1/88");
            GetSize_SizeIsNoNumber_IsNotTakenForNoFile("99999999999");
        }

        private static void GetSize_SizeIsNoNumber_IsNotTakenForNoFile(string size)
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QFLST=\"ca.pem\"\r", Session.Answer("+QFLST: \"ca.pem\"," + size));

            Thrown.Is(Bg95Error.UnexpectedAnswer, GetSize);

            Session.End();
        }

        private static void GetSize()
        {
            Session.Modem.Files.GetSize("ca.pem");
        }
    }
}
