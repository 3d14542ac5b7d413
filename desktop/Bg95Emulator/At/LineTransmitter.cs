// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Text;
using System.Threading;

namespace Bg95Emulator;

/// <summary>
/// Puts bytes on the line: in its pieces and at its pace, with what faults make of them, and told to whoever watches. Every member is
/// called with the owner's lock. Whoever waits because the host does not read waits without it, and gives up when another session begins.
/// </summary>
internal sealed class LineTransmitter
{
    // A paced piece is 20 ms of output.
    private const int PacedShare = 500;

    private readonly object _gate;
    private readonly ModuleOptions _options;
    private readonly ModuleFaults _faults;
    private readonly DialogueFeed _dialogue;
    private readonly LineOutputFaults _damage;
    private readonly Action<LineDirection, ReadOnlyMemory<byte>> _trace;
    private Stream? _line;
    private LineWriter? _writer;
    private bool _neverWaits;

    public LineTransmitter(
        object gate,
        ModuleOptions options,
        ModuleFaults faults,
        DialogueFeed dialogue,
        Action<LineDirection, ReadOnlyMemory<byte>> trace)
    {
        _gate = gate;
        _options = options;
        _faults = faults;
        _dialogue = dialogue;
        _damage = new LineOutputFaults(faults);
        _trace = trace;
    }

    /// <summary>The module crashed in the middle of what it sent: nothing more may follow until it has booted.</summary>
    public Action Crashed { get; set; } = () => { };

    /// <summary>There is room again after there was none. Called without the lock.</summary>
    public Action RoomMade { get; set; } = () => { };

    /// <summary>The host holds the module back by RTS (AT+IFC): its receive ring cannot overflow.</summary>
    public bool IsFlowControlled { get; set; }

    /// <summary>A silent module puts nothing on the line.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Somebody is in the middle of a burst, and may wait for the host.</summary>
    public bool IsWriting { get; private set; }

    /// <summary>Counts reboots and changes of line: what was begun before one is never finished after it.</summary>
    public int Session { get; private set; }

    /// <summary>Bytes put on the line since the start.</summary>
    public long ByteCount { get; private set; }

    /// <summary>Unsolicited results sent since the start.</summary>
    public long UnsolicitedCount { get; private set; }

    public bool HasRoom => _writer is not { HasRoom: false };

    // A paced line holds 40 ms of output in two pieces, so that a reboot need not wait for the end of an answer.
    private int PacedPiece => _options.BaudRate > 0 ? Math.Max(1, _options.BaudRate / PacedShare) : 0;

    public bool IsOn(Stream line) => _line == line;

    /// <summary>What writes to the line, if it is this one.</summary>
    public LineWriter? WriterOf(Stream line) => _line == line ? _writer : null;

    public void Take(Stream? line)
    {
        _writer?.Close();
        _line = line;
        _writer = line == null ? null : new LineWriter(line, PacedPiece * 2, () => RoomMade());
    }

    /// <summary>Whoever is in the middle of a burst sees by the session that it is over.</summary>
    public void StartSession()
    {
        Session++;
        IsWriting = false;
    }

    /// <summary>Part of an echo. False, as everywhere here, when the module was rebooted meanwhile, or has crashed.</summary>
    public bool SendEcho(ReadOnlyMemory<byte> echo, bool begins) =>
        (!begins || (StartBurst() && FillGap(Answer.Gap.BetweenLines))) && Emit(echo, DialogueKind.Echo);

    /// <summary>
    /// An unsolicited result. It never waits for the host, because whoever has something to tell may hold what the end of the module needs.
    /// </summary>
    public bool SendUnsolicited(string text)
    {
        UnsolicitedCount++;
        _neverWaits = true;
        bool done = StartBurst() && Emit(Encoding.Latin1.GetBytes(text), DialogueKind.Unsolicited);
        _neverWaits = false;
        return done;
    }

    /// <summary>Direct push: header and data in one piece.</summary>
    public bool SendPush(ReadOnlyMemory<byte> header, ReadOnlyMemory<byte> data) =>
        StartBurst() && Emit(header, DialogueKind.Unsolicited) && Emit(data, DialogueKind.Payload);

    /// <summary>Transparent mode: the peer's bytes as they are.</summary>
    public bool SendTransparent(ReadOnlyMemory<byte> bytes) => StartBurst(noise: false) && Emit(bytes, DialogueKind.Payload);

    /// <summary>What the answer holds, each kind of bytes as what it is.</summary>
    public bool Send(Answer answer)
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
        if (_line == null || IsSilent || bytes.IsEmpty)
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
            IsSilent = true;
            Crashed();
        }

        return done && !crashed;
    }

    private bool PutOnLine(ReadOnlyMemory<byte> bytes)
    {
        if (_writer == null || IsSilent || bytes.IsEmpty)
        {
            return true;
        }

        ByteCount += bytes.Length;
        int session = Session;
        IsWriting = true;
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

        IsWriting = false;
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
            if (Session != session)
            {
                return false;
            }
        }
    }

    private bool Pause(int milliseconds, int session)
    {
        long end = Environment.TickCount64 + milliseconds;
        while (Session == session && Environment.TickCount64 < end)
        {
            Monitor.Wait(_gate, (int)Math.Max(1, end - Environment.TickCount64));
        }

        return Session == session;
    }
}
