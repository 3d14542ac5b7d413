// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;
using System.Net;

namespace Bg95Emulator;

/// <summary>Where the datagrams in a socket's buffer end, and who has sent them. Used under the receiver's lock.</summary>
internal sealed class DatagramQueue
{
    private readonly Queue<(int Length, IPEndPoint? Sender)> _datagrams = new();
    private int _taken;

    /// <summary>What is left of the first datagram; 0 without one.</summary>
    public int FirstLength => _datagrams.TryPeek(out (int Length, IPEndPoint? Sender) first) ? first.Length - _taken : 0;

    public IPEndPoint? FirstSender => _datagrams.TryPeek(out (int Length, IPEndPoint? Sender) first) ? first.Sender : null;

    public void Add(int length, IPEndPoint? sender) => _datagrams.Enqueue((length, sender));

    /// <summary>Bytes of the first datagram were read.</summary>
    public void Take(int count)
    {
        _taken += count;
        if (FirstLength == 0 && _datagrams.Count > 0)
        {
            _datagrams.Dequeue();
            _taken = 0;
        }
    }
}
