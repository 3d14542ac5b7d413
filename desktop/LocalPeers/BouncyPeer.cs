// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Net.Sockets;
using System.Text;

namespace LocalPeers;

/// <summary>The module as its server sees it, after the handshake.</summary>
public sealed class BouncyPeer : IDisposable
{
    private readonly Stream _stream;
    private readonly Socket _socket;

    public BouncyPeer(Stream stream, BouncyHandshake handshake, Socket socket)
    {
        _stream = stream;
        _socket = socket;
        Suite = handshake.Suite;
        Version = handshake.Version;
        Resumed = handshake.Resumed;
        ClientSubject = handshake.ClientSubject;
    }

    /// <summary>What the server chose.</summary>
    public int Suite { get; }

    public string Version { get; }

    /// <summary>The server took up an earlier session, and knows so.</summary>
    public bool Resumed { get; }

    /// <summary>Whose certificate the client has proven to hold; null for none.</summary>
    public string? ClientSubject { get; }

    public string Read(int size)
    {
        byte[] bytes = new byte[size];
        _stream.ReadExactly(bytes);
        return Encoding.Latin1.GetString(bytes);
    }

    public bool IsAtEnd() => _stream.Read(new byte[1], 0, 1) <= 0;

    public void Write(string text)
    {
        if (text.Length > 0)
        {
            _stream.Write(Encoding.Latin1.GetBytes(text));
        }
    }

    /// <summary>Resets the connection, as a server that crashed does.</summary>
    public void Break() => _socket.Close(0);

    /// <summary>Says goodbye with close_notify.</summary>
    public void Dispose() => _stream.Dispose();
}
