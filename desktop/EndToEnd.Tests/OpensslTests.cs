// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Text;
using Bg95Ssl;
using Xunit;

namespace EndToEnd.Tests;

/// <summary>A peer that shares no code with either side: <c>openssl s_server</c>, where it is installed.</summary>
public sealed class OpensslTests
{
    [Theory]
    [InlineData(CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256)]
    [InlineData(CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384)]
    [InlineData(CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA)]
    public void Page_FromOpensslServer_IsIntact(CipherSuite suite)
    {
        byte[] page = PageServer.Random(60_000);
        Assert.SkipWhen(OpenSslServer.Version == null, "openssl is not installed");
        using OpenSslServer server = OpenSslServer.TryStart(Certificates.Server, "-WWW", "-cipher", "ALL:@SECLEVEL=0")!;
        File.WriteAllBytes(Path.Combine(server.Folder, "page"), page);
        using Bench bench = new();
        SslContext context = bench.Context();
        context.CipherSuite = suite;

        using SslSocket socket = context.Connect(Bench.ServerName, server.Port);
        byte[] request = Encoding.ASCII.GetBytes("GET /page HTTP/1.0\r\n\r\n");
        socket.Send(request, 0, request.Length);
        byte[] answer = socket.ReadToEnd();

        Assert.Equal((int)suite, bench.Module.Sockets[0].CipherSuite);
        Assert.StartsWith("HTTP/1.0 200", Encoding.Latin1.GetString(answer, 0, 20), StringComparison.Ordinal);
        Assert.Equal(page, answer[^page.Length..]);
    }
}
