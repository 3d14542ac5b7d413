// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using nanoFramework.TestFramework;
using Assert = Bg95Ssl.Tests.Assert;

namespace Bg95Mqtt.Tests
{
    /// <summary>What a broker must not send, and streams that fail.</summary>
    [TestClass]
    public class MalformedTests
    {
        [TestMethod]
        public void Broker_BreaksTheRules_EndsTheConnection()
        {
            // QoS 3, a duplicate of QoS 0, no room for the topic's length, the topic, the id; no topic; id 0.
            Fails(MqttError.MalformedPacket, "36 05 00 01 61 00 01");
            Fails(MqttError.MalformedPacket, "38 03 00 01 61");
            Fails(MqttError.MalformedPacket, "30 00");
            Fails(MqttError.MalformedPacket, "30 01 00");
            Fails(MqttError.MalformedPacket, "30 03 00 02 61");
            Fails(MqttError.MalformedPacket, "32 04 00 01 61 00");
            Fails(MqttError.MalformedPacket, "30 03 00 00 61");
            Fails(MqttError.MalformedPacket, "32 05 00 01 61 00 00");
            Fails(MqttError.MalformedPacket, "62 02 00 00");

            // Flags and lengths of answers.
            Fails(MqttError.MalformedPacket, "41 02 00 01");
            Fails(MqttError.MalformedPacket, "60 02 00 01");
            Fails(MqttError.MalformedPacket, "63 02 00 01");
            Fails(MqttError.MalformedPacket, "40 03 00 01 00");
            Fails(MqttError.MalformedPacket, "40 01 00");
            Fails(MqttError.MalformedPacket, "D0 01 00");
            Fails(MqttError.MalformedPacket, "D0 02 00 00");
            Fails(MqttError.MalformedPacket, "90 01 00");
            Fails(MqttError.MalformedPacket, "40 FF FF FF 7F");

            // Five bytes of length, and four that begin a fifth.
            Fails(MqttError.MalformedPacket, "30 80 80 80 80 01");
            Fails(MqttError.MalformedPacket, "30 FF FF FF FF");

            // What only a client sends, or nobody.
            Fails(MqttError.MalformedPacket, "00 02 00 00");
            Fails(MqttError.MalformedPacket, "10 02 00 00");
            Fails(MqttError.MalformedPacket, "82 02 00 00");
            Fails(MqttError.MalformedPacket, "C0 00");
            Fails(MqttError.MalformedPacket, "E0 00");
            Fails(MqttError.MalformedPacket, "F0 02 00 00");
        }

        [TestMethod]
        public void Broker_SendsWhatNobodyAskedFor_EndsTheConnection()
        {
            Fails(MqttError.UnexpectedPacket, "20 02 00 00");
            Fails(MqttError.UnexpectedPacket, "D0 00");
            Fails(MqttError.UnexpectedPacket, "90 02 00 01");
            Fails(MqttError.UnexpectedPacket, "B0 02 00 01");
            Fails(MqttError.UnexpectedPacket, "40 02 00 01");
            Fails(MqttError.UnexpectedPacket, "50 02 00 01");
            Fails(MqttError.UnexpectedPacket, "70 02 00 01");
        }

        [TestMethod]
        public void Broker_InvalidTopic_EndsTheConnection()
        {
            string[] topics =
            {
                "00", "23", "2B", "61 00", "61 62 63 64 65 66 67 00", "61 62 63 64 65 66 67 68 23", "61 62 63 64 65 66 67 68 69 6A 6B 2B",
                "2B 62 63 64 65 66 67 68 69",
                "80", "C3", "C3 61", "C0 AF", "C1 BF", "E0 9F BF", "E2 82", "E2 28 A1", "E2 82 28", "ED A0 80", "ED BF BF",
                "F0 8F BF BF", "F0 9F 98", "F0 9F 28 80", "F0 9F 98 28", "F4 90 80 80", "F5 80 80 80", "FF", "61 62 63 64 65 66 67 68 69 C3",
            };

            for (int i = 0; i < topics.Length; i++)
            {
                Given.Connected();
                int length = Hex.Bytes(topics[i]).Length;
                Given.Stream.Feed(new byte[] { 0x30, (byte)(length + 2), 0, (byte)length }, 4);
                Given.Stream.Feed(topics[i]);
                Given.Fails(MqttError.InvalidTopic, () => Given.Client.ProcessLoop(0));
                Assert.AreEqual(string.Empty, Given.Received, topics[i]);
            }
        }

        [TestMethod]
        public void Broker_ValidTopic_IsTaken()
        {
            string[] topics =
            {
                "01", "20", "7F", "24 53 59 53", "C2 80", "DF BF", "E0 A0 80", "ED 9F BF", "EE 80 80", "EF BF BF", "F0 90 80 80", "F4 8F BF BF",
                "61 62 63 64 65 66 67 68", "61 62 63 64 65 66 67 68 69 6A 6B 6C 6D 6E 6F 70 71", "61 20 63 64 65 66 67 68", "61 62 63 64 65 66 67 C3 A4",
            };

            for (int i = 0; i < topics.Length; i++)
            {
                Given.Connected();
                int length = Hex.Bytes(topics[i]).Length;
                Given.Stream.Feed(new byte[] { 0x30, (byte)(length + 2), 0, (byte)length }, 4);
                Given.Stream.Feed(topics[i]);
                Given.Client.ProcessLoop(0);
                Assert.IsTrue(Given.Client.IsConnected && Given.Received.Length > 0, topics[i]);
            }
        }

        [TestMethod]
        public void Stream_Ends_IsTold()
        {
            Given.Connected();
            Given.Stream.Ends = true;
            MqttException thrown = Given.Fails(MqttError.ConnectionLost, () => Given.Client.ProcessLoop(1000));
            Assert.AreEqual(0, thrown.PacketId);
            Assert.IsNull(thrown.InnerException);
        }

        [TestMethod]
        public void Stream_ReadThrows_IsTheInnerException()
        {
            Given.Connected();
            Given.Stream.ReadFault = new NotSupportedException();
            MqttException thrown = Given.Fails(MqttError.ConnectionLost, () => Given.Client.ProcessLoop(1000));
            Assert.AreSame(Given.Stream.ReadFault, thrown.InnerException);
        }

        [TestMethod]
        public void Stream_IOExceptionAtOnce_IsItsEnd()
        {
            Given.Connected();
            Given.Stream.ReadFault = new IOException();
            Given.Fails(MqttError.ConnectionLost, () => Given.Client.ProcessLoop(1000));
        }

        [TestMethod]
        public void Stream_IOExceptionWithoutAnyTime_IsItsEndInTheLongRun()
        {
            Given.Connected();
            Given.Stream.ReadFault = new IOException();
            Given.Fails(MqttError.ConnectionLost, LookAThousandTimes);
        }

        [TestMethod]
        public void Stream_IOExceptionWhenTheTimeIsOver_IsNothing()
        {
            Given.Connected();
            LateStream late = new LateStream(Given.Clock);
            late.Connack = true;
            Given.Client.Connect(late, new MqttConnectOptions { KeepAliveSeconds = 0 });

            Assert.IsFalse(Given.Client.ProcessLoop(1000));
            Assert.IsTrue(Given.Client.IsConnected);
        }

        [TestMethod]
        public void Stream_AnswerCannotBeWritten_EndsTheConnection()
        {
            Given.Connected();
            Given.Stream.WriteFault = new IOException();
            Given.Stream.Feed("32 05 00 01 61 00 01");
            Given.Fails(MqttError.ConnectionLost, () => Given.Client.ProcessLoop(0));
            Assert.AreEqual("a 1:.0", Given.Received);
        }

        private static void LookAThousandTimes()
        {
            for (int i = 0; i < 1000; i++)
            {
                Given.Client.ProcessLoop(0);
                Given.Clock.Now += 20;
            }
        }

        private static void Fails(MqttError error, string packet)
        {
            // Also byte by byte.
            for (int most = 1; most < 100; most += 98)
            {
                Given.Connected();
                Given.Stream.MostRead = most;
                Given.Stream.Feed(packet);
                Given.Fails(error, () => Given.Client.ProcessLoop(1));
                Assert.AreEqual(string.Empty, Given.Received);
                Assert.AreEqual(string.Empty, Given.Stream.Written());
            }
        }

        // A stream that throws an IOException when nothing came in time, as the PC's network stream does.
        private sealed class LateStream : Stream
        {
            internal bool Connack;

            private readonly VirtualClock _clock;
            private int _readTimeout;

            internal LateStream(VirtualClock clock)
            {
                _clock = clock;
            }

            public override bool CanRead => true;

            public override bool CanSeek => false;

            public override bool CanWrite => true;

            public override bool CanTimeout => true;

            public override int ReadTimeout
            {
                get => _readTimeout;
                set => _readTimeout = value;
            }

            public override long Length => 0;

            public override long Position
            {
                get => 0;
                set => throw new NotSupportedException();
            }

            public override int Read(byte[] buffer, int offset, int count)
            {
                if (Connack)
                {
                    Connack = false;
                    Array.Copy(Hex.Bytes(Given.Accepted), 0, buffer, offset, 4);
                    return 4;
                }

                _clock.Now += _readTimeout;
                throw new IOException();
            }

#if !NET
            public override int Read(SpanByte buffer)
            {
                throw new NotSupportedException();
            }
#endif

            public override void Write(byte[] buffer, int offset, int count)
            {
            }

            public override void Flush()
            {
            }

            public override long Seek(long offset, SeekOrigin origin)
            {
                throw new NotSupportedException();
            }

            public override void SetLength(long value)
            {
            }
        }
    }
}
