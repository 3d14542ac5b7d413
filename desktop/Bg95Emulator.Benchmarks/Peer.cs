// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;

namespace Bg95Emulator.Benchmarks;

/// <summary>What a <see cref="Peer"/> does with a connection.</summary>
internal enum PeerRole
{
    /// <summary>Sends without end.</summary>
    Sends,

    /// <summary>Returns what it gets.</summary>
    Returns,

    /// <summary>Takes what it gets.</summary>
    Takes,
}

/// <summary>A TLS server.</summary>
internal sealed class Peer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2 _certificate = MakeCertificate();
    private readonly PeerRole _role;

    public Peer(PeerRole role)
    {
        _role = role;
        _listener.Start(1000);
        _ = Task.Run(AcceptAsync);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose()
    {
        _listener.Dispose();
        _certificate.Dispose();
    }

    private static X509Certificate2 MakeCertificate()
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=peer.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptSocketAsync());
            }
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // The measurement is over.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            socket.NoDelay = true;
            await using SslStream stream = new(new NetworkStream(socket, ownsSocket: true));
            await stream.AuthenticateAsServerAsync(_certificate, false, SslProtocols.Tls12, false);
            byte[] block = new byte[16 * 1024];
            while (true)
            {
                int count = _role == PeerRole.Sends ? block.Length : await stream.ReadAsync(block);
                if (count == 0)
                {
                    return;
                }

                if (_role != PeerRole.Takes)
                {
                    await stream.WriteAsync(block.AsMemory(0, count));
                }
            }
        }
        catch (Exception fault) when (fault is IOException or AuthenticationException or ObjectDisposedException)
        {
            // The module has closed.
        }
    }
}
