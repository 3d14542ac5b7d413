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

    // A paced piece is 20 ms of output.
    private const int PacedShare = 500;

    private readonly object _gate = new();
    private readonly ModuleOptions _options;
    private readonly ModuleFaults _faults;
    private readonly DialogueFeed _dialogue;
    private readonly LineOutputFaults _damage;
    private readonly Action<LineDirection, ReadOnlyMemory<byte>> _trace;
    private readonly Queue<Unsolicited> _waiting = new();
    private readonly Queue<string> _insideNextAnswer = new();
    private Stream? _line;
    private LineWriter? _writer;
    private bool _writing;
    private bool _neverWaits;
    private bool _dataMode;
    private bool _insideEcho;
    private bool _held;
    private bool _heldByCommand;
    private bool _silent;
    private int _session;

    public LineOutput(
        ModuleOptions options,
        ModuleFaults faults,
        DialogueFeed dialogue,
        Action<LineDirection, ReadOnlyMemory<byte>> trace)
    {
        _options = options;
        _faults = faults;
        _dialogue = dialogue;
        _damage = new LineOutputFaults(faults);
        _trace = trace;
    }

    /// <summary>The module crashed in the middle of what it sent; called on a thread that holds the line.</summary>
    public Action Crashed { get; set; } = () => { };

    /// <summary>The host holds the module back by RTS (AT+IFC): its receive ring cannot overflow.</summary>
    public bool IsFlowControlled { get; set; }

    /// <summary>Unsolicited results come here and not to another port of the module (AT+QURCCFG).</summary>
    public bool HasUrcs { get; set; } = true;

    /// <summary>Unsolicited results sent since the start.</summary>
    public long UnsolicitedCount { get; private set; }

    /// <summary>Bytes put on the line since the start.</summary>
    public long ByteCount { get; private set; }

    /// <summary>Counts reboots and changes of line: an answer begun before one is never finished after it.</summary>
    public int Session
    {
        get
        {
            lock (_gate)
            {
                return _session;
            }
        }
    }

    private bool MustWait => _dataMode || _insideEcho || _held || _heldByCommand || _writing;

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
            writer = _line == line ? _writer : null;
        }

        writer?.Drain(limit);
    }

    /// <summary>Lets go of the line, unless another has taken its place.</summary>
    public void Detach(Stream line)
    {
        lock (_gate)
        {
            if (_line == line)
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
            _silent = silent;
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
            if ((!begins || (StartBurst() && FillGap(Answer.Gap.BetweenLines))) && Emit(echo, DialogueKind.Echo))
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
            if (session == _session && Emit(answer))
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
            if (session == _session)
            {
                while (result != null && _insideNextAnswer.TryDequeue(out string? text))
                {
                    answer.Framed(text);
                }

                if (result != null)
                {
                    answer.Framed(result);
                }

                if (Emit(answer))
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

            if (StartBurst()
                && Emit(bytes.AsMemory(0, header.Length), DialogueKind.Unsolicited)
                && Emit(bytes.AsMemory(header.Length), DialogueKind.Payload))
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

            return StartBurst(noise: false) && Emit(bytes, DialogueKind.Payload);
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
        _writer?.Close();
        _line = line;
        _writer = line == null ? null : new LineWriter(line, PacedPiece * 2, OnRoomMade);
        StartAnew();
    }

    // A paced line holds 40 ms of output in two pieces, so that a reboot need not wait for the end of an answer.
    private int PacedPiece => _options.BaudRate > 0 ? Math.Max(1, _options.BaudRate / PacedShare) : 0;

    private void StartAnew()
    {
        // Whoever is in the middle of a burst sees by the session that it is over.
        _session++;
        _writing = false;
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
        while (_writing)
        {
            Monitor.Wait(_gate);
        }
    }

    private void OnRoomMade()
    {
        lock (_gate)
        {
            EmitWaiting();
        }
    }

    /// <summary>
    /// Never waits for the host, because whoever has something to tell may hold what the end of the module needs: without room it is
    /// told when there is some.
    /// </summary>
    private void EmitWaiting()
    {
        while (!MustWait && _writer is not { HasRoom: false } && _waiting.TryDequeue(out Unsolicited unsolicited))
        {
            if (!Emit(unsolicited))
            {
                return;
            }
        }

        Monitor.PulseAll(_gate);
    }

    private bool Emit(Unsolicited unsolicited)
    {
        // The host that has closed an id, and may have opened it again, must hear no more of its old socket.
        if (!HasUrcs || unsolicited.Source is { IsReleased: true })
        {
            return true;
        }

        UnsolicitedCount++;
        _neverWaits = true;
        bool done = StartBurst() && Emit(Encoding.Latin1.GetBytes(unsolicited.Text), DialogueKind.Unsolicited);
        _neverWaits = false;
        return done;
    }

    private bool Emit(Answer answer)
    {
        if (_faults.None && !_dialogue.IsWatched)
        {
            return PutOnLine(answer.Bytes);
        }

        bool goesOn = StartBurst();
        for (int i = 0; goesOn && i < answer.SegmentCount; i++)
        {
            ReadOnlyMemory<byte> bytes = answer.GetSegment(i, out Answer.Content content, out Answer.Gap gap);
            DialogueKind kind = content == Answer.Content.Payload ? DialogueKind.Payload : DialogueKind.Answer;
            goesOn = FillGap(gap) && Emit(bytes, kind, content == Answer.Content.Secret);
        }

        return goesOn;
    }

    private bool StartBurst(bool noise = true)
    {
        if (_faults.None)
        {
            return true;
        }

        _damage.StartBurst(IsFlowControlled);
        return Emit(noise ? _damage.Noise() : default, DialogueKind.Answer);
    }

    private bool FillGap(Answer.Gap gap)
    {
        if (_damage.ResultInGap(gap) is not string text)
        {
            return true;
        }

        UnsolicitedCount++;
        return Emit(Encoding.Latin1.GetBytes("\r\n" + text + "\r\n"), DialogueKind.Unsolicited);
    }

    /// <summary>False when the module was rebooted meanwhile, or has crashed: nothing more of the burst may follow.</summary>
    private bool Emit(ReadOnlyMemory<byte> bytes, DialogueKind kind, bool secret = false)
    {
        if (_line == null || _silent || bytes.IsEmpty)
        {
            return true;
        }

        bool crashed = false;
        if (!_faults.None)
        {
            bytes = _damage.Apply(bytes, out crashed);
        }

        if (kind != DialogueKind.Echo)
        {
            // An echo comes in pieces, and may be of a password: the interpreter records it with its command line.
            _dialogue.Record(kind, secret ? [] : bytes.Span, secret ? bytes.Length : 0);
        }

        bool done = PutOnLine(bytes);
        if (done && crashed)
        {
            // Nothing more of what was under way, until the module has booted.
            _silent = true;
            StartAnew();
            Crashed();
        }

        return done && !crashed;
    }

    private bool PutOnLine(ReadOnlyMemory<byte> bytes)
    {
        if (_writer == null || _silent || bytes.IsEmpty)
        {
            return true;
        }

        ByteCount += bytes.Length;
        int session = _session;
        _writing = true;
        while (!bytes.IsEmpty)
        {
            int limit = PacedPiece > 0 ? PacedPiece : int.MaxValue;
            limit = _options.DeliveryChunk > 0 ? Math.Min(_options.DeliveryChunk, limit) : limit;
            int size = Math.Min(limit, bytes.Length);
            if (!_faults.None)
            {
                size = _damage.PieceSize(size, out int pause);
                if (!Pause(pause, session))
                {
                    return false;
                }
            }

            _trace(LineDirection.ToHost, bytes[..size]);
            if (!PutPiece(_writer, bytes[..size], session))
            {
                return false;
            }

            bytes = bytes[size..];
        }

        _writing = false;
        return true;
    }

    private bool PutPiece(LineWriter writer, ReadOnlyMemory<byte> piece, int session)
    {
        while (true)
        {
            piece = piece[writer.Put(piece.Span, _neverWaits)..];
            if (piece.IsEmpty || writer.IsClosed)
            {
                return true;
            }

            Monitor.Wait(_gate);
            if (_session != session)
            {
                return false;
            }
        }
    }

    private bool Pause(int milliseconds, int session)
    {
        long end = Environment.TickCount64 + milliseconds;
        while (_session == session && Environment.TickCount64 < end)
        {
            Monitor.Wait(_gate, (int)Math.Max(1, end - Environment.TickCount64));
        }

        return _session == session;
    }

    private readonly record struct Unsolicited(string Text, ModuleSocket? Source);
}
