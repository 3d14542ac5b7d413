// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using Bg95Ssl.Tests;
using Assert = Bg95Ssl.Tests.Assert;

namespace Bg95Cellular.Tests
{
    /// <summary>The connection that is tested: static, because test methods have no object.</summary>
    internal static class Online
    {
        // Power saving off; the access point and the radio as they should be.
        internal const string PowerAndSettings = "AT+CPSMS=0;AT+CEDRXS=0;AT+CGDCONT?;AT+CFUN?;";
        internal const string SimAndRegistration = "AT+CPIN?;AT+CEREG?;";
        internal const string Activation = "AT+QIACT?;AT+QICSGP=1,1,\"iot.example\",\"\",\"\",0;AT+QIACT?;AT+QIACT=1;";
        internal const string All = PowerAndSettings + SimAndRegistration + Activation + "AT+CCLK?;";

        internal static SmallModule Module { get; set; }

        internal static ModulePower Power { get; set; }

        internal static CellularNetwork Network { get; set; }

        internal static CellularConnection Connection { get; private set; }

        internal static OnlineOptions Options { get; private set; }

        /// <summary>Makes a module whose key is wired, and what switches it on and off.</summary>
        internal static void MakePower(bool hasStatus)
        {
            Session.Make();
            Module = new SmallModule { HasStatus = hasStatus };
            Session.Line.Module = Module;
            Power = new ModulePower(Session.Modem, Module);
        }

        /// <summary>Makes a module that is on and registered, with its pins wired, and a connection on it.</summary>
        internal static void Make()
        {
            Make(true);
        }

        /// <summary>The same, with pins or without.</summary>
        internal static void Make(bool hasPins)
        {
            Forget();
            Session.Make();
            Module = new SmallModule { HasStatus = true };
            Module.BeRegistered();
            Session.Line.Module = Module;
            Connection = new CellularConnection(Session.Modem, hasPins ? Module : null);
            Options = new OnlineOptions { Apn = "iot.example" };
        }

        /// <summary>Ends the test. What it has made would fill the heap of the next.</summary>
        internal static void End()
        {
            Forget();
            Session.End();
        }

        /// <summary>Makes it and goes online.</summary>
        internal static void Go()
        {
            Make();
            Connection.GoOnline(Options);
            Module.Asked = string.Empty;
            Module.Moves = string.Empty;
        }

        internal static void GoOnline()
        {
            Connection.GoOnline(Options);
        }

        internal static void StayOnline()
        {
            Connection.StayOnline(Options);
        }

        /// <summary>Fails unless going online ends with this; gives the exception.</summary>
        internal static OnlineException Fails(OnlineStep step, OnlineFailure failure)
        {
            return Check(Thrown.By(GoOnline), step, failure);
        }

        /// <summary>Fails unless staying online ends with this; gives the exception.</summary>
        internal static OnlineException StayFails(OnlineStep step, OnlineFailure failure)
        {
            return Check(Thrown.By(StayOnline), step, failure);
        }

        /// <summary>Lets the module say lines unasked.</summary>
        internal static void Say(string lines)
        {
            Session.Line.Deliver("\r\n" + lines + "\r\n");
            Session.Line.Settle();
        }

        private static void Forget()
        {
            Module = null;
            Power = null;
            Network = null;
            Connection = null;
            Options = null;
        }

        private static OnlineException Check(System.Exception thrown, OnlineStep step, OnlineFailure failure)
        {
            OnlineException typed = thrown as OnlineException;
            Assert.IsTrue(typed != null, thrown.GetType().Name + " " + thrown.Message);
            Assert.AreEqual((int)step, (int)typed.Step, typed.Message);
            Assert.AreEqual((int)failure, (int)typed.Failure, typed.Message);
            return typed;
        }
    }
}
