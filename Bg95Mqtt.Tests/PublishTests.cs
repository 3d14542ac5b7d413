// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using nanoFramework.TestFramework;
using Assert = Bg95Ssl.Tests.Assert;

namespace Bg95Mqtt.Tests
{
    /// <summary>PUBLISH to the broker and its acknowledgements (MQTT 3.1.1, 3.3 to 3.7).</summary>
    [TestClass]
    public class PublishTests
    {
        private static readonly byte[] s_payload = { 0xA0, 0x00, 0xA2 };

        [TestMethod]
        public void Publish_QosZero_IsOnePacket()
        {
            Given.Connected();

            Given.Client.Publish("a/b", s_payload, MqttQos.AtMostOnce);
            Given.Client.Publish("a/b", s_payload, 1, 2, MqttQos.AtMostOnce, true);
            Given.Client.Publish("\u00E4", s_payload, 3, 0, MqttQos.AtMostOnce, false);

            Assert.AreEqual("30 08 00 03 61 2F 62 A0 00 A2 31 07 00 03 61 2F 62 00 A2 30 04 00 02 C3 A4", Given.Stream.Written());
            Assert.AreEqual(3, Given.Stream.Writes);
            Assert.AreEqual(0, Given.Stream.Reads);
        }

        [TestMethod]
        public void Publish_QosOne_EndsWithItsPuback()
        {
            Given.Connected();
            Given.Stream.Feed("40 02 00 01");

            Given.Client.Publish("a", s_payload, MqttQos.AtLeastOnce);

            Assert.AreEqual("32 08 00 01 61 00 01 A0 00 A2", Given.Stream.Written());
            Assert.AreEqual(0, Given.Client.GetUnacknowledged().Length);
        }

        [TestMethod]
        public void Publish_QosTwo_EndsWithItsPubcomp()
        {
            Given.Connected();
            Given.Stream.Feed("50 02 00 01 70 02 00 01");

            Given.Client.Publish("a", s_payload, MqttQos.ExactlyOnce);

            Assert.AreEqual("34 08 00 01 61 00 01 A0 00 A2 62 02 00 01", Given.Stream.Written());
            Assert.AreEqual(0, Given.Client.GetUnacknowledged().Length);
        }

        [TestMethod]
        public void Publish_ManyTimes_TakesEachIdInTurnAndNeverZero()
        {
            Given.Connected();
            Given.Stream.OnWrite = AcknowledgeLast;

            for (int i = 0; i < 5; i++)
            {
                Given.Client.Publish("a", s_payload, 0, 0, MqttQos.AtLeastOnce, false);
            }

            Assert.AreEqual("32 05 00 01 61 00 01 32 05 00 01 61 00 02 32 05 00 01 61 00 03 32 05 00 01 61 00 04 32 05 00 01 61 00 05", Given.Stream.Written());
        }

        // A PUBACK for the packet id in front of the end of what was written, without a payload.
        private static void AcknowledgeLast(BrokerStream stream)
        {
            s_acknowledged++;
            stream.Feed(new byte[] { 0x40, 2, 0, (byte)s_acknowledged }, 4);
        }

        private static int s_acknowledged;

        [TestMethod]
        public void Publish_MessageBeforeItsAcknowledgement_IsTaken()
        {
            Given.Connected();
            Given.Stream.Feed("30 04 00 01 62 07 32 06 00 01 62 12 34 08 40 02 00 01");

            Given.Client.Publish("a", s_payload, 0, 0, MqttQos.AtLeastOnce, false);

            Assert.AreEqual("b 0:07.1|b 1:08.1", Given.Received);
            Assert.AreEqual("32 05 00 01 61 00 01 40 02 12 34", Given.Stream.Written());
        }

        [TestMethod]
        public void Publish_PayloadThatFillsTheBuffer_IsOneWrite()
        {
            // 5 bytes of room for the header, 3 of topic, 24 of payload are 32.
            Given.Connected(32, 32);
            Given.Client.Publish("a", new byte[24], MqttQos.AtMostOnce);

            Assert.AreEqual(1, Given.Stream.Writes);
            Assert.AreEqual(29, Given.Stream.WrittenCount());
        }

        [TestMethod]
        public void Publish_PayloadLargerThanTheBuffer_GoesInTwoWrites()
        {
            byte[] payload = new byte[200];

            for (int i = 0; i < payload.Length; i++)
            {
                payload[i] = (byte)i;
            }

            Given.Connected(32, 32);
            Given.Client.Publish("a", payload, 100, 25, MqttQos.AtMostOnce, false);
            Assert.AreEqual(2, Given.Stream.Writes);
            Assert.AreEqual("30 1C 00 01 61 64 65 66 67 68 69 6A 6B 6C 6D 6E 6F 70 71 72 73 74 75 76 77 78 79 7A 7B 7C", Given.Stream.Written());

            Given.Client.Publish("a", payload, MqttQos.AtMostOnce);
            Assert.AreEqual(4, Given.Stream.Writes);
            string written = Given.Stream.Written();
            Assert.AreEqual("30 CB 01 00 01 61 00 01 02", written.Substring(0, 26));
            Assert.AreEqual("C5 C6 C7", written.Substring(written.Length - 8));
            Assert.AreEqual((206 * 3) - 1, written.Length);
        }

        [TestMethod]
        public void Publish_RemainingLength_TakesAsManyBytesAsItNeeds()
        {
            Given.Connected();
            Given.Client.Publish("a", new byte[124], MqttQos.AtMostOnce);
            Assert.AreEqual("30 7F 00 01 61", Given.Stream.Written().Substring(0, 14));
            Given.Client.Publish("a", new byte[125], MqttQos.AtMostOnce);
            Assert.AreEqual("30 80 01 00 01 61", Given.Stream.Written().Substring(0, 17));
        }

        [TestMethod]
        public void Publish_TopicAsLongAsTheBuffer_GoesOut()
        {
            // 5 + 2 + 25 are 32; with a packet id 23 fit.
            Given.Connected(32, 32);
            Given.Client.Publish("0123456789012345678901234", s_payload, 0, 0, MqttQos.AtMostOnce, false);
            Assert.AreEqual(29, Given.Stream.WrittenCount());
            Given.IsRefused(typeof(ArgumentException), () => Given.Client.Publish("01234567890123456789012345", s_payload, MqttQos.AtMostOnce));
            Given.IsRefused(typeof(ArgumentException), () => Given.Client.Publish("012345678901234567890123", s_payload, MqttQos.AtLeastOnce));
            Given.IsRefused(typeof(ArgumentException), () => Given.Client.Publish("012345678901234567890123456789012345", s_payload, MqttQos.AtLeastOnce));
            Assert.AreEqual(0, Given.Client.GetUnacknowledged().Length);
        }

        [TestMethod]
        public void Publish_BadArguments_AreRefused()
        {
            Given.Connected();
            Given.IsRefused(typeof(ArgumentException), () => Given.Client.Publish(null, s_payload, MqttQos.AtMostOnce));
            Given.IsRefused(typeof(ArgumentException), () => Given.Client.Publish(string.Empty, s_payload, MqttQos.AtMostOnce));
            Given.IsRefused(typeof(ArgumentException), () => Given.Client.Publish("a/+", s_payload, MqttQos.AtMostOnce));
            Given.IsRefused(typeof(ArgumentException), () => Given.Client.Publish("#", s_payload, MqttQos.AtMostOnce));
            Given.IsRefused(typeof(ArgumentException), () => Given.Client.Publish("a", null, MqttQos.AtMostOnce));
            Given.IsRefused(typeof(ArgumentException), () => Given.Client.Publish("a", null, 0, 0, MqttQos.AtMostOnce, false));
            Given.IsRefused(typeof(ArgumentException), () => Given.Client.Publish("a", s_payload, -1, 1, MqttQos.AtMostOnce, false));
            Given.IsRefused(typeof(ArgumentException), () => Given.Client.Publish("a", s_payload, 0, -1, MqttQos.AtMostOnce, false));
            Given.IsRefused(typeof(ArgumentException), () => Given.Client.Publish("a", s_payload, 2, 2, MqttQos.AtMostOnce, false));
            Given.IsRefused(typeof(ArgumentException), () => Given.Client.Publish("a", s_payload, MqttQos.Failure));
            Given.IsRefused(typeof(ArgumentException), () => Given.Client.Publish("a", s_payload, (MqttQos)3));
            Given.IsRefused(typeof(ArgumentException), () => Given.Client.Publish("a", s_payload, (MqttQos)(-1)));
        }

        [TestMethod]
        public void Publish_AcknowledgementOfNothing_EndsTheConnection()
        {
            NotExpected("40 02 00 02", MqttQos.AtLeastOnce);
            NotExpected("50 02 00 01", MqttQos.AtLeastOnce);
            NotExpected("70 02 00 01", MqttQos.AtLeastOnce);
            NotExpected("40 02 00 01", MqttQos.ExactlyOnce);
            NotExpected("70 02 00 01", MqttQos.ExactlyOnce);
            NotExpected("50 02 00 01 50 02 00 01", MqttQos.ExactlyOnce);
            NotExpected("40 02 00 00", MqttQos.AtLeastOnce);
        }

        private static void NotExpected(string answer, MqttQos qos)
        {
            Given.Connected();
            Given.Stream.Feed(answer);
            MqttException thrown = Given.Fails(MqttError.UnexpectedPacket, () => Given.Client.Publish("a", s_payload, qos));
            Assert.AreEqual(1, thrown.PacketId);
        }

        [TestMethod]
        public void Publish_NoAnswer_EndsInTimeAndKeepsTheConnection()
        {
            Given.Connected();
            Given.Client.ResponseTimeout = 7000;
            Given.Stream.WriteTime = 300;
            long start = Given.Clock.Now;

            MqttException thrown = Given.FailsOnly(MqttError.TimedOut, () => Given.Client.Publish("a", s_payload, MqttQos.AtLeastOnce));

            Assert.AreEqual(7300, Given.Clock.Now - start);
            Assert.AreEqual(1, thrown.PacketId);
            Assert.IsTrue(Given.Client.IsConnected);

            Given.Stream.Feed("40 02 00 01");
            Given.Client.ProcessLoop(0);
            Assert.AreEqual(0, Given.Client.GetUnacknowledged().Length);
        }

        [TestMethod]
        public void Publish_MessagesWithoutEnd_EndsInTime()
        {
            Given.Connected();
            Given.Client.ResponseTimeout = 1000;
            Given.Stream.OnWrite = FeedAnother;
            Given.Stream.WriteTime = 100;

            Given.FailsOnly(MqttError.TimedOut, () => Given.Client.Publish("a", s_payload, MqttQos.AtLeastOnce));

            Assert.IsTrue(Given.Client.IsConnected);
        }

        [TestMethod]
        public void Publish_HandlerThrowsBeforeItsAcknowledgement_IsUnderWay()
        {
            Given.Connected();
            Given.Client.MessageReceived += Throw;
            Given.Stream.Feed("30 03 00 01 61");

            Exception thrown = Given.Thrown(() => Given.Client.Publish("t", new byte[1], MqttQos.AtLeastOnce));

            Assert.IsTrue(thrown is NotSupportedException, thrown.GetType().Name);
            Assert.AreEqual(1, Given.Client.GetUnacknowledged().Length);
        }

        private static void Throw(MqttClient client, MqttMessage message)
        {
            throw new NotSupportedException();
        }

        // Each PUBACK of the client brings another message.
        private static void FeedAnother(BrokerStream stream)
        {
            stream.Written();
            stream.Feed("32 05 00 01 62 00 01");
        }
    }
}
