// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>Events, their queue and what it counts.</summary>
    [TestClass]
    public class EventTests
    {
        private static string s_received;
        private static int s_count;

        [TestMethod]
        public void DataReceived_HandlerReceives_DoesNotDeadlock()
        {
            DataReceived_HandlerReceives_DoesNotDeadlock(0);
            DataReceived_HandlerReceives_DoesNotDeadlock(1);
        }

        private static void DataReceived_HandlerReceives_DoesNotDeadlock(int split)
        {
            ScriptedTransport line = Prepare();
            line.Split = split;
            line.Expect("AT+QSSLRECV=0,8\r", "\r\n+QSSLRECV: 2\r\nhi\r\n\r\nOK\r\n");
            line.Expect("AT+QSSLRECV=0,8\r", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");
            Session.Socket.DataReceived += ReadAll;

            line.Deliver("\r\n+QSSLURC: \"recv\",0\r\n");

            Assert.IsTrue(Session.Raised.Wait(5000));
            Assert.AreEqual("hi(-1)", s_received);
            Session.End();
        }

        private static void ReadAll(object sender, EventArgs args)
        {
            // Raised again until nothing is left.
            s_received += Session.Receive(8);

            if (s_received.Length > 2)
            {
                Session.Raised.Set();
            }
        }

        [TestMethod]
        public void DataReceived_HandlerReadsAPart_IsRaisedAgain()
        {
            // The module announces once (module facts 4.3); the driver must not.
            ScriptedTransport line = Prepare();
            line.Expect("AT+QSSLRECV=0,2\r", "\r\n+QSSLRECV: 2\r\nab\r\n\r\nOK\r\n");
            line.Expect("AT+QSSLRECV=0,2\r", "\r\n+QSSLRECV: 2\r\ncd\r\n\r\nOK\r\n");
            line.Expect("AT+QSSLRECV=0,2\r", "\r\n+QSSLRECV: 1\r\ne\r\n\r\nOK\r\n");
            line.Expect("AT+QSSLRECV=0,2\r", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");
            Session.Socket.DataReceived += ReadTwo;

            line.Deliver("\r\n+QSSLURC: \"recv\",0\r\n");

            Assert.IsTrue(Session.Raised.Wait(5000));
            Assert.AreEqual("abcde(-1)", s_received);
            Session.End();
        }

        private static void ReadTwo(object sender, EventArgs args)
        {
            s_received += Session.Receive(2);

            if (s_received.Length > 5)
            {
                Session.Raised.Set();
            }
        }

        [TestMethod]
        public void DataReceived_AddedAfterConnect_IsRaisedForWhatMayHaveCome()
        {
            Session.Connect();
            Session.Raised.Wait(0);

            Session.Socket.DataReceived += Raised;

            Assert.IsTrue(Session.Raised.Wait(5000));
            Session.End();
        }

        [TestMethod]
        public void Closed_HandlerClosesTheSocket_DoesNotDeadlock()
        {
            ScriptedTransport line = Prepare();
            line.Expect("AT+QSSLCLOSE=0\r", "\r\nOK\r\n");
            Session.Socket.Closed += Close;

            line.Deliver("\r\n+QSSLURC: \"closed\",0\r\n");

            Assert.IsTrue(Session.Raised.Wait(5000));
            Assert.AreEqual((int)SocketState.Closed, (int)Session.Socket.State);
            Session.End();
        }

        private static void Close(object sender, EventArgs args)
        {
            Session.Socket.Close();
            Session.Raised.Set();
        }

        [TestMethod]
        public void Handler_Throws_IsCountedAndTheNextEventComes()
        {
            ScriptedTransport line = Prepare();
            Session.Modem.Pdp.Deactivated += Throw;

            line.Deliver("\r\n+QIURC: \"pdpdeact\",7\r\n\r\n+QIURC: \"pdpdeact\",8\r\n");

            Assert.IsTrue(Session.Raised.Wait(5000));
            Session.Modem.Close();
            Assert.IsTrue(Session.Modem.Statistics[LineCounter.HandlerErrors] > 0);
            Session.End();
        }

        private static void Throw(object sender, PdpDeactivatedEventArgs e)
        {
            if (s_count++ > 0)
            {
                Session.Raised.Set();
            }

            throw new InvalidOperationException("a handler's fault");
        }

        [TestMethod]
        public void Events_WhileAHandlerIsBusy_AreNeverLost()
        {
            // The handler of the first holds up those of the other fifteen contexts; each is raised once all the same.
            ScriptedTransport line = Prepare();
            Session.Modem.Pdp.Deactivated += HoldUp;
            line.Deliver("\r\n+QIURC: \"pdpdeact\",1\r\n");
            Assert.IsTrue(Session.Raised.Wait(5000));

            for (int i = 0; i < 3; i++)
            {
                for (int id = 2; id <= 16; id++)
                {
                    line.Deliver("\r\n+QIURC: \"pdpdeact\"," + id.ToString() + "\r\n");
                }
            }

            line.Settle();

            for (int i = 0; i < 15; i++)
            {
                Session.GoOn.Set();
                Assert.IsTrue(Session.Raised.Wait(5000));
            }

            Session.GoOn.Set();
            Session.Time.Advance(1000);
            Assert.AreEqual(16, s_count);
            Assert.AreEqual(0, Session.Modem.Statistics[LineCounter.LostUrcs]);
            Session.End();
        }

        private static void HoldUp(object sender, PdpDeactivatedEventArgs e)
        {
            s_count++;
            Session.Raised.Set();
            Session.GoOn.Wait(5000);
        }

        [TestMethod]
        public void RecvUrcs_Many_AreOneEventTillItIsHandled()
        {
            ScriptedTransport line = Prepare();
            Session.Modem.Pdp.Deactivated += HoldUpOne;
            Session.Socket.DataReceived += Counted;
            line.Deliver("\r\n+QIURC: \"pdpdeact\",9\r\n");
            Assert.IsTrue(Session.Raised.Wait(5000));

            for (int i = 0; i < 20; i++)
            {
                line.Deliver("\r\n+QSSLURC: \"recv\",0\r\n");
            }

            line.Settle();
            Session.GoOn.Set();

            Assert.IsTrue(Session.Raised.Wait(5000));
            Assert.AreEqual(0, Session.Modem.Statistics[LineCounter.LostUrcs]);
            Session.Modem.Close();
            Assert.AreEqual(1, s_count);
            Session.End();
        }

        private static void Counted(object sender, EventArgs args)
        {
            s_count++;
            Session.Raised.Set();
        }

        private static void HoldUpOne(object sender, PdpDeactivatedEventArgs e)
        {
            Session.Raised.Set();
            Session.GoOn.Wait(5000);
        }

        [TestMethod]
        public void Urc_ForUnknownIds_IsPassedOver()
        {
            ScriptedTransport line = Prepare();
            line.Deliver("\r\n+QSSLURC: \"closed\",12\r\n\r\n+QSSLURC: \"closed\",-1\r\n\r\n+QSSLURC: \"recv\"\r\n\r\n+QSSLURC: \r\n\r\n+QIURC: \"pdpdeact\",0\r\n\r\n+QSSLOPEN: 99,0\r\n");
            line.Settle();

            Assert.AreEqual((int)SocketState.Connected, (int)Session.Socket.State);
            Session.End();
        }

        // Connected, nothing to read, no signal left of another test.
        private static ScriptedTransport Prepare()
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            line.Expect("AT+QSSLRECV=0,1\r", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");
            Session.Receive(1);
            Session.Raised.Wait(0);
            s_received = string.Empty;
            s_count = 0;
            return line;
        }

        private static void Raised(object sender, EventArgs args)
        {
            Session.Raised.Set();
        }
    }
}
