// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Linq;
using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LocalPeers;

/// <summary>An HTTP/1.1 server, ASP.NET's Kestrel, on free ports of the loopback address.</summary>
public sealed class WebPeer : IDisposable
{
    private readonly WebApplication _server;

    /// <summary>Starts it, on a port with TLS 1.2.</summary>
    /// <param name="answer">Answers a request.</param>
    /// <param name="certificate">The server's certificate, with its key.</param>
    /// <param name="https">Changes how it shakes hands.</param>
    /// <param name="withoutTls">It has a port without TLS, too.</param>
    public WebPeer(
        RequestDelegate answer,
        X509Certificate2 certificate,
        Action<HttpsConnectionAdapterOptions>? https = null,
        bool withoutTls = false)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(options =>
        {
            if (withoutTls)
            {
                options.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http1);
            }

            options.Listen(IPAddress.Loopback, 0, endpoint =>
            {
                endpoint.Protocols = HttpProtocols.Http1;
                endpoint.UseHttps(certificate, tls =>
                {
                    tls.SslProtocols = SslProtocols.Tls12;
                    https?.Invoke(tls);
                });
            });
        });
        _server = builder.Build();
        _server.Run(answer);
        ((IHost)_server).Start();
        Port = withoutTls ? PortOf("http:") : 0;
        TlsPort = PortOf("https:");
    }

    /// <summary>The TCP port without TLS; 0 for none.</summary>
    public int Port { get; }

    /// <summary>The TCP port with TLS.</summary>
    public int TlsPort { get; }

    /// <summary>Ends it.</summary>
    public void Dispose() => ((IDisposable)_server).Dispose();

    private int PortOf(string scheme)
    {
        IServerAddressesFeature addresses = _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        return new Uri(addresses.Addresses.Single(each => each.StartsWith(scheme, StringComparison.Ordinal))).Port;
    }
}
