// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Linq;
using Bg95Mqtt;
using Xunit;

namespace NanoBg95.Mqtt.Tests;

/// <summary>Bytes that no broker would send: the client takes them or ends the connection with a typed error, and always in time.</summary>
public class FuzzTests
{
    private static readonly byte[][] s_packets =
    [
        [0x20, 2, 0, 0], [0x30, 5, 0, 1, 97, 1, 2], [0x32, 7, 0, 1, 97, 0, 5, 1, 2], [0x34, 7, 0, 1, 97, 0, 6, 1, 2], [0x62, 2, 0, 6],
        [0x40, 2, 0, 1], [0x50, 2, 0, 1], [0x70, 2, 0, 1], [0x90, 3, 0, 1, 1], [0xB0, 2, 0, 1], [0xD0, 0],
        [0x30, 0x85, 1, 0, 1, 97, .. new byte[130]], [0x30, 6, 0, 4, 0xC3, 0xA4, 0x2F, 0x62],
    ];

    public static TheoryData<int> Seeds { get; } = [.. Enumerable.Range(1, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Client_HostileBytes_EndsInTimeWithATypedError(int seed)
    {
        Random random = new(seed);
        for (int run = 0; run < 2000; run++)
        {
            StepClock clock = new();
            ModelBroker broker = new();
            MqttClient client = new(new byte[64], new byte[random.Next(32, 100)], clock) { ResponseTimeout = 1000 };
            long taken = 0;
            client.MessageReceived += (_, message) =>
            {
                Assert.InRange(message.Count, 0, message.PayloadLength - message.PayloadOffset);
                Assert.InRange(message.Offset + message.Count, 0, message.Buffer.Length);
                taken += message.Topic.Length;
            };
            client.Connect(new CutStream(broker, clock, int.MaxValue, 1000), new MqttConnectOptions { KeepAliveSeconds = random.Next(3) });
            CutStream hostile = new(broker, clock, int.MaxValue, random.Next(1, 50));
            byte[] bytes = [.. Enumerable.Range(0, random.Next(1, 6)).SelectMany(_ => Mutated(random))];
            client.Connect(hostile, new MqttConnectOptions());
            Array.ForEach(bytes, broker.Out.Enqueue);
            long start = clock.Now;
            try
            {
                Call(client, random.Next(5));
            }
            catch (MqttException ex)
            {
                Assert.True(!client.IsConnected || ex.Error == MqttError.TimedOut, ex.Error.ToString());
            }

            Assert.InRange(clock.Now - start, 0, 1100);
        }
    }

    private static void Call(MqttClient client, int which)
    {
        switch (which)
        {
            case 0:
                client.Publish("a", [1], MqttQos.AtLeastOnce);
                break;
            case 1:
                client.Publish("a", [1], MqttQos.ExactlyOnce);
                break;
            default:
                while (client.ProcessLoop(1))
                {
                }

                break;
        }
    }

    private static byte[] Mutated(Random random)
    {
        byte[] packet = [.. s_packets[random.Next(s_packets.Length)]];
        for (int i = random.Next(3); i > 0; i--)
        {
            packet[random.Next(packet.Length)] = random.Next(3) == 0 ? (byte)random.Next(256) : (byte)(packet[random.Next(packet.Length)] ^ (1 << random.Next(8)));
        }

        return random.Next(6) == 0 ? packet[..random.Next(packet.Length)] : packet;
    }
}
