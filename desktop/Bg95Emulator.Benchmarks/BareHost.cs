// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Globalization;
using System.IO;
using System.Text;
using Bg95Ssl;

namespace Bg95Emulator.Benchmarks;

/// <summary>The least that can be done on a line: write the command, read the bytes that must come. No driver does better.</summary>
internal sealed class BareHost
{
    private const int Limit = 10_000;
    private const int WriteLimit = 5_000;

    private static readonly byte[] s_receive = "AT+QSSLRECV=4,1500\r"u8.ToArray();
    private static readonly byte[] s_full = "\r\n+QSSLRECV: 1500\r\n"u8.ToArray();
    private static readonly byte[] s_ok = "\r\n\r\nOK\r\n"u8.ToArray();
    private static readonly byte[] s_send = "AT+QSSLSEND=4,1460\r"u8.ToArray();
    private static readonly byte[] s_prompt = "\r\n> "u8.ToArray();
    private static readonly byte[] s_sent = "\r\nSEND OK\r\n"u8.ToArray();
    private static readonly byte[] s_pushed = "\r\n+QSSLURC: \"recv\",4,"u8.ToArray();

    private readonly ITransport _line;
    private readonly byte[] _buffer = new byte[4096];
    private readonly byte[] _payload = new byte[SslSocket.SendChunk];
    private int _start;
    private int _end;

    public BareHost(ITransport line)
    {
        _line = line;
        line.Open();
    }

    public void Activate() => Command("AT+QIACT=1", "\r\nOK\r\n");

    public void Connect(string server, int port, AccessMode mode)
    {
        string command = $"AT+QSSLOPEN=1,1,4,\"{server}\",{port},{(int)mode}";

        if (mode == AccessMode.Transparent)
        {
            Command(command, "\r\nCONNECT\r\n");
            return;
        }

        Command(command, "\r\nOK\r\n");
        Expect("\r\n+QSSLOPEN: 4,0\r\n"u8);

        if (mode == AccessMode.Buffer)
        {
            // Of the first data alone: a buffer that never gets empty is not announced again.
            string announced = "\r\n+QSSLURC: \"recv\",4\r\n";
            _end += _line.Read(_buffer, _end, announced.Length, announced.Length, Limit / 10);
            _start = _end;
        }
    }

    public void Probe(int times)
    {
        for (int i = 0; i < times; i++)
        {
            Command("AT", "\r\nOK\r\n");
        }
    }

    public int Receive()
    {
        _line.Write(s_receive, 0, s_receive.Length, WriteLimit);
        Expect(s_full);
        Skip(SslSocket.ReceiveChunk);
        Expect(s_ok);
        return SslSocket.ReceiveChunk;
    }

    public void ReceiveOne() => Command("AT+QSSLRECV=4,1", "\r\n+QSSLRECV: 1\r\n.\r\n\r\nOK\r\n");

    public int Send()
    {
        _line.Write(s_send, 0, s_send.Length, WriteLimit);
        Expect(s_prompt);
        _line.Write(_payload, 0, _payload.Length, WriteLimit);
        Expect(s_sent);
        return _payload.Length;
    }

    public int TakePushed()
    {
        Expect(s_pushed);
        int count = 0;

        for (byte digit = Next(); digit != '\r'; digit = Next())
        {
            count = (count * 10) + digit - '0';
        }

        Skip(1 + count);
        return count;
    }

    public int TakeRaw()
    {
        Skip(SslSocket.ReceiveChunk);
        return SslSocket.ReceiveChunk;
    }

    private void Command(string text, string answer)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(text + "\r");
        _line.Write(bytes, 0, bytes.Length, WriteLimit);
        Expect(Encoding.ASCII.GetBytes(answer));
    }

    private void Expect(ReadOnlySpan<byte> text)
    {
        Need(text.Length);
        ReadOnlySpan<byte> came = _buffer.AsSpan(_start, text.Length);

        if (!came.SequenceEqual(text))
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture, $"'{Encoding.ASCII.GetString(came)}' came instead of '{Encoding.ASCII.GetString(text)}'"));
        }

        _start += text.Length;
    }

    private byte Next()
    {
        Need(1);
        return _buffer[_start++];
    }

    private void Skip(int count)
    {
        Need(count);
        _start += count;
    }

    private void Need(int count)
    {
        int lacking = count - _end + _start;

        if (lacking <= 0)
        {
            return;
        }

        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        int read = _line.Read(_buffer, _end, lacking, _buffer.Length - _end, Limit);
        _end += read >= lacking ? read : throw new TimeoutException();
    }
}
