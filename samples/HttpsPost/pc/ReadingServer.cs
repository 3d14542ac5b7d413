// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Threading.Tasks;
using LocalPeers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Samples.Pc;

/// <summary>An HTTPS server on this PC that takes readings from whom its authority has given a certificate.</summary>
internal sealed class ReadingServer : IDisposable
{
    public const string Host = "readings.nanobg95.test";

    private readonly Authority _authority;
    private readonly ConcurrentDictionary<int, int> _readings = new();
    private readonly ConcurrentDictionary<string, bool> _connections = new();
    private readonly WebApplication _server;

    public ReadingServer(Authority authority)
    {
        _authority = authority;
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(Configure);
        _server = builder.Build();
        _server.Run(Take);
        ((IHost)_server).Start();
        string address = _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Port = new Uri(address).Port;
    }

    public int Port { get; }

    /// <summary>The readings that were taken.</summary>
    public int Count => _readings.Count;

    /// <summary>The connections that they came over.</summary>
    public int Connections => _connections.Count;

    public void Dispose() => ((IDisposable)_server).Dispose();

    private void Configure(KestrelServerOptions options)
    {
        options.Listen(
            IPAddress.Loopback,
            0,
            endpoint =>
            {
                endpoint.Protocols = HttpProtocols.Http1;
                endpoint.UseHttps(_authority.Issue(Host), https =>
                {
                    https.SslProtocols = SslProtocols.Tls12;
                    https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
                    https.ClientCertificateValidation = (certificate, _, _) => _authority.Issued(certificate);
                });
            });
    }

    private async Task Take(HttpContext context)
    {
        if (context.Request.Method != "POST" || context.Request.ContentType != "application/json")
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        using JsonDocument reading = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        int number = reading.RootElement.GetProperty("number").GetInt32();
        _readings[number] = reading.RootElement.GetProperty("rssi").GetInt32();
        _connections[context.Connection.Id] = true;
        X509Certificate2 client = context.Connection.ClientCertificate!;
        byte[] answer = JsonSerializer.SerializeToUtf8Bytes(new { stored = number, from = client.GetNameInfo(X509NameType.SimpleName, false) });
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(answer, context.RequestAborted);
    }
}
