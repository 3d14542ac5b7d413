// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Security.Cryptography;
using Bg95Http;
using Bg95Ssl;
using EndToEnd.Tests;
using Xunit;

namespace Http.Tests;

/// <summary>Over a TLS socket of the emulated module.</summary>
public sealed class ModuleTests : IDisposable
{
    private readonly WebServer _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public void Requests_OverASocket_ShareItsConnection()
    {
        using Bench bench = new();
        using SslSocket socket = bench.Context().Connect(Bench.ServerName, _server.TlsPort);
        HttpClient client = CreateClient(socket);
        byte[] body = WebServer.Page(10_000);

        for (int round = 0; round < 3; round++)
        {
            Assert.Equal(200, client.Get("/page/5000"));
            Assert.Equal(WebServer.Page(5000), client.ReadToEnd());
            Assert.Equal(200, client.Get("/chunks/5000"));
            Assert.Equal(WebServer.Page(5000), client.ReadToEnd());
            Assert.Equal(200, client.Post("/echo", "application/octet-stream", body, 0, body.Length));
            Assert.Equal(body, client.ReadToEnd());
        }

        Assert.Equal(HttpError.None, client.EndReason);
    }

    [Fact]
    public void Request_WithASmallBody_IsOneSend()
    {
        using Bench bench = new();
        using SslSocket socket = bench.Context().Connect(Bench.ServerName, _server.TlsPort);
        HttpClient client = CreateClient(socket);
        string before = bench.Dialogue;

        Assert.Equal(200, client.Post("/echo", "application/json", "{\"a\":1}"u8.ToArray(), 0, 7));

        Assert.Single(bench.Dialogue[before.Length..].Split("AT+QSSLSEND=")[1..]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Download_WhileTheNetworkIsLostAgainAndAgain_IsThePage(bool pdp)
    {
        const int Size = 1_500_000;
        byte[] page = new byte[Size];
        HttpDownload download = new($"/file/{Size}");
        using Bench bench = new();
        SslContext context = bench.Context();
        int broken = 0;

        while (!download.IsComplete)
        {
            Assert.InRange(broken, 0, 4);

            if (broken > 0)
            {
                bench.Modem.Pdp.Configure(1, "iot.example");
                bench.Modem.Pdp.Activate(1);
            }

            using SslSocket socket = context.Connect(Bench.ServerName, _server.TlsPort);
            HttpClient client = CreateClient(socket);
            int begin = download.Position;
            Assert.Equal(begin == 0 ? 200 : 206, download.Begin(client));
            Assert.Equal(begin, download.Position);
            Exception? fault = Record.Exception(() => Read(bench, client, download, page, broken < 3 ? begin + 20_000 : Size, pdp));
            Assert.True(fault is null or Bg95Exception or HttpException { Error: HttpError.BodyCutShort }, fault?.ToString());
            broken += download.IsComplete ? 0 : 1;
        }

        Assert.Equal(3, broken);
        Assert.Equal(SHA256.HashData(WebServer.Page(Size)), SHA256.HashData(page));
    }

    // Behind a place, the network or the module is gone; what has come before it is read.
    private static void Read(Bench bench, HttpClient client, HttpDownload download, byte[] page, int lost, bool pdp)
    {
        bool isLost = false;

        while (!download.IsComplete)
        {
            download.Read(client, page, download.Position, page.Length - download.Position);

            if (download.Position >= lost && !isLost && lost < page.Length)
            {
                isLost = true;

                if (pdp)
                {
                    bench.Module.LosePdpContext();
                }
                else
                {
                    bench.Module.Reboot();
                }
            }
        }
    }

    private static HttpClient CreateClient(SslSocket socket) =>
        new(socket.GetStream(), Bench.ServerName, new byte[SslSocket.ReceiveChunk], () => Environment.TickCount64);
}
