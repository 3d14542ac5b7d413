// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Diagnostics;

namespace Bg95Emulator;

/// <summary>What a command needs to exchange raw bytes with the host in the middle of its answer.</summary>
internal sealed class DataMode
{
    /// <summary>The invitation of a command that asks for its data by CONNECT.</summary>
    public const string Connect = "\r\nCONNECT\r\n";

    /// <summary>Clocks other than the system's cannot end a wait for bytes: they are looked at this often.</summary>
    public static readonly TimeSpan s_lookAround = TimeSpan.FromMilliseconds(100);

    private readonly ModuleState _module;
    private readonly LineInput _input;
    private readonly LineOutput _output;
    private readonly Answer _answer;
    private string _command = string.Empty;
    private int _untilOverrun;

    public DataMode(ModuleState module, LineInput input, Answer answer)
    {
        _module = module;
        _input = input;
        _output = module.Output;
        _answer = answer;
    }

    /// <summary>How a wait has ended that the host can abort.</summary>
    internal enum WaitEnd
    {
        Reached,
        TimedOut,
        Aborted,
    }

    public int Session { get; private set; }

    /// <summary>The running command has asked for data.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>When the bytes that <see cref="Peek"/> gives were taken off the line.</summary>
    public long TakenAt => _input.TakenAt;

    /// <summary>How late the first byte of the answer is.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>How many bytes <see cref="ReadExactly"/> got last.</summary>
    public int LastCount { get; private set; }

    private bool IsTransparent => HasBegun && _command is "+QSSLOPEN" or "+QIOPEN" or "+QISWTMD" or "O";

    // What goes to a peer may be shown; everything else is taken for the content of a file, and may be a key.
    private bool IsSecret => !IsTransparent && _command is not ("+QSSLSEND" or "+QISEND" or "+QMTPUB" or "+QMTPUBEX");

    /// <summary>A command line begins.</summary>
    public void StartLine(int session)
    {
        Session = session;
        HasBegun = false;
    }

    /// <summary>A command of the line begins.</summary>
    public void StartCommand(string name) => _command = name.ToUpperInvariant();

    /// <summary>Asks for data with a prompt or CONNECT; from here to the end of the command no unsolicited result comes.</summary>
    public void Begin(string invitation)
    {
        if (!HasBegun)
        {
            _module.Judge.BeforePrompt(_input);
            _input.DataBegins();
            HasBegun = true;
            _untilOverrun = 0;
        }

        if (invitation.EndsWith("> ", StringComparison.Ordinal)
            && _module.Faults.Occasion(FaultCatalog.PromptWithoutSpace) != null)
        {
            invitation = invitation[..^1];
        }

        if (!_module.Verbose && invitation == Connect)
        {
            invitation = Answer.ConnectNumber;
        }

        WaitForDelay();
        _answer.Text(invitation);
        _output.BeginData(_answer, Session);
    }

    /// <summary>Sends a byte of a hand-shake inside the data, such as the acknowledgement of AT+QFUPL.</summary>
    public void Send(string text) => Begin(text);

    /// <summary>Puts what a peer has sent on the line, behind what the answer holds already; unsolicited results wait until its end.</summary>
    public void Deliver(ReadOnlySpan<byte> payload)
    {
        WaitForDelay();
        payload.CopyTo(_answer.GetSpan(payload.Length));
        _answer.Advance(payload.Length);
        _output.BeginData(_answer, Session);
    }

    /// <summary>Fills the target; false when the host was silent for longer than the time-out.</summary>
    public bool ReadExactly(Span<byte> target, TimeSpan silence)
    {
        int done = 0;
        try
        {
            while (done < target.Length)
            {
                if (!WaitForBytes(silence))
                {
                    _module.Judge.TooLittleData(done, target.Length);
                    return false;
                }

                LoseByOverrun();
                int count = Math.Min(target.Length - done, _input.Available.Length);
                _input.Available[..count].CopyTo(target[done..]);
                _input.Consume(count);
                done += count;
            }

            return true;
        }
        finally
        {
            LastCount = done;
            Record(target[..done]);
        }
    }

    /// <summary>What the host has sent, at least one byte; empty when it was silent for the whole time.</summary>
    public ReadOnlySpan<byte> Peek(TimeSpan silence)
    {
        if (!_input.Fill(ToMilliseconds(silence)))
        {
            return [];
        }

        if (IsTransparent)
        {
            _module.Judge.TransparentInput(_input.Available, _input.TakenAt);
        }

        return _input.Available;
    }

    public void Consume(int count)
    {
        Record(_input.Available[..count]);
        _input.Consume(count);
    }

    /// <summary>Lets a waiting <see cref="Peek"/> return early and empty. For any thread.</summary>
    public void Nudge() => _input.Nudge();

    public static TimeSpan TimeSince(long timestamp) => Stopwatch.GetElapsedTime(timestamp);

    /// <summary>Lets the time pass that faults and options put before an answer.</summary>
    public void WaitForDelay()
    {
        if (Delay > TimeSpan.Zero)
        {
            TimeSpan delay = Delay;
            Delay = TimeSpan.Zero;
            _module.TakeTime(delay);
        }
    }

    /// <summary>
    /// Waits until something is so, or a byte comes: one character aborts a command that may be aborted, and is used up
    /// (ITU-T V.250, 5.6.1, as with module facts 14).
    /// </summary>
    public WaitEnd WaitUnlessAborted(Func<bool> wanted, TimeSpan limit)
    {
        TimeProvider clock = _module.Options.Clock;
        long begin = clock.GetTimestamp();
        while (true)
        {
            if (wanted())
            {
                return WaitEnd.Reached;
            }

            if (clock.GetElapsedTime(begin) >= limit)
            {
                return WaitEnd.TimedOut;
            }

            if (_input.Fill((int)s_lookAround.TotalMilliseconds))
            {
                _input.Consume(1);
                _module.Judge.Aborted();
                return WaitEnd.Aborted;
            }
        }
    }

    private bool WaitForBytes(TimeSpan silence)
    {
        TimeProvider clock = _module.Options.Clock;
        if (silence < TimeSpan.Zero || clock == TimeProvider.System || clock is AcceleratedClock)
        {
            return _input.Fill(ToMilliseconds(silence));
        }

        long begin = clock.GetTimestamp();
        while (true)
        {
            // The clock first: bytes that came before the time was over are in time.
            bool over = clock.GetElapsedTime(begin) >= silence;
            if (_input.Fill(over ? 0 : (int)s_lookAround.TotalMilliseconds))
            {
                return true;
            }

            if (over)
            {
                return false;
            }
        }
    }

    private int ToMilliseconds(TimeSpan time)
    {
        double real = AcceleratedClock.ToReal(_module.Options.Clock, time).TotalMilliseconds;
        return time < TimeSpan.Zero ? -1 : (int)Math.Min(int.MaxValue, Math.Ceiling(real));
    }

    private void Record(ReadOnlySpan<byte> bytes)
    {
        if (_module.Dialogue.IsWatched)
        {
            _module.Dialogue.Record(DialogueKind.Data, IsSecret ? [] : bytes, IsSecret ? bytes.Length : 0);
        }
    }

    /// <summary>Writing to flash takes long: each ringful of data may overflow the UART's ring (module facts 4.11).</summary>
    private void LoseByOverrun()
    {
        if (_module.Faults.Find(FaultCatalog.Overrun) is not Fault overrun
            || !overrun.Covers(LineDirection.ToModule)
            || _module.FlowControl.FromModule == 2)
        {
            return;
        }

        _untilOverrun += _input.Available.Length;
        if (_untilOverrun >= overrun.Number("ring"))
        {
            _untilOverrun = 0;
            if (_module.Faults.Occasion(FaultCatalog.Overrun, LineDirection.ToModule) != null)
            {
                int lost = Math.Min(overrun.Number("lost"), _input.Available.Length - 1);
                _input.Consume(lost);
                _module.Judge.BytesLost(lost);
            }
        }
    }
}
