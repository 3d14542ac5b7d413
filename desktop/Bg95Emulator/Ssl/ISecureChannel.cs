// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Emulator;

/// <summary>An established TLS or DTLS connection. One thread reads, another writes.</summary>
internal interface ISecureChannel : IDisposable
{
    /// <summary>Waits for bytes; 0 when the peer has closed the connection.</summary>
    int Read(byte[] buffer);

    void Write(ReadOnlySpan<byte> bytes);

    /// <summary>Says goodbye with close_notify.</summary>
    void Close();
}
