// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Threading;

namespace Bg95Emulator;

/// <summary>
/// The sending half of a socket. SEND OK means that the module has the data (module facts 3): a thread passes it on,
/// and what it cannot get rid of fills the backlog.
/// </summary>
internal sealed class SocketSender
{
    private const int BlockSize = 16 * 1024;
    private const int LookAroundMilliseconds = 100;

    private readonly ByteRing _backlog;
    private volatile Thread? _thread;
    private volatile bool _peerGone;
    private long _bytesTaken;

    public SocketSender(int backlogSize)
    {
        _backlog = new ByteRing(backlogSize);
    }

    public long BytesTaken => Interlocked.Read(ref _bytesTaken);

    /// <summary>What has not been passed on yet.</summary>
    public int Waiting => _backlog.Count;

    /// <summary>A datagram went out without the backlog.</summary>
    public void CountDatagram(int length) => Interlocked.Add(ref _bytesTaken, length);

    public void Start(ISecureChannel channel)
    {
        Thread thread = new(() => PassOn(channel)) { IsBackground = true, Name = "Socket sender" };
        thread.Start();
        _thread = thread;
    }

    /// <summary>Takes all or, when there is no room for it, nothing. Only one thread sends.</summary>
    public bool TrySend(ReadOnlySpan<byte> bytes)
    {
        if (_backlog.Free < bytes.Length || _backlog.Write(bytes) < bytes.Length)
        {
            return false;
        }

        Interlocked.Add(ref _bytesTaken, bytes.Length);
        return true;
    }

    /// <summary>Waits for room; false when the connection has ended, or the caller gives up, which it is asked now and then.</summary>
    public bool Send(ReadOnlySpan<byte> bytes, Func<bool> giveUp)
    {
        while (!bytes.IsEmpty)
        {
            int count = _backlog.Write(bytes);
            Interlocked.Add(ref _bytesTaken, count);
            bytes = bytes[count..];
            if (!bytes.IsEmpty && !_backlog.HasRoom(LookAroundMilliseconds) && (_backlog.IsCompleted || giveUp()))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>There is nobody to send to, and nobody to say goodbye to.</summary>
    public void PeerHasGone()
    {
        _peerGone = true;
        _backlog.Complete();
    }

    /// <summary>Delivers the backlog and says goodbye, as far as the time allows.</summary>
    public void Finish(TimeSpan timeout)
    {
        _backlog.Complete();
        _thread?.Join(timeout);
    }

    private void PassOn(ISecureChannel channel)
    {
        byte[] block = new byte[BlockSize];
        try
        {
            int count;
            while ((count = _backlog.Read(block, Timeout.Infinite)) > 0)
            {
                channel.Write(block.AsSpan(0, count));
            }

            if (!_peerGone)
            {
                channel.Close();
            }
        }
        catch (Exception fault) when (ConnectionOpener.IsConnectionFault(fault))
        {
            // The reading thread finds out, too, and reports it.
            channel.Dispose();
        }
    }
}
