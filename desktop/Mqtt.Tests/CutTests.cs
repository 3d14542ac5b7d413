// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Linq;
using Bg95Mqtt;
using Xunit;

namespace NanoBg95.Mqtt.Tests;

/// <summary>Connections that end at every byte, and at random ones: nothing is lost, and with QoS 2 nothing comes twice.</summary>
public class CutTests
{
    public static TheoryData<int> Each { get; } = [1, 2];

    /// <summary>One message, and the connection cut behind each byte of the exchange in turn.</summary>
    [Theory]
    [MemberData(nameof(Each))]
    public void Publish_CutBehindEachByte_ArrivesAsItsQosSays(int qos)
    {
        for (int cut = 1; cut < 80; cut++)
        {
            Meeting meeting = new();
            meeting.Publish(7, qos, [cut]);

            Assert.Equal(7, qos == 2 ? Assert.Single(meeting.Broker.Published) : meeting.Broker.Published.Distinct().Single());
            Assert.Empty(meeting.Client.GetUnacknowledged());
        }
    }

    /// <summary>And twice, at each pair of places.</summary>
    [Fact]
    public void Publish_CutTwice_ArrivesOnce()
    {
        for (int first = 1; first < 60; first++)
        {
            for (int second = 1; second < 60; second++)
            {
                Meeting meeting = new();
                meeting.Publish(7, 2, [first, second]);
                Assert.Single(meeting.Broker.Published);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Each))]
    public void Receive_CutBehindEachByte_ArrivesAsItsQosSays(int qos)
    {
        for (int cut = 1; cut < 80; cut++)
        {
            Meeting meeting = new();
            meeting.Receive([9, 8], qos, [cut]);

            Assert.Equal([9, 8], meeting.Received.Distinct());
            Assert.True(qos == 1 || meeting.Received.Count == 2);
        }
    }

    /// <summary>Ten thousand messages each way while the network is taken away again and again.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(2, 3)]
    public void Messages_NetworkTakenAwayAtRandom_AllArriveInOrder(int qos, int seed)
    {
        const int Count = 10000;
        Random random = new(seed);
        Meeting meeting = new() { NextCut = () => random.Next(1, 400), MostRead = () => random.Next(1, 40) };
        for (int i = 0; i < Count; i++)
        {
            if (i % 3 == 0)
            {
                meeting.Broker.Deliver(i, qos);
            }

            meeting.Publish(i, qos, []);
        }

        meeting.Finish();
        int[] delivered = [.. Enumerable.Range(0, Count).Where(i => i % 3 == 0)];
        Assert.True(meeting.Connections > Count / 20, $"{meeting.Connections} connections");
        if (qos == 2)
        {
            Assert.Equal(Enumerable.Range(0, Count), meeting.Broker.Published);
            Assert.Equal(delivered, meeting.Received);
        }
        else
        {
            Assert.Equal(Enumerable.Range(0, Count), meeting.Broker.Published.Distinct());
            Assert.Equal(delivered, meeting.Received.Distinct());
        }
    }

    /// <summary>The library's client and the model broker, with connections of given lengths and then ones that are not cut.</summary>
    private sealed class Meeting
    {
        private readonly StepClock _clock = new();
        private readonly Queue<int> _cuts = new();

        public Meeting()
        {
            Client = new MqttClient(new byte[64], new byte[64], _clock);
            Client.MessageReceived += (_, message) => Received.Add(BitConverter.ToInt32(message.Buffer, message.Offset));
        }

        public ModelBroker Broker { get; } = new();

        public MqttClient Client { get; }

        public List<int> Received { get; } = [];

        public int Connections { get; private set; }

        public Func<int> NextCut { get; init; } = () => int.MaxValue;

        public Func<int> MostRead { get; init; } = () => 1000;

        public void Publish(int number, int qos, int[] cuts)
        {
            Array.ForEach(cuts, _cuts.Enqueue);
            byte[] payload = BitConverter.GetBytes(number);
            int packetId = 0;
            Until(() =>
            {
                try
                {
                    if (packetId == 0)
                    {
                        Client.Publish("t", payload, (MqttQos)qos);
                    }
                    else
                    {
                        Client.Republish(packetId, "t", payload, 0, payload.Length, false);
                    }

                    return true;
                }
                catch (MqttException ex)
                {
                    packetId = ex.PacketId;
                    throw;
                }
            });
        }

        public void Receive(int[] numbers, int qos, int[] cuts)
        {
            Array.ForEach(cuts, _cuts.Enqueue);
            Until(() => true);
            Array.ForEach(numbers, number => Broker.Deliver(number, qos));
            Finish();
        }

        public void Finish() => Until(() =>
        {
            while (!Broker.IsDone || Broker.Out.Count > 0)
            {
                Client.ProcessLoop(10);
            }

            return true;
        });

        // Connects as often as it takes.
        private void Until(Func<bool> action)
        {
            for (int i = 0; i < 1000; i++)
            {
                try
                {
                    if (!Client.IsConnected)
                    {
                        Broker.Disconnect();
                        Connections++;
                        CutStream stream = new(Broker, _clock, _cuts.TryDequeue(out int cut) ? cut : NextCut(), MostRead());
                        bool wasKept = Broker.IsSessionKept;
                        Assert.Equal(wasKept, Client.Connect(stream, new MqttConnectOptions { ClientId = "c", CleanSession = false }));
                    }

                    if (action())
                    {
                        return;
                    }
                }
                catch (MqttException ex) when (ex.Error == MqttError.ConnectionLost)
                {
                    // Again, over another connection.
                }
            }

            Assert.Fail("A thousand connections were not enough.");
        }
    }
}
