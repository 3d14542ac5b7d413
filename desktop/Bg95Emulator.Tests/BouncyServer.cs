// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto;
using Org.BouncyCastle.Tls.Crypto.Impl.BC;

namespace Bg95Emulator.Tests;

/// <summary>What SslStream cannot be: an echo server for DTLS, pre-shared keys and taken-up sessions.</summary>
internal sealed class BouncyServer : DefaultTlsServer
{
    private readonly byte[]? _preSharedKey;
    private readonly TlsSession? _resumable;

    private BouncyServer(byte[]? preSharedKey, TlsSession? resumable)
        : base(new BcTlsCrypto(new SecureRandom()))
    {
        _preSharedKey = preSharedKey;
        _resumable = resumable;
    }

    public bool Resumed { get; private set; }

    /// <summary>Echoes datagrams over DTLS to whoever calls, on a thread of its own.</summary>
    public static int StartDtls(byte[]? preSharedKey)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        int port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        Thread thread = new(() => EchoDatagrams(socket, preSharedKey)) { IsBackground = true };
        thread.Start();
        return port;
    }

    /// <summary>Accepts TLS twice; the second handshake takes up the first one's session when the client offers it.</summary>
    public static TcpListener StartTls(Action<bool> handshakeDone)
    {
        TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Thread thread = new(() => AcceptTwice(listener, handshakeDone)) { IsBackground = true };
        thread.Start();
        return listener;
    }

    public override TlsCredentials? GetCredentials() => _preSharedKey != null ? null : base.GetCredentials();

    public override TlsPskIdentityManager? GetPskIdentityManager() =>
        _preSharedKey == null ? null : new OneKey(_preSharedKey);

    public override byte[] GetNewSessionID() => SecureRandom.GetNextBytes(new SecureRandom(), 16);

    public override TlsSession? GetSessionToResume(byte[] sessionID) =>
        _resumable != null && sessionID.AsSpan().SequenceEqual(_resumable.SessionID) ? _resumable : null;

    public override void NotifyHandshakeComplete()
    {
        base.NotifyHandshakeComplete();
        Resumed = m_context.SecurityParameters.IsResumedSession;
    }

    protected override TlsCredentialedSigner GetRsaSignerCredentials()
    {
        BcTlsCrypto crypto = (BcTlsCrypto)Crypto;
        byte[] key = Certificates.Server.GetRSAPrivateKey()!.ExportPkcs8PrivateKey();
        Certificate chain = new([crypto.CreateCertificate(Certificates.Server.RawData)]);
        SignatureAndHashAlgorithm algorithm = TlsUtilities.ChooseSignatureAndHashAlgorithm(
            m_context, m_context.SecurityParameters.ClientSigAlgs, SignatureAlgorithm.rsa);
        return new BcDefaultTlsCredentialedSigner(
            new TlsCryptoParameters(m_context), crypto, PrivateKeyFactory.CreateKey(key), chain, algorithm);
    }

    protected override ProtocolVersion[] GetSupportedVersions() =>
        [ProtocolVersion.TLSv12, ProtocolVersion.DTLSv12];

    protected override int[] GetSupportedCipherSuites() => _preSharedKey == null
        ? [CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256]
        : [CipherSuite.TLS_PSK_WITH_AES_128_CBC_SHA256];

    private static void AcceptTwice(TcpListener listener, Action<bool> handshakeDone)
    {
        TlsSession? session = null;
        for (int i = 0; i < 2; i++)
        {
            TlsServerProtocol protocol = new(listener.AcceptTcpClient().GetStream());
            BouncyServer server = new(null, session);
            protocol.Accept(server);
            session = server.m_context.ResumableSession;
            handshakeDone(server.Resumed);
        }
    }

    private static void EchoDatagrams(Socket socket, byte[]? preSharedKey)
    {
        EndPoint client = new IPEndPoint(IPAddress.Loopback, 0);
        socket.ReceiveFrom(new byte[2000], SocketFlags.Peek, ref client);
        socket.Connect(client);
        DtlsTransport transport =
            new DtlsServerProtocol().Accept(new BouncyServer(preSharedKey, null), new Datagrams(socket));
        byte[] buffer = new byte[2000];
        try
        {
            int count;
            while ((count = transport.Receive(buffer, 0, buffer.Length, 20_000)) >= 0)
            {
                transport.Send(buffer, 0, count);
            }
        }
        catch (IOException)
        {
            // How the transport tells that the client has said goodbye.
        }

        transport.Close();
    }

    private sealed class OneKey(byte[] key) : TlsPskIdentityManager
    {
        public byte[]? GetHint() => null;

        public byte[] GetPsk(byte[] identity) => key;
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
