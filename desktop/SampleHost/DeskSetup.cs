// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Net.Security;
using Bg95Ssl;
using LocalPeers;

namespace Samples.Pc;

/// <summary>
/// Everything that a program of your own needs to be tried on a PC: a modem on an emulated BG95, and an HTTPS server that answers with what it was sent.
/// </summary>
public sealed class DeskSetup : IDisposable
{
    private const int BaudRate = 115200;

    private readonly Authority _authority = new();
    private readonly SampleServer _server;
    private readonly ModuleLine _line;

    /// <summary>Starts the server and the emulated module, and makes the modem.</summary>
    /// <param name="trace">Whether the AT dialogue is written to the console.</param>
    public DeskSetup(bool trace = false)
    {
        _server = new SampleServer(_authority, false, stream => Answer(stream, Requests));
        _line = ModuleLine.ToEmulator(BaudRate, SampleServer.Host, fault => Console.Error.WriteLine("The emulated module failed: " + fault));

        if (trace)
        {
            _line.Trace(Console.WriteLine);
        }

        Modem = new Bg95Modem(_line.Transport);
    }

    /// <summary>The modem; it is not open yet.</summary>
    public Bg95Modem Modem { get; }

    /// <summary>The server's name. It exists for the emulated module only.</summary>
    public string Host => SampleServer.Host;

    /// <summary>The server's TCP port.</summary>
    public int Port => _server.Port;

    /// <summary>The root certificate of the server, as PEM.</summary>
    public byte[] CaCertificate => _authority.PemBytes;

    /// <summary>The requests that the server has answered, such as "POST /readings". Lock it to read it while the server runs.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Closes the modem and ends the module and the server.</summary>
    public void Dispose()
    {
        Modem.Dispose();
        _line.Dispose();
        _server.Dispose();
        _authority.Dispose();
    }

    private static void Answer(SslStream stream, List<string> requests)
    {
        while (HttpRequest.Read(stream) is { } request)
        {
            lock (requests)
            {
                requests.Add(request.Method + " " + request.Path);
            }

            request.Answer(stream);
        }
    }
}
