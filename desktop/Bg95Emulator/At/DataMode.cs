// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Diagnostics;

namespace Bg95Emulator;

/// <summary>What a command needs to exchange raw bytes with the host in the middle of its answer.</summary>
internal sealed class DataMode
{
    private readonly LineInput _input;
    private readonly LineOutput _output;
    private readonly Answer _answer;

    public DataMode(LineInput input, LineOutput output, Answer answer)
    {
        _input = input;
        _output = output;
        _answer = answer;
    }

    public int Session { get; set; }

    /// <summary>Asks for data with a prompt or CONNECT; from here to the end of the command no unsolicited result comes.</summary>
    public void Begin(string invitation)
    {
        _answer.Text(invitation);
        _output.BeginData(_answer, Session);
    }

    /// <summary>Sends a byte of a hand-shake inside the data, such as the acknowledgement of AT+QFUPL.</summary>
    public void Send(string text) => Begin(text);

    /// <summary>Fills the target; false when the host was silent for longer than the time-out.</summary>
    public bool ReadExactly(Span<byte> target, TimeSpan silence) =>
        _input.ReadExactly(target, ToMilliseconds(silence));

    /// <summary>What the host has sent, at least one byte; empty when it was silent for the whole time.</summary>
    public ReadOnlySpan<byte> Peek(TimeSpan silence) =>
        _input.Fill(ToMilliseconds(silence)) ? _input.Available : [];

    public void Consume(int count) => _input.Consume(count);

    /// <summary>Lets a waiting <see cref="Peek"/> return early and empty. For any thread.</summary>
    public void Nudge() => _input.Nudge();

    public static TimeSpan TimeSince(long timestamp) => Stopwatch.GetElapsedTime(timestamp);

    private static int ToMilliseconds(TimeSpan time) =>
        time < TimeSpan.Zero ? -1 : (int)Math.Min(int.MaxValue, Math.Ceiling(time.TotalMilliseconds));
}
