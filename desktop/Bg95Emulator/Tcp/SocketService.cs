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

    public bool IsSsl => this == Ssl;

    /// <summary>The service of AT+QIOPEN, or null.</summary>
    public static SocketService? Find(string name) => name.ToUpperInvariant() switch
    {
        "TCP" => Tcp,
        "UDP" => Udp,
        "UDP SERVICE" => UdpService,
        _ => null,
    };
}
