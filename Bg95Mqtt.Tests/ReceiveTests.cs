// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using nanoFramework.TestFramework;
using Assert = Bg95Ssl.Tests.Assert;

namespace Bg95Mqtt.Tests
{
    /// <summary>PUBLISH from the broker, whole and in pieces, and what the client answers.</summary>
    [TestClass]
    public class ReceiveTests
    {
        [TestMethod]
        public void ProcessLoop_EachQos_IsGivenAndAnswered()
        {
            Given.Connected();
            Given.Stream.Feed("30 06 00 03 61 2F 62 01 33 08 00 03 61 2F 62 00 07 02 34 08 00 03 61 2F 62 FF FF 03");

            Assert.IsTrue(Given.Client.ProcessLoop(0));

            Assert.AreEqual("a/b 0:01.1|a/b 1r:02.1|a/b 2:03.1", Given.Received);
            Assert.AreEqual("40 02 00 07 50 02 FF FF", Given.Stream.Written());
            Assert.AreEqual(1, Given.Stream.Reads);
        }

        [TestMethod]
        public void ProcessLoop_NothingComes_WaitsAndSaysSo()
        {
            Given.Connected();
            long start = Given.Clock.Now;

            Assert.IsFalse(Given.Client.ProcessLoop(2500));

            Assert.AreEqual(2500, Given.Clock.Now - start);
            Assert.AreEqual(1, Given.Stream.Reads);
            Assert.IsTrue(Given.Client.IsConnected);
            Assert.IsTrue(Given.Thrown(() => Given.Client.ProcessLoop(-1)) is ArgumentException);
        }

        [TestMethod]
        public void ProcessLoop_NoTime_LooksOnce()
        {
            Given.Connected();
            Assert.IsFalse(Given.Client.ProcessLoop(0));
            Given.Stream.Feed("30 04 00 01 61 62");
            Assert.IsTrue(Given.Client.ProcessLoop(0));
            Assert.AreEqual("a 0:62.1", Given.Received);
        }

        [TestMethod]
        public void ProcessLoop_HalfAPacket_GoesOnWithTheNextCall()
        {
            Given.Connected();
            Given.Stream.Feed("32 06 00 01 61");
            Assert.IsFalse(Given.Client.ProcessLoop(100));
            Given.Stream.Feed("00 09 62 D0");
            Assert.IsTrue(Given.Client.ProcessLoop(100));

            Assert.AreEqual("a 1:62.1", Given.Received);
            Assert.AreEqual("40 02 00 09", Given.Stream.Written());
        }

        [TestMethod]
        public void ProcessLoop_SplitAtEveryByte_GivesTheSame()
        {
            byte[] packets = Hex.Bytes("30 05 00 01 61 01 02 32 06 00 01 61 00 07 03 34 05 00 01 61 00 08 62 02 00 08 30 03 00 01 62");

            for (int split = 0; split <= packets.Length; split++)
            {
                Given.Connected();
                Given.Stream.Feed(packets, split);
                Given.Client.ProcessLoop(0);
                byte[] rest = new byte[packets.Length - split];
                Array.Copy(packets, split, rest, 0, rest.Length);
                Given.Stream.Feed(rest, rest.Length);
                Given.Client.ProcessLoop(0);

                Assert.AreEqual("a 0:01 02.2|a 1:03.1|a 2:.0|b 0:.0", Given.Received, split.ToString());
                Assert.AreEqual("40 02 00 07 50 02 00 08 70 02 00 08", Given.Stream.Written(), split.ToString());
            }
        }

        [TestMethod]
        public void ProcessLoop_FewBytesAtATime_GivesTheSame()
        {
            for (int most = 1; most < 40; most++)
            {
                Given.Connected(64, 32);
                Given.Stream.MostRead = most;

                // 40 bytes of payload are more than the buffer takes.
                Given.Stream.Feed("32 2D 00 01 61 00 07 00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F 10 11 12 13 14 15 16 17 18 19 1A 1B 1C 1D 1E 1F 20 21 22 23 24 25 26 27 30 04 00 01 61 FF");

                while (Given.Client.ProcessLoop(1))
                {
                }

                Assert.AreEqual("40 02 00 07", Given.Stream.Written(), most.ToString());
                Assert.IsTrue(Given.Received.IndexOf("27.40|a 0:FF.1") > 0, Given.Received);
                Assert.AreEqual(135, WithoutCommas().Length, Given.Received);
            }
        }

        private static string WithoutCommas()
        {
            string[] pieces = Given.Received.Split(',');
            string whole = pieces[0];

            for (int i = 1; i < pieces.Length; i++)
            {
                whole += " " + pieces[i];
            }

            return whole;
        }

        [TestMethod]
        public void ProcessLoop_LargerThanTheBuffer_ComesInPiecesThatKeepTheTopic()
        {
            Given.Connected(64, 32);
            s_pieces = string.Empty;
            Given.Client.MessageReceived += NotePiece;
            Given.Stream.Feed("30 29 00 03 61 2F 62");
            Given.Stream.Feed(new byte[36], 36);
            Given.Stream.Feed("30 03 00 01 63");

            while (Given.Client.ProcessLoop(1))
            {
            }

            // 32 bytes of buffer, 7 of them for the header.
            Assert.AreEqual("a/b 0+25/36 a/b 25+11/36! c 0+0/0! ", s_pieces);
        }

        private static string s_pieces;

        private static void NotePiece(MqttClient client, MqttMessage message)
        {
            s_pieces += message.Topic + " " + message.PayloadOffset.ToString() + "+" + message.Count.ToString() + "/" + message.PayloadLength.ToString()
                + (message.IsLast ? "! " : " ");
        }

        [TestMethod]
        public void ProcessLoop_BehindAnotherPacket_PiecesBeginAtTheFront()
        {
            Given.Connected(64, 32);
            Given.Stream.MostRead = 20;
            Given.Stream.Feed("30 04 00 01 61 01 30 26 00 01 62");
            Given.Stream.Feed(new byte[35], 35);
            Given.Stream.Feed("30 04 00 01 63 02");

            while (Given.Client.ProcessLoop(1))
            {
            }

            Assert.AreEqual("a 0:01.1|b 0:", Given.Received.Substring(0, 13));
            Assert.AreEqual("00.35|c 0:02.1", Given.Received.Substring(Given.Received.Length - 14));
        }

        [TestMethod]
        public void ProcessLoop_PieceCutOff_BeginsAnewWithTheNextConnection()
        {
            Given.NewClient(64, 32);
            Given.Reconnect(Given.Accepted);
            Given.Stream.Feed("34 28 00 01 61 00 07 01 02 03");
            Given.Stream.Feed(new byte[20], 20);
            Given.Client.ProcessLoop(0);
            Given.Stream.Ends = true;
            Given.Fails(MqttError.ConnectionLost, () => Given.Client.ProcessLoop(0));
            Assert.AreEqual("a 2:01 02", Given.Received.Substring(0, 9));

            Given.Received = string.Empty;
            Given.Reconnect(Given.AcceptedWithSession + "3C 06 00 01 61 00 07 01");
            Given.Client.ProcessLoop(0);

            Assert.AreEqual("a 2d:01.1", Given.Received);
            Assert.AreEqual("50 02 00 07", Given.Stream.Written());
        }

        [TestMethod]
        public void ProcessLoop_QosTwoAgain_IsAnsweredAndNotGiven()
        {
            Given.NewClient();
            Given.Reconnect(Given.Accepted);
            Given.Stream.Feed("34 06 00 01 61 00 07 01");
            Given.Client.ProcessLoop(0);
            Assert.AreEqual("50 02 00 07", Given.Stream.Written());

            // The PUBREC was lost with the connection.
            Given.Reconnect(Given.AcceptedWithSession + "3C 06 00 01 61 00 07 01 62 02 00 07");
            Given.Client.ProcessLoop(0);
            Assert.AreEqual("50 02 00 07 70 02 00 07", Given.Stream.Written());
            Assert.AreEqual("a 2:01.1", Given.Received);

            // Once it is released its id is free.
            Given.Stream.Feed("34 06 00 01 61 00 07 02");
            Given.Client.ProcessLoop(0);
            Assert.AreEqual("a 2:01.1|a 2:02.1", Given.Received);
        }

        [TestMethod]
        public void ProcessLoop_QosTwoAgainWithoutSession_IsNew()
        {
            Given.NewClient();
            Given.Reconnect(Given.Accepted);
            Given.Stream.Feed("34 06 00 01 61 00 07 01");
            Given.Client.ProcessLoop(0);

            Given.Reconnect(Given.Accepted + "34 06 00 01 61 00 07 01");
            Given.Client.ProcessLoop(0);

            Assert.AreEqual("a 2:01.1|a 2:01.1", Given.Received);
        }

        [TestMethod]
        public void ProcessLoop_TooManyOfQosTwo_EndsTheConnection()
        {
            Given.Connected();
            Given.Stream.Feed("34 05 00 01 61 00 01 34 05 00 01 61 00 02 3C 05 00 01 61 00 02 34 05 00 01 61 00 03");

            Given.Fails(MqttError.TooManyMessages, () => Given.Client.ProcessLoop(0));

            Assert.AreEqual("a 2:.0|a 2:.0", Given.Received);
        }

        [TestMethod]
        public void ProcessLoop_PubrelOfAnUnknownId_IsAnswered()
        {
            Given.Connected();
            Given.Stream.Feed("62 02 12 34");
            Given.Client.ProcessLoop(0);
            Assert.AreEqual("70 02 12 34", Given.Stream.Written());
        }

        [TestMethod]
        public void ProcessLoop_MostPayload_IsKept()
        {
            Given.Connected();
            Given.Client.MaximumPayloadLength = 3;
            Given.Stream.Feed("30 06 00 01 61 01 02 03");
            Given.Client.ProcessLoop(0);
            Assert.AreEqual("a 0:01 02 03.3", Given.Received);
            Given.Stream.Feed("30 07 00 01 61 01 02 03 04");
            Given.Fails(MqttError.MessageTooLarge, () => Given.Client.ProcessLoop(0));
        }

        [TestMethod]
        public void ProcessLoop_TopicThatLeavesNoRoom_EndsTheConnection()
        {
            // 2 + 2 + 27 leave one byte of 32 for payload; 28 leave none.
            Given.Connected(64, 32);
            Given.Stream.Feed("30 1F 00 1B 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 01 02");
            Given.Client.ProcessLoop(0);
            Given.Client.ProcessLoop(0);
            Assert.AreEqual("aaaaaaaaaaaaaaaaaaaaaaaaaaa 0:01,02.2", Given.Received);

            Given.Stream.Feed("30 20 00 1C 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 01 02");
            Given.Fails(MqttError.MessageTooLarge, () => Given.Client.ProcessLoop(0));
        }

        [TestMethod]
        public void Message_TopicIs_ComparesBytes()
        {
            Given.Connected();
            s_pieces = string.Empty;
            Given.Client.MessageReceived += CompareTopic;
            Given.Stream.Feed("30 05 00 03 61 2F 62");
            Given.Client.ProcessLoop(0);
            Assert.AreEqual("TFFF", s_pieces);
        }

        private static void CompareTopic(MqttClient client, MqttMessage message)
        {
            s_pieces += message.TopicIs(Hex.Bytes("61 2F 62")) ? "T" : "F";
            s_pieces += message.TopicIs(Hex.Bytes("61 2F 63")) ? "T" : "F";
            s_pieces += message.TopicIs(Hex.Bytes("61 2F")) ? "T" : "F";
            s_pieces += message.TopicIs(Hex.Bytes("62 2F 62")) ? "T" : "F";
        }

        [TestMethod]
        public void Message_NoHandler_IsAnswered()
        {
            MqttClient client = new MqttClient(new byte[32], new byte[32], Given.Clock = new VirtualClock());
            Given.NewStream().Feed(Given.Accepted + "32 05 00 01 61 00 01");
            client.Connect(Given.Stream, new MqttConnectOptions());
            Given.Stream.Written();
            client.ProcessLoop(0);
            Assert.AreEqual("40 02 00 01", Given.Stream.Written());
        }

        [TestMethod]
        public void Handler_PublishesWithQosZero_GoesOutBeforeTheAnswer()
        {
            Given.Connected();
            Given.Client.MessageReceived += Reply;
            Given.Stream.Feed("32 05 00 01 61 00 01");
            Given.Client.ProcessLoop(0);
            Assert.AreEqual("30 04 00 01 72 63 40 02 00 01", Given.Stream.Written());
        }

        private static void Reply(MqttClient client, MqttMessage message)
        {
            client.Publish("r", new byte[] { 0x63 }, MqttQos.AtMostOnce);
        }

        [TestMethod]
        public void Handler_CallsAnythingElse_IsRefused()
        {
            Given.Connected();
            Given.Client.MessageReceived += CallAll;
            s_refused = 0;
            Given.Stream.Feed("32 05 00 01 61 00 01");
            Given.Client.ProcessLoop(0);
            Assert.AreEqual(7, s_refused);
            Assert.AreEqual("40 02 00 01", Given.Stream.Written());
        }

        private static int s_refused;

        private static void CallAll(MqttClient client, MqttMessage message)
        {
            Refused(() => client.Publish("r", new byte[1], MqttQos.AtLeastOnce));
            Refused(() => client.Republish(1, "r", new byte[1], 0, 1, false));
            Refused(() => client.Subscribe("r", MqttQos.AtLeastOnce));
            Refused(() => client.Unsubscribe("r"));
            Refused(() => client.ProcessLoop(0));
            Refused(() => client.Disconnect());
            Refused(() => client.Connect(Given.Stream, new MqttConnectOptions()));
        }

        private static void Refused(Call call)
        {
            s_refused += Given.Thrown(call) is InvalidOperationException ? 1 : 0;
        }

        [TestMethod]
        public void Handler_Throws_EndsTheConnectionWithoutAnAnswer()
        {
            Given.Connected();
            Given.Client.MessageReceived += Throw;
            Given.Stream.Feed("32 05 00 01 61 00 01");

            Assert.IsTrue(Given.Thrown(() => Given.Client.ProcessLoop(0)) is NotSupportedException);

            Assert.IsFalse(Given.Client.IsConnected);
            Assert.AreEqual(string.Empty, Given.Stream.Written());
            Given.Client.MessageReceived -= Throw;
            Given.NewStream();
            Given.Connect();
        }

        private static void Throw(MqttClient client, MqttMessage message)
        {
            throw new NotSupportedException();
        }

        [TestMethod]
        public void Handler_FindsTheConnectionEnded_IsTheCallersToo()
        {
            Given.Connected();
            Given.Client.MessageReceived += PublishInVain;
            Given.Stream.WriteFault = new NotSupportedException();
            Given.Stream.Feed("32 05 00 01 61 00 01");
            Given.Fails(MqttError.ConnectionLost, () => Given.Client.ProcessLoop(0));
        }

        [TestMethod]
        public void Handler_FindsTheConnectionEndedAtQosZero_IsNotGivenTheNextMessage()
        {
            Given.Connected();
            Given.Client.MessageReceived += PublishInVain;
            Given.Stream.WriteFault = new NotSupportedException();
            Given.Stream.Feed("30 03 00 01 61 30 03 00 01 62");
            Given.Fails(MqttError.ConnectionLost, () => Given.Client.ProcessLoop(0));
            Assert.AreEqual("a 0:.0", Given.Received);
        }

        private static void PublishInVain(MqttClient client, MqttMessage message)
        {
            Given.FailsOnly(MqttError.ConnectionLost, () => client.Publish("r", new byte[1], MqttQos.AtMostOnce));
        }
    }
}
