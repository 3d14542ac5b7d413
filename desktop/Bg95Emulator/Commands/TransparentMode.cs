// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Diagnostics;

namespace Bg95Emulator;

/// <summary>
/// Transparent access mode (application note 1.3): from CONNECT on, the line carries nothing but payload, until "+++"
/// stands alone between two silences or the peer closes.
/// </summary>
internal sealed class TransparentMode
{
    private const int EscapeLength = 3;
    private const byte EscapeCharacter = (byte)'+';

    // A nudge between two waits is lost: then the end of the connection is seen this much later.
    private static readonly TimeSpan s_lookAround = TimeSpan.FromMilliseconds(100);

    private readonly ModuleState _module;
    private readonly SslClientSocket _socket;
    private readonly DataMode _data;
    private readonly TimeSpan _guard;
    private volatile bool _ended;
    private int _escape;

    public TransparentMode(ModuleState module, SslClientSocket socket, DataMode data)
    {
        _module = module;
        _socket = socket;
        _data = data;
        _guard = module.Options.EscapeGuardTime;
        socket.Ended = () =>
        {
            _ended = true;
            data.Nudge();
        };
    }

    /// <summary>Returns OK after "+++" and NO CARRIER after the end of the connection.</summary>
    public AtResult Run()
    {
        _socket.AccessMode = 2;
        _data.Begin("\r\nCONNECT\r\n");
        _socket.TakeLine(true);
        PassOnBuffered();
        if (_socket.State != SslClientSocket.Connected)
        {
            _ended = true;
        }

        bool escaped = PassOnInput();
        _socket.TakeLine(false);
        _socket.AccessMode = 0;
        if (!escaped)
        {
            return AtResult.Final("NO CARRIER");
        }

        _module.Sockets.LastTransparent = _socket;
        return AtResult.Ok;
    }

    /// <summary>What came before the line was taken goes out first.</summary>
    private void PassOnBuffered()
    {
        byte[] block = new byte[1024];
        int count;
        while ((count = _socket.Receive(block)) > 0)
        {
            _module.Output.TryWriteTransparent(block.AsMemory(0, count), _socket);
        }
    }

    /// <summary>True when "+++" ended it, false when the connection did.</summary>
    private bool PassOnInput()
    {
        long lastInput = Stopwatch.GetTimestamp();
        while (!_ended)
        {
            ReadOnlySpan<byte> bytes = _data.Peek(_escape == EscapeLength ? _guard : s_lookAround);
            if (bytes.IsEmpty)
            {
                if (!_ended && _escape == EscapeLength && Stopwatch.GetElapsedTime(lastInput) >= _guard)
                {
                    return true;
                }

                continue;
            }

            bool afterSilence = Stopwatch.GetElapsedTime(lastInput) >= _guard;
            lastInput = Stopwatch.GetTimestamp();
            if (!PassOn(bytes, afterSilence))
            {
                break;
            }

            _data.Consume(bytes.Length);
        }

        return false;
    }

    private bool PassOn(ReadOnlySpan<byte> bytes, bool afterSilence)
    {
        bool onlyEscape = !bytes.ContainsAnyExcept(EscapeCharacter) && _escape + bytes.Length <= EscapeLength;
        if (onlyEscape && (_escape > 0 || afterSilence))
        {
            _escape += bytes.Length;
            return true;
        }

        // No escape after all: what was held back is data.
        bool passed = _escape == 0 || _socket.Send("+++"u8[.._escape]);
        _escape = 0;
        return passed && _socket.Send(bytes);
    }
}
