// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>The smallest and the largest values that module and program may say, and the next ones, which they may not.</summary>
    [TestClass]
    public class EdgeValueTests
    {
        [TestMethod]
        public void Download_FileHandleIsZero_IsRead()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QFOPEN=\"f\",2\r", Session.Answer("+QFOPEN: 0"));
            line.Expect("AT+QFREAD=0,4\r", "\r\nCONNECT 4\r\nabcd\r\nOK\r\n");
            line.Expect("AT+QFCLOSE=0\r", Session.Ok);

            Calls.Download();

            Session.End();
        }

        [TestMethod]
        public void Download_PortHasMuchRoom_AsksForNoMoreThanOnePayloadHas()
        {
            ScriptedTransport line = Session.Make();
            line.Capacity = 8192;
            Session.OpenMade();
            byte[] buffer = new byte[1100];
            line.Expect("AT+QFOPEN=\"f\",2\r", Session.Answer("+QFOPEN: 7"));
            line.Expect("AT+QFREAD=7,1024\r", "\r\nCONNECT 1024\r\n" + new string('x', 1024) + Session.Ok);
            line.Expect("AT+QFREAD=7,76\r", "\r\nCONNECT 76\r\n" + new string('y', 76) + Session.Ok);
            line.Expect("AT+QFCLOSE=7\r", Session.Ok);

            Assert.AreEqual(buffer.Length, Session.Modem.Files.Download("f", buffer, 0, buffer.Length));

            Session.End();
        }

        [TestMethod]
        public void GetSpace_NothingIsFree_GivesZero()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QFLDS=\"UFS\"\r", Session.Answer("+QFLDS: 0,987654321"));

            Assert.AreEqual(0, Session.Modem.Files.GetSpace(out int total));

            Assert.AreEqual(987654321, total);
            Session.End();
        }

        [TestMethod]
        public void GetSpace_BlanksStandBeforeTheNumbers_ArePassedOver()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QFLDS=\"UFS\"\r", Session.Answer("+QFLDS:  12, 34"));

            Assert.AreEqual(12, Session.Modem.Files.GetSpace(out int total));

            Assert.AreEqual(34, total);
            Session.End();
        }

        [TestMethod]
        public void QueryState_FieldsBeforeTheStateAreOdd_FindsIt()
        {
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QSSLSTATE=0\r", Session.Answer("+QSSLSTATE: 0,\"a,b\" ,\"192.0.2.1\",x4,,4,1"));

            Assert.AreEqual((int)SocketState.Closing, (int)Session.Socket.QueryState());

            Session.Modem.Close();
        }

        [TestMethod]
        public void GetSize_FileIsEmpty_GivesZero()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QFLST=\"f\"\r", Session.Answer("+QFLST: \"f\",0"));

            Assert.AreEqual(0, Session.Modem.Files.GetSize("f"));

            Session.End();
        }

        [TestMethod]
        public void Execute_ErrorHasTheNumberZero_IsAnError()
        {
            // Phone failure; as a number of this library it would be success.
            ScriptedTransport line = Session.Open();
            line.Expect("AT+CSQ\r", "\r\n+CME ERROR: 0\r\n");

            Thrown.Is(Bg95Error.Rejected, AskSignal);

            Session.End();
        }

        [TestMethod]
        public void List_NameIsEmpty_IsRefused()
        {
            Session.Open();

            Thrown.IsArgument(ListWithoutName);

            Session.End();
        }

        [TestMethod]
        public void Clock_HostOfOneLetterAndTheLastPort_AreTaken()
        {
            const string Result = "\r\nOK\r\n\r\n+QNTP: 0,\"2026/11/24,09:14:02+00\"\r\n";
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QNTP=1,\"a\",65535\r", Result);
            line.Expect("AT+QNTP=1,\"b\",123\r", Result);

            Session.Modem.Clock.Synchronize("a", 65535);
            Assert.AreEqual((int)ClockSource.TimeServer, (int)Session.Modem.Clock.SetFromNetwork("b"));
            Thrown.IsArgument(SynchronizeBeyondTheLastPort);

            Session.End();
        }

        [TestMethod]
        public void SetDnsServers_AddressOfOneCharacter_IsTaken()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QIDNSCFG=1,\"8\"\r", Session.Ok);

            Session.Modem.Pdp.SetDnsServers(1, "8", string.Empty);

            Session.End();
        }

        private static void AskSignal()
        {
            Session.Modem.Execute("AT+CSQ", 5000);
        }

        private static void ListWithoutName()
        {
            Session.Modem.Files.List(string.Empty, new ModuleFile[0]);
        }

        private static void SynchronizeBeyondTheLastPort()
        {
            Session.Modem.Clock.Synchronize("a", 65536);
        }
    }
}
