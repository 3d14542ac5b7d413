// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Net.Security;
using System.Threading.Tasks;
using LocalPeers;

namespace Bg95Emulator.Benchmarks;

/// <summary>What a <see cref="Peer"/> does with a connection.</summary>
internal enum PeerRole
{
    /// <summary>Sends without end.</summary>
    Sends,

    /// <summary>Returns what it gets.</summary>
    Returns,

    /// <summary>Takes what it gets.</summary>
    Takes,
}

/// <summary>A TLS server.</summary>
internal sealed class Peer : IDisposable
{
    private readonly TlsServer _server;
    private readonly PeerRole _role;

    public Peer(PeerRole role)
    {
        _role = role;
        _server = new TlsServer(Certificates.Server, ServeAsync);
    }

    public int Port => _server.Port;

    public void Dispose() => _server.Dispose();

    private async Task ServeAsync(SslStream stream)
    {
        await using SslStream own = stream;
        byte[] block = new byte[16 * 1024];

        while (true)
        {
            int count = _role == PeerRole.Sends ? block.Length : await stream.ReadAsync(block);

            if (count == 0)
            {
                return;
            }

            if (_role != PeerRole.Takes)
            {
                await stream.WriteAsync(block.AsMemory(0, count));
            }
        }
    }
}
