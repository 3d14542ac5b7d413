// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Diagnostics;
using System.IO;
using Bg95Http;
using Bg95Ssl;

namespace Bg95Tool;

/// <summary>Measures each way of passing bytes, over a connection of its own.</summary>
/// <param name="session">The session.</param>
/// <param name="tls">Whom to trust.</param>
/// <param name="url">The page that is fetched, and posted to.</param>
/// <param name="most">So many bytes at most, and so many are posted.</param>
internal sealed class GoodputMeter(Session session, SslContext tls, Uri url, int most)
{
    private const int HeadSize = 2048;

    private readonly byte[] _buffer = new byte[HeadSize];

    /// <summary>Fetches the page.</summary>
    public Goodput Receive(AccessMode mode, string name, string title) => Measure(mode, name, title, Download);

    /// <summary>Posts bytes.</summary>
    public Goodput Send(string name, string title) => Measure(AccessMode.Buffer, name, title, Post);

    private Goodput Measure(AccessMode mode, string name, string title, Action<SslSocket, Progress> work)
    {
        Progress progress = new();
        try
        {
            session.Begin("TLS", $"{title}: opening TLS to {url.Host}:{url.Port}");
            using SslSocket socket = tls.Connect(url.Host, url.Port, mode, SslSocket.MaximumRingSize);
            session.Begin("bench", title);
            progress.Time.Start();
            work(socket, progress);
            progress.Time.Stop();

            // Leaving transparent mode takes 2 s of silence.
            session.Begin("bench", title + ": closing");
            return new Goodput(name, title, progress.Count, (int)progress.Time.ElapsedMilliseconds, progress.Error);
        }
        catch (Exception fault) when ((fault is Bg95Exception or IOException) && !session.IsEnding)
        {
            return new Goodput(name, title, progress.Count, (int)progress.Time.ElapsedMilliseconds, fault.Message);
        }
    }

    private void Download(SslSocket socket, Progress progress)
    {
        HttpClient client = Client(socket);
        int status = client.Get(url.PathAndQuery);
        progress.Error = status is >= 200 and < 300 ? null : $"the server answers {status}";
        int total = client.ContentLength < 0 ? most : Math.Min(most, client.ContentLength);
        byte[] block = new byte[SslSocket.ReceiveChunk];
        for (int got; progress.Count < total && (got = client.ReadBody(block, 0, block.Length)) > 0;)
        {
            session.Ending.ThrowIfCancellationRequested();
            progress.Count += got;
            session.Narration.Move(progress.Count, total);
        }
    }

    private void Post(SslSocket socket, Progress progress)
    {
        HttpClient client = Client(socket);
        client.Begin("POST", url.PathAndQuery);
        client.AddHeader("Content-Type", "application/octet-stream");
        int status = client.Send(
            (buffer, offset, count) =>
            {
                session.Ending.ThrowIfCancellationRequested();
                int now = (int)Math.Min(count, most - progress.Count);
                Array.Fill(buffer, (byte)'x', offset, now);
                progress.Count += now;
                session.Narration.Move(progress.Count, most);
                return now;
            },
            most);

        // A server that takes no posts has taken the bytes all the same.
        progress.Error = status < 500 ? null : $"the server answers {status}";
    }

    private HttpClient Client(SslSocket socket) => new(socket.GetStream(), GetCommand.HostOf(url), _buffer, () => Environment.TickCount64);

    private sealed class Progress
    {
        public Stopwatch Time { get; } = new();

        public long Count { get; set; }

        public string? Error { get; set; }
    }
}
