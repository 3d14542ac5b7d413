// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using nanoFramework.TestFramework;
using Assert = Bg95Ssl.Tests.Assert;

namespace Bg95Mqtt.Tests
{
    /// <summary>What is under way when a connection ends, and goes on with the next (MQTT 3.1.1, 4.4).</summary>
    [TestClass]
    public class RedeliveryTests
    {
        private static readonly byte[] s_payload = { 0xA0 };

        [TestMethod]
        public void Republish_QosOneCutOff_IsSentAgainAsDuplicate()
        {
            Assert.AreEqual(1, CutOff(MqttQos.AtLeastOnce, string.Empty));

            Given.Reconnect(Given.AcceptedWithSession);
            Given.Stream.Feed("40 02 00 01");
            Given.Client.Republish(1, "a", s_payload, 0, 1, true);

            Assert.AreEqual("3B 06 00 01 61 00 01 A0", Given.Stream.Written());
            Assert.AreEqual(0, Given.Client.GetUnacknowledged().Length);
        }

        [TestMethod]
        public void Republish_SessionLost_IsSentAsNew()
        {
            CutOff(MqttQos.AtLeastOnce, string.Empty);

            Given.Reconnect(Given.Accepted);
            Given.Stream.Feed("40 02 00 01");
            Given.Client.Republish(1, "a", s_payload, 0, 1, false);

            Assert.AreEqual("32 06 00 01 61 00 01 A0", Given.Stream.Written());
        }

        [TestMethod]
        public void Republish_QosTwoCutOffBeforePubrec_IsSentAgain()
        {
            CutOff(MqttQos.ExactlyOnce, string.Empty);

            Given.Reconnect(Given.AcceptedWithSession);
            Assert.AreEqual(string.Empty, Given.Feedback);
            Given.Stream.Feed("50 02 00 01 70 02 00 01");
            Given.Client.Republish(1, "a", s_payload, 0, 1, false);

            Assert.AreEqual("3C 06 00 01 61 00 01 A0 62 02 00 01", Given.Stream.Written());
        }

        [TestMethod]
        public void Republish_QosTwoCutOffBehindPubrec_IsReleasedOnly()
        {
            CutOff(MqttQos.ExactlyOnce, "50 02 00 01");

            Given.Reconnect(Given.AcceptedWithSession);
            Assert.AreEqual("62 02 00 01", Given.Feedback);
            Given.Stream.Feed("70 02 00 01");
            Given.Client.Republish(1, "a", s_payload, 0, 1, false);

            Assert.AreEqual(string.Empty, Given.Stream.Written());
            Assert.AreEqual(0, Given.Client.GetUnacknowledged().Length);
        }

        [TestMethod]
        public void Republish_QosTwoBehindPubrecAndSessionLost_IsDone()
        {
            CutOff(MqttQos.ExactlyOnce, "50 02 00 01");

            Given.Reconnect(Given.Accepted);
            Assert.AreEqual(string.Empty, Given.Feedback);
            Assert.AreEqual(0, Given.Client.GetUnacknowledged().Length);
            Given.Client.Republish(1, "a", s_payload, 0, 1, false);

            Assert.AreEqual(string.Empty, Given.Stream.Written());
        }

        [TestMethod]
        public void Republish_AcknowledgedMeanwhile_SendsNothing()
        {
            CutOff(MqttQos.ExactlyOnce, "50 02 00 01");
            Given.Reconnect(Given.AcceptedWithSession + " 70 02 00 01");
            Given.Client.ProcessLoop(0);

            Given.Client.Republish(1, "a", s_payload, 0, 1, false);

            Assert.AreEqual(string.Empty, Given.Stream.Written());
        }

        [TestMethod]
        public void Republish_CutOffAgainAndAgain_KeepsItsId()
        {
            CutOff(MqttQos.AtLeastOnce, string.Empty);

            for (int i = 0; i < 3; i++)
            {
                Given.Reconnect(Given.AcceptedWithSession);
                Given.Stream.Ends = true;
                MqttException thrown = Given.Fails(MqttError.ConnectionLost, () => Given.Client.Republish(1, "a", s_payload, 0, 1, false));
                Assert.AreEqual(1, thrown.PacketId);
                Assert.AreEqual("3A 06 00 01 61 00 01 A0", Given.Stream.Written());
            }

            // After a lost session it is new once, and then a duplicate again.
            Given.Reconnect(Given.Accepted);
            Given.Stream.Ends = true;
            Given.Fails(MqttError.ConnectionLost, () => Given.Client.Republish(1, "a", s_payload, 0, 1, false));
            Assert.AreEqual("32 06 00 01 61 00 01 A0", Given.Stream.Written());
            Given.Reconnect(Given.AcceptedWithSession + "40 02 00 01");
            Given.Client.Republish(1, "a", s_payload, 0, 1, false);
            Assert.AreEqual("3A 06 00 01 61 00 01 A0", Given.Stream.Written());
        }

        [TestMethod]
        public void Republish_OnTheSameConnection_OnlyWaitsOn()
        {
            Given.Connected();
            Given.FailsOnly(MqttError.TimedOut, () => Given.Client.Publish("a", s_payload, MqttQos.AtLeastOnce));
            Given.Stream.Written();
            Given.Stream.Feed("40 02 00 01");

            Given.Client.Republish(1, "a", s_payload, 0, 1, false);

            Assert.AreEqual(string.Empty, Given.Stream.Written());
        }

        [TestMethod]
        public void Republish_OnTheSameConnectionAnswerComesFiveSecondsLater_WaitsForIt()
        {
            Given.Connected();
            Given.FailsOnly(MqttError.TimedOut, () => Given.Client.Publish("a", s_payload, MqttQos.AtLeastOnce));
            Given.Stream.LaterAt = Given.Clock.Now + 5000;
            Given.Stream.Later = "40 02 00 01";

            Given.Client.Republish(1, "a", s_payload, 0, 1, false);

            Assert.AreEqual(0, Given.Client.GetUnacknowledged().Length);
        }

        [TestMethod]
        public void Publish_WriteFails_IsUnderWay()
        {
            Given.Connected();
            Given.Stream.WriteFault = new IOException();

            MqttException thrown = Given.Fails(MqttError.ConnectionLost, () => Given.Client.Publish("a", s_payload, MqttQos.AtLeastOnce));

            Assert.AreEqual(1, thrown.PacketId);
            Assert.IsTrue(thrown.InnerException is IOException);
            Assert.AreEqual(1, Given.Client.GetUnacknowledged().Length);
        }

        [TestMethod]
        public void Publish_QosZeroCutOff_IsNotUnderWay()
        {
            Given.Connected();
            Given.Stream.WriteFault = new IOException();

            MqttException thrown = Given.Fails(MqttError.ConnectionLost, () => Given.Client.Publish("a", s_payload, MqttQos.AtMostOnce));

            Assert.AreEqual(0, thrown.PacketId);
            Assert.AreEqual(0, Given.Client.GetUnacknowledged().Length);
        }

        [TestMethod]
        public void Publish_QosZeroCutOffBehindOneThatTimedOut_HasNoId()
        {
            Given.Connected();
            Given.FailsOnly(MqttError.TimedOut, () => Given.Client.Publish("a", s_payload, MqttQos.AtLeastOnce));
            Given.Stream.WriteFault = new IOException();

            Assert.AreEqual(0, Given.Fails(MqttError.ConnectionLost, () => Given.Client.Publish("a", s_payload, MqttQos.AtMostOnce)).PacketId);
        }

        [TestMethod]
        public void Publish_SeveralCutOff_AreToldOldestFirstAndAreLimited()
        {
            Given.Connected();

            for (int i = 0; i < 3; i++)
            {
                Given.FailsOnly(MqttError.TimedOut, () => Given.Client.Publish("a", s_payload, MqttQos.AtLeastOnce));
            }

            Given.IsRefused(typeof(InvalidOperationException), () => Given.Client.Publish("a", s_payload, MqttQos.AtLeastOnce));
            Given.Stream.Feed("40 02 00 02");
            Given.Client.ProcessLoop(0);

            int[] ids = Given.Client.GetUnacknowledged();
            Assert.AreEqual(2, ids.Length);
            Assert.AreEqual(1, ids[0]);
            Assert.AreEqual(3, ids[1]);
            Given.Client.Publish("a", s_payload, MqttQos.AtMostOnce);
        }

        [TestMethod]
        public void Forget_QosOne_IsGone()
        {
            CutOff(MqttQos.AtLeastOnce, string.Empty);

            Given.Client.Forget(1);
            Given.Client.Forget(1);

            Assert.AreEqual(0, Given.Client.GetUnacknowledged().Length);
            Given.Reconnect(Given.AcceptedWithSession);
            Given.Client.Republish(1, "a", s_payload, 0, 1, false);
            Assert.AreEqual(string.Empty, Given.Stream.Written());
        }

        [TestMethod]
        public void Forget_QosTwo_IsReleased()
        {
            CutOff(MqttQos.ExactlyOnce, string.Empty);

            Given.Client.Forget(1);

            Assert.AreEqual(1, Given.Client.GetUnacknowledged().Length);
            Given.Reconnect(Given.AcceptedWithSession + "70 02 00 01");
            Assert.AreEqual("62 02 00 01", Given.Feedback);
            Given.Client.ProcessLoop(0);
            Assert.AreEqual(0, Given.Client.GetUnacknowledged().Length);
        }

        [TestMethod]
        public void Forget_Connected_IsRefused()
        {
            Given.Connected();
            Given.FailsOnly(MqttError.TimedOut, () => Given.Client.Publish("a", s_payload, MqttQos.AtLeastOnce));

            Given.IsRefused(typeof(InvalidOperationException), () => Given.Client.Forget(1));
        }

        [TestMethod]
        public void Publish_IdsUnderWay_AreNotGivenAgain()
        {
            CutOff(MqttQos.AtLeastOnce, string.Empty);
            Given.Reconnect(Given.AcceptedWithSession);

            // Ids come round, but for 1, which is under way.
            s_last = 1;
            Given.Stream.OnWrite = AcknowledgeWritten;

            for (int i = 0; i < 4; i++)
            {
                Given.Client.Publish("a", s_payload, 0, 0, MqttQos.AtLeastOnce, false);
            }

            Assert.AreEqual(5, s_last);
            Assert.AreEqual(1, Given.Client.GetUnacknowledged()[0]);
        }

        private static int s_last;

        private static void AcknowledgeWritten(BrokerStream stream)
        {
            string written = stream.Written();
            s_last = Hex.Bytes(written)[6];
            stream.Feed(new byte[] { 0x40, 2, 0, (byte)s_last }, 4);
        }

        // Publishes, and ends the connection behind what the broker sends. Gives the packet id.
        private static int CutOff(MqttQos qos, string answer)
        {
            Given.Connected();
            Given.Stream.Feed(answer);
            Given.Stream.Ends = true;
            return Given.Fails(MqttError.ConnectionLost, () => Given.Client.Publish("a", s_payload, qos)).PacketId;
        }
    }
}
