// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using Bg95Ssl;

namespace DialogueFuzz;

/// <summary>A socket of <see cref="ModemDriver"/>.</summary>
internal sealed class ModemSocket : IDriverSocket
{
    private readonly SslSocket _socket;

    public ModemSocket(SslSocket socket)
    {
        _socket = socket;
    }

    public int Id => _socket.Id;

    public bool IsConnected => _socket.State == SocketState.Connected;

    public void Send(byte[] buffer, int offset, int count) => _socket.Send(buffer, offset, count);

    public void SendVariable(byte[] buffer, int offset, int count) => _socket.SendVariable(buffer, offset, count);

    public int Receive(byte[] buffer, int offset, int count, int timeoutMilliseconds)
    {
        return _socket.Receive(buffer, offset, count, timeoutMilliseconds);
    }

    public void SwitchMode(int mode, int ringSize) => _socket.SwitchMode((AccessMode)mode, ringSize);

    public string QueryState() => _socket.QueryState().ToString();

    public void Close(int timeoutMilliseconds) => _socket.Close(timeoutMilliseconds);

    public void Dispose() => _socket.Dispose();

    public void OnDataReceived(Action handler) => _socket.DataReceived += (_, _) => handler();

    public void OnClosed(Action handler) => _socket.Closed += (_, _) => handler();
}
