// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Text;
using Xunit;

namespace Bg95Emulator.Tool.Tests;

/// <summary>A module and a plain serial client: a stream that is read and written, and nothing of a driver.</summary>
internal sealed class Bench : IDisposable
{
    private const int LimitMilliseconds = 60_000;

    private readonly Stream _line;
    private Exception? _fault;

    public Bench(Action<ModuleOptions>? configure = null, params string[] faults)
    {
        ModuleOptions options = new() { Echo = false, OfflineDns = true };
        options.Hosts[Certificates.ServerName] = IPAddress.Loopback;
        configure?.Invoke(options);
        foreach (string fault in faults)
        {
            options.Faults.Add(fault);
        }

        Module = new EmulatedModule(options);
        Module.Fault += fault => _fault = fault;
        LinePair.Create(out Stream moduleSide, out _line);
        Pieces = new PieceCounter(moduleSide);
        _line.ReadTimeout = LimitMilliseconds;
        Module.Attach(Pieces);
    }

    public EmulatedModule Module { get; }

    /// <summary>Sees in which pieces the module writes.</summary>
    public PieceCounter Pieces { get; }

    public static Bench With(params string[] faults) => new(null, faults);

    public void Send(string text) => _line.Write(Encoding.Latin1.GetBytes(text));

    public void Send(byte[] bytes) => _line.Write(bytes);

    /// <summary>Reads as many bytes as expected and compares them to the letter.</summary>
    public void Expect(string expected) => Assert.Equal(expected, Read(expected.Length));

    public string Read(int count)
    {
        byte[] bytes = new byte[count];
        int read = 0;
        try
        {
            while (read < count)
            {
                int part = _line.Read(bytes, read, count - read);
                if (part == 0)
                {
                    break;
                }

                read += part;
            }
        }
        catch (TimeoutException)
        {
            // The caller's comparison shows what came and what did not.
        }

        return Encoding.Latin1.GetString(bytes, 0, read);
    }

    public string ReadUntil(string end)
    {
        StringBuilder text = new();
        while (!text.ToString().EndsWith(end, StringComparison.Ordinal))
        {
            string next = Read(1);
            Assert.True(next.Length == 1, $"only \"{text}\" came, no \"{end}\"");
            text.Append(next);
        }

        return text.ToString();
    }

    public void Command(string command, string answer = "\r\nOK\r\n")
    {
        Send(command + "\r");
        Expect(answer);
    }

    /// <summary>An open socket with client id 4 and SSL context 1, and its peer.</summary>
    public SslStream Connect(TestServer server)
    {
        Command("AT+QIACT=1");
        Command("AT+QSSLCFG=\"sni\",1,1");
        Command($"AT+QSSLOPEN=1,1,4,\"{Certificates.ServerName}\",{server.Port},0");
        Expect("\r\n+QSSLOPEN: 4,0\r\n");
        return server.Accept();
    }

    public void Dispose()
    {
        Module.Dispose();
        _line.Dispose();
        Assert.Null(_fault);
    }
}
