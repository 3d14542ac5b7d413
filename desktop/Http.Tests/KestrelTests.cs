// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Linq;
using Bg95Http;
using Xunit;

namespace Http.Tests;

/// <summary>Against ASP.NET's Kestrel, over TCP and over TLS.</summary>
public sealed class KestrelTests : IDisposable
{
    private readonly WebServer _server = new();

    public static TheoryData<bool, int> Sizes
    {
        get
        {
            TheoryData<bool, int> data = [];

            foreach (int size in new[] { 0, 1, 511, 512, 513, 5000, 200_000 })
            {
                data.Add(false, size);
                data.Add(true, size);
            }

            return data;
        }
    }

    public void Dispose() => _server.Dispose();

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Get_PageWithALength_IsIntact(bool tls, int size)
    {
        using Connected connected = Connect(tls);

        Assert.Equal(200, connected.Client.Get($"/page/{size}"));
        Assert.Equal(size, connected.Client.ContentLength);
        Assert.Equal(WebServer.Page(size), connected.Client.ReadToEnd());
        Assert.Equal(HttpError.None, connected.Client.EndReason);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Get_PageInChunks_IsIntact(bool tls, int size)
    {
        using Connected connected = Connect(tls);

        Assert.Equal(200, connected.Client.Get($"/chunks/{size}"));
        Assert.Equal(WebServer.Page(size), connected.Client.ReadToEnd());
        Assert.Equal(size == 0 ? 0 : -1, connected.Client.ContentLength);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Post_FromABuffer_ArrivesWhole(bool tls, int size)
    {
        byte[] body = WebServer.Page(size);
        using Connected connected = Connect(tls);

        Assert.Equal(200, connected.Client.Post("/echo", "application/octet-stream", body, 0, size));
        Assert.Equal(body, connected.Client.ReadToEnd());
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Put_FromACallback_ArrivesWhole(bool tls, int size)
    {
        byte[] body = WebServer.Page(size);
        using Connected connected = Connect(tls);

        foreach (int length in new[] { size, -1 })
        {
            int given = 0;
            string? told = null;
            connected.Client.HeaderReceived = header => told = header.Is("x-length") ? header.GetValue() : told;
            connected.Client.Begin("PUT", "/echo");

            int status = connected.Client.Send(
                (buffer, offset, count) =>
                {
                    int piece = Math.Min(Math.Min(count, size - given), 1 + (given % 300));
                    Array.Copy(body, given, buffer, offset, piece);
                    given += piece;
                    return piece;
                },
                length);

            Assert.Equal(200, status);
            Assert.Equal(body, connected.Client.ReadToEnd());
            Assert.Equal(length < 0 ? "none" : size.ToString(System.Globalization.CultureInfo.InvariantCulture), told);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Requests_OfEveryKind_ShareOneConnection(bool tls)
    {
        using Connected connected = Connect(tls);
        HttpClient client = connected.Client;

        for (int round = 0; round < 20; round++)
        {
            Assert.Equal(200, client.Get("/page/300"));
            Assert.Equal(WebServer.Page(300), client.ReadToEnd());
            client.Begin("HEAD", "/page/300");
            Assert.Equal(200, client.Send());
            Assert.Equal(300, client.ContentLength);
            Assert.Empty(client.ReadToEnd());
            client.Begin("DELETE", "/none");
            Assert.Equal(204, client.Send());
            client.Begin("POST", "/echo");
            Assert.Equal(200, client.Send());
            Assert.Empty(client.ReadToEnd());
            Assert.Equal(302, client.Get("/moved"));
            Assert.Equal("/page/5", client.Location);
            Assert.Equal(404, client.Get("/else"));

            // Left unread: the next request reads it first.
            Assert.Equal(200, client.Get("/chunks/2000"));
            Assert.Equal(200, client.Get("/page/3000"));
        }

        Assert.Equal(HttpError.None, client.EndReason);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Connection_ThatTheServerCloses_SaysSo(bool tls)
    {
        using Connected connected = Connect(tls);

        Assert.Equal(200, connected.Client.Get("/last/1000"));
        Assert.Equal(WebServer.Page(1000), connected.Client.ReadToEnd());
        Assert.Equal(HttpError.ServerCloses, connected.Client.EndReason);
        Assert.Equal(HttpError.ServerCloses, Assert.Throws<HttpException>(() => connected.Client.Get("/")).Error);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Download_BrokenOffAgainAndAgain_IsThePage(bool tls)
    {
        const int Size = 100_000;
        byte[] page = new byte[Size];
        HttpDownload download = new($"/file/{Size}");
        int connections = 0;

        while (!download.IsComplete)
        {
            using Connected connected = Connect(tls);
            int begin = download.Position;
            Assert.Equal(begin == 0 ? 200 : 206, download.Begin(connected.Client));
            Assert.Equal(begin, download.Position);
            Assert.Equal(Size, download.Length);
            connections++;

            while (download.Position < Math.Min(begin + 15_000, Size))
            {
                download.Read(connected.Client, page, download.Position, Math.Min(1000, Size - download.Position));
            }
        }

        Assert.Equal(7, connections);
        Assert.Equal(WebServer.Page(Size), page);
    }

    [Fact]
    public void Request_ThatKestrelRefuses_SaysItsStatus()
    {
        using Connected connected = Connect(false);
        connected.Client.Begin("GET", "/page/1");

        foreach (string name in Enumerable.Range(0, 10).Select(number => "X-" + number))
        {
            connected.Client.AddHeader(name, "value");
        }

        Assert.Equal(200, connected.Client.Send());
        Assert.Equal(WebServer.Page(1), connected.Client.ReadToEnd());
    }

    [Fact]
    public void Server_ThatSaysNothing_EndsTheCallInTime()
    {
        using System.Net.Sockets.TcpListener listener = new(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        using Connected connected = new(((System.Net.IPEndPoint)listener.LocalEndpoint).Port);
        connected.Client.Timeout = 300;

        // .NET's socket has an exception of its own for it.
        Exception fault = Assert.ThrowsAny<Exception>(() => connected.Client.Get("/"));
        Assert.True(fault is HttpException { Error: HttpError.Timeout } or System.IO.IOException, fault.ToString());
        Assert.NotEqual(HttpError.None, connected.Client.EndReason);
    }

    private Connected Connect(bool tls) => new(tls ? _server.TlsPort : _server.Port, tls);
}
