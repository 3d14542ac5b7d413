// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Buffers;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using MQTTnet;
using MQTTnet.Adapter;
using MQTTnet.Channel;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Formatter;

namespace Bg95Emulator;

/// <summary>The MQTT library's client on a connection that the module has opened, with the module's own TLS.</summary>
internal sealed class ChannelOfModule : IMqttChannel, IMqttClientAdapterFactory
{
    private readonly ISecureChannel _channel;

    public ChannelOfModule(ISecureChannel channel)
    {
        _channel = channel;
    }

    public EndPoint? RemoteEndPoint => null;

    public EndPoint? LocalEndPoint => null;

    public bool IsSecureConnection => true;

    public X509Certificate2? ClientCertificate => null;

    public IMqttChannelAdapter CreateClientAdapter(MqttClientOptions options, MqttPacketInspector packetInspector, IMqttNetLogger logger) =>
        new MqttChannelAdapter(this, new MqttPacketFormatterAdapter(options.ProtocolVersion, new MqttBufferWriter(4096, 65535)), logger);

    public Task ConnectAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task DisconnectAsync(CancellationToken cancellationToken)
    {
        _channel.Dispose();
        return Task.CompletedTask;
    }

    public Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            byte[] bytes = new byte[count];
            int read = _channel.Read(bytes);
            bytes.AsSpan(0, read).CopyTo(buffer.AsSpan(offset));
            return read;
        },
        CancellationToken.None);

    public Task WriteAsync(ReadOnlySequence<byte> buffer, bool isEndOfPacket, CancellationToken cancellationToken)
    {
        _channel.Write(buffer.ToArray());
        return Task.CompletedTask;
    }

    public void Dispose() => _channel.Dispose();
}
