// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Net.Security;
using System.Threading.Tasks;

namespace EndToEnd.Tests;

/// <summary>A TLS server that sends each client a page and closes.</summary>
internal sealed class PageServer : IDisposable
{
    private readonly TestServer _server;

    public PageServer(byte[] page, TestServer? server = null)
    {
        _server = server ?? new TestServer();
        _ = Task.Run(() =>
        {
            try
            {
                while (true)
                {
                    using SslStream peer = _server.Accept();
                    peer.Write(page);
                    peer.Flush();
                    peer.ShutdownAsync().Wait();
                }
            }
            catch (Exception fault) when (fault is TimeoutException or ObjectDisposedException or InvalidOperationException or IOException or AggregateException)
            {
                // The test is over.
            }
        });
    }

    public int Port => _server.Port;

    public void Dispose() => _server.Dispose();

    /// <summary>Bytes that look like anything but are the same in each run.</summary>
    public static byte[] Random(int count)
    {
        byte[] bytes = new byte[count];
        new Random(95).NextBytes(bytes);
        return bytes;
    }
}
