// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>Calls of several commands whose answers all come late, each in time; and what comes too late for the call that has asked.</summary>
    [TestClass]
    public class SlowAnswerTests
    {
        private const string NtpDone = "\r\n+QNTP: 0,\"2026/11/24,09:14:02+00\"\r\n";

        [TestMethod]
        public void Download_LineIsUsedForLongAndEachAnswerComesLate_Works()
        {
            ScriptedTransport line = OpenAndUseLine();
            line.Expect("AT+QFOPEN=\"f\",2\r", null);
            line.Expect("AT+QFREAD=7,4\r", null);
            line.Expect("AT+QFCLOSE=7\r", Session.Ok);
            Beside download = Beside.Start(Calls.Download);
            GiveLineBack(line);
            Session.Time.Advance(4900);
            line.Deliver(Session.Answer("+QFOPEN: 7"));
            Session.Time.Advance(19900);
            line.Deliver("\r\nCONNECT 4\r\nabcd\r\nOK\r\n");
            Session.Time.Advance(1000);

            download.HasWorked();
            Session.End();
        }

        [TestMethod]
        public void Activate_LineIsUsedForLongAndEachAnswerComesLate_Works()
        {
            ScriptedTransport line = OpenAndUseLine();
            line.Expect("AT+QIACT?\r", null);
            line.Expect("AT+QIACT=1\r", null);
            Beside activation = Beside.Start(Calls.Activate);
            GiveLineBack(line);
            Session.Time.Advance(4900);
            line.Deliver(Session.Ok);
            Session.Time.Advance(149900);
            line.Deliver(Session.Ok);
            Session.Time.Advance(1000);

            activation.HasWorked();
            Session.End();
        }

        [TestMethod]
        public void Synchronize_LineIsUsedForLong_Works()
        {
            ScriptedTransport line = OpenAndUseLine();
            line.Expect("AT+QNTP=1,\"ntp.example\",123\r", Session.Ok);
            Beside synchronizing = Beside.Start(Calls.Synchronize);
            GiveLineBack(line);
            Session.Time.Advance(1000);
            line.Deliver(NtpDone);
            Session.Time.Advance(1000);

            synchronizing.HasWorked();
            Session.End();
        }

        [TestMethod]
        public void SetFromNetwork_TimeServerDoesNotAnswer_DoesNotSayThatTheClockIsSet()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QNTP=1,\"ntp.example\",123\r", Session.Ok);

            Thrown.Is(Bg95Error.NoAnswer, SetFromNetwork);

            Session.End();
        }

        [TestMethod]
        public void Write_IsHeldBeyondItsLimit_GetsInStepBeforeTheNextCommand()
        {
            // Half a command may be out: the next one would be read as the rest of it.
            ScriptedTransport line = Session.Open();
            line.HoldsWrites = true;
            Thrown.Is(Bg95Error.PortFailed, UseLine);
            line.HoldsWrites = false;
            Session.ExpectRecovery();
            line.Expect("AT+CSQ\r", Session.Answer("+CSQ: 9,99"));

            UseLine();

            Session.End();
        }

        [TestMethod]
        public void Synchronize_ResultComesAfterAnEarlierCallHasGivenUp_IsTheLaterCalls()
        {
            ScriptedTransport line = Session.Open();
            line.Always("AT+QNTP=1,\"ntp.example\",123\r", Session.Ok);
            Thrown.Is(Bg95Error.NoAnswer, Calls.Synchronize);

            Beside later = Beside.Start(Calls.Synchronize);
            Session.Time.Advance(1000);
            line.Deliver(NtpDone);
            Session.Time.Advance(1000);

            later.HasWorked();
            Session.End();
        }

        // Another thread's command has the line for 14.9 s of the 15 s that a call waits for it.
        private static ScriptedTransport OpenAndUseLine()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+CSQ\r", null);
            Beside.Start(UseLine);
            Session.Time.Advance(0);
            return line;
        }

        private static void GiveLineBack(ScriptedTransport line)
        {
            Session.Time.Advance(14900);
            line.Deliver(Session.Answer("+CSQ: 9,99"));
            Session.Time.Advance(0);
        }

        private static void SetFromNetwork()
        {
            Session.Modem.Clock.SetFromNetwork("ntp.example");
        }

        private static void UseLine()
        {
            Session.Modem.Execute("AT+CSQ", 30000);
        }
    }
}
