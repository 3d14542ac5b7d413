// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>Answers in forms that modules seldom give, or that the line has made of them.</summary>
    [TestClass]
    public class OddAnswerTests
    {
        private const string Opened = "\r\nOK\r\n\r\n+QSSLOPEN: 0,0\r\n";
        private const string Open = "AT+QSSLOPEN=1,0,0,\"a.example\",443,0\r";
        private const string State = "AT+QSSLSTATE=0\r";
        private const string Close = "AT+QSSLCLOSE=0\r";
        private const string FullRow = "+QSSLSTATE: 0,\"SSLClient\",\"192.0.2.1\",443,0,2,1,0,";

        [TestMethod]
        public void Connect_RowOfAnotherForm_TellsNothing()
        {
            Connect_RowOfAnotherForm_TellsNothing("+QSSLSTATE: 0,\"SSLClient\",1");
            Connect_RowOfAnotherForm_TellsNothing(FullRow + "0,\"uart1\",/");
            Connect_RowOfAnotherForm_TellsNothing(FullRow + "0,\"uart1\",:");
            Connect_RowOfAnotherForm_TellsNothing(FullRow + "x,\"uart1\",1");
            Connect_RowOfAnotherForm_TellsNothing(FullRow + "11,\"uart1\",0");
        }

        private static void Connect_RowOfAnotherForm_TellsNothing(string row)
        {
            ScriptedTransport line = PrepareConnect();
            line.Expect(State, Session.Answer(row));

            Calls.Connect();

            Session.End();
        }

        [TestMethod]
        public void Connect_RowNamesAnotherContext_IsOpenedAgain()
        {
            ScriptedTransport line = PrepareConnect();
            line.Expect(State, Session.Answer(FullRow + "0,\"uart1\",9"));
            line.Expect(Close, Session.Ok);
            Session.ExpectReadBacks();
            ExpectOpened();
            Session.ExpectState("0", AccessMode.Buffer);

            Calls.Connect();

            Session.End();
        }

        [TestMethod]
        public void Connect_AnotherContextAndItCannotBeClosed_ThrowsWhatClosingSaid()
        {
            ScriptedTransport line = PrepareConnect();
            line.Expect(State, Session.Answer(FullRow + "0,\"uart1\",1"));
            line.Expect(Close, null);

            Thrown.Is(Bg95Error.NoAnswer, Calls.Connect);

            Session.End();
        }

        [TestMethod]
        public void Download_NumberThatCannotBe_ThrowsLineDamaged()
        {
            Download_NumberThatCannotBe_ThrowsLineDamaged("5");
            Download_NumberThatCannotBe_ThrowsLineDamaged("x");
        }

        private static void Download_NumberThatCannotBe_ThrowsLineDamaged(string number)
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QFOPEN=\"f\",2\r", Session.Answer("+QFOPEN: 1"));
            line.Expect("AT+QFREAD=1,4\r", "\r\nCONNECT " + number + "\r\nabcde\r\nOK\r\n");
            Session.ExpectRecovery();
            line.Expect("AT+QFCLOSE=1\r", Session.Ok);
            long from = Session.Time.Now;

            Thrown.Is(Bg95Error.LineDamaged, Calls.Download);

            Assert.IsTrue(Session.Time.Now - from < 2000);
            Session.End();
        }

        [TestMethod]
        public void GetUtc_TwoLines_TheFirstCounts()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+CCLK?\r", Session.Answer("+CCLK: \"26/11/24,09:14:02+00\"\r\n+CCLK: \"27/11/24,09:14:02+00\""));

            Assert.AreEqual(2026, Session.Modem.Clock.GetUtc().Year);
            Session.End();
        }

        [TestMethod]
        public void Set_ConventionIsLocal_WritesLocalTime()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+CCLK=\"26/11/24,09:14:02+04\"\r", Session.Ok);
            Session.Modem.Clock.Convention = ClockConvention.LocalTime;

            Session.Modem.Clock.Set(new DateTime(2026, 11, 24, 8, 14, 2), 4);

            Session.End();
        }

        [TestMethod]
        public void List_RowWithoutAName_HasNone()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QFLST=\"*\"\r", Session.Answer("+QFLST:"));
            ModuleFile[] files = { new ModuleFile() };

            Assert.AreEqual(1, Session.Modem.Files.List("*", files));

            Assert.IsNull(files[0].Name);
            Session.End();
        }

        [TestMethod]
        public void GetActive_IdsThatNoContextHas_AreLeftOut()
        {
            ScriptedTransport line = Session.Open();
            line.Expect(
                "AT+QIACT?\r",
                Session.Answer("+QIACT: 0,1,1,\"a\"\r\n+QIACT: 17,1,1,\"a\"\r\n+QIACT: 1,1,1\r\n+QIACT: 16,1,1,\"b\""));
            PdpContext[] contexts = { new PdpContext(), new PdpContext() };

            Assert.AreEqual(2, Session.Modem.Pdp.GetActive(contexts));

            Assert.AreEqual(1, contexts[0].Id);
            Assert.AreEqual(string.Empty, contexts[0].Address);
            Assert.AreEqual(16, contexts[1].Id);
            Assert.AreEqual("b", contexts[1].Address);
            Session.End();
        }

        [TestMethod]
        public void Connect_FileReadBackUnderAnotherName_ThrowsSettingNotTaken()
        {
            Connect_FileReadBackUnderAnotherName_ThrowsSettingNotTaken("cb.pem");
            Connect_FileReadBackUnderAnotherName_ThrowsSettingNotTaken("CB.PEM");
            Connect_FileReadBackUnderAnotherName_ThrowsSettingNotTaken("cA.pem");
            Connect_FileReadBackUnderAnotherName_ThrowsSettingNotTaken("ca.peM");
            Connect_FileReadBackUnderAnotherName_ThrowsSettingNotTaken("UFS:cz.pem");
        }

        private static void Connect_FileReadBackUnderAnotherName_ThrowsSettingNotTaken(string name)
        {
            ScriptedTransport line = Session.OpenWithContext();
            Session.ExpectWrites(string.Empty, string.Empty);
            Session.ExpectReadBacks(string.Empty, "cacert");
            Session.ExpectReadBack("cacert", "\"" + name + "\"");

            Thrown.Is(Bg95Error.SettingNotTaken, Calls.Connect);

            Session.End();
        }

        [TestMethod]
        public void Receive_GettingInStepHasTakenTheTime_NoExchangeIsBegun()
        {
            // With less than 2 s left it might have to be given up, which would cost the socket its connection.
            ScriptedTransport line = Session.ConnectAndLearn();
            line.Expect("AT+CSQ\r", Session.Ok);
            Session.Modem.Execute("AT+CSQ", 5000);
            line.Deliver(Session.Ok);
            line.Settle();
            line.Expect(Session.NextQuestion(), Session.QuestionAnswer());
            line.Expect("ATE0\r", Session.Ok);
            line.Expect("ATV1\r", null);
            line.Expect("AT+QISDE=0\r", null);
            line.Expect("AT+CMEE=1\r", Session.Ok);
            Beside receiving = Beside.Start(Calls.Receive);
            Session.Time.Advance(4000);
            line.Deliver(Session.Ok);
            Session.Time.Advance(4001);
            line.Deliver(Session.Ok);
            Session.Time.Advance(1000);

            receiving.HasFailed(Bg95Error.NoAnswer);
            Assert.AreEqual((int)SocketState.Connected, (int)Session.Socket.State);
            line.Expect("AT+QSSLRECV=0,1\r", "\r\n+QSSLRECV: 1\r\nx\r\n\r\nOK\r\n");
            line.Expect("AT+QSSLRECV=0,7\r", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");
            Assert.AreEqual("x", Session.Receive(8));
            Session.End();
        }

        [TestMethod]
        public void Receive_LearnedFormAndNoOkBehindIt_ThrowsLineDamaged()
        {
            // A line end with one CRLF behind it teaches nothing, and the next byte does; its OK is damaged.
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QSSLRECV=0,1\r", "\r\n+QSSLRECV: 1\r\n\n\r\nOK\r\n");
            line.Expect("AT+QSSLRECV=0,1\r", "\r\n+QSSLRECV: 1\r\nx\r\nO\r\n");
            Session.AlwaysRecover();

            Thrown.Is(Bg95Error.LineDamaged, Calls.Receive);

            Session.End();
        }

        [TestMethod]
        public void Receive_ModuleStartsAnewWhileTheStateIsToBeAsked_AsksNothing()
        {
            // The id may be another socket's by then.
            ScriptedTransport line = Session.ConnectAndLearn();
            line.Expect("AT+QSSLRECV=0,8\r", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");
            Assert.AreEqual("(-1)", Session.Receive(8));
            line.Deliver("\r\nring\r\n");
            line.Settle();
            line.Expect("AT+CSQ\r", null);
            Beside holding = Beside.Start(Execute);
            Session.Time.Yield();
            Beside receiving = Beside.Start(Calls.Receive);
            Session.Time.Yield();
            Session.ExpectRecovery();

            line.Deliver("\r\nRDY\r\n");
            Session.Time.Advance(1000);

            holding.HasFailed(Bg95Error.ModuleRestarted);
            receiving.HasFailed(Bg95Error.ModuleRestarted);
            Session.End();
        }

        [TestMethod]
        public void Activate_AnswerComesLate_IsAwaited()
        {
            Activate_AnswerComesLate_IsAwaited(Calls.Activate, "AT+QIACT=1\r", 149000);
            Activate_AnswerComesLate_IsAwaited(Calls.Deactivate, "AT+QIDEACT=1\r", 39000);
        }

        private static void Activate_AnswerComesLate_IsAwaited(Call call, string command, int milliseconds)
        {
            ScriptedTransport line = Session.Open();
            line.Always("AT+QIACT?\r", Session.Ok);
            line.Expect(command, null);
            Beside calling = Beside.Start(call);
            Session.Time.Advance(milliseconds);
            line.Deliver(Session.Ok);
            Session.Time.Advance(100);

            calling.HasWorked();
            Session.End();
        }

        [TestMethod]
        public void GetSpace_NoNumbers_ThrowsUnexpectedAnswer()
        {
            GetSpace_NoNumbers_ThrowsUnexpectedAnswer("x,1");
            GetSpace_NoNumbers_ThrowsUnexpectedAnswer("1,x");
        }

        private static void GetSpace_NoNumbers_ThrowsUnexpectedAnswer(string said)
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QFLDS=\"UFS\"\r", Session.Answer("+QFLDS: " + said));

            Thrown.Is(Bg95Error.UnexpectedAnswer, GetSpace);

            Session.End();
        }

        [TestMethod]
        public void GetUtc_NothingTold_ThrowsUnexpectedAnswer()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+CCLK?\r", Session.Ok);

            Thrown.Is(Bg95Error.UnexpectedAnswer, GetUtc);

            Session.End();
        }

        [TestMethod]
        public void GetUtc_YearsOfTwoDigits_AreThoseFrom1970To2069()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+CCLK?\r", Session.Answer("+CCLK: \"99/12/31,23:59:59+00\""));
            line.Expect("AT+CCLK?\r", Session.Answer("+CCLK: \":6/12/31,23:59:59+00\""));

            Assert.AreEqual(1999, Session.Modem.Clock.GetUtc().Year);
            Assert.AreEqual(DateTime.MinValue.Year, Session.Modem.Clock.GetUtc().Year);
            Session.End();
        }

        private static void GetSpace()
        {
            Session.Modem.Files.GetSpace(out _);
        }

        private static void GetUtc()
        {
            Session.Modem.Clock.GetUtc();
        }

        private static ScriptedTransport PrepareConnect()
        {
            Session.OpenWithContext();
            Session.ExpectSettings();
            ExpectOpened();
            return Session.Line;
        }

        private static void ExpectOpened()
        {
            Session.Line.Expect(Open, Opened);
            Session.ExpectReadBack("seclevel", "1");
        }

        private static void Execute()
        {
            Session.Modem.Execute("AT+CSQ", 5000);
        }
    }
}
