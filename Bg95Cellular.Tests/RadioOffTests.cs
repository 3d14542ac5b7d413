// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using Bg95Ssl;
using Bg95Ssl.Tests;
using nanoFramework.TestFramework;
using Assert = Bg95Ssl.Tests.Assert;

namespace Bg95Cellular.Tests
{
    /// <summary>Settings for which the radio is switched off: whatever happens, it is switched on again.</summary>
    [TestClass]
    public class RadioOffTests
    {
        [TestMethod]
        public void GoOnline_AnswerToRadioOffIsLost_RadioIsSwitchedOnAgain()
        {
            Online.Make();
            Online.Module.Set("AT+CGDCONT?", "+CGDCONT: 1,\"IP\",\"other.example\"");
            Session.Line.Expect("AT+CFUN=0\r", null);

            OnlineException thrown = Online.Fails(OnlineStep.Settings, OnlineFailure.CommandFailed);

            Assert.AreEqual((int)Bg95Error.NoAnswer, (int)thrown.Error);
            Assert.AreEqual(1, Online.Module.Count("AT+CFUN=1"));
            Online.End();
        }
    }
}
