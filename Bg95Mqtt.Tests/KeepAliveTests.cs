// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;
using Assert = Bg95Ssl.Tests.Assert;

namespace Bg95Mqtt.Tests
{
    /// <summary>PINGREQ and PINGRESP (MQTT 3.1.1, 3.1.2.10, 3.12 and 3.13).</summary>
    [TestClass]
    public class KeepAliveTests
    {
        [TestMethod]
        public void ProcessLoop_PingIsDue_IsSentAtThreeQuarters()
        {
            Connected(60);
            long start = Given.Clock.Now;
            Assert.AreEqual(45000, Given.Client.PingDueIn);

            Assert.IsFalse(Given.Client.ProcessLoop(44999));
            Assert.AreEqual(string.Empty, Given.Stream.Written());
            Given.Stream.Later = "D0 00";
            Given.Stream.LaterAt = start + 45700;
            Assert.IsTrue(Given.Client.ProcessLoop(100000));

            Assert.AreEqual("C0 00", Given.Stream.Written());
            Assert.AreEqual(45700, Given.Clock.Now - start);
        }

        [TestMethod]
        public void ProcessLoop_LongWait_PingsAgainAndAgain()
        {
            Connected(4);
            Given.Stream.OnWrite = Pong;
            s_pings = 0;

            for (int i = 0; i < 200; i++)
            {
                Given.Client.ProcessLoop(100);
            }

            // 20 seconds, and a ping every three.
            Assert.AreEqual(6, s_pings);
        }

        private static int s_pings;

        private static void Pong(BrokerStream stream)
        {
            s_pings++;
            stream.Feed("D0 00");
        }

        [TestMethod]
        public void ProcessLoop_WhatIsSent_PutsThePingOff()
        {
            Connected(60);
            Given.Client.ProcessLoop(40000);
            Given.Client.Publish("a", new byte[0], MqttQos.AtMostOnce);
            Assert.AreEqual(45000, Given.Client.PingDueIn);
            Given.Stream.Written();

            Given.Client.ProcessLoop(44000);

            Assert.AreEqual(string.Empty, Given.Stream.Written());
            Assert.AreEqual(1000, Given.Client.PingDueIn);
        }

        [TestMethod]
        public void ProcessLoop_ProgramWasAway_PingsAtOnce()
        {
            Connected(60);
            Given.Clock.Now += 50000;
            Assert.AreEqual(0, Given.Client.PingDueIn);
            Given.Client.ProcessLoop(0);
            Assert.AreEqual("C0 00", Given.Stream.Written());
        }

        [TestMethod]
        public void ProcessLoop_NoAnswer_EndsTheConnectionInTime()
        {
            Connected(60);
            Given.Client.ResponseTimeout = 10000;
            long start = Given.Clock.Now;

            Given.Fails(MqttError.NoPingResponse, () => Given.Client.ProcessLoop(1000000));

            Assert.AreEqual(55000, Given.Clock.Now - start);
        }

        [TestMethod]
        public void ProcessLoop_AnswerCameWhileTheProgramWasAway_IsTaken()
        {
            Connected(60);
            Given.Client.ProcessLoop(46000);
            Given.Clock.Now += 1000000;
            Given.Stream.Feed("D0 00");
            Assert.IsTrue(Given.Client.ProcessLoop(0));
        }

        [TestMethod]
        public void Publish_WaitsLongerThanTheKeepAlive_Pings()
        {
            Connected(4);
            Given.Stream.Later = "D0 00 40 02 00 01";
            Given.Stream.LaterAt = Given.Clock.Now + 3500;
            Given.Client.Publish("a", new byte[0], MqttQos.AtLeastOnce);
            Assert.AreEqual("32 05 00 01 61 00 01 C0 00", Given.Stream.Written());
        }

        [TestMethod]
        public void ProcessLoop_NoKeepAlive_NeverPings()
        {
            Connected(0);
            Given.Client.ProcessLoop(2000000000);
            Assert.AreEqual(string.Empty, Given.Stream.Written());
            Assert.AreEqual(int.MaxValue, Given.Client.PingDueIn);
        }

        [TestMethod]
        public void PingDueIn_NotConnected_IsNever()
        {
            Connected(60);
            Given.Client.Disconnect();
            Assert.AreEqual(int.MaxValue, Given.Client.PingDueIn);
        }

        private static void Connected(int seconds)
        {
            Given.NewClient();
            Given.Stream.Feed(Given.Accepted);
            Given.Client.Connect(Given.Stream, new MqttConnectOptions { KeepAliveSeconds = seconds });
            Given.Stream.Written();
        }
    }
}
