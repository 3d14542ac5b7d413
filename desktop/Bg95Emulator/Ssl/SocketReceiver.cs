// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Net;

namespace Bg95Emulator;

/// <summary>
/// Where the peer's bytes go: into the buffer, pushed as unsolicited results, or straight to the line. One lock keeps
/// them in order across every change of the access mode.
/// </summary>
internal sealed class SocketReceiver
{
    private const int Buffer = 0;
    private const int DirectPush = 1;
    private const int Transparent = 2;

    // The same as the most AT+QSSLRECV gives at once (application note 2.1.4).
    private const int MaxPush = 1500;

    private readonly object _gate = new();
    private readonly ModuleState _module;
    private readonly ModuleSocket _socket;
    private readonly ByteRing _buffer;
    private readonly byte[] _block = new byte[MaxPush];
    private readonly DatagramQueue _datagrams = new();
    private long _read;
    private volatile int _accessMode;
    private volatile bool _ownsLine;
    private volatile bool _announced;
    private bool _peerGone;

    public SocketReceiver(ModuleState module, ModuleSocket socket)
    {
        _module = module;
        _socket = socket;
        _buffer = new ByteRing(module.Options.ReceiveBufferSize);
        _accessMode = socket.Request.AccessMode;
    }

    /// <summary>Gives the room for so many bytes.</summary>
    public delegate Span<byte> Place(int count);

    /// <summary>0 buffer, 1 direct push, 2 transparent.</summary>
    public int AccessMode => _accessMode;

    /// <summary>How much there is that the host has not read. It does not wait: a push may hold the lock for long.</summary>
    public int Unread => _buffer.Count;

    /// <summary>The host was told of data and has not read all of it; they may still be on their way into the buffer.</summary>
    public bool IsAnnounced => _announced;

    /// <summary>Transparent mode is on and the line belongs to this socket.</summary>
    public bool OwnsLine => _ownsLine;

    /// <summary>Called when the peer of a socket in transparent mode has gone.</summary>
    public Action? Ended { get; set; }

    /// <summary>Passes on all of it, waiting for room where there is none; what the socket's thread does all day.</summary>
    public void Deliver(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty && !_socket.IsReleased)
        {
            int count = DeliverSome(bytes);
            bytes = bytes[count..];
            if (count == 0 && !_buffer.WaitForRoom())
            {
                return;
            }
        }
    }

    /// <summary>The peer has gone: NO CARRIER in transparent mode, "closed" in the others (application note 1.3, 2.2.2).</summary>
    public void End()
    {
        lock (_gate)
        {
            _peerGone = true;
            if (_accessMode == Transparent)
            {
                Ended?.Invoke();
                return;
            }

            _module.Output.SendUnsolicited($"{_socket.Request.Service.Urc}: \"closed\",{_socket.Request.Id}", _socket);
            if (_module.Options.LateRecvAfterClosed && _buffer.Count > 0)
            {
                Announce(_buffer.Count);
            }
        }
    }

    /// <summary>
    /// Buffer access mode: takes what is there, up to what is wanted, to a place that is made when the number is known.
    /// Nothing can come in between, so that fewer than wanted always means read empty, as hosts take it (module facts 4.3).
    /// </summary>
    public int Receive(int wanted, Place place)
    {
        lock (_gate)
        {
            int limit = _socket.Request.KeepsDatagrams ? _datagrams.FirstLength : _buffer.Count;
            int count = _buffer.Read(place(Math.Min(wanted, limit)));
            _read += count;
            if (_socket.Request.KeepsDatagrams)
            {
                _datagrams.Take(count);
            }

            if (_buffer.Count == 0)
            {
                // The next data is announced again.
                _announced = false;
            }

            return count;
        }
    }

    /// <summary>Who has sent the datagram that would be read next; null where there is one peer alone.</summary>
    public IPEndPoint? NextSender
    {
        get
        {
            lock (_gate)
            {
                return _datagrams.FirstSender;
            }
        }
    }

    /// <summary>What has come altogether, and what of it the host has read.</summary>
    public (long Come, long Read) Counts
    {
        get
        {
            lock (_gate)
            {
                return (_read + _buffer.Count, _read);
            }
        }
    }

    /// <summary>As <see cref="Deliver"/>, of a datagram: whole or not at all, for nobody waits for room.</summary>
    public void DeliverDatagram(ReadOnlyMemory<byte> bytes, IPEndPoint? sender)
    {
        bytes = bytes[..Math.Min(bytes.Length, MaxPush)];
        lock (_gate)
        {
            if (_ownsLine && _module.Output.TryWriteTransparent(bytes, _socket))
            {
                return;
            }

            if (_accessMode == DirectPush && TryPushBuffered() && TryPush(bytes.Span, sender))
            {
                return;
            }

            if (_buffer.Free >= bytes.Length)
            {
                if (!_announced && _accessMode == Buffer)
                {
                    Announce(bytes.Length);
                }

                _datagrams.Add(bytes.Length, sender);
                _buffer.Write(bytes.Span);
            }
        }
    }

    /// <summary>To buffer or direct push mode; <see cref="PushBuffered"/> follows once the host has the answer.</summary>
    public void SwitchTo(int mode) => _accessMode = mode;

    /// <summary>Direct push mode: what was buffered before the switch goes out as if it came now.</summary>
    public void PushBuffered()
    {
        lock (_gate)
        {
            TryPushBuffered();
        }
    }

    /// <summary>After CONNECT: what came before it goes out first, then everything as it comes.</summary>
    public void TakeLine()
    {
        // The socket's thread may wait with the lock for a push that can never come now.
        _accessMode = Transparent;
        _module.Output.WakeUp();
        lock (_gate)
        {
            _ownsLine = true;
            while (_buffer.Read(_block) is int count and > 0)
            {
                _module.Output.TryWriteTransparent(_block.AsMemory(0, count), _socket);
            }

            _announced = false;
            if (_peerGone)
            {
                Ended?.Invoke();
            }
        }
    }

    /// <summary>Back to buffer access mode (application note 1.3). False when the peer had gone before: NO CARRIER.</summary>
    public bool LeaveLine()
    {
        lock (_gate)
        {
            _ownsLine = false;
            _accessMode = Buffer;
            if (_buffer.Count > 0)
            {
                Announce(_buffer.Count);
            }

            return !_peerGone;
        }
    }

    /// <summary>Nothing more is kept or waited for.</summary>
    public void Release()
    {
        _buffer.Complete();
        _module.Output.WakeUp();
    }

    private int DeliverSome(ReadOnlyMemory<byte> bytes)
    {
        lock (_gate)
        {
            if (_ownsLine && _module.Output.TryWriteTransparent(bytes, _socket))
            {
                return bytes.Length;
            }

            if (_accessMode == DirectPush)
            {
                int pushed = Math.Min(bytes.Length, MaxPush);
                return TryPushBuffered() && TryPush(bytes.Span[..pushed]) ? pushed : 0;
            }

            // Announced first: whoever sees unread bytes may rely on it. The host's read waits for the lock.
            if (_buffer.Free > 0 && !_announced && _accessMode == Buffer)
            {
                Announce(Math.Min(_buffer.Free, bytes.Length));
            }

            return _buffer.Write(bytes.Span);
        }
    }

    private bool TryPushBuffered()
    {
        while (_accessMode == DirectPush && _buffer.Count > 0)
        {
            IPEndPoint? sender = _datagrams.FirstSender;
            int count = _buffer.Read(_block.AsSpan(0, _socket.Request.KeepsDatagrams ? _datagrams.FirstLength : _block.Length));
            _datagrams.Take(count);
            if (!TryPush(_block.AsSpan(0, count), sender))
            {
                return false;
            }
        }

        _announced = false;
        return true;
    }

    private bool TryPush(ReadOnlySpan<byte> bytes, IPEndPoint? sender = null)
    {
        string from = sender == null ? string.Empty : $",\"{sender.Address}\",{sender.Port}";
        return _module.Output.TryPush(
            $"\r\n{_socket.Request.Service.Urc}: \"recv\",{_socket.Request.Id},{bytes.Length}{from}\r\n", bytes, _socket);
    }

    // With AT+QICFG="recvind",1 the announcement has a length, as those of QIOPEN's sockets do (module facts 8).
    private void Announce(int length)
    {
        _announced = true;
        string told = _module.SocketSettings.TellsLength ? $",{length}" : string.Empty;
        _module.Output.SendUnsolicited($"{_socket.Request.Service.Urc}: \"recv\",{_socket.Request.Id}{told}", _socket);
    }
}
