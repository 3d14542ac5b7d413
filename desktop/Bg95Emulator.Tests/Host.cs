// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Net;
using System.Text;
using System.Threading;
using Xunit;

namespace Bg95Emulator.Tests;

/// <summary>A module on an in-memory line and a plain byte client: what a test sends and expects is what is on the wire.</summary>
internal class Host : IDisposable
{
    /// <summary>Name that the module resolves to the loopback address.</summary>
    public const string ServerName = Certificates.ServerName;

    private const int LimitMilliseconds = 60_000;

    private readonly Stream _line;
    private Exception? _fault;
    private long _sent;
    private long _taken;

    /// <param name="configure">Changes the module's options.</param>
    /// <param name="echo">The module echoes commands.</param>
    /// <param name="wrap">Puts something between the module and the line.</param>
    public Host(Action<ModuleOptions>? configure = null, bool echo = false, Func<Stream, Stream>? wrap = null)
    {
        ModuleOptions options = new() { Echo = echo, OfflineDns = true };
        options.Hosts[ServerName] = IPAddress.Loopback;
        configure?.Invoke(options);
        Module = new EmulatedModule(options);
        Module.Fault += fault => _fault = fault;
        Module.Traffic += (direction, bytes) =>
            Interlocked.Add(ref _taken, direction == LineDirection.ToModule ? bytes.Length : 0);
        LinePair.Create(out Stream moduleSide, out _line);
        _line.ReadTimeout = LimitMilliseconds;
        Module.Attach(wrap?.Invoke(moduleSide) ?? moduleSide);
    }

    /// <summary>A module whose time passes when the test says so.</summary>
    public Host(ManualClock clock, Action<ModuleOptions>? configure = null)
        : this(options =>
        {
            options.Clock = clock;
            configure?.Invoke(options);
        })
    {
    }

    public EmulatedModule Module { get; }

    public void Send(string text) => Send(Encoding.Latin1.GetBytes(text));

    public void Send(ReadOnlySpan<byte> bytes)
    {
        _sent += bytes.Length;
        _line.Write(bytes);
    }

    /// <summary>Sends one byte at a time, as a terminal does.</summary>
    public void Type(string text)
    {
        foreach (char character in text)
        {
            Send(character.ToString());
        }
    }

    /// <summary>Types a command with the echo on: the line shows it and then the answer.</summary>
    public void TypeCommand(string command, string answer = "\r\nOK\r\n")
    {
        Type(command + "\r");
        Expect(command + "\r" + answer);
    }

    /// <summary>The module has taken all that was sent off the line.</summary>
    public void WaitUntilTaken() => Wait.Until(() => Interlocked.Read(ref _taken) == _sent);

    /// <summary>Silence, "+++" and silence again, as application note 1.3 wants them, on the module's clock.</summary>
    public void Escape(ManualClock clock, string result = "\r\nOK\r\n")
    {
        WaitUntilTaken();
        clock.Advance(TimeSpan.FromSeconds(1));
        Type("+++");
        WaitUntilTaken();
        ExpectWhileTimePasses(clock, result);
    }

    /// <summary>As <see cref="Expect"/>, while the module's clock goes on, some seconds at a time.</summary>
    public void ExpectWhileTimePasses(ManualClock clock, string expected, double step = 0.25) =>
        clock.PassDuring(() => Expect(expected), step);

    /// <summary>Reads as many bytes as expected and compares them to the letter.</summary>
    public void Expect(string expected) => Assert.Equal(expected, Read(expected.Length));

    /// <summary>Reads so many bytes, or as many as come within the limit.</summary>
    public string Read(int size)
    {
        byte[] bytes = new byte[size];
        int count = 0;
        try
        {
            while (count < bytes.Length && _line.Read(bytes, count, bytes.Length - count) is int part and > 0)
            {
                count += part;
            }
        }
        catch (TimeoutException)
        {
            // The caller's comparison shows what came and what did not.
        }

        return Encoding.Latin1.GetString(bytes, 0, count);
    }

    public byte[] ReadBytes(int size)
    {
        byte[] bytes = new byte[size];
        _line.ReadExactly(bytes);
        return bytes;
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

    /// <summary>Nothing more is on the way: the next thing on the line is the answer to a command.</summary>
    public void ExpectSilence() => Command("AT");

    public void ActivatePdp() => Command("AT+QIACT=1");

    /// <summary>Opens id 4 with context 1 and waits for the result.</summary>
    public void Open(int port, int error = 0, int mode = 0, string server = ServerName)
    {
        Command($"AT+QSSLOPEN=1,1,4,\"{server}\",{port},{mode}");
        Expect($"\r\n+QSSLOPEN: 4,{error}\r\n");
    }

    /// <summary>Context 1 with every check on, and the test authorities as its CA file.</summary>
    public void Secure()
    {
        Module.Files.Write(
            "ca.pem", [.. Certificates.Pem(Certificates.Root), (byte)'\n', .. Certificates.Pem(Certificates.EllipticRoot)]);
        ActivatePdp();
        Configure("seclevel", 1);
        Configure("cacert", "\"ca.pem\"");
        Configure("sni", 1);
        Configure("checkhost", 1);
        Configure("ignorelocaltime", 0);
    }

    public void Configure(string name, object value) => Command($"AT+QSSLCFG=\"{name}\",1,{value}");

    public void Dispose()
    {
        Module.Dispose();
        _line.Dispose();
        Assert.Null(_fault);
    }
}
