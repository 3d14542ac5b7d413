// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Threading;

namespace Bg95Emulator;

/// <summary>
/// A client id in use. Its own thread opens the connection and then reads from it; another sends what the host gave.
/// </summary>
internal sealed class SslClientSocket
{
    public const int Opening = 1;
    public const int Connected = 2;
    public const int Closing = 4;

    private const int BlockSize = 16 * 1024;
    private const int MaxPush = 1500;

    private readonly object _gate = new();
    private readonly ModuleState _module;
    private readonly ByteRing _received;
    private readonly SocketSender _sender;
    private readonly ManualResetEventSlim _opened = new();
    private readonly ConnectionOpener _opener;
    private volatile ISecureChannel? _channel;
    private bool _announced;
    private long _bytesIn;
    private volatile int _state = Opening;
    private volatile int _accessMode;
    private volatile bool _released;
    private volatile bool _ownsLine;

    public SslClientSocket(ModuleState module, SocketRequest request)
    {
        _module = module;
        Request = request;
        _accessMode = request.AccessMode;
        _received = new ByteRing(module.Options.ReceiveBufferSize);
        _sender = new SocketSender(module.Options.MaxSendBacklog);
        _opener = new ConnectionOpener(module, request);
    }

    public SocketRequest Request { get; }

    public int State => _state;

    /// <summary>0 buffer, 1 direct push, 2 transparent.</summary>
    public int AccessMode
    {
        get => _accessMode;
        set => _accessMode = value;
    }

    /// <summary>The host has closed the id: nothing of this socket may reach the line any more.</summary>
    public bool IsReleased => _released;

    /// <summary>Transparent mode is on and the line belongs to this socket.</summary>
    public bool OwnsLine => _ownsLine;

    public string RemoteAddress => _opener.Remote?.Address.ToString() ?? Request.Host;

    public int LocalPort => _opener.LocalPort;

    /// <summary>Called on the socket's thread when a transparent connection has ended.</summary>
    public Action? Ended { get; set; }

    /// <summary>Opens in the background and reports +QSSLOPEN.</summary>
    public void Start()
    {
        Thread thread = new(Run) { IsBackground = true, Name = $"Socket {Request.Id}" };
        thread.Start();
    }

    /// <summary>Gives the room for so many bytes.</summary>
    public delegate Span<byte> Place(int count);

    /// <summary>Waits for the end of opening, for transparent mode, and returns the error number.</summary>
    public int WaitUntilOpened()
    {
        _opened.Wait();
        return _opener.Error;
    }

    /// <summary>Takes what is there, up to the size of the target.</summary>
    public int Receive(byte[] target) => Receive(target.Length, count => target.AsSpan(0, count));

    /// <summary>
    /// Buffer access mode: takes what is there, up to what is wanted, to a place that is made when the number is known.
    /// Nothing can come in between, so that fewer than wanted always means read empty, as hosts take it (module facts 4.3).
    /// </summary>
    public int Receive(int wanted, Place place)
    {
        lock (_gate)
        {
            int count = _received.Read(place(Math.Min(wanted, _received.Count)));
            if (_received.Count == 0)
            {
                // The next data is announced again.
                _announced = false;
            }

            return count;
        }
    }

    /// <summary>False when there is no room for all of it: SEND FAIL.</summary>
    public bool TrySend(ReadOnlySpan<byte> bytes) => _sender.TrySend(bytes);

    /// <summary>Transparent mode: waits for room; false when the connection has ended.</summary>
    public bool Send(ReadOnlySpan<byte> bytes) => _sender.Send(bytes);

    /// <summary>Direct push mode: what was buffered before the switch goes out as if it came now.</summary>
    public void PushBuffered()
    {
        byte[] block = new byte[MaxPush];
        int count;
        while (_accessMode == 1 && (count = Receive(block)) > 0)
        {
            DeliverSome(block.AsMemory(0, count));
        }
    }

    /// <summary>Transparent mode: from here, or no longer, the peer's bytes go straight to the line.</summary>
    public void TakeLine(bool take) => _ownsLine = take;

    /// <summary>Frees the id. What the host has sent is delivered first, as long as the time allows.</summary>
    public void Close(TimeSpan timeout)
    {
        _released = true;
        _module.Sockets.Remove(this);
        _opener.Cancel();
        _received.Complete();
        _module.Output.WakeUp();
        _sender.Finish(timeout);
        _channel?.Dispose();
    }

    /// <summary>The connection breaks; the id stays taken.</summary>
    public void Abort()
    {
        _opener.Cancel();
        _channel?.Dispose();
    }

    public SocketSnapshot Snapshot()
    {
        ModuleTlsClient? client = _opener.Client;
        return new SocketSnapshot(
            Request.Id,
            Request.Host,
            Request.Port,
            _state,
            Request.SslContext,
            _accessMode,
            client?.NegotiatedSuite ?? 0,
            client?.NegotiatedVersion ?? string.Empty,
            client?.ServerName,
            client?.Resumed ?? false,
            Interlocked.Read(ref _bytesIn),
            _sender.BytesTaken);
    }

    private void Run()
    {
        ISecureChannel? channel = _opener.Open();
        if (channel == null)
        {
            // A failed opening leaves no socket: the id can be used again at once.
            _module.Sockets.Remove(this);
            _state = Closing;
            ReportOpened();
            return;
        }

        _channel = channel;
        _sender.Start(channel);
        if (_opener.IsCancelled)
        {
            channel.Dispose();
        }

        _state = Connected;
        ReportOpened();
        ReceiveAll(channel);
        _sender.PeerHasGone();
        _state = Closing;
        if (_ownsLine)
        {
            Ended?.Invoke();
        }
        else
        {
            _module.Output.SendUnsolicited($"+QSSLURC: \"closed\",{Request.Id}", this);
        }
    }

    private void ReportOpened()
    {
        _opened.Set();
        if (Request.AccessMode != 2)
        {
            _module.Output.SendUnsolicited(
                $"+QSSLOPEN: {Request.Id},{_opener.Error}",
                this,
                !_module.Options.SingleLineEndBeforeOpenResult);
        }
    }

    private void ReceiveAll(ISecureChannel channel)
    {
        byte[] block = new byte[BlockSize];
        try
        {
            int count;
            while ((count = channel.Read(block)) > 0 && !_released)
            {
                Interlocked.Add(ref _bytesIn, count);
                Deliver(block.AsMemory(0, count));
            }
        }
        catch (Exception fault) when (ConnectionOpener.IsConnectionFault(fault))
        {
            // An alert, a reset, a missing close_notify: to the host all of them are "closed".
        }
    }

    private void Deliver(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty && !_released)
        {
            int count = DeliverSome(bytes);
            bytes = bytes[count..];
            if (count == 0 && !_received.WaitForRoom())
            {
                return;
            }
        }
    }

    private int DeliverSome(ReadOnlyMemory<byte> bytes)
    {
        if (_ownsLine && _module.Output.TryWriteTransparent(bytes, this))
        {
            return bytes.Length;
        }

        if (_accessMode == 1)
        {
            int pushed = Math.Min(bytes.Length, MaxPush);
            string header = $"\r\n+QSSLURC: \"recv\",{Request.Id},{pushed}\r\n";
            _module.Output.Push(header, bytes.Span[..pushed], this);
            return pushed;
        }

        int count;
        bool announce;
        lock (_gate)
        {
            count = _received.Write(bytes.Span);
            announce = count > 0 && !_announced;
            _announced |= announce;
        }

        if (announce)
        {
            _module.Output.SendUnsolicited($"+QSSLURC: \"recv\",{Request.Id}", this);
        }

        return count;
    }
}
