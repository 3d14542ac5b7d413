// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;

namespace Bg95Emulator;

/// <summary>
/// The sending half of the module's UART. Whole answers and whole unsolicited results leave one at a time, so that one
/// never splits the other; between a prompt and the end of its data unsolicited results wait. Whoever waits because the host
/// does not read waits without the lock, and gives up at a reboot.
/// </summary>
internal sealed class LineOutput
{
    // Only reached when a host leaves a prompt or transparent mode open for very long.
    private const int MaxQueued = 1000;

    private readonly object _gate = new();
    private readonly ModuleFaults _faults;
    private readonly LineTransmitter _transmitter;
    private readonly Queue<Unsolicited> _waiting = new();
    private readonly Queue<string> _insideNextAnswer = new();
    private bool _dataMode;
    private bool _insideEcho;
    private bool _held;
    private bool _heldByCommand;

    public LineOutput(
        ModuleOptions options,
        ModuleFaults faults,
        DialogueFeed dialogue,
        Action<LineDirection, ReadOnlyMemory<byte>> trace)
    {
        _faults = faults;
        _transmitter = new LineTransmitter(_gate, options, faults, dialogue, trace) { Crashed = OnCrash, RoomMade = OnRoomMade };
    }

    /// <summary>The module crashed in the middle of what it sent; called on a thread that holds the line.</summary>
    public Action Crashed { get; set; } = () => { };

    /// <summary>The host holds the module back by RTS (AT+IFC): its receive ring cannot overflow.</summary>
    public bool IsFlowControlled
    {
        get => _transmitter.IsFlowControlled;
        set => _transmitter.IsFlowControlled = value;
    }

    /// <summary>Unsolicited results come here and not to another port of the module (AT+QURCCFG).</summary>
    public bool HasUrcs { get; set; } = true;

    /// <summary>Unsolicited results sent since the start.</summary>
    public long UnsolicitedCount => _transmitter.UnsolicitedCount;

    /// <summary>Bytes put on the line since the start.</summary>
    public long ByteCount => _transmitter.ByteCount;

    /// <summary>Counts reboots and changes of line: an answer begun before one is never finished after it.</summary>
    public int Session
    {
        get
        {
            lock (_gate)
            {
                return _transmitter.Session;
            }
        }
    }

    private bool MustWait => _dataMode || _insideEcho || _held || _heldByCommand || _transmitter.IsWriting;

    public void Attach(Stream? line)
    {
        lock (_gate)
        {
            TakeLine(line);
        }
    }

    /// <summary>Waits until what was sent is on the line, at most so long.</summary>
    public void Drain(Stream line, TimeSpan limit)
    {
        LineWriter? writer;
        lock (_gate)
        {
            writer = _transmitter.WriterOf(line);
        }

        writer?.Drain(limit);
    }

    /// <summary>Lets go of the line, unless another has taken its place.</summary>
    public void Detach(Stream line)
    {
        lock (_gate)
        {
            if (_transmitter.IsOn(line))
            {
                TakeLine(null);
            }
        }
    }

    /// <summary>Drops everything under way; a silent module puts nothing on the line until it is reset again.</summary>
    public void Reset(bool silent)
    {
        lock (_gate)
        {
            _transmitter.IsSilent = silent;
            StartAnew();
        }
    }

    /// <summary>Keeps unsolicited results back until the running command has its answer. For the interpreter's thread.</summary>
    public void HoldUntilAnswer()
    {
        lock (_gate)
        {
            _heldByCommand = true;
        }
    }

    /// <summary>
    /// Keeps unsolicited results back until <see cref="Release"/>: the host is not to hear of a start before it can see all of it.
    /// </summary>
    public void Hold()
    {
        lock (_gate)
        {
            _held = true;
        }
    }

    /// <summary>Lets out what was held back.</summary>
    public void Release()
    {
        lock (_gate)
        {
            _held = false;
            EmitWaiting();
        }
    }

    /// <summary>Echoes part of a command line; until its end unsolicited results wait.</summary>
    public void Echo(ReadOnlySpan<byte> bytes, bool endOfLine)
    {
        byte[] echo = bytes.ToArray();
        lock (_gate)
        {
            WaitForTurn();
            bool begins = !_insideEcho;
            if (_transmitter.SendEcho(echo, begins))
            {
                _insideEcho = !endOfLine;
                EmitWaiting();
            }
        }
    }

    /// <summary>Writes what the answer holds, which ends with a prompt or CONNECT, and holds unsolicited results back.</summary>
    public void BeginData(Answer answer, int session)
    {
        lock (_gate)
        {
            WaitForTurn();
            if (session == _transmitter.Session && _transmitter.Send(answer))
            {
                _dataMode = true;
            }
        }

        answer.Clear();
    }

    /// <summary>Ends a command: the rest of the answer and the result, with one flush.</summary>
    public void Finish(Answer answer, string? result, int session)
    {
        lock (_gate)
        {
            WaitForTurn();
            if (session == _transmitter.Session)
            {
                while (result != null && _insideNextAnswer.TryDequeue(out string? text))
                {
                    answer.Framed(text);
                }

                if (result != null)
                {
                    answer.Framed(result);
                }

                if (_transmitter.Send(answer))
                {
                    _dataMode = false;
                    _heldByCommand = false;
                    EmitWaiting();
                    Monitor.PulseAll(_gate);
                }
            }
        }

        answer.Clear();
    }

    /// <summary>Puts an unsolicited result on the line, now or as soon as it splits nothing.</summary>
    public void SendUnsolicited(
        string text,
        ModuleSocket? source = null,
        bool leadingLineEnd = true,
        bool trailingLineEnd = true)
    {
        bool isAnnouncement = text.StartsWith("+QSSLURC: \"recv\"", StringComparison.Ordinal)
            || text.StartsWith("+QIURC: \"recv\"", StringComparison.Ordinal);
        if (isAnnouncement && _faults.Occasion(FaultCatalog.LostRecv) != null)
        {
            return;
        }

        lock (_gate)
        {
            string start = leadingLineEnd ? "\r\n" : string.Empty;
            string end = trailingLineEnd ? "\r\n" : string.Empty;
            Unsolicited unsolicited = new(start + text + end, source);
            if (!MustWait)
            {
                _waiting.Enqueue(unsolicited);
                EmitWaiting();
            }
            else if (_waiting.Count < MaxQueued)
            {
                _waiting.Enqueue(unsolicited);
            }
        }
    }

    /// <summary>Keeps an unsolicited result for the next answer and puts it before that answer's final result.</summary>
    public void SendInsideNextAnswer(string text)
    {
        lock (_gate)
        {
            _insideNextAnswer.Enqueue(text);
        }
    }

    /// <summary>
    /// Direct push: header and data in one piece. Waits for its turn, so the peer waits too. False when the socket was
    /// closed or left direct push mode meanwhile.
    /// </summary>
    public bool TryPush(string header, ReadOnlySpan<byte> data, ModuleSocket source)
    {
        byte[] bytes = new byte[header.Length + data.Length];
        Encoding.Latin1.GetBytes(header, bytes);
        data.CopyTo(bytes.AsSpan(header.Length));
        lock (_gate)
        {
            while (MustWait && !source.IsReleased && source.Receiver.AccessMode == 1)
            {
                Monitor.Wait(_gate);
            }

            if (source.IsReleased || source.Receiver.AccessMode != 1)
            {
                return false;
            }

            if (!HasUrcs)
            {
                return true;
            }

            if (_transmitter.SendPush(bytes.AsMemory(0, header.Length), bytes.AsMemory(header.Length)))
            {
                EmitWaiting();
            }

            return true;
        }
    }

    /// <summary>Transparent mode: the peer's bytes as they are. False when the line has left transparent mode.</summary>
    public bool TryWriteTransparent(ReadOnlyMemory<byte> bytes, ModuleSocket source)
    {
        lock (_gate)
        {
            WaitForTurn();
            if (!_dataMode || !source.Receiver.OwnsLine || source.IsReleased)
            {
                return false;
            }

            return _transmitter.SendTransparent(bytes);
        }
    }

    /// <summary>Lets threads that wait in <see cref="TryPush"/> look at their socket again.</summary>
    public void WakeUp()
    {
        lock (_gate)
        {
            Monitor.PulseAll(_gate);
        }
    }

    private void TakeLine(Stream? line)
    {
        _transmitter.Take(line);
        StartAnew();
    }

    private void StartAnew()
    {
        _transmitter.StartSession();
        _dataMode = false;
        _insideEcho = false;
        _held = false;
        _heldByCommand = false;
        _waiting.Clear();
        _insideNextAnswer.Clear();
        Monitor.PulseAll(_gate);
    }

    /// <summary>Another thread may be in the middle of a burst, and wait for a host that does not read.</summary>
    private void WaitForTurn()
    {
        while (_transmitter.IsWriting)
        {
            Monitor.Wait(_gate);
        }
    }

    private void OnCrash()
    {
        StartAnew();
        Crashed();
    }

    private void OnRoomMade()
    {
        lock (_gate)
        {
            EmitWaiting();
        }
    }

    /// <summary>Without room an unsolicited result waits until there is some.</summary>
    private void EmitWaiting()
    {
        while (!MustWait && _transmitter.HasRoom && _waiting.TryDequeue(out Unsolicited unsolicited))
        {
            // The host that has closed an id, and may have opened it again, must hear no more of its old socket.
            bool isHeard = HasUrcs && unsolicited.Source is not { IsReleased: true };
            if (isHeard && !_transmitter.SendUnsolicited(unsolicited.Text))
            {
                return;
            }
        }

        Monitor.PulseAll(_gate);
    }

    private readonly record struct Unsolicited(string Text, ModuleSocket? Source);
}
