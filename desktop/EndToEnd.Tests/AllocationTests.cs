// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;
using Bg95Ssl;
using Xunit;

namespace EndToEnd.Tests;

/// <summary>
/// A steady send and receive allocates nothing: neither on the caller's thread nor on the reader's. The module here is a few
/// canned answers, so that what is counted is the library's alone.
/// </summary>
public sealed class AllocationTests
{
    [Fact]
    public void SendAndReceive_Steady_AllocateNothing()
    {
        CannedModule line = new();
        using Bg95Modem modem = new(line);
        modem.Open();
        SslContext context = modem.SslContexts[0];
        context.CaCertificate = "ca.pem";
        using SslSocket socket = context.Connect("server.example", 443);
        byte[] block = new byte[SslSocket.ReceiveChunk];
        Exchange(socket, block, 50);
        line.ReaderBytes = 0;
        long before = GC.GetAllocatedBytesForCurrentThread();

        Exchange(socket, block, 500);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(0, line.ReaderBytes);
        Assert.True(line.Receives > 500);
    }

    private static void Exchange(SslSocket socket, byte[] block, int times)
    {
        for (int i = 0; i < times; i++)
        {
            int sent = socket.Send(block, 0, SslSocket.SendChunk);
            int got = socket.Receive(block, 0, block.Length, Bench.Limit);

            if (sent != SslSocket.SendChunk || got != block.Length)
            {
                throw new InvalidOperationException($"{sent} {got}");
            }
        }
    }

    /// <summary>Answers each command with bytes made beforehand; counts what the reader's thread allocates between two reads.</summary>
    private sealed class CannedModule : ITransport
    {
        private static readonly byte[] s_ok = "\r\nOK\r\n"u8.ToArray();
        private static readonly byte[] s_prompt = "\r\n> "u8.ToArray();
        private static readonly byte[] s_sent = "\r\nSEND OK\r\n"u8.ToArray();
        private static readonly byte[] s_clock = "\r\n+CCLK: \"26/11/24,09:14:02+04\"\r\n\r\nOK\r\n"u8.ToArray();
        private static readonly byte[] s_opened = "\r\nOK\r\n\r\n+QSSLOPEN: 0,0\r\n"u8.ToArray();
        private static readonly byte[] s_one = "\r\n+QSSLRECV: 1\r\nx\r\n\r\nOK\r\n"u8.ToArray();
        private static readonly byte[] s_rest = Answer(1499);
        private static readonly byte[] s_full = Answer(1500);

        private readonly AutoResetEvent _ready = new(false);
        private byte[] _answer = [];
        private int _given;
        private int _sending;
        private long _seen = -1;
        private bool _closed;

        public long ReaderBytes { get; set; }

        public int Receives { get; private set; }

        public int Capacity => 2048;

        public bool HasFlowControl => false;

        public void Open()
        {
        }

        public void Close()
        {
            _closed = true;
            _ready.Set();
        }

        public void Dispose() => Close();

        public int Read(byte[] buffer, int offset, int minimum, int maximum, int timeout)
        {
            long now = GC.GetAllocatedBytesForCurrentThread();
            ReaderBytes += _seen < 0 ? 0 : now - _seen;

            while (!_closed && _given == _answer.Length)
            {
                _ready.WaitOne(timeout);
            }

            int count = Math.Min(maximum, _answer.Length - _given);
            Buffer.BlockCopy(_answer, _given, buffer, offset, count);
            _given += count;
            _seen = GC.GetAllocatedBytesForCurrentThread();
            return count;
        }

        public void Write(byte[] buffer, int offset, int count, int timeout)
        {
            ReadOnlySpan<byte> text = buffer.AsSpan(offset, count);
            byte[] answer = s_ok;

            if (_sending > 0)
            {
                _sending -= count;

                if (_sending > 0)
                {
                    return;
                }

                answer = s_sent;
            }
            else if (text.StartsWith("AT+CCLK?"u8))
            {
                answer = s_clock;
            }
            else if (text.StartsWith("AT+QSSLCFG"u8) && text.Count((byte)',') == 1)
            {
                answer = ReadBack(text);
            }
            else if (text.StartsWith("AT+QSSLCFG"u8))
            {
                string setting = Encoding.ASCII.GetString(text[11..^1]);
                _settings[setting[..setting.LastIndexOf(',')]] = setting;
            }
            else if (text.StartsWith("AT+QSSLOPEN"u8))
            {
                answer = s_opened;
            }
            else if (text.StartsWith("AT+QSSLSEND"u8))
            {
                _sending = SslSocket.SendChunk;
                answer = s_prompt;
            }
            else if (text.StartsWith("AT+QSSLRECV"u8))
            {
                Receives++;
                answer = text.EndsWith(",1\r"u8) ? s_one : text.EndsWith(",1499\r"u8) ? s_rest : s_full;
            }

            _given = 0;
            _answer = answer;
            _ready.Set();
        }

        private readonly Dictionary<string, string> _settings = [];

        private byte[] ReadBack(ReadOnlySpan<byte> query)
        {
            string name = Encoding.ASCII.GetString(query[11..^1]);
            return Encoding.ASCII.GetBytes($"\r\n+QSSLCFG: {_settings.GetValueOrDefault(name, name + ",0")}\r\n\r\nOK\r\n");
        }

        private static byte[] Answer(int size)
        {
            byte[] head = Encoding.ASCII.GetBytes($"\r\n+QSSLRECV: {size}\r\n");
            return [.. head, .. PageServer.Random(size), .. "\r\n\r\nOK\r\n"u8];
        }
    }
}
