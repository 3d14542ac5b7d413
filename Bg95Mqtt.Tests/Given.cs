// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using Assert = Bg95Ssl.Tests.Assert;

namespace Bg95Mqtt.Tests
{
    /// <summary>What is called to see what it throws.</summary>
    internal delegate void Call();

    /// <summary>A client with its stream, connected or about to be, and what its handler was given.</summary>
    internal static class Given
    {
        internal const string Accepted = "20 02 00 00";
        internal const string AcceptedWithSession = "20 02 01 00";

        internal static BrokerStream Stream { get; set; }
        internal static MqttClient Client { get; set; }
        internal static VirtualClock Clock { get; set; }

        /// <summary>What the handler was given: topic, QoS and flags, then the payload, pieces divided by a comma.</summary>
        internal static string Received { get; set; }

        internal static MqttClient NewClient()
        {
            return NewClient(64, 64);
        }

        internal static MqttClient NewClient(int sendBuffer, int receiveBuffer)
        {
            Clock = new VirtualClock();
            Client = new MqttClient(new byte[sendBuffer], new byte[receiveBuffer], Clock, 3, 2);
            Client.MessageReceived += Note;
            Received = string.Empty;
            NewStream();
            return Client;
        }

        /// <summary>Another connection for the same client.</summary>
        internal static BrokerStream NewStream()
        {
            Stream = new BrokerStream();
            Stream.Clock = Clock;
            return Stream;
        }

        internal static MqttClient Connected()
        {
            NewClient();
            Connect();
            return Client;
        }

        internal static MqttClient Connected(int sendBuffer, int receiveBuffer)
        {
            NewClient(sendBuffer, receiveBuffer);
            Connect();
            return Client;
        }

        internal static void Connect()
        {
            Stream.Feed(Accepted);
            Client.Connect(Stream, new MqttConnectOptions());
            Stream.Written();
            Stream.Writes = 0;
            Stream.Reads = 0;
        }

        /// <summary>Connects anew with a kept session.</summary>
        internal static void Reconnect(string connack)
        {
            NewStream();
            Stream.Feed(connack);
            Client.Connect(Stream, new MqttConnectOptions { ClientId = "c", CleanSession = false, KeepAliveSeconds = 0 });
            string written = Stream.Written();
            Assert.AreEqual("10 0D 00 04 4D 51 54 54 04 00 00 00 00 01 63", written.Substring(0, 44));
            Feedback = written.Length > 44 ? written.Substring(45) : string.Empty;
        }

        /// <summary>What the client wrote behind its CONNECT.</summary>
        internal static string Feedback { get; set; }

        internal static Exception Thrown(Call call)
        {
            try
            {
                call();
            }
            catch (Exception ex)
            {
                return ex;
            }

            Assert.IsTrue(false, "nothing was thrown");
            return null;
        }

        /// <summary>The call fails with this, and the connection with it.</summary>
        internal static MqttException Fails(MqttError error, Call call)
        {
            MqttException thrown = FailsOnly(error, call);
            Assert.IsFalse(Client.IsConnected);
            return thrown;
        }

        internal static MqttException FailsOnly(MqttError error, Call call)
        {
            Exception thrown = Thrown(call);
            MqttException typed = thrown as MqttException;
            Assert.IsTrue(typed != null, thrown.GetType().Name);
            Assert.AreEqual((int)error, (int)typed.Error, typed.Message);
            return typed;
        }

        /// <summary>The call is refused, nothing was sent, and the connection stands.</summary>
        internal static void IsRefused(Type type, Call call)
        {
            bool wasConnected = Client.IsConnected;
            int written = Stream.WrittenCount();
            Exception thrown = Thrown(call);
            bool isType = type.Name == nameof(ArgumentException) ? thrown is ArgumentException : thrown is InvalidOperationException;
            Assert.IsTrue(isType, thrown.GetType().Name);
            Assert.AreEqual(written, Stream.WrittenCount());
            Assert.AreEqual(wasConnected, Client.IsConnected);
        }

        private static void Note(MqttClient client, MqttMessage message)
        {
            if (message.PayloadOffset == 0)
            {
                Received += (Received.Length > 0 ? "|" : string.Empty) + message.Topic + " " + ((int)message.Qos).ToString()
                    + (message.Retain ? "r" : string.Empty) + (message.Duplicate ? "d" : string.Empty) + ":";
            }
            else
            {
                Received += ",";
            }

            Received += Hex.Text(message.Buffer, message.Offset, message.Count);

            if (message.IsLast)
            {
                Received += "." + message.PayloadLength.ToString();
            }
        }
    }
}
