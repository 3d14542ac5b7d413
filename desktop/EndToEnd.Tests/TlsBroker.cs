// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Net.Security;
using System.Text;
using System.Threading.Tasks;

namespace EndToEnd.Tests;

/// <summary>MQTTnet's broker behind a TLS server. It keeps sessions, and every message of one topic in the order in which it came.</summary>
internal sealed class TlsBroker : IDisposable
{
    private readonly TlsServer _tls;
    private readonly MqttBroker _broker;
    private readonly ConcurrentQueue<(string Text, bool IsRepeated)> _received = new();
    private readonly List<SslStream> _sessions = [];

    public TlsBroker(string topic)
    {
        _broker = new MqttBroker(server => server.InterceptingPublishAsync += e =>
        {
            if (e.ApplicationMessage.Topic == topic)
            {
                _received.Enqueue((Encoding.UTF8.GetString(e.ApplicationMessage.Payload.ToArray()), e.ApplicationMessage.Dup));
            }

            return Task.CompletedTask;
        });
        _tls = new TlsServer(Certificates.Server, ServeAsync);
    }

    public int Port => _tls.Port;

    /// <summary>What has come, each with its DUP flag: MQTTnet hands on what is sent again, also with QoS 2.</summary>
    public (string Text, bool IsRepeated)[] Received => [.. _received];

    /// <summary>Ends every TLS session without a word.</summary>
    public void DropSessions()
    {
        lock (_sessions)
        {
            foreach (SslStream session in _sessions)
            {
                session.Dispose();
            }

            _sessions.Clear();
        }
    }

    public void Dispose()
    {
        DropSessions();
        _tls.Dispose();
        _broker.Dispose();
    }

    private async Task ServeAsync(SslStream session)
    {
        await using SslStream own = session;

        lock (_sessions)
        {
            _sessions.Add(session);
        }

        await _broker.ServeAsync(session);
    }
}
