// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using Bg95Ssl;
using Xunit;

namespace EndToEnd.Tests;

/// <summary>A peer that shares no code with either side: <c>openssl s_server</c>, where it is installed.</summary>
public sealed class OpensslTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nanobg95").FullName;

    [Theory]
    [InlineData(CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256)]
    [InlineData(CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384)]
    [InlineData(CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA)]
    public void Page_FromOpensslServer_IsIntact(CipherSuite suite)
    {
        byte[] page = PageServer.Random(60_000);
        File.WriteAllBytes(Path.Combine(_folder, "page"), page);
        using Process server = Start(out int port);
        using Bench bench = new();
        SslContext context = bench.Context();
        context.CipherSuite = suite;

        using SslSocket socket = context.Connect(Bench.ServerName, port);
        byte[] request = Encoding.ASCII.GetBytes("GET /page HTTP/1.0\r\n\r\n");
        socket.Send(request, 0, request.Length);
        byte[] answer = socket.ReadToEnd();

        Assert.Equal((int)suite, bench.Module.Sockets[0].CipherSuite);
        Assert.StartsWith("HTTP/1.0 200", Encoding.Latin1.GetString(answer, 0, 20), StringComparison.Ordinal);
        Assert.Equal(page, answer[^page.Length..]);
        server.Kill();
    }

    public void Dispose() => Directory.Delete(_folder, true);

    /// <summary>The port is the server's choice: one that was free a moment ago may be another test's by now.</summary>
    private Process Start(out int port)
    {
        string accepts = string.Empty;
        File.WriteAllText(Path.Combine(_folder, "cert.pem"), Certificates.Server.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_folder, "key.pem"), Certificates.Server.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());
        Process server = new()
        {
            StartInfo = new ProcessStartInfo("openssl", ["s_server", "-accept", "127.0.0.1:0", "-cert", "cert.pem", "-key", "key.pem", "-WWW", "-cipher", "ALL:@SECLEVEL=0"])
            {
                WorkingDirectory = _folder,
                RedirectStandardOutput = true,
            },
        };
        using ManualResetEvent accepting = new(false);
        server.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.StartsWith("ACCEPT ", StringComparison.Ordinal) == true)
            {
                accepts = line.Data;
                accepting.Set();
            }
        };

        try
        {
            server.Start();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("openssl is not installed");
        }

        server.BeginOutputReadLine();
        Assert.True(accepting.WaitOne(Bench.Limit));
        port = int.Parse(accepts[(accepts.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture);
        return server;
    }
}
