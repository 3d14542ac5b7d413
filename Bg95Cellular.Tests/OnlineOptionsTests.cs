// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using Bg95Ssl;
using Bg95Ssl.Tests;
using nanoFramework.TestFramework;
using Assert = Bg95Ssl.Tests.Assert;

namespace Bg95Cellular.Tests
{
    /// <summary>What a connection and its options take, and what they refuse.</summary>
    [TestClass]
    public class OnlineOptionsTests
    {
        [TestMethod]
        public void Connection_WrongValues_Throw()
        {
            Assert.ThrowsException(typeof(ArgumentNullException), () => new CellularConnection(null));
            Online.Make();
            Assert.ThrowsException(typeof(ArgumentNullException), () => Online.Connection.GoOnline(null));
            Assert.ThrowsException(typeof(ArgumentNullException), () => Online.Connection.StayOnline(null));
            Assert.ThrowsException(typeof(ArgumentNullException), () => Online.Connection.ReportFailure(null));
            OnlineOptions options = Online.Options;
            Thrown.IsArgument(() => options.Apn = null);
            Thrown.IsArgument(() => options.Apn = "a\"b");
            Thrown.IsArgument(() => options.Apn = "a\rb");
            Thrown.IsArgument(() => options.Apn = "\u00E4");
            Thrown.IsArgument(() => options.Apn = new string('a', 100));
            Thrown.IsArgument(() => options.User = new string('a', 128));
            Thrown.IsArgument(() => options.Password = "a\"b");
            Thrown.IsArgument(() => options.PdpType = 0);
            Thrown.IsArgument(() => options.PdpType = (PdpType)4);
            Thrown.IsArgument(() => options.PdpContextId = 0);
            Thrown.IsArgument(() => options.PdpContextId = 17);
            Thrown.IsArgument(() => options.Pin = "123");
            Thrown.IsArgument(() => options.RegistrationTimeoutMilliseconds = -1);
            Thrown.IsArgument(() => options.TimeServer = "a\"b");
            options.TimeServer = string.Empty;
            Assert.IsTrue(options.TimeServer == null);
            options.TimeServer = null;
            options.Pin = null;
            Online.End();
        }

        [TestMethod]
        public void Options_ValuesThatWereSet_AreThere()
        {
            RadioChoice radio = new RadioChoice();
            OnlineOptions options = new OnlineOptions
            {
                Apn = "a",
                User = "u",
                Password = "p",
                PdpType = PdpType.IPv6,
                PdpContextId = 16,
                Pin = "1234",
                Radio = radio,
                RegistrationTimeoutMilliseconds = 0,
                TimeServer = "t",
                IsClockOptional = true,
                KeepsPowerSaving = true,
            };

            Assert.AreEqual("a|u|p|1234|t", options.Apn + "|" + options.User + "|" + options.Password + "|" + options.Pin + "|" + options.TimeServer);
            Assert.AreEqual((int)PdpType.IPv6, (int)options.PdpType);
            Assert.AreEqual(16, options.PdpContextId);
            Assert.AreEqual(0, options.RegistrationTimeoutMilliseconds);
            Assert.AreSame(radio, options.Radio);
            Assert.IsTrue(options.IsClockOptional && options.KeepsPowerSaving && options.KeepGoing == null);
            OnlineOptions fresh = new OnlineOptions();
            Assert.AreEqual(1, fresh.PdpContextId);
            Assert.AreEqual(180000, fresh.RegistrationTimeoutMilliseconds);
            Assert.IsFalse(fresh.IsClockOptional || fresh.KeepsPowerSaving);
        }
    }
}
