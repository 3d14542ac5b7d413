// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Org.BouncyCastle.Tls;

namespace Bg95Emulator;

/// <summary>
/// What happens between OK and +QSSLOPEN: PDP context, name, connection, handshake, each with its error number.
/// </summary>
internal sealed class ConnectionOpener
{
    // "Maximum network response time of 150s, plus configured time of <negotiate_time>" (application note 2.1.2).
    private static readonly TimeSpan s_networkTime = TimeSpan.FromSeconds(150);

    private readonly ModuleState _module;
    private readonly SocketRequest _request;
    private readonly CancellationTokenSource _cancelled = new();
    private volatile ModuleTlsClient? _client;
    private volatile IPEndPoint? _remote;
    private volatile int _cancelError;
    private readonly Socket? _accepted;

    public ConnectionOpener(ModuleState module, SocketRequest request)
    {
        _module = module;
        _request = request;
    }

    /// <summary>Of a connection that has come in and is open.</summary>
    public ConnectionOpener(ModuleState module, SocketRequest request, Socket accepted)
        : this(module, request)
    {
        _accepted = accepted;
        _remote = (IPEndPoint)accepted.RemoteEndPoint!;
        LocalPort = ((IPEndPoint)accepted.LocalEndPoint!).Port;
    }

    public int Error { get; private set; }

    public ModuleTlsClient? Client => _client;

    public IPEndPoint? Remote => _remote;

    public int LocalPort { get; private set; }

    public bool IsCancelled => _cancelled.IsCancellationRequested;

    public static bool IsConnectionFault(Exception fault) =>
        fault is IOException or SocketException or ObjectDisposedException or OperationCanceledException
            or InvalidOperationException;

    /// <summary>Gives up, from any thread; the error becomes the result.</summary>
    public void Cancel(int error)
    {
        _cancelError = error;
        _cancelled.Cancel();
    }

    /// <summary>Null when it failed; <see cref="Error"/> says why.</summary>
    public ISecureChannel? Open()
    {
        if (_accepted != null)
        {
            return new PlainTcpChannel(_accepted);
        }

        try
        {
            if (_module.Options.OpenDelay > TimeSpan.Zero)
            {
                Task.Delay(_module.Options.OpenDelay, _module.Options.Clock, _cancelled.Token).GetAwaiter().GetResult();
            }

            if (!_module.Pdp.IsActive(_request.PdpContext))
            {
                Error = SslError.OpenPdpFailed;
                return null;
            }

            if (_module.Pdp.IsHollow[_request.PdpContext - 1])
            {
                Error = SslError.ConnectFailed;
                return null;
            }

            if (_request.Service == SocketService.UdpService)
            {
                return OpenPort();
            }

            if (_request.Service == SocketService.TcpListener)
            {
                return Listen();
            }

            IPAddress? address = ServerAddress.Resolve(_module, _request.PdpContext, _request.Host);
            if (address == null)
            {
                Error = SslError.DnsFailed;
                return null;
            }

            _remote = new IPEndPoint(address, _request.Port);
            Socket socket = Connect(ServerAddress.Route(_module, _remote));
            return _request.Service.IsSsl ? ShakeHands(socket)
                : _request.Service.IsDatagram ? new UdpChannel(socket, hasPeer: true)
                : new PlainTcpChannel(socket);
        }
        catch (Exception fault) when (IsConnectionFault(fault))
        {
            Error = IsCancelled ? _cancelError : SslError.ConnectFailed;
            return null;
        }
    }

    private UdpChannel? OpenPort()
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Any, _request.LocalPort));
            LocalPort = ((IPEndPoint)socket.LocalEndPoint!).Port;
            return new UdpChannel(socket, hasPeer: false);
        }
        catch (SocketException)
        {
            // Another program of this PC has the port.
            socket.Dispose();
            Error = SslError.BindFailed;
            return null;
        }
    }

    private ListenerChannel? Listen()
    {
        try
        {
            ListenerChannel channel = new(_request.LocalPort);
            LocalPort = _request.LocalPort;
            _remote = new IPEndPoint(IPAddress.Parse(_module.Pdp.Address(_request.PdpContext)), 0);
            return channel;
        }
        catch (SocketException)
        {
            Error = SslError.BindFailed;
            return null;
        }
    }

    private Socket Connect(IPEndPoint remote)
    {
        bool datagrams = _request.Service.IsSsl ? _request.Settings.Dtls == 1 : _request.Service.IsDatagram;
        Socket socket = new(
            remote.AddressFamily,
            datagrams ? SocketType.Dgram : SocketType.Stream,
            datagrams ? ProtocolType.Udp : ProtocolType.Tcp);
        try
        {
            using CancellationTokenSource limit = new(s_networkTime, _module.Options.Clock);
            using CancellationTokenSource either =
                CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _cancelled.Token);
            socket.ConnectAsync(remote, either.Token).AsTask().GetAwaiter().GetResult();
            if (!datagrams)
            {
                socket.NoDelay = true;
            }

            LocalPort = ((IPEndPoint)socket.LocalEndPoint!).Port;
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Every failure is 566, whatever its reason (module facts 4.1); only the time limit has a number of its own.</summary>
    private ISecureChannel? ShakeHands(Socket socket)
    {
        SslContextSettings settings = _request.Settings;
        TimeSpan limit = TimeSpan.FromSeconds(settings.NegotiateTime);
        using CancellationTokenSource late = new(limit, _module.Options.Clock);
        using CancellationTokenRegistration onLate = late.Token.Register(socket.Dispose);
        using CancellationTokenRegistration onCancel = _cancelled.Token.Register(socket.Dispose);
        try
        {
            if (settings.SecurityLevel == 2 && !ClientCredentials.AreUsable(_module.Files, settings))
            {
                throw new TlsFatalAlert(AlertDescription.internal_error);
            }

            ModuleTlsClient client = new(_module, _request);
            _client = client;
            return settings.Dtls == 1 ? DtlsChannel.Connect(socket, client) : TlsChannel.Connect(socket, client);
        }
        catch (Exception fault)
        {
            // Not only TLS alerts: a malformed CA file or certificate makes the library throw whatever it likes.
            socket.Dispose();
            bool timedOut = late.IsCancellationRequested || fault is TlsTimeoutException;
            Error = IsCancelled ? _cancelError : timedOut ? SslError.Timeout : SslError.ConnectFailed;
            return null;
        }
    }
}
