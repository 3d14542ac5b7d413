// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using Bg95Ssl;
using Bg95Ssl.Tests;
using nanoFramework.TestFramework;
using Assert = Bg95Ssl.Tests.Assert;

namespace Bg95Cellular.Tests
{
    /// <summary>Going online with a clock that was never set.</summary>
    [TestClass]
    public class GoOnlineClockTests
    {
        [TestMethod]
        public void GoOnline_ClockWasNeverSet_IsSetByTheNetwork()
        {
            Online.Make();
            Online.Module.Set("AT+CCLK?", "+CCLK: \"80/01/06,00:00:19+00\"");
            Session.Line.Expect("AT+QLTS=2\r", Session.NoNetworkTime);
            Session.Line.Expect("AT+QLTS=2\r", Session.NoNetworkTime);
            Session.Line.Expect("AT+QLTS=2\r", Session.Answer("+QLTS: \"2026/11/24,09:14:02+04,0\""));

            Online.GoOnline();

            Assert.AreEqual(1, Online.Module.Count("AT+CCLK=\"26/11/24,08:14:02+00\""));
            Online.End();
        }

        [TestMethod]
        public void GoOnline_NetworkDoesNotTellTheTime_TakesTheServers()
        {
            Online.Make();
            Online.Module.Set("AT+CCLK?", "+CCLK: \"80/01/06,00:00:19+00\"");
            Online.Module.Set("AT+QLTS=2", Session.NoNetworkTime);
            Online.Module.Set("AT+QNTP=1,\"ntp.example\",123", "\r\nOK\r\n\r\n+QNTP: 0,\"2026/11/24,09:14:02+04\"\r\n");
            Online.Options.TimeServer = "ntp.example";

            Online.GoOnline();

            Online.End();
        }

        [TestMethod]
        public void GoOnline_NobodyKnowsTheTime_FailsUnlessItIsOptional()
        {
            Online.Make();
            Online.Module.Set("AT+CCLK?", "+CCLK: \"80/01/06,00:00:19+00\"");
            Online.Module.Set("AT+QLTS=2", Session.NoNetworkTime);

            OnlineException thrown = Online.Fails(OnlineStep.Clock, OnlineFailure.ClockUnknown);
            Assert.AreEqual((int)Bg95Error.ClockWrong, (int)thrown.Error);
            Assert.AreEqual("clock: neither the network nor a time server knows the time: set OnlineOptions.TimeServer", thrown.Message);

            Online.Options.IsClockOptional = true;
            Online.GoOnline();
            Online.End();
        }

        [TestMethod]
        public void GoOnline_TimeServerDoesNotAnswer_IsNoMatterOfTheModule()
        {
            Online.Make();
            Online.Module.Set("AT+CCLK?", "+CCLK: \"80/01/06,00:00:19+00\"");
            Online.Module.Set("AT+QLTS=2", Session.NoNetworkTime);
            Online.Options.TimeServer = "ntp.example";

            Online.Fails(OnlineStep.Clock, OnlineFailure.ClockUnknown);

            // But this is.
            Session.Line.Expect("AT+QLTS=2\r", null);
            Online.Fails(OnlineStep.Clock, OnlineFailure.CommandFailed);
            Online.Options.IsClockOptional = true;
            Online.GoOnline();
            Online.End();
        }

        [TestMethod]
        public void GoOnline_ClockIsOptionalAndTheModuleRefusesToTellIt_IsOnline()
        {
            Online.Make();
            Online.Module.Set("AT+CCLK?", Session.Error);
            Online.Options.IsClockOptional = true;

            Online.GoOnline();

            Online.End();
        }

        [TestMethod]
        public void GoOnline_ModuleIsSilentWhenItsClockIsAsked_Fails()
        {
            // A clock that nobody needs does not make up for a module that does not answer.
            Online.Make();
            Session.Line.Expect("AT+CCLK?\r", null);
            Online.Options.IsClockOptional = true;

            OnlineException thrown = Online.Fails(OnlineStep.Clock, OnlineFailure.CommandFailed);

            Assert.AreEqual((int)Bg95Error.NoAnswer, (int)thrown.Error);
            Online.End();
        }

        [TestMethod]
        public void GoOnline_ClockIsOptionalAndTheModuleRefusesToSetIt_IsOnline()
        {
            Online.Make();
            Online.Module.Set("AT+CCLK?", "+CCLK: \"80/01/06,00:00:19+00\"");
            Online.Module.Set("AT+QLTS=2", "+QLTS: \"2026/11/24,09:14:02+04,0\"");
            Online.Module.Set("AT+CCLK=\"26/11/24,08:14:02+00\"", Session.Error);
            Online.Options.IsClockOptional = true;

            Online.GoOnline();

            Assert.IsTrue(Online.Module.Count("AT+CCLK=\"26/11/24,08:14:02+00\"") > 0);
            Online.End();
        }
    }
}
