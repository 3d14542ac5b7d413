// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;

namespace DialogueFuzz;

/// <summary>One of the module's sockets.</summary>
internal sealed class ModuleSocket
{
    private readonly Queue<byte> _buffer = new();

    public ModuleSocket(int id, int pdpContext, int sslContext, int port, int mode)
    {
        Id = id;
        PdpContext = pdpContext;
        SslContext = sslContext;
        Port = port;
        Mode = mode;
    }

    /// <summary>Gets its number.</summary>
    public int Id { get; }

    /// <summary>Gets its PDP context.</summary>
    public int PdpContext { get; }

    /// <summary>Gets its SSL context.</summary>
    public int SslContext { get; }

    /// <summary>Gets the port of the server.</summary>
    public int Port { get; }

    /// <summary>Gets or sets the access mode: 0 buffer, 1 direct push, 2 transparent.</summary>
    public int Mode { get; set; }

    /// <summary>Gets or sets the state: 1 opening, 2 connected, 4 closing.</summary>
    public int State { get; set; } = 1;

    /// <summary>Gets or sets the connection, once there is one.</summary>
    public Connection? Connection { get; set; }

    /// <summary>Gets or sets a value indicating whether the host was told of data that it has not read.</summary>
    public bool IsAnnounced { get; set; }

    /// <summary>Gets how many bytes of the peer's wait.</summary>
    public int Waiting => _buffer.Count;

    /// <summary>Data have come.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
        {
            _buffer.Enqueue(value);
        }
    }

    /// <summary>Takes so many bytes, or what there is.</summary>
    public byte[] Take(int most)
    {
        byte[] bytes = new byte[Math.Min(most, _buffer.Count)];

        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = _buffer.Dequeue();
        }

        return bytes;
    }
}
