// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using Bg95Emulator;
using Bg95Ssl;
using Bg95Ssl.Pc;
using Xunit;

namespace EndToEnd.Tests;

/// <summary>A modem on an emulated module in process, with a TLS server behind it.</summary>
internal sealed class Bench : IDisposable
{
    public const string ServerName = Certificates.ServerName;

    /// <summary>Milliseconds for what must come: only what hangs is stopped by it, however slow the machine.</summary>
    public const int Limit = 60_000;

    private readonly ConcurrentQueue<Exception> _faults = new();
    private readonly StringBuilder _dialogue = new();
    private long _sentToHost;

    public Bench(Action<ModuleOptions>? configure = null, bool open = true)
    {
        ModuleOptions options = new() { OfflineDns = true };
        options.Hosts[ServerName] = IPAddress.Loopback;
        options.Hosts["other.example"] = IPAddress.Loopback;
        configure?.Invoke(options);
        Module = new EmulatedModule(options);
        Module.Fault += _faults.Enqueue;
        Module.Traffic += (direction, bytes) =>
        {
            Interlocked.Add(ref _sentToHost, direction == LineDirection.ToHost ? bytes.Length : 0);

            lock (_dialogue)
            {
                if (_dialogue.Length < 100_000)
                {
                    _dialogue.Append(direction == LineDirection.ToModule ? "> " : "< ").Append(Encoding.Latin1.GetString(bytes.Span)).Append('\n');
                }
            }
        };
        LinePair.Create(out Stream moduleSide, out Stream hostSide);
        Module.Attach(moduleSide);
        Transport = new DamagedTransport(new StreamTransport(hostSide));
        Modem = new Bg95Modem(Transport);

        if (open)
        {
            Open();
        }
    }

    public EmulatedModule Module { get; }

    public DamagedTransport Transport { get; }

    public Bg95Modem Modem { get; }

    /// <summary>All that the module has put on the line was read by the driver, which has come back for more.</summary>
    public bool DriverHasSeenAll => Transport.BytesSeen == Interlocked.Read(ref _sentToHost);

    public string Dialogue
    {
        get
        {
            lock (_dialogue)
            {
                return _dialogue.ToString();
            }
        }
    }

    public void Open()
    {
        Modem.Open();
        Modem.Pdp.Configure(1, "iot.example");
        Modem.Pdp.Activate(1);
    }

    /// <summary>A context that trusts the test's authority.</summary>
    public SslContext Context(int id = 0, params X509Certificate2[] authorities)
    {
        if (authorities.Length == 0)
        {
            authorities = [Certificates.Root];
        }

        Modem.Files.Upload("ca.pem", Encoding.ASCII.GetBytes(string.Join('\n', authorities.Select(each => each.ExportCertificatePem()))));
        SslContext context = Modem.SslContexts[id];
        context.CaCertificate = "ca.pem";
        return context;
    }

    public void Dispose()
    {
        Modem.Dispose();
        Module.Dispose();
        Assert.Empty(_faults);
    }
}
