// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Bg95Cellular;
using Bg95Mqtt;
using Bg95Ssl;
using Xunit;

namespace EndToEnd.Tests;

/// <summary>
/// MQTT through TLS through the emulated module, with a real broker, while data connection, module and TLS session are taken away in the
/// middle of it. <c>MQTT_MESSAGES=1000</c> publishes so many instead of a few.
/// </summary>
public sealed class MqttTests
{
    private const string Topic = "readings";
    private const int BufferSize = 192;

    private static int Messages =>
        int.TryParse(Environment.GetEnvironmentVariable("MQTT_MESSAGES"), CultureInfo.InvariantCulture, out int count) ? count : 24;

    [Theory]
    [InlineData(MqttQos.AtLeastOnce)]
    [InlineData(MqttQos.ExactlyOnce)]
    public void Publish_WhileTheNetworkIsTakenAwayAtRandom_NothingIsLost(MqttQos qos)
    {
        using TlsBroker broker = new(Topic);
        using Bench bench = new(open: false);
        CellularConnection connection = new(bench.Modem);
        OnlineOptions options = new() { Apn = "iot.example" };
        connection.GoOnline(options);
        SslContext tls = bench.Context();
        MqttClient client = new(new byte[BufferSize], new byte[BufferSize]);
        MqttConnectOptions session = new() { ClientId = "board", CleanSession = false };
        Stream? stream = null;
        using Saboteur saboteur = new(
            bench.Module, 12345, 3000, 9000, () => bench.Module.LosePdpContext(), () => bench.Module.Reboot(), broker.DropSessions);

        for (int number = 1; number <= Messages; number++)
        {
            byte[] payload = Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture));
            int packetId = 0;

            while (!TryDeliver(payload, ref packetId))
            {
                // Pauses and measures grow in StayOnline.
            }
        }

        bool TryDeliver(byte[] payload, ref int packetId)
        {
            try
            {
                if (connection.StayOnline(options))
                {
                    Drop();
                }

                if (stream == null)
                {
                    stream = tls.Connect(Bench.ServerName, broker.Port).GetStream();
                    client.Connect(stream, session);
                }

                if (packetId == 0)
                {
                    client.Publish(Topic, payload, qos);
                }
                else
                {
                    client.Republish(packetId, Topic, payload, 0, payload.Length, false);
                }

                connection.ReportSuccess();
                return true;
            }
            catch (MqttException e)
            {
                packetId = e.PacketId != 0 ? e.PacketId : packetId;
                connection.ReportFailure(e.InnerException as Bg95Exception ?? new Bg95Exception(Bg95Error.ClosedByPeer, "MQTT"));
            }
            catch (OnlineException)
            {
                // It is counted by itself.
            }
            catch (Bg95Exception e)
            {
                connection.ReportFailure(e);
            }

            Drop();
            return false;
        }

        void Drop()
        {
            Stream? old = stream;
            stream = null;
            old?.Dispose();
        }

        Drop();
        string[] expected = [.. Enumerable.Range(1, Messages).Select(number => number.ToString(CultureInfo.InvariantCulture))];
        (string Text, bool IsRepeated)[] received = broker.Received;

        Assert.True(saboteur.Count > 0);
        Assert.Equal(expected, WithoutRepetitions(received));
        TestContext.Current.SendDiagnosticMessage($"{Messages} messages, {saboteur.Count} troubles, {received.Length - Messages} repeated");
    }

    // What is sent again comes right behind itself, since nothing else is published before it is acknowledged, and says so: a broker drops
    // a QoS 2 message by that. One that comes twice without it is a fault.
    private static string[] WithoutRepetitions((string Text, bool IsRepeated)[] received)
    {
        List<string> kept = [];

        foreach ((string text, bool isRepeated) in received)
        {
            if (!isRepeated || kept.Count == 0 || kept[^1] != text)
            {
                kept.Add(text);
            }
        }

        return [.. kept];
    }
}
