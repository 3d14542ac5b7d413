// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>What the module still does when the program has given something up: it pushes to an id, or enters transparent mode.</summary>
    [TestClass]
    public class LeftoverTests
    {
        private const int Ids = 10;

        [TestMethod]
        public void Push_AnotherSocketHasTheIdAndIsNotOpenedYet_IsPayload()
        {
            // The module has not answered the close of id 0. After ten more sockets the id is another's, which still reads the clock.
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            Session.AlwaysRecover();
            line.Expect("AT+QSSLCLOSE=0\r", null);
            Thrown.Is(Bg95Error.NoAnswer, Close);
            Session.Context.NotBefore = new DateTime(2050, 1, 1);

            for (int i = 1; i < Ids; i++)
            {
                line.Expect("AT+CCLK?\r", Session.ClockAnswer);
                Thrown.Is(Bg95Error.ClockWrong, Calls.Connect);
            }

            line.Expect("AT+CCLK?\r", Session.Push(0, Session.Error) + Session.ClockAnswer);
            Thrown.Is(Bg95Error.ClockWrong, Calls.Connect);
            Session.End();
        }

        [TestMethod]
        public void Open_ModemWasClosedWhileTheModeWasSwitched_LeavesTheModeFirst()
        {
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QISWTMD=0,2\r", null);
            Beside switching = Beside.Start(SwitchToTransparent);
            Session.Time.Advance(100);
            Session.Modem.Close();
            Session.Time.Advance(100);
            Assert.IsTrue(switching.Thrown is InvalidOperationException, "the mode was switched");

            OpenLeavesTheModeFirst(line);
        }

        [TestMethod]
        public void Open_PortFailedWhileTheModeWasSwitched_LeavesTheModeFirst()
        {
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QISWTMD=0,2\r", null);
            Beside switching = Beside.Start(SwitchToTransparent);
            Session.Time.Advance(100);
            line.Break();
            Session.Time.Advance(100);
            switching.HasFailed(Bg95Error.PortFailed);
            line.IsBroken = false;

            OpenLeavesTheModeFirst(line);
        }

        /// <summary>The module enters transparent mode while the next Open is under way, which leaves it by the escape.</summary>
        private static void OpenLeavesTheModeFirst(ScriptedTransport line)
        {
            Beside opening = Beside.Start(Open);
            Session.Time.Advance(2000);
            line.Deliver("\r\nCONNECT\r\npayload");
            Session.ExpectEscape(Session.Ok);
            line.Expect("AT+QURCCFG=\"urcport\"\r", Session.Answer("+QURCCFG: \"urcport\",\"uart1\""));
            line.Expect("AT+QSSLSTATE\r", Session.Ok);
            Session.Time.Advance(30000);

            opening.HasWorked();
            Session.End();
        }

        private static void Close()
        {
            Session.Socket.Close();
        }

        private static void SwitchToTransparent()
        {
            Session.Socket.SwitchMode(AccessMode.Transparent);
        }

        private static void Open()
        {
            Session.Modem.Open(30000);
        }
    }
}
