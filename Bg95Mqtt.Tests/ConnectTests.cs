// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using nanoFramework.TestFramework;
using Assert = Bg95Ssl.Tests.Assert;

namespace Bg95Mqtt.Tests
{
    /// <summary>CONNECT and CONNACK (MQTT 3.1.1, 3.1 and 3.2), and the end.</summary>
    [TestClass]
    public class ConnectTests
    {
        [TestMethod]
        public void Connect_Defaults_SendsTheLeastPacket()
        {
            MqttClient client = Given.NewClient();
            Given.Stream.Feed(Given.Accepted);

            Assert.IsFalse(client.Connect(Given.Stream, new MqttConnectOptions()));

            Assert.AreEqual("10 0C 00 04 4D 51 54 54 04 02 00 F0 00 00", Given.Stream.Written());
            Assert.AreEqual(1, Given.Stream.Writes);
            Assert.IsTrue(client.IsConnected);
        }

        [TestMethod]
        public void Connect_EveryOption_SendsThemInOrder()
        {
            MqttClient client = Given.NewClient();
            Given.Stream.Feed(Given.AcceptedWithSession);

            bool isPresent = client.Connect(Given.Stream, new MqttConnectOptions
            {
                ClientId = "id",
                CleanSession = false,
                KeepAliveSeconds = 65535,
                UserName = "u",
                Password = "p\u00E9",
                WillTopic = "w",
                WillPayload = new byte[] { 0, 255 },
                WillQos = MqttQos.ExactlyOnce,
                WillRetain = true,
            });

            Assert.IsTrue(isPresent);
            Assert.AreEqual("10 1D 00 04 4D 51 54 54 04 F4 FF FF 00 02 69 64 00 01 77 00 02 00 FF 00 01 75 00 03 70 C3 A9", Given.Stream.Written());
        }

        [TestMethod]
        public void Connect_WillFlags_AreThoseOfTheWill()
        {
            Assert.AreEqual("06", Flags(new MqttConnectOptions { WillTopic = "w" }));
            Assert.AreEqual("0E", Flags(new MqttConnectOptions { WillTopic = "w", WillQos = MqttQos.AtLeastOnce }));
            Assert.AreEqual("26", Flags(new MqttConnectOptions { WillTopic = "w", WillRetain = true }));
            Assert.AreEqual("02", Flags(new MqttConnectOptions { WillRetain = true, WillQos = MqttQos.AtLeastOnce }));
            Assert.AreEqual("82", Flags(new MqttConnectOptions { UserName = "u" }));
        }

        private static string Flags(MqttConnectOptions options)
        {
            Given.NewClient();
            Given.Stream.Feed(Given.Accepted);
            Given.Client.Connect(Given.Stream, options);
            return Given.Stream.Written().Substring(9 * 3, 2);
        }

        [TestMethod]
        public void Connect_BadOptions_AreRefused()
        {
            IsRefused(new MqttConnectOptions { ClientId = null });
            IsRefused(new MqttConnectOptions { CleanSession = false });
            IsRefused(new MqttConnectOptions { KeepAliveSeconds = 65536 });
            IsRefused(new MqttConnectOptions { KeepAliveSeconds = -1 });
            IsRefused(new MqttConnectOptions { Password = "p" });
            IsRefused(new MqttConnectOptions { WillPayload = new byte[1] });
            IsRefused(new MqttConnectOptions { WillTopic = string.Empty });
            IsRefused(new MqttConnectOptions { WillTopic = "a/#" });
            IsRefused(new MqttConnectOptions { WillTopic = "a", WillQos = MqttQos.Failure });
            IsRefused(new MqttConnectOptions { WillTopic = "a", WillPayload = new byte[60] });
            IsRefused(new MqttConnectOptions { ClientId = "0123456789012345678901234567890123456789012345678" });
            IsRefused(null);
        }

        private static void IsRefused(MqttConnectOptions options)
        {
            Given.NewClient();
            Given.IsRefused(typeof(ArgumentException), () => Given.Client.Connect(Given.Stream, options));
        }

        [TestMethod]
        public void Connect_BadStream_IsRefused()
        {
            Given.NewClient();
            Given.IsRefused(typeof(ArgumentException), () => Given.Client.Connect(null, new MqttConnectOptions()));
            Given.IsRefused(typeof(ArgumentException), () => Given.Client.Connect(new MemoryStream(), new MqttConnectOptions()));
        }

        [TestMethod]
        public void Client_BadArguments_AreRefused()
        {
            Assert.IsTrue(Given.Thrown(() => new MqttClient(null, new byte[32])) is ArgumentException);
            Assert.IsTrue(Given.Thrown(() => new MqttClient(new byte[31], new byte[32])) is ArgumentException);
            Assert.IsTrue(Given.Thrown(() => new MqttClient(new byte[32], new byte[31])) is ArgumentException);
            Assert.IsTrue(Given.Thrown(() => new MqttClient(new byte[32], new byte[32], null, 0)) is ArgumentException);
            Assert.IsTrue(Given.Thrown(() => new MqttClient(new byte[32], new byte[32], null, 1, 65536)) is ArgumentException);
            Assert.IsTrue(Given.Thrown(() => Given.NewClient().ResponseTimeout = 0) is ArgumentException);
            Assert.IsTrue(Given.Thrown(() => Given.Client.MaximumPayloadLength = -1) is ArgumentException);
            Given.Client.ResponseTimeout = 1;
            Given.Client.MaximumPayloadLength = 0;
            Assert.AreEqual(1, Given.Client.ResponseTimeout);
            Assert.AreEqual(0, Given.Client.MaximumPayloadLength);
        }

        [TestMethod]
        public void Connect_Refused_TellsWhy()
        {
            Refused("20 02 00 01", MqttError.UnacceptableProtocolVersion);
            Refused("20 02 00 02", MqttError.IdentifierRejected);
            Refused("20 02 00 03", MqttError.ServerUnavailable);
            Refused("20 02 00 04", MqttError.BadUserNameOrPassword);
            Refused("20 02 00 05", MqttError.NotAuthorized);
        }

        [TestMethod]
        public void Connect_BadConnack_EndsTheConnection()
        {
            Refused("20 02 00 06", MqttError.MalformedPacket);
            Refused("20 02 00 FF", MqttError.MalformedPacket);
            Refused("20 02 02 00", MqttError.MalformedPacket);
            Refused("20 02 01 05", MqttError.MalformedPacket);
            Refused("20 02 01 00", MqttError.MalformedPacket);
            Refused("20 03 00 00 00", MqttError.MalformedPacket);
            Refused("20 01 00", MqttError.MalformedPacket);
            Refused("21 02 00 00", MqttError.MalformedPacket);
        }

        [TestMethod]
        public void Connect_OtherPacketFirst_EndsTheConnection()
        {
            Refused("D0 00", MqttError.UnexpectedPacket);
            Refused("30 04 00 01 61 62", MqttError.UnexpectedPacket);
            Refused("40 02 00 01", MqttError.UnexpectedPacket);
            Assert.AreEqual(string.Empty, Given.Received);
        }

        private static void Refused(string connack, MqttError error)
        {
            Given.NewClient();
            Given.Stream.Feed(connack);
            Given.Fails(error, () => Given.Client.Connect(Given.Stream, new MqttConnectOptions()));
        }

        [TestMethod]
        public void Connect_Silence_EndsInTime()
        {
            Given.NewClient();
            Given.Client.ResponseTimeout = 5000;
            Given.Stream.Feed("20 02 00");
            long start = Given.Clock.Now;

            Given.Fails(MqttError.TimedOut, () => Given.Client.Connect(Given.Stream, new MqttConnectOptions()));

            Assert.AreEqual(5000, Given.Clock.Now - start);
        }

        [TestMethod]
        public void Connect_ByteByByte_GetsThere()
        {
            Given.NewClient();
            Given.Stream.MostRead = 1;

            Given.Connect();

            Assert.IsTrue(Given.Client.IsConnected);
        }

        [TestMethod]
        public void Connect_WhatTheOldConnectionLeft_IsForgotten()
        {
            Given.Connected();
            Given.Stream.Feed("30 20 00 01");
            Given.Client.ProcessLoop(0);

            Given.NewStream();
            Given.Connect();
            Given.Stream.Feed("30 04 00 01 61 62");
            Assert.IsTrue(Given.Client.ProcessLoop(0));

            Assert.AreEqual("a 0:62.1", Given.Received);
        }

        [TestMethod]
        public void Disconnect_Connected_SaysGoodbye()
        {
            Given.Connected();

            Given.Client.Disconnect();
            Given.Client.Disconnect();

            Assert.AreEqual("E0 00", Given.Stream.Written());
            Assert.IsFalse(Given.Client.IsConnected);
        }

        [TestMethod]
        public void Calls_NotConnected_AreRefused()
        {
            Given.NewClient();
            Given.IsRefused(typeof(InvalidOperationException), () => Given.Client.Publish("a", new byte[1], MqttQos.AtMostOnce));
            Given.IsRefused(typeof(InvalidOperationException), () => Given.Client.Publish("a", new byte[1], MqttQos.AtLeastOnce));
            Given.IsRefused(typeof(InvalidOperationException), () => Given.Client.Republish(1, "a", new byte[1], 0, 1, false));
            Given.IsRefused(typeof(InvalidOperationException), () => Given.Client.Subscribe("a", MqttQos.AtMostOnce));
            Given.IsRefused(typeof(InvalidOperationException), () => Given.Client.Unsubscribe("a"));
            Given.IsRefused(typeof(InvalidOperationException), () => Given.Client.ProcessLoop(0));
        }
    }
}
