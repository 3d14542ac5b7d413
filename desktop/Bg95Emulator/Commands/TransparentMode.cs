// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Emulator;

/// <summary>
/// Transparent access mode (application note 1.3): from CONNECT on, the line carries nothing but payload, until "+++"
/// stands alone between two silences, DTR drops, or the connection ends. Unsolicited results wait meanwhile.
/// </summary>
internal sealed class TransparentMode
{
    private const int EscapeLength = 3;
    private const byte EscapeCharacter = (byte)'+';

    private readonly ModuleState _module;
    private readonly ModuleSocket _socket;
    private readonly DataMode _data;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _guard;
    private volatile bool _ended;
    private volatile bool _dropped;
    private long _lastInput;
    private long _firstEscape;
    private int _escape;

    public TransparentMode(ModuleState module, ModuleSocket socket, DataMode data)
    {
        _module = module;
        _socket = socket;
        _data = data;
        _clock = module.Options.Clock;
        _guard = module.Options.EscapeGuardTime;
        socket.Receiver.Ended = () =>
        {
            _ended = true;
            data.Nudge();
        };
    }

    /// <summary>Returns OK after "+++" or DTR, and NO CARRIER after the end of the connection.</summary>
    public AtResult Run()
    {
        bool escaped = false;
        bool connected = false;
        _module.Transparent = this;
        _lastInput = _clock.GetTimestamp();
        try
        {
            _data.Begin(DataMode.Connect);
            _socket.Receiver.TakeLine();
            escaped = PassOnInput();
        }
        finally
        {
            // Also when the line was closed under it: the connection goes on in buffer access mode.
            _module.Transparent = null;
            connected = _socket.Receiver.LeaveLine();
            if (connected)
            {
                _module.Sockets.LastTransparent = _socket;
            }
        }

        return escaped && connected ? AtResult.Ok : AtResult.Final("NO CARRIER");
    }

    /// <summary>The host has dropped DTR. For any thread.</summary>
    /// <param name="disconnect">AT&amp;D2: the connection ends. Otherwise AT&amp;D1: it stays.</param>
    public void DropDataTerminalReady(bool disconnect)
    {
        if (disconnect)
        {
            _socket.Abort(SslError.ConnectFailed);
            return;
        }

        _dropped = true;
        _data.Nudge();
    }

    /// <summary>True when the host ended it, false when the connection did.</summary>
    private bool PassOnInput()
    {
        while (!_ended)
        {
            ReadOnlySpan<byte> bytes = _data.Peek(_escape > 0 && _guard < DataMode.s_lookAround ? _guard : DataMode.s_lookAround);
            long now = bytes.IsEmpty ? _clock.GetTimestamp() : _data.TakenAt;
            bool afterSilence = _clock.GetElapsedTime(_lastInput, now) >= _guard;
            if (_escape == EscapeLength && afterSilence)
            {
                // What has come after it already is the next command.
                return !_ended;
            }
            else if (!bytes.IsEmpty)
            {
                bool passed = PassOn(bytes, now, afterSilence);
                _data.Consume(bytes.Length);
                if (!passed)
                {
                    // What a peer that does not read has no room for is lost when DTR drops.
                    return _dropped && !_ended;
                }
            }
            else if (_dropped)
            {
                SendHeldBack();
                return !_ended;
            }
            else if (_escape is > 0 and < EscapeLength && IsTooLateToEscape(now) && !SendHeldBack())
            {
                return false;
            }
        }

        return false;
    }

    private bool HasDropped() => _dropped;

    /// <summary>"Input +++ within 1s" (application note 1.3).</summary>
    private bool IsTooLateToEscape(long now) => _clock.GetElapsedTime(_firstEscape, now) >= _guard;

    private bool PassOn(ReadOnlySpan<byte> bytes, long takenAt, bool afterSilence)
    {
        _lastInput = takenAt;
        bool onlyEscape = !bytes.ContainsAnyExcept(EscapeCharacter) && _escape + bytes.Length <= EscapeLength;
        if (onlyEscape && (_escape > 0 ? !IsTooLateToEscape(takenAt) : afterSilence))
        {
            _firstEscape = _escape == 0 ? takenAt : _firstEscape;
            _escape += bytes.Length;
            return true;
        }

        return SendHeldBack() && _socket.Send(bytes, HasDropped);
    }

    /// <summary>No escape after all: what was held back is data.</summary>
    private bool SendHeldBack()
    {
        int count = _escape;
        _escape = 0;
        return count == 0 || _socket.Send("+++"u8[..count], HasDropped);
    }
}
