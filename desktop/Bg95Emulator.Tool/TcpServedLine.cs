// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.IO;
using System.Net;
using System.Net.Sockets;

namespace Bg95Emulator.Tool;

/// <summary>A TCP port; clients come and go, the module stays.</summary>
internal sealed class TcpServedLine : ServedLine
{
    private readonly IPAddress _address;
    private readonly int _port;
    private TcpLine? _line;
    private TcpListener? _listener;
    private Socket? _client;

    public TcpServedLine(int port, IPAddress address)
    {
        _port = port;
        _address = address;
    }

    public override string Name => ((IPEndPoint?)_listener?.LocalEndpoint ?? _line?.EndPoint ?? new IPEndPoint(_address, _port)).ToString();

    public override string Description => "TCP " + Name;

    public override void Serve(EmulatedModule module) => _line = new TcpLine(module, _port, _address);

    /// <summary>Listens without a module, for <see cref="Accept"/>.</summary>
    public void Listen()
    {
        _listener = new TcpListener(_address, _port);
        _listener.Start();
    }

    public override Stream Accept()
    {
        _client = _listener!.AcceptSocket();
        _client.NoDelay = true;
        return new NetworkStream(_client, ownsSocket: true);
    }

    public override void Drain() => _client?.Shutdown(SocketShutdown.Send);

    public override void Dispose()
    {
        _line?.Dispose();
        _listener?.Dispose();
        _client?.Dispose();
    }
}
