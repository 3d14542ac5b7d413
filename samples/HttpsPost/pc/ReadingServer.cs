// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Threading.Tasks;
using LocalPeers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Samples.Pc;

/// <summary>An HTTPS server on this PC that takes readings from whom its authority has given a certificate.</summary>
internal sealed class ReadingServer : IDisposable
{
    public const string Host = "readings.nanobg95.test";

    private readonly ConcurrentDictionary<int, int> _readings = new();
    private readonly ConcurrentDictionary<string, bool> _connections = new();
    private readonly WebPeer _server;

    public ReadingServer(Authority authority)
    {
        _server = new WebPeer(Take, authority.Issue(Host), https =>
        {
            https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
            https.ClientCertificateValidation = (certificate, _, _) => authority.Issued(certificate);
        });
    }

    public int Port => _server.TlsPort;

    /// <summary>The readings that were taken.</summary>
    public int Count => _readings.Count;

    /// <summary>The connections that they came over.</summary>
    public int Connections => _connections.Count;

    public void Dispose() => _server.Dispose();

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
