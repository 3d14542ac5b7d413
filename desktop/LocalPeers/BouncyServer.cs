// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using Org.BouncyCastle.Tls;

namespace LocalPeers;

/// <summary>
/// A server for what SslStream cannot do: old versions, every suite, pre-shared keys, sessions to take up, DTLS. TLS
/// sessions are handed to the test; over DTLS it echoes.
/// </summary>
public sealed class BouncyServer : IDisposable
{
    private const int LimitMilliseconds = 60_000;

    // What TLS 1.0 splits off against BEAST: nothing, instead of one byte that would come as a piece of its own.
    private const int EmptyRecordFirst = 1;

    private readonly BouncyServerOptions _options;
    private readonly BlockingCollection<BouncyPeer> _peers = [];
    private readonly TcpListener? _listener;
    private readonly Socket? _datagrams;
    private TlsSession? _session;

    public BouncyServer(BouncyServerOptions options)
    {
        _options = options;
        if (options.Datagrams)
        {
            _datagrams = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            _datagrams.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            EndPoint = (IPEndPoint)_datagrams.LocalEndPoint!;
            Start(EchoDatagrams);
            return;
        }

        _listener = new TcpListener(IPAddress.Loopback, 0);
        _listener.Start();
        EndPoint = (IPEndPoint)_listener.LocalEndpoint;
        Start(AcceptAll);
    }

    public IPEndPoint EndPoint { get; }

    public int Port => EndPoint.Port;

    /// <summary>The next client that has shaken hands.</summary>
    public BouncyPeer Accept() => _peers.TryTake(out BouncyPeer? peer, LimitMilliseconds)
        ? peer
        : throw new TimeoutException("Nobody has shaken hands.");

    public void Dispose()
    {
        _listener?.Dispose();
        _datagrams?.Dispose();
    }

    private static void Start(ThreadStart run) => new Thread(run) { IsBackground = true, Name = "Server" }.Start();

    private void AcceptAll()
    {
        try
        {
            while (true)
            {
                TcpClient client = _listener!.AcceptTcpClient();
                client.NoDelay = true;
                NetworkStream stream = client.GetStream();
                stream.ReadTimeout = LimitMilliseconds;
                ShakeHands(stream);
            }
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The end of the test.
        }
    }

    private void ShakeHands(NetworkStream stream)
    {
        BouncyHandshake handshake = new(_options, _session);
        TlsServerProtocol protocol = new(stream) { AppDataSplitMode = EmptyRecordFirst };
        try
        {
            protocol.Accept(handshake);
            _session = handshake.Session;
            BouncyPeer peer = new(protocol.Stream, handshake, stream.Socket);
            peer.Write(_options.Greeting ?? string.Empty);
            if (_options.HangUp)
            {
                peer.Dispose();
            }

            _peers.Add(peer);
        }
        catch (IOException)
        {
            // The client did not like this server, or the reverse: what the module makes of it is in its result.
            stream.Dispose();
        }
    }

    private void EchoDatagrams()
    {
        try
        {
            EndPoint client = new IPEndPoint(IPAddress.Loopback, 0);
            _datagrams!.ReceiveFrom(new byte[2000], SocketFlags.Peek, ref client);
            _datagrams.Connect(client);
            BouncyHandshake handshake = new(_options, null);
            DtlsTransport transport = new DtlsServerProtocol().Accept(handshake, new Datagrams(_datagrams));
            _peers.Add(new BouncyPeer(Stream.Null, handshake, _datagrams));
            byte[] buffer = new byte[2000];
            int count;
            while ((count = transport.Receive(buffer, 0, buffer.Length, LimitMilliseconds)) >= 0)
            {
                transport.Send(buffer, 0, count);
            }
        }
        catch (Exception fault) when (fault is IOException or SocketException or ObjectDisposedException)
        {
            // How the transport tells that the client has said goodbye, or the end of the test.
        }
    }

    private sealed class Datagrams(Socket socket) : DatagramTransport
    {
        public int GetReceiveLimit() => 1500;

        public int GetSendLimit() => 1400;

        public int Receive(byte[] buf, int off, int len, int waitMillis) => Receive(buf.AsSpan(off, len), waitMillis);

        public int Receive(Span<byte> buffer, int waitMillis) =>
            socket.Poll(TimeSpan.FromMilliseconds(waitMillis), SelectMode.SelectRead) ? socket.Receive(buffer) : -1;

        public void Send(byte[] buf, int off, int len) => Send(buf.AsSpan(off, len));

        public void Send(ReadOnlySpan<byte> buffer) => socket.Send(buffer);

        public void Close() => socket.Dispose();
    }
}
