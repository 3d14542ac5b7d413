// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Linq;
using System.Threading.Tasks;
using Bg95Mqtt;
using Xunit;

namespace NanoBg95.Mqtt.Tests;

/// <summary>
/// The eleven scenarios of the Paho interoperability suite for MQTT 3.1.1, in our own words, against real brokers over TCP. The
/// client is on the PC's network stream, which throws an IOException when nothing came in time.
/// </summary>
public class InteroperabilityTests
{
    public static TheoryData<string> Brokers { get; } = [TestBroker.MqttNet, TestBroker.Mosquitto];

    [Theory]
    [MemberData(nameof(Brokers))]
    public async Task Basic_EachQos_ComesBack(string kind)
    {
        await using TestBroker broker = await TestBroker.StartAsync(kind);
        using TestClient client = new();
        Assert.False(client.Connect(broker, "basic"));
        Assert.Equal(MqttQos.ExactlyOnce, client.Client.Subscribe("basic/+", MqttQos.ExactlyOnce));

        client.Publish("basic/0", "qos 0", MqttQos.AtMostOnce);
        client.Publish("basic/1", "qos 1", MqttQos.AtLeastOnce);
        client.Publish("basic/2", "qos 2", MqttQos.ExactlyOnce);
        client.WaitFor(3);

        Assert.Equal(
            [new("basic/0", "qos 0", MqttQos.AtMostOnce, false, false), new("basic/1", "qos 1", MqttQos.AtLeastOnce, false, false), new("basic/2", "qos 2", MqttQos.ExactlyOnce, false, false)],
            client.Messages.OrderBy(message => message.Topic));
        client.Client.Disconnect();

        // Another client with the same id takes its place.
        client.Connect(broker, "basic");
        using TestClient other = new();
        other.Connect(broker, "basic");
        MqttException thrown = Assert.Throws<MqttException>(() => client.WaitFor(() => false));
        Assert.Equal(MqttError.ConnectionLost, thrown.Error);
    }

    [Theory]
    [MemberData(nameof(Brokers))]
    public async Task Retained_Messages_ComeToWhoSubscribesLaterUntilTheyAreCleared(string kind)
    {
        await using TestBroker broker = await TestBroker.StartAsync(kind);
        using TestClient client = new();
        client.Connect(broker, "retained");
        client.Publish("kept/0", "a", MqttQos.AtMostOnce, true);
        client.Publish("kept/1", "b", MqttQos.AtLeastOnce, true);
        client.Publish("kept/2", "c", MqttQos.ExactlyOnce, true);
        client.Client.Subscribe("kept/#", MqttQos.ExactlyOnce);
        client.WaitFor(3);
        Assert.All(client.Messages, message => Assert.True(message.Retain));
        Assert.Equal("abc", string.Concat(client.Messages.Select(message => message.Payload).Order(StringComparer.Ordinal)));
        client.Client.Unsubscribe("kept/#");

        foreach (string topic in new[] { "kept/0", "kept/1", "kept/2" })
        {
            client.Publish(topic, "", MqttQos.AtLeastOnce, true);
        }

        client.Messages.Clear();
        client.Client.Subscribe("kept/#", MqttQos.ExactlyOnce);
        client.Settle("retained");
        Assert.Empty(client.Messages);
    }

    [Theory]
    [MemberData(nameof(Brokers))]
    public async Task ClientId_Empty_IsTakenWithACleanSessionOnly(string kind)
    {
        await using TestBroker broker = await TestBroker.StartAsync(kind);
        using TestClient client = new();

        // MQTTnet's broker chooses no id for a client of MQTT 3.1.1.
        if (kind == TestBroker.MqttNet)
        {
            Assert.Equal(MqttError.IdentifierRejected, Assert.Throws<MqttException>(() => client.Connect(broker, "")).Error);
        }
        else
        {
            Assert.False(client.Connect(broker, ""));
            client.Publish("empty", "id", MqttQos.AtLeastOnce);
        }

        Assert.Throws<ArgumentException>(() => client.Connect(broker, "", false));
    }

    [Theory]
    [MemberData(nameof(Brokers))]
    public async Task Offline_Messages_ComeWithTheNextConnection(string kind)
    {
        await using TestBroker broker = await TestBroker.StartAsync(kind);
        using TestClient client = new();
        using TestClient other = new();
        client.Connect(broker, "offline", false);
        client.Client.Subscribe(["off/+", "off/+/more"], [MqttQos.ExactlyOnce, MqttQos.AtLeastOnce]);
        client.Client.Disconnect();
        client.Cut();

        other.Connect(broker, "other");
        other.Publish("off/0", "qos 0", MqttQos.AtMostOnce);
        other.Publish("off/1", "qos 1", MqttQos.AtLeastOnce);
        other.Publish("off/2", "qos 2", MqttQos.ExactlyOnce);

        Assert.True(client.Connect(broker, "offline", false));
        client.WaitFor(() => client.Messages.Count(message => message.Qos != MqttQos.AtMostOnce) == 2);

        // A broker may keep messages of QoS 0 or not.
        Assert.Contains(client.Messages, message => message.Payload == "qos 1");
        Assert.Contains(client.Messages, message => message.Payload == "qos 2");
        Assert.InRange(client.Messages.Count, 2, 3);

        // A clean session forgets it.
        Assert.False(client.Connect(broker, "offline"));
    }

    [Theory]
    [MemberData(nameof(Brokers))]
    public async Task Will_ConnectionLost_IsPublished(string kind)
    {
        await using TestBroker broker = await TestBroker.StartAsync(kind);
        using TestClient client = new();
        using TestClient other = new();
        other.Connect(broker, "heir");
        other.Client.Subscribe("last/will", MqttQos.ExactlyOnce);
        client.Connect(broker, "dying", true, options =>
        {
            options.WillTopic = "last/will";
            options.WillPayload = "gone"u8.ToArray();
            options.WillQos = MqttQos.AtLeastOnce;
        });

        client.Cut();
        other.WaitFor(1);
        Assert.Equal("gone", other.Messages[0].Payload);

        // Whoever says goodbye leaves no will.
        client.Connect(broker, "dying", true, options => options.WillTopic = "last/will");
        client.Client.Disconnect();
        other.Settle("heir");
        Assert.Single(other.Messages);
    }

    [Theory]
    [MemberData(nameof(Brokers))]
    public async Task Overlapping_Subscriptions_GiveOneOrOneForEach(string kind)
    {
        await using TestBroker broker = await TestBroker.StartAsync(kind);
        using TestClient client = new();
        client.Connect(broker, "overlap");
        client.Client.Subscribe(["over/#", "over/+"], [MqttQos.ExactlyOnce, MqttQos.AtLeastOnce]);
        client.Publish("over/x", "twice?", MqttQos.ExactlyOnce);
        client.Settle("overlap");

        // Mosquitto 2.0.11 sends one with the QoS of the last subscription, where the highest is asked for (MQTT 3.1.1, 3.3.5).
        client.WaitFor(1);
        Assert.InRange(client.Messages.Count, 1, 2);
        Assert.All(client.Messages, message => Assert.Equal("twice?", message.Payload));
        Assert.True(kind == TestBroker.Mosquitto || client.Messages.Any(message => message.Qos == MqttQos.ExactlyOnce));
    }

    [Theory]
    [MemberData(nameof(Brokers))]
    public async Task KeepAlive_SilentClient_IsGivenUpAndOneThatPingsIsNot(string kind)
    {
        await using TestBroker broker = await TestBroker.StartAsync(kind);
        using TestClient silent = new();
        using TestClient other = new();
        other.Connect(broker, "pings", true, options => options.KeepAliveSeconds = 2);
        other.Client.Subscribe("silent", MqttQos.AtLeastOnce);
        silent.Connect(broker, "silent", true, options =>
        {
            options.KeepAliveSeconds = 2;
            options.WillTopic = "silent";
        });

        // While the silent one is waited for, the other one pings.
        other.WaitFor(1);
        Assert.True(other.Client.IsConnected);
        Assert.Equal(MqttError.ConnectionLost, Assert.Throws<MqttException>(() => silent.WaitFor(() => false)).Error);
    }

    [Theory]
    [MemberData(nameof(Brokers))]
    public async Task Redelivery_Unacknowledged_ComeAgain(string kind)
    {
        await using TestBroker broker = await TestBroker.StartAsync(kind);
        using TestClient client = new();
        using TestClient other = new();
        client.Connect(broker, "again", false);
        client.Client.Subscribe("again/#", MqttQos.ExactlyOnce);
        other.Connect(broker, "other");

        // They are sent to the client, which does not look before its network goes away.
        other.Publish("again/1", "one", MqttQos.AtLeastOnce);
        other.Publish("again/2", "two", MqttQos.ExactlyOnce);
        client.Cut();
        Assert.True(client.Connect(broker, "again", false));
        client.WaitFor(() => client.Messages.Select(message => message.Payload).Distinct().Count() == 2);
        client.Settle("again");

        Assert.Single(client.Messages, message => message.Payload == "two");
    }

    [Fact]
    public async Task Subscribe_RefusedFilter_IsAFailure()
    {
        await using TestBroker broker = await TestBroker.StartAsync(TestBroker.MqttNet);
        using TestClient client = new();
        client.Connect(broker, "refused");

        // One QoS for all: this broker answers in the order of the QoS, not of the filters.
        Assert.Equal(
            [MqttQos.AtLeastOnce, MqttQos.Failure, MqttQos.AtLeastOnce],
            client.Client.Subscribe(["a", TestBroker.RefusedFilter, "b"], [MqttQos.AtLeastOnce, MqttQos.AtLeastOnce, MqttQos.AtLeastOnce]));
    }

    [Theory]
    [MemberData(nameof(Brokers))]
    public async Task DollarTopics_Wildcard_DoesNotTakeThem(string kind)
    {
        await using TestBroker broker = await TestBroker.StartAsync(kind);
        using TestClient client = new();
        client.Connect(broker, "dollar");
        client.Client.Subscribe("+/of/mine", MqttQos.AtLeastOnce);
        client.Publish("$some/of/mine", "hidden", MqttQos.AtMostOnce);
        client.Publish("some/of/mine", "seen", MqttQos.AtMostOnce);
        client.Settle("dollar");

        Assert.Equal("seen", Assert.Single(client.Messages).Payload);
    }

    [Theory]
    [MemberData(nameof(Brokers))]
    public async Task Unsubscribe_Filter_BringsNoMore(string kind)
    {
        await using TestBroker broker = await TestBroker.StartAsync(kind);
        using TestClient client = new();
        client.Connect(broker, "less");
        client.Client.Subscribe(["less/a", "less/b", "less/c"], [MqttQos.AtLeastOnce, MqttQos.AtLeastOnce, MqttQos.AtLeastOnce]);
        client.Client.Unsubscribe("less/a", "less/c");

        foreach (string topic in new[] { "less/a", "less/b", "less/c" })
        {
            client.Publish(topic, topic, MqttQos.AtLeastOnce);
        }

        client.Settle("less");
        Assert.Equal("less/b", Assert.Single(client.Messages).Topic);
    }

    [Fact]
    public async Task Connect_WrongPassword_TellsWhy()
    {
        await using TestBroker broker = await TestBroker.StartAsync(TestBroker.MqttNet);
        using TestClient client = new();

        MqttException thrown = Assert.Throws<MqttException>(() => client.Connect(broker, "guarded", true, options => options.UserName = "guarded"));
        Assert.Equal(MqttError.BadUserNameOrPassword, thrown.Error);
        client.Connect(broker, "guarded", true, options => (options.UserName, options.Password) = ("guarded", "secret"));
    }

    [Theory]
    [MemberData(nameof(Brokers))]
    public async Task Payload_LargerThanTheBuffers_ComesThrough(string kind)
    {
        await using TestBroker broker = await TestBroker.StartAsync(kind);
        using TestClient client = new(64, 64);
        string payload = string.Concat(Enumerable.Range(0, 20000).Select(i => (char)('a' + (i % 26))));
        client.Connect(broker, "large");
        client.Client.Subscribe("large", MqttQos.ExactlyOnce);

        foreach (MqttQos qos in new[] { MqttQos.AtMostOnce, MqttQos.AtLeastOnce, MqttQos.ExactlyOnce })
        {
            client.Publish("large", payload, qos);
        }

        client.WaitFor(3);
        Assert.All(client.Messages, message => Assert.Equal(payload, message.Payload));
    }
}
