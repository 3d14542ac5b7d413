// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Emulator;

/// <summary>The parameters of one AT+QSSLOPEN, with the SSL settings as they were at that moment.</summary>
internal sealed record SocketRequest(
    int Id,
    int PdpContext,
    int SslContext,
    string Host,
    int Port,
    int AccessMode,
    SslContextSettings Settings);
