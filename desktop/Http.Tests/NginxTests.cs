// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using Bg95Http;
using Xunit;

namespace Http.Tests;

/// <summary>Against nginx, where it is installed.</summary>
public sealed class NginxTests : IDisposable
{
    private const int Size = 100_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("nginx").FullName;
    private Process? _process;

    public void Dispose()
    {
        _process?.Kill(true);
        _process?.WaitForExit();
        _process?.Dispose();
        Directory.Delete(_folder, true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Files_OverOneConnection_AreIntact(bool tls)
    {
        int port = Start(tls);
        using Connected connected = new(port, tls);

        for (int round = 0; round < 3; round++)
        {
            Assert.Equal(200, connected.Client.Get("/page"));
            Assert.Equal(Size, connected.Client.ContentLength);
            Assert.Equal(WebServer.Page(Size), connected.Client.ReadToEnd());
            Assert.Equal(404, connected.Client.Get("/else"));
            Assert.Equal(301, connected.Client.Get("/moved"));
            Assert.EndsWith("/page", connected.Client.Location, StringComparison.Ordinal);
            Assert.Equal(204, connected.Client.Get("/none"));
            connected.Client.Begin("HEAD", "/page");
            Assert.Equal(200, connected.Client.Send());
            Assert.Empty(connected.Client.ReadToEnd());
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Download_BrokenOffAgainAndAgain_IsThePage(bool tls)
    {
        int port = Start(tls);
        byte[] page = new byte[Size];
        HttpDownload download = new("/page");

        while (!download.IsComplete)
        {
            using Connected connected = new(port, tls);
            int begin = download.Position;
            Assert.Equal(begin == 0 ? 200 : 206, download.Begin(connected.Client));

            while (download.Position < Math.Min(begin + 25_000, Size))
            {
                download.Read(connected.Client, page, download.Position, Math.Min(1000, Size - download.Position));
            }
        }

        Assert.Equal(WebServer.Page(Size), page);
    }

    [Fact]
    public void Download_OfAPageThatChangesMeanwhile_BeginsAnew()
    {
        int port = Start(false);
        byte[] page = new byte[Size];
        HttpDownload download = new("/page");

        using (Connected connected = new(port))
        {
            download.Begin(connected.Client);
            download.Read(connected.Client, page, 0, 1000);
        }

        File.WriteAllText(Path.Combine(_folder, "page"), "another");
        using Connected again = new(port);

        Assert.Equal(200, download.Begin(again.Client));
        Assert.Equal(0, download.Position);
        Assert.Equal("another"u8.ToArray(), again.Client.ReadToEnd());
    }

    private int Start(bool tls)
    {
        int port = FreePort.Find();
        File.WriteAllBytes(Path.Combine(_folder, "page"), WebServer.Page(Size));
        File.WriteAllBytes(Path.Combine(_folder, "server.pem"), Certificates.Pem(Certificates.Server));
        File.WriteAllBytes(Path.Combine(_folder, "server.key"), Certificates.KeyPem(Certificates.Server));
        string listen = string.Create(CultureInfo.InvariantCulture, $"listen 127.0.0.1:{port}{(tls ? " ssl" : string.Empty)};");
        string secure = tls ? $"ssl_certificate {_folder}/server.pem; ssl_certificate_key {_folder}/server.key; ssl_protocols TLSv1.2;" : string.Empty;
        string configuration = $$"""
            daemon off; master_process off; pid {{_folder}}/nginx.pid; error_log stderr;
            events { }
            http {
              access_log off; client_body_temp_path {{_folder}}/1; proxy_temp_path {{_folder}}/2; fastcgi_temp_path {{_folder}}/3;
              uwsgi_temp_path {{_folder}}/4; scgi_temp_path {{_folder}}/5;
              server { {{listen}} {{secure}} root {{_folder}};
                location /moved { return 301 /page; }
                location /none { return 204; }
              }
            }
            """;
        File.WriteAllText(Path.Combine(_folder, "nginx.conf"), configuration);

        try
        {
            _process = Process.Start(new ProcessStartInfo("nginx", ["-p", _folder, "-c", Path.Combine(_folder, "nginx.conf")]) { RedirectStandardError = true });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("nginx is not installed");
        }

        WaitUntilItListens(port);
        return port;
    }

    private void WaitUntilItListens(int port)
    {
        Assert.True(
            SpinWait.SpinUntil(
                () =>
                {
                    Assert.False(_process!.HasExited, "nginx ended: " + (_process.HasExited ? _process.StandardError.ReadToEnd() : string.Empty));
                    using TcpClient tcp = new();

                    try
                    {
                        tcp.Connect(IPAddress.Loopback, port);
                        return true;
                    }
                    catch (SocketException)
                    {
                        return false;
                    }
                },
                60_000),
            "nginx does not listen");
    }
}
