// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Linq;

namespace NanoBg95.Mqtt.Tests;

/// <summary>
/// A broker as MQTT 3.1.1 describes it, without a network: it takes the client's bytes and gives its own. Its session outlives the
/// connections, so that it tells what was delivered how often. Each message has a number as its payload.
/// </summary>
internal sealed class ModelBroker
{
    private readonly List<byte> _in = [];
    private readonly HashSet<int> _notReleased = [];
    private readonly List<Delivery> _deliveries = [];
    private int _lastId;

    /// <summary>What it has given to its subscribers, in order.</summary>
    public List<int> Published { get; } = [];

    /// <summary>What waits for the client to read it.</summary>
    public Queue<byte> Out { get; } = new();

    public bool IsSessionKept { get; private set; }

    /// <summary>Whether all that it has sent is acknowledged.</summary>
    public bool IsDone => _deliveries.Count == 0;

    /// <summary>What is lost with a connection: bytes on their way.</summary>
    public void Disconnect()
    {
        _in.Clear();
        Out.Clear();
    }

    /// <summary>Sends the client a message.</summary>
    public void Deliver(int number, int qos)
    {
        do
        {
            _lastId = (_lastId % 65535) + 1;
        }
        while (_deliveries.Any(other => other.Id == _lastId));

        Delivery delivery = new(_lastId, number, qos);
        _deliveries.Add(delivery);
        Send(delivery);
    }

    public void Take(ReadOnlySpan<byte> bytes)
    {
        _in.AddRange(bytes);

        while (Packet() is (byte first, byte[] body))
        {
            Take(first, body);
        }
    }

    private void Take(byte first, byte[] body)
    {
        switch (first >> 4)
        {
            case 1:
                bool isClean = (body[7] & 2) != 0;
                Send(0x20, isClean || !IsSessionKept ? (byte)0 : (byte)1, 0);
                IsSessionKept = !isClean;
                foreach (Delivery delivery in _deliveries)
                {
                    Send(delivery);
                }

                break;
            case 3:
                int qos = (first >> 1) & 3;
                int topic = (body[0] << 8) | body[1];
                int id = (body[2 + topic] << 8) | body[3 + topic];
                int number = BitConverter.ToInt32(body, 4 + topic);
                if (qos == 1 || _notReleased.Add(id))
                {
                    Published.Add(number);
                }

                Send(qos == 1 ? (byte)0x40 : (byte)0x50, (byte)(id >> 8), (byte)id);
                break;
            case 4 or 7:
                _deliveries.RemoveAll(delivery => delivery.Id == ((body[0] << 8) | body[1]));
                break;
            case 5:
                Delivery received = _deliveries.Single(delivery => delivery.Id == ((body[0] << 8) | body[1]));
                received.IsReleased = true;
                Send(received);
                break;
            case 6:
                _notReleased.Remove((body[0] << 8) | body[1]);
                Send(0x70, body[0], body[1]);
                break;
            case 12:
                Out.Enqueue(0xD0);
                Out.Enqueue(0);
                break;
            default:
                throw new InvalidOperationException($"The client sent {first:X2}.");
        }
    }

    private void Send(Delivery delivery)
    {
        if (delivery.IsReleased)
        {
            Send(0x62, (byte)(delivery.Id >> 8), (byte)delivery.Id);
            return;
        }

        byte[] packet = [(byte)(0x30 | (delivery.IsSent ? 8 : 0) | (delivery.Qos << 1)), 9, 0, 1, (byte)'t', (byte)(delivery.Id >> 8), (byte)delivery.Id, .. BitConverter.GetBytes(delivery.Number)];
        delivery.IsSent = true;
        foreach (byte value in packet)
        {
            Out.Enqueue(value);
        }
    }

    private void Send(byte first, byte second, byte third)
    {
        Out.Enqueue(first);
        Out.Enqueue(2);
        Out.Enqueue(second);
        Out.Enqueue(third);
    }

    // The tests' packets have at most 127 bytes.
    private (byte First, byte[] Body)? Packet()
    {
        if (_in.Count < 2 || _in.Count < 2 + _in[1])
        {
            return null;
        }

        (byte, byte[]) packet = (_in[0], [.. _in.Skip(2).Take(_in[1])]);
        _in.RemoveRange(0, 2 + packet.Item2.Length);

        return packet;
    }

    private sealed record Delivery(int Id, int Number, int Qos)
    {
        public bool IsSent { get; set; }

        public bool IsReleased { get; set; }
    }
}
