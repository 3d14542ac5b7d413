// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Net;
using System.Threading;

namespace Bg95Emulator;

/// <summary>
/// A client id in use. Its own thread opens the connection and then reads from it; another sends what the host gave.
/// </summary>
internal sealed class ModuleSocket
{
    public const int Opening = 1;
    public const int Connected = 2;
    public const int Listening = 3;
    public const int Closing = 4;

    private const int BlockSize = 16 * 1024;

    private readonly ModuleState _module;
    private readonly SocketSender _sender;
    private readonly ManualResetEventSlim _opened = new();
    private readonly ConnectionOpener _opener;
    private volatile ISecureChannel? _channel;
    private volatile UdpChannel? _udp;
    private long _bytesIn;
    private volatile int _state = Opening;
    private volatile bool _released;

    public ModuleSocket(ModuleState module, SocketRequest request)
        : this(module, request, new ConnectionOpener(module, request))
    {
    }

    public ModuleSocket(ModuleState module, SocketRequest request, ConnectionOpener opener)
    {
        _module = module;
        Request = request;
        Receiver = new SocketReceiver(module, this);
        _sender = new SocketSender(module.Options.MaxSendBacklog);
        _opener = opener;
    }

    public SocketRequest Request { get; }

    public int State => _state;

    public SocketReceiver Receiver { get; }

    /// <summary>In use since before the host started: no connection, but the id is taken (module facts 4.2).</summary>
    public bool WasTakenAtStart { get; private init; }

    /// <summary>There is data that the host has not read.</summary>
    public bool HasUnread => Receiver.IsAnnounced || Receiver.Unread > 0;

    /// <summary>The host has closed the id: nothing of this socket may reach the line any more.</summary>
    public bool IsReleased => _released;

    public string RemoteAddress => _opener.Remote?.Address.ToString() ?? Request.Host;

    public int LocalPort => _opener.LocalPort;

    /// <summary>A socket that a host before this one left open.</summary>
    public static ModuleSocket LeftOpen(ModuleState module, SocketRequest request) =>
        new(module, request) { WasTakenAtStart = true, _state = Closing };

    /// <summary>Opens in the background and reports +QSSLOPEN or +QIOPEN.</summary>
    public void Start()
    {
        Thread thread = new(Run) { IsBackground = true, Name = $"Socket {Request.Id}" };
        thread.Start();
    }

    /// <summary>Waits for the end of opening, for transparent mode, and returns the error number.</summary>
    public int WaitUntilOpened()
    {
        _opened.Wait();
        return _opener.Error;
    }

    /// <summary>What the host has sent, and what of it is still here.</summary>
    public (long Taken, int Waiting) Sent => (_sender.BytesTaken, _sender.Waiting);

    /// <summary>False when there is no room for all of it: SEND FAIL.</summary>
    public bool TrySend(ReadOnlySpan<byte> bytes)
    {
        if (!Request.KeepsDatagrams)
        {
            return _sender.TrySend(bytes);
        }

        // Not through the backlog, which knows no ends of datagrams.
        return TrySendDatagram(bytes, null);
    }

    /// <summary>As <see cref="TrySend"/>, to a peer of the host's choice.</summary>
    public bool TrySendTo(ReadOnlySpan<byte> bytes, IPEndPoint peer) => TrySendDatagram(bytes, peer);

    /// <summary>Transparent mode: waits for room; false when the connection has ended, or the caller gives up.</summary>
    public bool Send(ReadOnlySpan<byte> bytes, Func<bool> giveUp)
    {
        _module.PowerSaving.Touch();
        return _sender.Send(bytes, giveUp);
    }

    /// <summary>Frees the id. What the host has sent is delivered first, as long as the time allows.</summary>
    public void Close(TimeSpan timeout)
    {
        _released = true;
        _module.Sockets.Remove(this);
        _opener.Cancel(SslError.ConnectFailed);
        Receiver.Release();
        _sender.Finish(timeout);
        _channel?.Dispose();
    }

    /// <summary>The connection breaks and the id stays taken; an opening under way ends with the error.</summary>
    public void Abort(int error)
    {
        _opener.Cancel(error);
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
            LocalPort,
            Request.SslContext,
            Receiver.AccessMode,
            client?.NegotiatedSuite ?? 0,
            CipherSuites.Name(client?.NegotiatedSuite ?? 0) ?? string.Empty,
            client?.NegotiatedVersion ?? string.Empty,
            client?.ServerName,
            client?.Resumed ?? false,
            Interlocked.Read(ref _bytesIn),
            _sender.BytesTaken,
            Receiver.Unread,
            Request.Service.Name);
    }

    private bool TrySendDatagram(ReadOnlySpan<byte> bytes, IPEndPoint? peer)
    {
        try
        {
            if (peer == null)
            {
                _channel?.Write(bytes);
            }
            else
            {
                _udp?.WriteTo(bytes, peer);
            }

            _sender.CountDatagram(bytes.Length);
            return true;
        }
        catch (Exception fault) when (ConnectionOpener.IsConnectionFault(fault))
        {
            return false;
        }
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

        if (channel is ListenerChannel listener)
        {
            Listen(listener);
            return;
        }

        _udp = channel as UdpChannel;
        channel = FaultyChannel.Wrap(channel, _module.Faults, _module.Options.Clock);
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
        Receiver.End();
    }

    private void Listen(ListenerChannel listener)
    {
        _channel = listener;
        if (_opener.IsCancelled)
        {
            listener.Dispose();
        }

        _state = Listening;
        ReportOpened();
        try
        {
            while (!_released)
            {
                _module.Sockets.TakeIn(listener.Accept(), Request);
            }
        }
        catch (Exception fault) when (ConnectionOpener.IsConnectionFault(fault))
        {
            // The host has closed the id, or the PDP context is gone.
            _state = Closing;
        }
    }

    private void ReportOpened()
    {
        _opened.Set();
        if (Request.Service == SocketService.TcpIncoming)
        {
            _module.Output.SendUnsolicited($"+QIURC: \"incoming\",{Request.Id},{Request.ServerId},\"{RemoteAddress}\",{Request.Port}", this);
        }
        else if (Request.AccessMode != 2)
        {
            _module.Output.SendUnsolicited(
                $"{Request.Service.OpenResult}: {Request.Id},{_opener.Error}",
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
                _module.PowerSaving.Touch();
                Interlocked.Add(ref _bytesIn, count);
                if (Request.KeepsDatagrams)
                {
                    Receiver.DeliverDatagram(block.AsMemory(0, count), _udp?.LastSender);
                }
                else
                {
                    Receiver.Deliver(block.AsMemory(0, count));
                }
            }
        }
        catch (Exception fault) when (ConnectionOpener.IsConnectionFault(fault))
        {
            // An alert, a reset, a missing close_notify: to the host all of them are "closed".
        }
    }
}
