// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using nanoFramework.TestFramework;
using Assert = Bg95Ssl.Tests.Assert;

namespace Bg95Mqtt.Tests
{
    /// <summary>SUBSCRIBE, UNSUBSCRIBE and their answers (MQTT 3.1.1, 3.8 to 3.11), and topic filters (4.7).</summary>
    [TestClass]
    public class SubscribeTests
    {
        [TestMethod]
        public void Subscribe_Several_TellsWhatWasGranted()
        {
            Given.Connected();
            Given.Stream.Feed("90 05 00 01 02 80 00");

            MqttQos[] granted = Given.Client.Subscribe(
                new string[] { "a/+", "b/#", "c" }, new MqttQos[] { MqttQos.ExactlyOnce, MqttQos.AtLeastOnce, MqttQos.AtMostOnce });

            Assert.AreEqual("82 12 00 01 00 03 61 2F 2B 02 00 03 62 2F 23 01 00 01 63 00", Given.Stream.Written());
            Assert.AreEqual(3, granted.Length);
            Assert.AreEqual((int)MqttQos.ExactlyOnce, (int)granted[0]);
            Assert.AreEqual((int)MqttQos.Failure, (int)granted[1]);
            Assert.AreEqual((int)MqttQos.AtMostOnce, (int)granted[2]);
        }

        [TestMethod]
        public void Subscribe_One_TellsWhatWasGranted()
        {
            Given.Connected();
            Given.Stream.Feed("90 03 00 01 00");
            Assert.AreEqual(0, (int)Given.Client.Subscribe("#", MqttQos.AtLeastOnce));
            Assert.AreEqual("82 06 00 01 00 01 23 01", Given.Stream.Written());
        }

        [TestMethod]
        public void Subscribe_RetainedMessageBeforeTheAnswer_IsTaken()
        {
            Given.Connected();
            Given.Stream.Feed("31 04 00 01 61 01 90 03 00 01 00");
            Given.Client.Subscribe("a", MqttQos.AtMostOnce);
            Assert.AreEqual("a 0r:01.1", Given.Received);
        }

        [TestMethod]
        public void Unsubscribe_Several_WaitsForTheAnswer()
        {
            Given.Connected();
            Given.Stream.Feed("B0 02 00 01");
            Given.Client.Unsubscribe("a", "b/#");
            Assert.AreEqual("A2 0A 00 01 00 01 61 00 03 62 2F 23", Given.Stream.Written());
        }

        [TestMethod]
        public void Subscribe_BadAnswer_EndsTheConnection()
        {
            BadAnswer("90 03 00 02 00", MqttError.UnexpectedPacket);
            BadAnswer("B0 02 00 01", MqttError.UnexpectedPacket);
            BadAnswer("90 03 00 01 03", MqttError.MalformedPacket);
            BadAnswer("90 03 00 01 7F", MqttError.MalformedPacket);
            BadAnswer("90 02 00 01", MqttError.MalformedPacket);
            BadAnswer("90 04 00 01 00 00", MqttError.MalformedPacket);
            BadAnswer("91 03 00 01 00", MqttError.MalformedPacket);
            BadAnswer("90 03 00 01 00 90 03 00 01 00", MqttError.UnexpectedPacket);
        }

        private static void BadAnswer(string answer, MqttError error)
        {
            Given.Connected();
            Given.Stream.Feed(answer);
            Given.Fails(error, SubscribeAndLook);
        }

        private static void SubscribeAndLook()
        {
            Given.Client.Subscribe("a", MqttQos.AtMostOnce);
            Given.Client.ProcessLoop(0);
        }

        [TestMethod]
        public void Subscribe_NoAnswer_EndsTheConnectionInTime()
        {
            Given.Connected();
            long start = Given.Clock.Now;
            Given.Fails(MqttError.TimedOut, () => Given.Client.Subscribe("a", MqttQos.AtMostOnce));
            Assert.AreEqual(30000, Given.Clock.Now - start);

            Given.Connected();
            Given.Fails(MqttError.TimedOut, () => Given.Client.Unsubscribe("a"));
        }

        [TestMethod]
        public void Subscribe_AfterOneThatFailed_IsAnsweredAsUsual()
        {
            Given.Connected();
            Given.Fails(MqttError.TimedOut, () => Given.Client.Subscribe("a", MqttQos.AtMostOnce));
            Given.NewStream();
            Given.Connect();
            Given.Stream.Feed("90 03 00 02 01");
            Assert.AreEqual(1, (int)Given.Client.Subscribe("a", MqttQos.AtLeastOnce));
        }

        [TestMethod]
        public void Unsubscribe_AfterASubscribeThatFailed_IsAnsweredAsUsual()
        {
            Given.Connected();
            Given.Fails(MqttError.TimedOut, () => Given.Client.Subscribe("a", MqttQos.AtMostOnce));
            Given.NewStream();
            Given.Connect();
            Given.Stream.Feed("B0 02 00 02 30 FF");
            Given.Client.Unsubscribe("a");
            Assert.IsTrue(Given.Client.IsConnected);
        }

        [TestMethod]
        public void Subscribe_MoreFiltersThanTheReceiveBufferTakes_IsRefused()
        {
            string[] filters = new string[26];

            for (int i = 0; i < filters.Length; i++)
            {
                filters[i] = "a";
            }

            Given.Connected(200, 32);
            Given.IsRefused(typeof(ArgumentException), () => Given.Client.Subscribe(filters, new MqttQos[26]));
        }

        [TestMethod]
        public void Subscribe_BadArguments_AreRefused()
        {
            MqttQos[] one = { MqttQos.AtMostOnce };
            Given.Connected();
            Given.IsRefused(typeof(ArgumentException), () => Given.Client.Subscribe((string[])null, one));
            Given.IsRefused(typeof(ArgumentException), () => Given.Client.Subscribe(new string[1], one));
            Given.IsRefused(typeof(ArgumentException), () => Given.Client.Subscribe(new string[0], new MqttQos[0]));
            Given.IsRefused(typeof(ArgumentException), () => Given.Client.Subscribe(new string[] { "a", "b" }, one));
            Given.IsRefused(typeof(ArgumentException), () => Given.Client.Subscribe(new string[] { "a" }, null));
            Given.IsRefused(typeof(ArgumentException), () => Given.Client.Subscribe("a", MqttQos.Failure));
            Given.IsRefused(typeof(ArgumentException), () => Given.Client.Subscribe("0123456789012345678901234567890123456789012345678901234567890", MqttQos.AtMostOnce));
            Given.IsRefused(typeof(ArgumentException), () => Given.Client.Unsubscribe(null));
            Given.IsRefused(typeof(ArgumentException), () => Given.Client.Unsubscribe(new string[0]));

            // What was put for a call that was refused does not get into the next packet.
            Given.Stream.Feed("B0 02 00 09");
            Given.Client.ResponseTimeout = 10;
            Given.Thrown(() => Given.Client.Unsubscribe("a"));
            Assert.AreEqual("A2 05 00", Given.Stream.Written().Substring(0, 8));
        }

        [TestMethod]
        public void Filter_WildcardsInTheirPlaces_AreTaken()
        {
            string[] filters = { "#", "+", "a/#", "/#", "+/+", "/+", "+/", "a/+/b", "+/a/#", "$SYS/#", "/", "a b" };

            for (int i = 0; i < filters.Length; i++)
            {
                Given.Connected();
                Given.Stream.Feed("90 03 00 01 00");
                Given.Client.Subscribe(filters[i], MqttQos.AtMostOnce);
            }
        }

        [TestMethod]
        public void Filter_WildcardsElsewhere_AreRefused()
        {
            string[] filters = { string.Empty, "a#", "#/a", "a/#/b", "##", "#/", "a+", "+a", "a/+b", "++", "a/b+/c", "+#", "#+" };
            Given.Connected();

            for (int i = 0; i < filters.Length; i++)
            {
                string filter = filters[i];
                Given.IsRefused(typeof(ArgumentException), () => Given.Client.Subscribe(filter, MqttQos.AtMostOnce));
            }
        }
    }
}
