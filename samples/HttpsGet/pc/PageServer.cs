// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text;
using LocalPeers;
using Microsoft.AspNetCore.Http;

namespace Samples.Pc;

/// <summary>An HTTPS server on this PC with pages to fetch. Its name exists for the emulated module only.</summary>
internal sealed class PageServer : IDisposable
{
    public const string Host = "pages.nanobg95.test";

    private readonly Authority _authority = new();
    private readonly WebPeer _server;

    public PageServer()
    {
        Pages = new Dictionary<string, byte[]>
        {
            ["/100-KiB"] = Make(100 * 1024),
            ["/10-MiB"] = Make(10 * 1024 * 1024),
        };
        _server = new WebPeer(Answer, _authority.Issue(Host), https => https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13);
    }

    /// <summary>The pages by their paths.</summary>
    public IReadOnlyDictionary<string, byte[]> Pages { get; }

    public int Port => _server.TlsPort;

    /// <summary>The certificate to trust.</summary>
    public string CaPem => _authority.Pem;

    public void Dispose()
    {
        _server.Dispose();
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
