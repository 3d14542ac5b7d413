// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Emulator;

/// <summary>What a client id is used for. All kinds share the twelve ids (module facts 4.6).</summary>
/// <param name="Name">What rows about the socket call it.</param>
/// <param name="OpenResult">The unsolicited result of its opening.</param>
/// <param name="Urc">The unsolicited result of its data and its end.</param>
/// <param name="IsDatagram">Each piece the host or the peer sends is a datagram of its own.</param>
internal sealed record SocketService(string Name, string OpenResult, string Urc, bool IsDatagram)
{
    public static SocketService Ssl { get; } = new("SSLClient", "+QSSLOPEN", "+QSSLURC", false);

    public static SocketService Tcp { get; } = new("TCP", "+QIOPEN", "+QIURC", false);

    public static SocketService Udp { get; } = new("UDP", "+QIOPEN", "+QIURC", true);

    /// <summary>A port on which datagrams of anybody arrive, and from which they go to anybody.</summary>
    public static SocketService UdpService { get; } = new("UDP SERVICE", "+QIOPEN", "+QIURC", true);

    /// <summary>A port on which connections of anybody come in.</summary>
    public static SocketService TcpListener { get; } = new("TCP LISTENER", "+QIOPEN", "+QIURC", false);

    /// <summary>A connection that has come in on such a port.</summary>
    public static SocketService TcpIncoming { get; } = new("TCP INCOMING", "+QIOPEN", "+QIURC", false);

    public bool IsSsl => this == Ssl;

    /// <summary>It waits on a port of its own, and names no peer.</summary>
    public bool HasNoPeer => this == UdpService || this == TcpListener;

    /// <summary>The service of AT+QIOPEN, or null.</summary>
    public static SocketService? Find(string name) => name.ToUpperInvariant() switch
    {
        "TCP" => Tcp,
        "UDP" => Udp,
        "UDP SERVICE" => UdpService,
        "TCP LISTENER" => TcpListener,
        _ => null,
    };
}
