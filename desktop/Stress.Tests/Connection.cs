// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Threading;
using Bg95Ssl;

namespace Stress.Tests;

/// <summary>A socket of the run. All that is sent on it is one value, which no other socket sends for long.</summary>
internal sealed class Connection(SslSocket socket, byte mark)
{
    private long _sent;
    private long _received;

    /// <summary>Gets the socket.</summary>
    public SslSocket Socket { get; } = socket;

    /// <summary>Gets the value of all bytes that are sent on it.</summary>
    public byte Mark { get; } = mark;

    /// <summary>Makes something to send; it counts as sent, whatever becomes of the call.</summary>
    public byte[] Make(int count)
    {
        byte[] bytes = new byte[count];
        System.Array.Fill(bytes, Mark);
        Interlocked.Add(ref _sent, count);
        return bytes;
    }

    /// <summary>Says what is wrong with what has been received, or nothing.</summary>
    public string? Check(byte[] buffer, int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (buffer[i] != Mark)
            {
                return $"socket {Socket.Id} of mark {Mark:X2} received {buffer[i]:X2} at {i} of {count}: {System.Convert.ToHexString(buffer, 0, count)}";
            }
        }

        long received = Interlocked.Add(ref _received, count > 0 ? count : 0);
        return received > Interlocked.Read(ref _sent) ? $"socket {Socket.Id} received {received} bytes and sent {_sent}" : null;
    }
}
