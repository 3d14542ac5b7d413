// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Bg95Mqtt;
using Bg95Mqtt.M2Mqtt;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Messages;
using Xunit;

namespace NanoBg95.Mqtt.Tests;

/// <summary>The ecosystem's interface over a stream: against a real broker, and against one whose bytes a test writes.</summary>
public class M2MqttTests
{
    private static readonly byte[] s_disconnect = [0xE0, 0];

    [Fact]
    public async Task Publish_EachQos_ReachesTheBrokerAndIsToldWhenAcknowledged()
    {
        await using TestBroker broker = await TestBroker.StartAsync(TestBroker.MqttNet);
        using TestClient other = new();
        other.Connect(broker, "other");
        other.Client.Subscribe("out/#", MqttQos.ExactlyOnce);
        using M2MqttClient client = Over(broker);
        EventLog log = new(client);
        Assert.Equal(MqttReasonCode.Success, client.Connect("adapter"));

        client.Publish("out/0", "zero"u8.ToArray());
        ushort one = ((IMqttClient)client).Publish("out/1", "one"u8.ToArray(), null, null, MqttQoSLevel.AtLeastOnce, false);
        ushort two = ((IMqttClient)client).Publish("out/2", "two"u8.ToArray(), "", new ArrayList(), MqttQoSLevel.ExactlyOnce, false);

        Assert.Equal($"published {one} True", log.Next());
        Assert.Equal($"published {two} True", log.Next());
        other.WaitFor(3);
        Assert.Equal(["out/0 zero AtMostOnce", "out/1 one AtLeastOnce", "out/2 two ExactlyOnce"], other.Messages.Select(message => $"{message.Topic} {message.Payload} {message.Qos}"));
    }

    [Fact]
    public async Task Receive_MessageLargerThanTheBuffer_ComesWhole()
    {
        await using TestBroker broker = await TestBroker.StartAsync(TestBroker.MqttNet);
        using TestClient other = new();
        other.Connect(broker, "other");
        using M2MqttClient client = Over(broker);
        EventLog log = new(client);
        client.Connect("adapter");
        string payload = string.Concat(Enumerable.Range(0, 4096).Select(i => (char)('a' + (i % 26))));

        ushort id = client.Subscribe(["in/+"], [MqttQoSLevel.ExactlyOnce]);
        Assert.Equal($"subscribed {id} ExactlyOnce", log.Next());
        other.Publish("in/large", payload, MqttQos.AtLeastOnce);
        other.Publish("in/empty", "", MqttQos.ExactlyOnce);

        Assert.Equal($"received in/large {payload} AtLeastOnce", log.Next());
        Assert.Equal("received in/empty  ExactlyOnce", log.Next());
    }

    [Fact]
    public async Task Subscribe_Filters_AreGrantedOrRefusedAndEnd()
    {
        await using TestBroker broker = await TestBroker.StartAsync(TestBroker.MqttNet);
        using M2MqttClient client = Over(broker);
        EventLog log = new(client);
        client.Connect("adapter");

        ushort subscribed = client.Subscribe(["a", TestBroker.RefusedFilter], [MqttQoSLevel.AtLeastOnce, MqttQoSLevel.AtLeastOnce]);
        Assert.Equal($"subscribed {subscribed} AtLeastOnce GrantedFailure", log.Next());
        ushort unsubscribed = client.Unsubscribe(["a"]);
        Assert.Equal($"unsubscribed {unsubscribed}", log.Next());

        // No message comes any more: the answer to the next subscription is the next event.
        client.Publish("a", "x"u8.ToArray());
        ushort last = client.Subscribe(["b"], [MqttQoSLevel.AtMostOnce]);
        Assert.Equal($"subscribed {last} AtMostOnce", log.Next());
    }

    [Fact]
    public async Task Connect_WrongPassword_GivesTheBrokersCode()
    {
        await using TestBroker broker = await TestBroker.StartAsync(TestBroker.MqttNet);
        using M2MqttClient client = Over(broker);

        Assert.Equal(MqttReasonCode.ConnectionRefusedBadUserNameOrPassword, client.Connect("guarded", "guarded", "wrong"));
        Assert.False(client.IsConnected);
        Assert.Equal(MqttReasonCode.Success, client.Connect("guarded", "guarded", "secret"));
        Assert.True(client.IsConnected);
    }

    [Fact]
    public void Connect_EverythingGiven_IsInThePacket()
    {
        using ScriptedBroker broker = new();
        using M2MqttClient client = Over(broker);

        Assert.Equal(MqttReasonCode.Success, ((IMqttClient)client).Connect("id", "me", "pw", true, MqttQoSLevel.AtLeastOnce, true, "w/t", "bye", false, 300));

        broker.ReadConnect();
        byte[] expected =
        [
            0x10, 32, .. Text("MQTT"), 4, 0xEC, 300 >> 8, 300 & 0xFF, .. Text("id"), .. Text("w/t"), .. Text("bye"), .. Text("me"), .. Text("pw"),
        ];
        Assert.Equal(expected, broker.Connect);
    }

    [Fact]
    public void Connect_WillFlagNotSet_LeavesTheWillOut()
    {
        using ScriptedBroker broker = new();
        using M2MqttClient client = Over(broker);

        client.Connect("id", null, null, true, MqttQoSLevel.AtLeastOnce, false, "w/t", "bye", true, 60);

        broker.ReadConnect();
        Assert.Equal([0x10, 14, .. Text("MQTT"), 4, 2, 0, 60, .. Text("id")], broker.Connect);
    }

    [Fact]
    public void Connect_Refused_DisposesTheStream()
    {
        using ScriptedBroker broker = new();
        using M2MqttClient client = new(_ => broker.Open([0x20, 2, 0, 5]), "broker", 8883, new byte[256], new byte[256]);

        Assert.Equal(MqttReasonCode.ConnectionRefusedNotAuthorized, client.Connect("id"));
        broker.ReadConnect();
        Assert.Empty(broker.Read());
    }

    [Fact]
    public void Connect_StreamCannotBeOpened_ThrowsWhatTheOpeningThrew()
    {
        SocketException failure = new(10061);
        using M2MqttClient client = new(_ => throw failure, "broker", 8883, new byte[256], new byte[256]);

        Assert.Same(failure, Assert.Throws<SocketException>(() => client.Connect("id")));
        Assert.False(client.IsConnected);
        Assert.Same(failure, Assert.Throws<SocketException>(() => client.Connect("id")));
    }

    [Fact]
    public void Connect_WithWhatMayNotBe_OpensNothing()
    {
        int opened = 0;
        using M2MqttClient client = new(
            _ =>
            {
                opened++;
                throw new SocketException(10061);
            },
            "broker",
            8883,
            new byte[256],
            new byte[256]);

        Assert.Equal("clientId", Assert.Throws<ArgumentNullException>(() => client.Connect(null)).ParamName);
        Assert.Equal(
            "willQosLevel",
            Assert.Throws<ArgumentOutOfRangeException>(
                () => client.Connect("id", null, null, false, MqttQoSLevel.GrantedFailure, true, "will", "gone", true, 60)).ParamName);

        Assert.Equal(0, opened);
    }

    [Fact]
    public void Connect_Twice_Throws()
    {
        using ScriptedBroker broker = new();
        using M2MqttClient client = Over(broker);
        client.Connect("id");

        Assert.Throws<InvalidOperationException>(() => client.Connect("id"));
        Assert.Equal(1, broker.Opened);
    }

    [Fact]
    public void Init_Endpoint_IsGivenToWhoOpensTheStream()
    {
        List<BrokerEndpoint> asked = [];
        byte[] ca = [1];
        byte[] certificate = [2];
        using M2MqttClient client = new(
            endpoint =>
            {
                asked.Add(endpoint);
                throw new NotSupportedException();
            },
            "first",
            1883,
            new byte[64],
            new byte[64]);

        Assert.Throws<NotSupportedException>(() => client.Connect("id"));
        ((IMqttClient)client).Init("second", 8883, true, ca, certificate, MqttSslProtocols.TLSv1_2);
        Assert.Throws<NotSupportedException>(() => client.Connect("id"));

        Assert.Equal(("first", 1883, false), (asked[0].Host, asked[0].Port, asked[0].IsSecure));
        Assert.Equal(("second", 8883, true, MqttSslProtocols.TLSv1_2), (asked[1].Host, asked[1].Port, asked[1].IsSecure, asked[1].SslProtocol));
        Assert.Same(ca, asked[1].CaCertificate);
        Assert.Same(certificate, asked[1].ClientCertificate);
    }

    [Fact]
    public void Publish_PayloadChangedAfterwards_SendsWhatWasGiven()
    {
        using ScriptedBroker broker = new();
        using M2MqttClient client = Over(broker);
        client.Connect("id");
        broker.ReadConnect();
        byte[] payload = [7];

        // The first holds the second in the queue.
        client.Publish("a", payload, null, null, MqttQoSLevel.AtLeastOnce, false);
        Assert.Equal([0x32, 6, .. Text("a"), 0, 1, 7], broker.Read());
        client.Publish("b", payload, null, null, MqttQoSLevel.AtMostOnce, true);
        payload[0] = 8;
        broker.Write(0x40, 2, 0, 1);

        Assert.Equal([0x31, 4, .. Text("b"), 7], broker.Read());
    }

    [Fact]
    public void Publish_FullQueue_ThrowsUntilThereIsRoom()
    {
        using ScriptedBroker broker = new();
        using M2MqttClient client = Over(broker, 2);
        EventLog log = new(client);
        client.Connect("id");
        broker.ReadConnect();

        ushort first = client.Publish("a", [1], null, null, MqttQoSLevel.AtLeastOnce, false);
        client.Publish("b", [2]);
        Assert.Throws<InvalidOperationException>(() => client.Publish("c", [3]));
        Assert.Throws<InvalidOperationException>(() => client.Subscribe(["c"], [MqttQoSLevel.AtMostOnce]));

        broker.Read();
        broker.Write(0x40, 2, 0, 1);
        Assert.Equal($"published {first} True", log.Next());
        client.Publish("d", [4]);
        Assert.Equal([0x30, 4, .. Text("b"), 2], broker.Read());
        Assert.Equal([0x30, 4, .. Text("d"), 4], broker.Read());
    }

    [Fact]
    public void Publish_WhatMqtt311CannotSay_IsRefused()
    {
        using ScriptedBroker broker = new();
        using M2MqttClient client = Over(broker);
        Assert.Throws<InvalidOperationException>(() => client.Publish("a", [1]));
        client.Connect("id");
        broker.ReadConnect();

        Assert.Throws<NotSupportedException>(() => client.Publish("a", [1], "text/plain"));
        Assert.Throws<NotSupportedException>(() => client.Publish("a", [1], null, new ArrayList { new UserProperty("n", "v") }, MqttQoSLevel.AtMostOnce, false));
        Assert.Throws<ArgumentException>(() => client.Publish("a/#", [1]));
        Assert.Throws<ArgumentException>(() => client.Publish("", [1]));
        Assert.Throws<ArgumentException>(() => client.Publish(new string('a', 256), [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => client.Publish("a", [1], null, null, MqttQoSLevel.GrantedFailure, false));
        Assert.Throws<ArgumentException>(() => client.Subscribe(["a"], []));
        Assert.Throws<ArgumentException>(() => client.Subscribe([new string('a', 128), new string('b', 128)], [MqttQoSLevel.AtMostOnce, MqttQoSLevel.AtMostOnce]));
        Assert.Throws<ArgumentException>(() => client.Unsubscribe([]));

        // Nothing of it was sent.
        client.Disconnect();
        Assert.Equal(s_disconnect, broker.Read());
    }

    [Fact]
    public void Subscribe_FilterThatIsNotAllowed_IsToldAsFailureAndTheConnectionStays()
    {
        using ScriptedBroker broker = new();
        using M2MqttClient client = Over(broker);
        EventLog log = new(client);
        client.Connect("id");

        ushort id = client.Subscribe(["a#", "b"], [MqttQoSLevel.AtMostOnce, MqttQoSLevel.AtMostOnce]);

        Assert.Equal($"subscribed {id} GrantedFailure GrantedFailure", log.Next());
        Assert.IsType<ArgumentException>(client.LastError, false);
        Assert.True(client.IsConnected);
    }

    [Fact]
    public void BrokerCloses_WhateverWaits_IsToldAndTheEndOnce()
    {
        using ScriptedBroker broker = new();
        using M2MqttClient client = Over(broker);
        EventLog log = new(client);
        client.Connect("id");
        broker.ReadConnect();
        ushort cut = client.Publish("a", [1], null, null, MqttQoSLevel.AtLeastOnce, false);
        ushort queued = client.Publish("b", [2]);
        ushort subscription = client.Subscribe(["c"], [MqttQoSLevel.AtMostOnce]);
        broker.Read();

        broker.CloseConnection();

        Assert.Equal($"published {cut} False", log.Next());
        Assert.Equal($"published {queued} False", log.Next());
        Assert.Equal($"subscribed {subscription} GrantedFailure", log.Next());
        Assert.Equal("closed", log.Next());
        Assert.False(client.IsConnected);
        Assert.Equal(MqttError.ConnectionLost, Assert.IsType<MqttException>(client.LastError).Error);
        Assert.Throws<InvalidOperationException>(() => client.Publish("a", [1]));
        client.Disconnect();
        log.AssertEnded();
    }

    [Fact]
    public void Publish_NotAcknowledgedInTime_EndsTheConnection()
    {
        using ScriptedBroker broker = new();
        using M2MqttClient client = Over(broker);
        EventLog log = new(client);
        client.Connect("id", null, null, false, 60);
        broker.ReadConnect();
        client.ResponseTimeout = 1;

        ushort id = client.Publish("a", [1], null, null, MqttQoSLevel.AtLeastOnce, false);

        Assert.Equal($"published {id} False", log.Next());
        Assert.Equal("closed", log.Next());
        Assert.Equal(MqttError.TimedOut, Assert.IsType<MqttException>(client.LastError).Error);
        log.AssertEnded();
        Assert.Equal([0x32, 6, .. Text("a"), 0, 1, 1], broker.Read());
        Assert.Empty(broker.Read());
    }

    [Fact]
    public void Publish_CutAgainAndAgain_LeavesRoomForTheNext()
    {
        using ScriptedBroker broker = new();
        using M2MqttClient client = Over(broker);
        EventLog log = new(client);

        for (int i = 0; i < 6; i++)
        {
            client.Connect("id", null, null, false, 60);
            broker.ReadConnect();
            ushort cut = client.Publish("a", [1], null, null, MqttQoSLevel.AtLeastOnce, false);
            broker.Read();
            broker.CloseConnection();
            Assert.Equal($"published {cut} False", log.Next());
            Assert.Equal("closed", log.Next());
        }

        client.Connect("id", null, null, false, 60);
        broker.ReadConnect();
        ushort id = client.Publish("a", [1], null, null, MqttQoSLevel.AtLeastOnce, false);
        byte[] published = broker.Read();
        broker.Write(0x40, 2, published[5], published[6]);
        Assert.Equal($"published {id} True", log.Next());
    }

    [Fact]
    public void Disconnect_QueuedMessages_AreSentBeforeTheGoodbyeAndThePumpEnds()
    {
        using ScriptedBroker broker = new();
        using M2MqttClient client = Over(broker);
        EventLog log = new(client);
        client.Connect("id");
        broker.ReadConnect();
        client.Publish("a", [1]);
        client.Publish("b", [2]);

        client.Disconnect();

        Assert.False(log.Pump!.IsAlive);
        Assert.False(client.IsConnected);
        Assert.Equal([0x30, 4, .. Text("a"), 1], broker.Read());
        Assert.Equal([0x30, 4, .. Text("b"), 2], broker.Read());
        Assert.Equal(s_disconnect, broker.Read());
        Assert.Empty(broker.Read());
        Assert.Equal("closed", log.Next());
        Assert.Null(client.LastError);
        client.Close();
        log.AssertEnded();
    }

    [Fact]
    public void Close_WhileAnAcknowledgementIsWaitedFor_EndsThePumpWithoutAGoodbye()
    {
        using ScriptedBroker broker = new();
        using M2MqttClient client = Over(broker);
        EventLog log = new(client);
        client.Connect("id");
        broker.ReadConnect();
        ushort id = client.Publish("a", [1], null, null, MqttQoSLevel.ExactlyOnce, false);
        broker.Read();

        client.Close();

        Assert.Equal($"published {id} False", log.Next());
        Assert.Equal("closed", log.Next());
        Assert.False(log.Pump!.IsAlive);
        Assert.Null(client.LastError);
        Assert.Empty(broker.Read());
        log.AssertEnded();
    }

    [Fact]
    public void Handler_PublishesAndDisconnects_IsServed()
    {
        using ScriptedBroker broker = new();
        using M2MqttClient client = Over(broker);
        client.MqttMsgPublishReceived += (sender, e) =>
        {
            ((IMqttClient)sender).Publish("answer", e.Message);
            ((IMqttClient)sender).Disconnect();
        };
        EventLog log = new(client);
        client.Connect("id");
        broker.ReadConnect();

        broker.Write([0x32, 6, .. Text("q"), 0, 9, 5]);

        Assert.Equal([0x40, 2, 0, 9], broker.Read());
        Assert.Equal([0x30, 9, .. Text("answer"), 5], broker.Read());
        Assert.Equal(s_disconnect, broker.Read());
        Assert.Equal("received q \u0005 AtLeastOnce", log.Next());
        Assert.Equal("closed", log.Next());
        log.AssertEnded();
    }

    [Fact]
    public void Handler_Throws_EndsTheConnectionAndIsTheLastError()
    {
        using ScriptedBroker broker = new();
        using M2MqttClient client = Over(broker);
        FormatException failure = new();
        client.MqttMsgPublishReceived += (_, _) => throw failure;
        EventLog log = new(client);
        client.Connect("id");
        broker.ReadConnect();

        broker.Write([0x32, 6, .. Text("q"), 0, 9, 5]);

        Assert.Equal("closed", log.Next());
        Assert.Same(failure, client.LastError);
        log.AssertEnded();

        // It was not acknowledged.
        Assert.Empty(broker.Read());
    }

    [Fact]
    public void ConnectionClosed_HandlerConnectsAgain_WorksOnOverTheNewStream()
    {
        using ScriptedBroker broker = new();
        using M2MqttClient client = Over(broker);
        using ManualResetEventSlim isConnectedAgain = new();
        client.ConnectionClosed += (_, _) =>
        {
            if (broker.Opened == 1)
            {
                client.Connect("id");
                isConnectedAgain.Set();
            }
        };
        EventLog log = new(client);
        client.Connect("id");
        broker.ReadConnect();

        broker.CloseConnection();

        Assert.True(isConnectedAgain.Wait(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        Assert.Equal("closed", log.Next());
        broker.ReadConnect();
        ushort id = client.Publish("a", [1], null, null, MqttQoSLevel.AtLeastOnce, false);
        byte[] published = broker.Read();
        broker.Write(0x40, 2, published[5], published[6]);
        Assert.Equal($"published {id} True", log.Next());
        client.Disconnect();
        Assert.Equal("closed", log.Next());
        log.AssertEnded();
    }

    [Fact]
    public void Receive_PayloadAboveTheMaximum_EndsTheConnection()
    {
        using ScriptedBroker broker = new();
        using M2MqttClient client = Over(broker);
        client.MaximumPayloadLength = 1;
        EventLog log = new(client);
        client.Connect("id");

        broker.Write([0x30, 5, .. Text("q"), 1, 2]);

        Assert.Equal("closed", log.Next());
        Assert.Equal(MqttError.MessageTooLarge, Assert.IsType<MqttException>(client.LastError).Error);
    }

    private static M2MqttClient Over(TestBroker broker)
    {
        return new M2MqttClient(
            endpoint => new TcpClient(endpoint.Host, endpoint.Port) { NoDelay = true }.GetStream(), "127.0.0.1", broker.Port, new byte[256], new byte[256])
        {
            PollInterval = 10,
        };
    }

    private static M2MqttClient Over(ScriptedBroker broker, int queueLength = 8)
    {
        return new M2MqttClient(_ => broker.Open(), "broker", 8883, new byte[256], new byte[256], queueLength) { PollInterval = 10 };
    }

    private static byte[] Text(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);

        return [(byte)(bytes.Length >> 8), (byte)bytes.Length, .. bytes];
    }
}
