// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using Bg95Ssl;
using Bg95Ssl.Tests;
using nanoFramework.TestFramework;
using Assert = Bg95Ssl.Tests.Assert;

namespace Bg95Cellular.Tests
{
    /// <summary>Staying online (module facts 4.9 and 4.10).</summary>
    [TestClass]
    public class StayOnlineTests
    {
        private const string Questions = "AT+CEREG?;AT+QIACT?;";
        private const string Deactivation = "AT+QIDEACT=1;";

        [TestMethod]
        public void StayOnline_AllIsWell_AsksTwoQuestions()
        {
            Online.Go();

            Assert.IsFalse(Online.Connection.StayOnline(Online.Options));

            Assert.AreEqual(Questions, Online.Module.Asked);
            Online.End();
        }

        [TestMethod]
        public void StayOnline_PdpDeactivated_ActivatesAtOnce()
        {
            Online.Go();
            Online.Say("+QIURC: \"pdpdeact\",1");
            long start = Session.Time.Now;

            Assert.IsTrue(Online.Connection.StayOnline(Online.Options));

            Assert.AreEqual(Deactivation + Online.All, Online.Module.Asked);
            Assert.AreEqual(start, Session.Time.Now);
            Online.Module.Asked = string.Empty;
            Assert.IsFalse(Online.Connection.StayOnline(Online.Options));
            Online.End();
        }

        [TestMethod]
        public void StayOnline_DeactivationIsToldAfterTheNextActivation_DoesNotEndTheNewContext()
        {
            Online.Go();
            Session.Modem.AddUrcHandler("+QIND", TakeFiveSeconds);
            Session.Line.Deliver("\r\n+QIND: SMS DONE\r\n");
            Session.Time.Sleep(1000);
            Session.Line.Deliver("\r\n+QIURC: \"pdpdeact\",1\r\n");
            Session.Time.Sleep(1000);
            Online.Module.IsActive = false;
            Assert.IsTrue(Online.Connection.StayOnline(Online.Options));
            Session.Time.Sleep(10000);
            Online.Module.Asked = string.Empty;

            Assert.IsFalse(Online.Connection.StayOnline(Online.Options));

            Assert.AreEqual(Questions, Online.Module.Asked);
            Online.End();
        }

        [TestMethod]
        public void StayOnline_AnotherContextDeactivated_IsNoMatter()
        {
            Online.Go();
            Online.Say("+QIURC: \"pdpdeact\",2");

            Assert.IsFalse(Online.Connection.StayOnline(Online.Options));

            Online.End();
        }

        [TestMethod]
        public void StayOnline_AddressIsGoneUnasked_ActivatesAnew()
        {
            Online.Go();
            Online.Module.IsActive = false;

            Assert.IsTrue(Online.Connection.StayOnline(Online.Options));

            Assert.AreEqual(Questions + Deactivation + Online.All, Online.Module.Asked);
            Online.End();
        }

        [TestMethod]
        public void StayOnline_ModuleHasStartedAnew_TakesAllStepsAndDeactivatesNothing()
        {
            Online.Go();
            Online.Module.IsActive = false;
            Online.Say("RDY");

            Assert.IsTrue(Online.Connection.StayOnline(Online.Options));

            Assert.AreEqual(Online.All, Online.Module.Asked);
            Online.Module.Asked = string.Empty;
            Assert.IsFalse(Online.Connection.StayOnline(Online.Options));
            Online.End();
        }

        [TestMethod]
        public void StayOnline_ModuleWentToPowerSavingMode_IsWoken()
        {
            Online.Go();
            Online.Module.IsOff = true;
            Online.Say("PSM POWER DOWN");

            Assert.IsTrue(Online.Connection.StayOnline(Online.Options));

            Assert.AreEqual("k575 ", Online.Module.Moves);
            Assert.AreEqual(Online.All, Online.Module.Asked);
            Online.End();
        }

        [TestMethod]
        public void StayOnline_PortHasFailed_IsOpenedAgain()
        {
            Online.Go();
            Session.Line.Break();
            Session.Line.Settle();
            Session.Line.IsBroken = false;

            Assert.IsTrue(Online.Connection.StayOnline(Online.Options));

            Assert.IsTrue(Session.Modem.IsOpen);
            Online.End();
        }

        [TestMethod]
        public void StayOnline_RegistrationLost_WaitsForIt()
        {
            Online.Go();

            for (int i = 0; i < 3; i++)
            {
                Session.Line.Expect("AT+CEREG?\r", Session.Answer("+CEREG: 2,2"));
            }

            long start = Session.Time.Now;

            Assert.IsTrue(Online.Connection.StayOnline(Online.Options));

            Assert.AreEqual(2000, Session.Time.Now - start);
            Online.End();
        }

        [TestMethod]
        public void StayOnline_QuestionFails_IsTrouble()
        {
            Online.Go();
            Session.Line.Expect("AT+CEREG?\r", Session.Error);

            Assert.IsTrue(Online.Connection.StayOnline(Online.Options));

            Online.End();
        }

        [TestMethod]
        public void StayOnline_LineIsAConnections_IsNoTrouble()
        {
            Online.Go();
            Session.Line.Expect("AT+QIACT=1\r", null);
            Session.Time.StartThread(TakeTheLine);
            Session.Time.Advance(1);
            Online.Module.Asked = string.Empty;

            Assert.IsFalse(Online.Connection.StayOnline(Online.Options));

            Assert.AreEqual(string.Empty, Online.Module.Asked);
            Session.Line.Deliver(Session.Ok);
            Session.Line.Settle();
            Online.End();
        }

        [TestMethod]
        public void StayOnline_GoingOnlineHasFailed_IsTrouble()
        {
            Online.Make();
            Online.Module.Set("AT+CCLK?", "+CCLK: \"80/01/06,00:00:19+00\"");
            Online.Module.Set("AT+QLTS=2", Session.NoNetworkTime);
            Online.Fails(OnlineStep.Clock, OnlineFailure.ClockUnknown);
            Online.Module.Set("AT+QLTS=2", "+QLTS: \"2026/11/24,09:14:02+04,0\"");

            Assert.IsTrue(Online.Connection.StayOnline(Online.Options));

            Assert.AreEqual(1, Online.Module.Count("AT+CCLK=\"26/11/24,08:14:02+00\""));
            Online.End();
        }

        [TestMethod]
        public void StayOnline_NetworkWorksAmongTheAttempt_CountsNothing()
        {
            Online.Go();
            Online.Connection.ReportFailure(new Bg95Exception(Bg95Error.SocketConnectionFailed, "AT+QSSLOPEN"));
            Online.Connection.StepBegun += ReportSuccess;

            Assert.IsTrue(Online.Connection.StayOnline(Online.Options));

            Online.Connection.StepBegun -= ReportSuccess;
            Online.Connection.ReportFailure(new Bg95Exception(Bg95Error.SocketConnectionFailed, "AT+QSSLOPEN"));
            long start = Session.Time.Now;
            Assert.IsTrue(Online.Connection.StayOnline(Online.Options));
            Assert.AreEqual(5000, Session.Time.Now - start);
            Online.End();
        }

        [TestMethod]
        public void StayOnline_FailuresInARow_PausesGrowAndMeasuresToo()
        {
            Online.Go();
            int[] pauses = { 5, 10, 20, 40, 80, 160, 320, 600, 600, 600, 600, 600, 600, 600, 600 };

            for (int i = 1; i <= pauses.Length; i++)
            {
                Online.Connection.ReportFailure(new Bg95Exception(Bg95Error.SocketConnectionFailed, "AT+QSSLOPEN"));
                Online.Module.Asked = string.Empty;
                Online.Module.Moves = string.Empty;
                long start = Session.Time.Now;

                Assert.IsTrue(Online.Connection.StayOnline(Online.Options));

                long taken = Session.Time.Now - start;
                string measure = i == 5 ? "AT+CFUN=1,1;" : i == 10 || i == 15 ? "AT+QPOWD=1;" : Deactivation;
                Assert.AreEqual(measure + Online.All, Online.Module.Asked, i.ToString());
                Assert.AreEqual(i == 10 || i == 15 ? "k575 " : string.Empty, Online.Module.Moves, i.ToString());
                Assert.IsTrue(taken >= pauses[i - 1] * 1000 && taken < (pauses[i - 1] + 20) * 1000, i.ToString() + ": " + taken.ToString());
            }

            Online.End();
        }

        [TestMethod]
        public void StayOnline_NetworkWorksAgain_FailuresAreForgotten()
        {
            Online.Go();

            for (int i = 0; i < 4; i++)
            {
                Online.Connection.ReportFailure(new Bg95Exception(Bg95Error.SocketConnectionFailed, "AT+QSSLOPEN"));
            }

            Online.Connection.ReportSuccess();
            Assert.IsFalse(Online.Connection.StayOnline(Online.Options));
            Online.Connection.ReportFailure(new Bg95Exception(Bg95Error.SocketConnectionFailed, "AT+QSSLOPEN"));
            Online.Module.Asked = string.Empty;
            long start = Session.Time.Now;

            Assert.IsTrue(Online.Connection.StayOnline(Online.Options));

            Assert.AreEqual(Deactivation + Online.All, Online.Module.Asked);
            Assert.AreEqual(5000, Session.Time.Now - start);
            Online.End();
        }

        [TestMethod]
        public void StayOnline_PowerCycleNeeded_SwitchesOffAndOn()
        {
            Online.Go();
            Online.Connection.ReportFailure(new Bg95Exception(Bg95Error.PowerCycleNeeded, "AT+QSSLOPEN"));

            Assert.IsTrue(Online.Connection.StayOnline(Online.Options));

            Assert.AreEqual("AT+QPOWD=1;" + Online.All, Online.Module.Asked);
            Assert.AreEqual("k575 ", Online.Module.Moves);
            Online.End();
        }

        [TestMethod]
        public void StayOnline_PowerCycleNeededAndNoPins_Restarts()
        {
            Online.Make(false);
            Online.GoOnline();
            Online.Module.Asked = string.Empty;
            Online.Connection.ReportFailure(new Bg95Exception(Bg95Error.PowerCycleNeeded, "AT+QSSLOPEN"));

            Assert.IsTrue(Online.Connection.StayOnline(Online.Options));

            Assert.AreEqual("AT+CFUN=1,1;" + Online.All, Online.Module.Asked);
            Online.End();
        }

        [TestMethod]
        public void StayOnline_DeactivationsFail_TheFourthAttemptRestarts()
        {
            Online.Go();
            Online.Module.Set("AT+QIDEACT=1", Session.Error);

            for (int i = 0; i < 4; i++)
            {
                Online.Say("+QIURC: \"pdpdeact\",1");
                Online.Module.Asked = string.Empty;
                Assert.IsTrue(Online.Connection.StayOnline(Online.Options));
                Assert.AreEqual(i == 3 ? 1 : 0, Online.Module.Count("AT+CFUN=1,1"), i.ToString());
            }

            // And then they count anew.
            Online.Say("+QIURC: \"pdpdeact\",1");
            Online.Module.Asked = string.Empty;
            Assert.IsTrue(Online.Connection.StayOnline(Online.Options));
            Assert.AreEqual(0, Online.Module.Count("AT+CFUN=1,1"));
            Online.End();
        }

        [TestMethod]
        public void StayOnline_DeactivationWorksInBetween_FailedOnesAreForgotten()
        {
            Online.Go();

            for (int i = 0; i < 6; i++)
            {
                Online.Module.Set("AT+QIDEACT=1", i == 2 ? string.Empty : Session.Error);
                Online.Say("+QIURC: \"pdpdeact\",1");
                Assert.IsTrue(Online.Connection.StayOnline(Online.Options));
            }

            Assert.AreEqual(0, Online.Module.Count("AT+CFUN=1,1"));
            Online.End();
        }

        [TestMethod]
        public void StayOnline_AttemptFails_TheNextOneGoesOn()
        {
            Online.Go();
            Online.Say("+QIURC: \"pdpdeact\",1");
            Online.Module.IsActive = false;
            Online.Module.Set("AT+QIACT=1", Session.Error);

            for (int i = 0; i < 5; i++)
            {
                Online.Module.Asked = string.Empty;
                Online.StayFails(OnlineStep.DataConnection, OnlineFailure.NoDataConnection);
                Assert.AreEqual(0, Online.Module.Count("AT+CFUN=1,1"));
            }

            Online.StayFails(OnlineStep.DataConnection, OnlineFailure.NoDataConnection);
            Assert.AreEqual(1, Online.Module.Count("AT+CFUN=1,1"));
            Online.Module.Set("AT+QIACT=1", null);
            Online.Module.Asked = string.Empty;
            Assert.IsTrue(Online.Connection.StayOnline(Online.Options));
            Online.End();
        }

        [TestMethod]
        public void StayOnline_ModuleHangs_IsResetByTheSecondAttempt()
        {
            Online.Go();
            Online.Module.IsHung = true;

            Online.StayFails(OnlineStep.Power, OnlineFailure.ModuleSilent);
            Assert.AreEqual(string.Empty, Online.Module.Moves);
            Assert.IsTrue(Online.Connection.StayOnline(Online.Options));

            Assert.Contains("r2500 ", Online.Module.Moves);
            Online.End();
        }

        [TestMethod]
        public void StayOnline_ModuleIsGone_FailsInTimeEachTime()
        {
            Online.Go();
            Online.Module.IsHung = true;
            Online.Module.HasReset = false;

            for (int i = 0; i < 3; i++)
            {
                long start = Session.Time.Now;
                Online.StayFails(OnlineStep.Power, OnlineFailure.ModuleSilent);
                Assert.IsTrue(Session.Time.Now - start <= 16 * 60000);
            }

            Online.Module.IsHung = false;
            Online.End();
        }

        [TestMethod]
        public void StayOnline_ProgramGivesUpInThePause_EndsThen()
        {
            Online.Go();
            Online.Connection.ReportFailure(new Bg95Exception(Bg95Error.SocketConnectionFailed, "AT+QSSLOPEN"));
            Online.Options.KeepGoing = GiveUp;
            long start = Session.Time.Now;

            Online.StayFails(OnlineStep.Power, OnlineFailure.GivenUp);

            Assert.AreEqual(start, Session.Time.Now);
            Assert.AreEqual(string.Empty, Online.Module.Asked);
            Online.Options.KeepGoing = null;
            Assert.IsTrue(Online.Connection.StayOnline(Online.Options));
            Online.End();
        }

        [TestMethod]
        public void StayOnline_TlsConnection_IsNotOpenedAgainBySilence()
        {
            Online.Go();
            Online.Say("RDY");

            Online.Connection.StayOnline(Online.Options);

            Assert.AreEqual(0, Online.Module.Count("AT+QSSLOPEN"));
            Online.End();
        }

        private static void TakeFiveSeconds(object sender, UrcEventArgs e)
        {
            Session.Time.Sleep(5000);
        }

        private static void TakeTheLine()
        {
            Session.Modem.Execute("AT+QIACT=1", 150000);
        }

        private static void ReportSuccess(object sender, OnlineStep step)
        {
            Online.Connection.ReportSuccess();
        }

        private static bool GiveUp()
        {
            return false;
        }
    }
}
