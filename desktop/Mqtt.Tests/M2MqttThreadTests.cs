// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Threading;
using Bg95Mqtt.M2Mqtt;
using Xunit;

namespace NanoBg95.Mqtt.Tests;

/// <summary>The ecosystem's interface, closed by one thread while another one is at work: no connection and no thread is left.</summary>
public class M2MqttThreadTests
{
    [Fact]
    public void Dispose_WhileAnotherThreadConnects_LeavesNoConnection()
    {
        using ScriptedBroker broker = new();
        M2MqttClient? client = null;
        client = new M2MqttClient(
            _ =>
            {
                Thread other = new(() => client!.Dispose());
                other.Start();
                other.Join();

                return broker.Open();
            },
            "broker",
            8883,
            new byte[256],
            new byte[256]);

        Assert.Throws<InvalidOperationException>(() => client.Connect("id"));

        Assert.False(client.IsConnected);
        broker.ReadConnect();
        Assert.Empty(broker.Read());
    }

    [Fact]
    public void Close_WhileConnectionClosedIsRaised_WaitsForThePump()
    {
        using ScriptedBroker broker = new();
        using M2MqttClient client = new(_ => broker.Open(), "broker", 8883, new byte[256], new byte[256]);
        using ManualResetEventSlim isRaised = new();
        Thread closing = new(client.Close);
        bool hasWaited = false;
        bool hasEnded = false;
        client.ConnectionClosed += (_, _) =>
        {
            isRaised.Set();

            // Close either waits for this handler or has ended without it.
            SpinWait.SpinUntil(() => (closing.ThreadState & (ThreadState.WaitSleepJoin | ThreadState.Stopped)) != 0, TimeSpan.FromSeconds(20));
            hasWaited = closing.IsAlive;
            hasEnded = true;
        };
        client.Connect("id");
        broker.ReadConnect();
        broker.CloseConnection();
        Assert.True(isRaised.Wait(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));

        closing.Start();

        Assert.True(closing.Join(TimeSpan.FromSeconds(40)));
        Assert.True(hasWaited);
        Assert.True(hasEnded);
    }
}
