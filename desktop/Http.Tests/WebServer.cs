// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Http.Tests;

/// <summary>ASP.NET's Kestrel on two ports of the loopback address, one of them with TLS.</summary>
internal sealed class WebServer : IDisposable
{
    private readonly WebPeer _server = new(Answer, Certificates.Server, withoutTls: true);

    public int Port => _server.Port;

    public int TlsPort => _server.TlsPort;

    /// <summary>The bytes of a page: the same for the same size.</summary>
    public static byte[] Page(int size)
    {
        byte[] page = new byte[size];
        new Random(size).NextBytes(page);
        return page;
    }

    public void Dispose() => _server.Dispose();

    // "/<what>/<size>".
    private static async Task Answer(HttpContext context)
    {
        string[] parts = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        byte[] page = parts.Length > 1 ? Page(int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture)) : [];
        HttpResponse response = context.Response;

        switch (parts.FirstOrDefault())
        {
            case "page":
                response.ContentLength = page.Length;
                if (context.Request.Method != "HEAD")
                {
                    await response.Body.WriteAsync(page, context.RequestAborted);
                }

                break;
            case "chunks":
                for (int offset = 0; offset < page.Length; offset += 777)
                {
                    await response.Body.WriteAsync(page.AsMemory(offset, Math.Min(777, page.Length - offset)), context.RequestAborted);
                    await response.Body.FlushAsync(context.RequestAborted);
                }

                break;
            case "last":
                response.Headers.Connection = "close";
                response.ContentLength = page.Length;
                await response.Body.WriteAsync(page, context.RequestAborted);
                break;
            case "echo":
                response.Headers["X-Method"] = context.Request.Method;
                response.Headers["X-Length"] = context.Request.ContentLength?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none";
                await context.Request.Body.CopyToAsync(response.Body, context.RequestAborted);
                break;
            case "file":
                EntityTagHeaderValue tag = new("\"v1\"");
                await Results.File(page, "application/octet-stream", entityTag: tag, enableRangeProcessing: true).ExecuteAsync(context);
                break;
            case "moved":
                response.StatusCode = StatusCodes.Status302Found;
                response.Headers.Location = "/page/5";
                break;
            case "none":
                response.StatusCode = StatusCodes.Status204NoContent;
                break;
            default:
                response.StatusCode = StatusCodes.Status404NotFound;
                break;
        }
    }
}
