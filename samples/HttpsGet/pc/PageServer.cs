// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text;
using LocalPeers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Samples.Pc;

/// <summary>An HTTPS server on this PC with pages to fetch. Its name exists for the emulated module only.</summary>
internal sealed class PageServer : IDisposable
{
    public const string Host = "pages.nanobg95.test";

    private readonly Authority _authority = new();
    private readonly WebApplication _server;

    public PageServer()
    {
        Pages = new Dictionary<string, byte[]>
        {
            ["/100-KiB"] = Make(100 * 1024),
            ["/10-MiB"] = Make(10 * 1024 * 1024),
        };
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(Configure);
        _server = builder.Build();
        _server.Run(Answer);
        ((IHost)_server).Start();
        string address = _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Port = new Uri(address).Port;
    }

    /// <summary>The pages by their paths.</summary>
    public IReadOnlyDictionary<string, byte[]> Pages { get; }

    public int Port { get; }

    /// <summary>The certificate to trust.</summary>
    public string CaPem => _authority.Pem;

    public void Dispose()
    {
        ((IDisposable)_server).Dispose();
        _authority.Dispose();
    }

    // Random bytes, and among them what a driver must not take for the module's own words.
    private static byte[] Make(int size)
    {
        byte[] trap = Encoding.ASCII.GetBytes("\r\nOK\r\n\r\n+QSSLURC: \"closed\",0\r\n\r\n+QSSLRECV: 0\r\n\r\nERROR\r\n> \r\n\0RDY\r\n");
        byte[] page = RandomNumberGenerator.GetBytes(size);

        for (int offset = 700; offset + trap.Length <= size; offset += 4001)
        {
            trap.CopyTo(page, offset);
        }

        return page;
    }

    private void Configure(KestrelServerOptions options)
    {
        options.Listen(
            IPAddress.Loopback,
            0,
            endpoint =>
            {
                endpoint.Protocols = HttpProtocols.Http1;
                endpoint.UseHttps(_authority.Issue(Host), https => https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13);
            });
    }

    private async System.Threading.Tasks.Task Answer(HttpContext context)
    {
        if (Pages.TryGetValue(context.Request.Path, out byte[]? page))
        {
            context.Response.ContentType = "application/octet-stream";
            context.Response.ContentLength = page.Length;
            await context.Response.Body.WriteAsync(page, context.RequestAborted);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }
}
