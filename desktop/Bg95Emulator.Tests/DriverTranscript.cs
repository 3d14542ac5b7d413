// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using Http.Tests;
using Xunit;

namespace Bg95Emulator.Tests;

/// <summary>
/// What a driver says from its start to its payload, in the files of the folder Drivers. Each line is a step:
/// <c>&gt; command</c> sends it, <c>&lt; text</c> waits for a line that begins so and takes no error meanwhile, <c>&lt;*</c> waits for
/// any final result, <c>&lt;~ text</c> for a text whose line may not end, <c>&lt;&gt;</c> for the prompt, <c>= data</c> sends data, and <c>send</c> and <c>receive</c> move as many bytes as
/// they say, in pieces. <c>web:</c> names an HTTP server's page and its echo, <c>body</c> sends so many bytes, and <c>page</c> reads and compares them.
/// </summary>
internal sealed class DriverTranscript : IDisposable
{
    private const int MaxLine = 4096;

    private readonly string[] _lines;
    private readonly Host _host;
    private readonly TestServer _tls = new();
    private readonly TcpListener _tcp = new(IPAddress.Loopback, 0);
    private WebServer? _web;
    private readonly Dictionary<string, string> _names = [];
    private Stream? _peer;
    private string _lineEnd = "\r";
    private bool _announced;

    public DriverTranscript(string file, string profile)
    {
        _lines = File.ReadAllLines(file);
        _tcp.Start();
        _host = new Host(options => ModuleProfiles.Find(profile)!.ApplyTo(options), echo: true);
        _names["{host}"] = Host.ServerName;
        _names["{tls-port}"] = _tls.Port.ToString(CultureInfo.InvariantCulture);
        _names["{tcp-port}"] = ((IPEndPoint)_tcp.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        _names["{ca}"] = Certificates.Pem(Certificates.Root) is byte[] pem ? Encoding.Latin1.GetString(pem) : string.Empty;
        _names["{ca-size}"] = _names["{ca}"].Length.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>What the judge says of it in the end.</summary>
    public DriverVerdict Verdict => _host.Module.Judge.Verdict();

    /// <summary>Goes through all steps.</summary>
    public void Run()
    {
        for (int i = 0; i < _lines.Length; i++)
        {
            string line = _lines[i];
            try
            {
                Step(line);
            }
            catch (Exception fault) when (fault is IOException or TimeoutException or InvalidDataException)
            {
                Assert.Fail($"line {i + 1}, {line}: {fault.Message}");
            }
        }
    }

    public void Dispose()
    {
        _host.Dispose();
        _peer?.Dispose();
        _tls.Dispose();
        _web?.Dispose();
        _tcp.Dispose();
    }

    private void Step(string line)
    {
        foreach ((string name, string value) in _names)
        {
            line = line.Replace(name, value, StringComparison.Ordinal);
        }

        switch (line.Split(' ')[0])
        {
            case "" or "#":
                return;
            case "line-end:":
                _lineEnd = line.EndsWith("crlf", StringComparison.Ordinal) ? "\r\n" : "\r";
                return;
            case "peer:":
                _peer = line.EndsWith("tls", StringComparison.Ordinal) ? _tls.Accept() : new NetworkStream(_tcp.AcceptSocket(), ownsSocket: true);
                return;
            case ">":
                _host.Send(line[2..] + _lineEnd);
                return;
            case "=":
                _host.Send(line[2..].Replace("\\x1a", "\u001a", StringComparison.Ordinal).Replace("\\r", "\r", StringComparison.Ordinal));
                return;
            case "web:":
                NamePages(isSecure: line.EndsWith("https", StringComparison.Ordinal));
                return;
            case "body":
                _host.Send(WebServer.Page(Size(line)));
                return;
            case "page":
                Assert.Equal(WebServer.Page(Size(line)), _host.ReadBytes(Size(line)));
                return;
            case "<>":
                _host.ReadUntil("> ");
                return;
            case "<~":
                _host.ReadUntil(line[3..]);
                return;
            case "<*":
                WaitForResult();
                return;
            case "<":
                WaitFor(line[2..]);
                return;
            case "send":
                Send(line.Split(' ', 6));
                return;
            case "receive":
                Receive(line.Split(' ', 6));
                return;
            default:
                throw new InvalidDataException("no step");
        }
    }

    private static int Size(string line) => int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);

    private void NamePages(bool isSecure)
    {
        _web ??= new WebServer();
        string server = isSecure ? $"https://{Host.ServerName}:{_web.TlsPort}" : $"http://{Host.ServerName}:{_web.Port}";
        foreach ((string name, string path) in new[] { ("page", "/page/262144"), ("echo", "/echo") })
        {
            _names[$"{{{name}}}"] = server + path;
            _names[$"{{{name}-size}}"] = (server + path).Length.ToString(CultureInfo.InvariantCulture);
        }
    }

    /// <summary>send 65536 by 1460 with AT+QSSLSEND=0,{size}</summary>
    private void Send(string[] words)
    {
        byte[] content = Random(int.Parse(words[1], CultureInfo.InvariantCulture));
        int most = int.Parse(words[3], CultureInfo.InvariantCulture);
        byte[] came = new byte[content.Length];
        Task reading = Task.Run(() => _peer!.ReadExactly(came), TestContext.Current.CancellationToken);
        for (int start = 0; start < content.Length;)
        {
            int size = Math.Min(most, content.Length - start);
            _host.Send(words[5].Replace("{size}", size.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal) + _lineEnd);
            _host.ReadUntil("> ");
            _host.Send(content.AsSpan(start, size));
            string result = WaitFor("SEND ");
            start += result == "SEND OK" ? size : 0;
        }

        reading.GetAwaiter().GetResult();
        Assert.Equal(content, came);
    }

    /// <summary>receive 262144 by 1500 with AT+QSSLRECV=0,{size}</summary>
    private void Receive(string[] words)
    {
        byte[] content = Random(int.Parse(words[1], CultureInfo.InvariantCulture));
        string command = words[5].Replace("{size}", words[3], StringComparison.Ordinal);
        string row = command[2..command.IndexOf('=', StringComparison.Ordinal)] + ": ";
        List<byte> came = [];
        Task writing = Task.Run(() => _peer!.Write(content), TestContext.Current.CancellationToken);
        while (came.Count < content.Length)
        {
            while (!_announced)
            {
                ReadLine();
            }

            // Before the command: what comes from here on may stand before its answer and be newer than it.
            _announced = false;
            _host.Send(command + _lineEnd);
            int count = int.Parse(WaitFor(row)[row.Length..], CultureInfo.InvariantCulture);
            came.AddRange(_host.ReadBytes(count));
            WaitFor("OK");
            _announced |= count > 0;
        }

        writing.GetAwaiter().GetResult();
        Assert.Equal(content, came);
    }

    private static byte[] Random(int size)
    {
        byte[] content = new byte[size];
        new Random(size).NextBytes(content);
        return content;
    }

    private string WaitFor(string beginning)
    {
        while (true)
        {
            string line = ReadLine();
            if (line.StartsWith(beginning, StringComparison.Ordinal))
            {
                return line;
            }

            if (line == "ERROR" || line.StartsWith("+CME ERROR", StringComparison.Ordinal) || line.StartsWith("+CMS ERROR", StringComparison.Ordinal))
            {
                throw new InvalidDataException($"{line} instead of {beginning}");
            }
        }
    }

    private void WaitForResult()
    {
        string line;
        do
        {
            line = ReadLine();
        }
        while (line is not ("OK" or "ERROR") && !line.StartsWith("+CME ERROR", StringComparison.Ordinal));
    }

    private string ReadLine()
    {
        StringBuilder line = new();
        while (line.Length < MaxLine)
        {
            char next = (char)_host.ReadBytes(1)[0];
            if (next == '\n')
            {
                break;
            }

            // An echo ends in CR alone.
            line = next == '\r' ? line : line.Append(next);
        }

        string text = line.ToString();
        _announced |= text.Contains("URC: \"recv\"", StringComparison.Ordinal);
        return text;
    }
}
