// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Emulator;

/// <summary>What one client id looked like at one moment; for tests and tools.</summary>
/// <param name="Id">The client id, 0 to 11.</param>
/// <param name="Host">The address as given to AT+QSSLOPEN or AT+QIOPEN.</param>
/// <param name="Port">The remote port.</param>
/// <param name="State">The state AT+QSSLSTATE shows: 1 opening, 2 connected, 3 listening, 4 closing.</param>
/// <param name="LocalPort">The port on this machine; 0 before the connection.</param>
/// <param name="SslContext">The SSL context it was opened with.</param>
/// <param name="AccessMode">0 buffer, 1 direct push, 2 transparent.</param>
/// <param name="CipherSuite">Code of the negotiated suite, 0 before the handshake ended.</param>
/// <param name="CipherSuiteName">The suite's name in the application note's Table 2; empty before the handshake ended.</param>
/// <param name="Version">The negotiated protocol, such as "TLS 1.2"; empty before the handshake ended.</param>
/// <param name="ServerName">The name sent in the SNI extension; null when none was.</param>
/// <param name="Resumed">The handshake took up an earlier session.</param>
/// <param name="BytesIn">Payload bytes that came from the peer, those included that still wait for room or for the line.</param>
/// <param name="BytesOut">Payload bytes the host gave for sending.</param>
/// <param name="BytesUnread">Payload bytes that AT+QSSLRECV would give now; their announcement has been sent.</param>
/// <param name="Service">SSLClient, TCP, UDP or UDP SERVICE.</param>
public sealed record SocketSnapshot(
    int Id,
    string Host,
    int Port,
    int State,
    int LocalPort,
    int SslContext,
    int AccessMode,
    int CipherSuite,
    string CipherSuiteName,
    string Version,
    string? ServerName,
    bool Resumed,
    long BytesIn,
    long BytesOut,
    int BytesUnread,
    string Service);
