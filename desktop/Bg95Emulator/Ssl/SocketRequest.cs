// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Emulator;

/// <summary>The parameters of one AT+QSSLOPEN or AT+QIOPEN, with the SSL settings as they were at that moment.</summary>
internal sealed record SocketRequest(
    int Id,
    int PdpContext,
    int SslContext,
    string Host,
    int Port,
    int AccessMode,
    SslContextSettings Settings)
{
    public SocketService Service { get; init; } = SocketService.Ssl;

    /// <summary>Of a connection that has come in: the id that listens.</summary>
    public int ServerId { get; init; }

    /// <summary>The port on the module; 0 for any.</summary>
    public int LocalPort { get; init; }

    /// <summary>Of AT+QIOPEN: each piece is a datagram of its own.</summary>
    public bool KeepsDatagrams => Service.IsDatagram;
}
