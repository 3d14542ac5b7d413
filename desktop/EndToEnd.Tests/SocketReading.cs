// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.IO;
using Bg95Ssl;

namespace EndToEnd.Tests;

internal static class SocketReading
{
    /// <summary>Receives until the peer has closed.</summary>
    public static byte[] ReadToEnd(this SslSocket socket, int blockSize = SslSocket.ReceiveChunk)
    {
        byte[] block = new byte[blockSize];
        using MemoryStream all = new();
        int count;

        while ((count = socket.Receive(block, 0, block.Length, Bench.Limit)) > 0)
        {
            all.Write(block, 0, count);
        }

        return count == 0 ? all.ToArray() : throw new IOException($"nothing came for 20 s after {all.Length} bytes");
    }

    /// <summary>Receives as many bytes as the array is long.</summary>
    public static void ReceiveExactly(this SslSocket socket, byte[] target)
    {
        for (int got = 0; got < target.Length;)
        {
            int count = socket.Receive(target, got, target.Length - got, Bench.Limit);
            got += count > 0 ? count : throw new IOException($"{count} after {got} bytes");
        }
    }
}
