// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Net;
using System.Text;

namespace Bg95Emulator.Benchmarks;

/// <summary>A module on a line in memory and the cheapest client there can be, so that the module is what is measured.</summary>
internal sealed class Client : IDisposable
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly Stream _line;
    private int _start;
    private int _end;

    public Client(int baudRate = 0)
    {
        ModuleOptions options = new() { Echo = false, BaudRate = baudRate };
        options.Hosts["peer.example"] = IPAddress.Loopback;
        Module = new EmulatedModule(options);
        LinePair.Create(out Stream moduleSide, out _line);
        Module.Attach(moduleSide);
    }

    public EmulatedModule Module { get; }

    public void Write(ReadOnlySpan<byte> bytes) => _line.Write(bytes);

    public void Command(string text, string end = "OK\r\n")
    {
        Write(Encoding.ASCII.GetBytes(text + "\r"));
        ReadPast(Encoding.ASCII.GetBytes(end));
    }

    public void Open(int port, int mode = 0)
    {
        Command("AT+QIACT=1");
        Command($"AT+QSSLOPEN=1,1,4,\"peer.example\",{port},{mode}");
        ReadPast("+QSSLOPEN: 4,0\r\n"u8);
    }

    /// <summary>One AT+QSSLRECV exchange; returns how many bytes of payload came.</summary>
    public int Receive(ReadOnlySpan<byte> command)
    {
        Write(command);
        ReadPast("+QSSLRECV: "u8);
        int count = 0;
        for (byte digit = ReadByte(); digit != '\r'; digit = ReadByte())
        {
            count = (count * 10) + digit - '0';
        }

        Skip(1 + count);
        ReadPast("OK\r\n"u8);
        return count;
    }

    public void ReadPast(ReadOnlySpan<byte> text)
    {
        while (true)
        {
            int found = _buffer.AsSpan(_start, _end - _start).IndexOf(text);
            if (found >= 0)
            {
                _start += found + text.Length;
                return;
            }

            Fill();
        }
    }

    public void Skip(int count)
    {
        while (count > 0)
        {
            if (_start == _end)
            {
                Fill();
            }

            int part = Math.Min(count, _end - _start);
            _start += part;
            count -= part;
        }
    }

    public void Dispose()
    {
        Module.Dispose();
        _line.Dispose();
    }

    private byte ReadByte()
    {
        if (_start == _end)
        {
            Fill();
        }

        return _buffer[_start++];
    }

    private void Fill()
    {
        if (_start > _buffer.Length / 2 || _start == _end)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        int count = _line.Read(_buffer, _end, _buffer.Length - _end);
        _end += count > 0 ? count : throw new EndOfStreamException();
    }
}
