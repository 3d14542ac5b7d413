// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Emulator;

/// <summary>What faults do to what the module sends. Used by the thread that holds the line.</summary>
internal sealed class LineOutputFaults
{
    private readonly ModuleFaults _faults;
    private readonly LineFaults _bytes;
    private bool _flowControlled;
    private bool _overflowing;
    private int _burst;

    public LineOutputFaults(ModuleFaults faults)
    {
        _faults = faults;
        _bytes = new LineFaults(faults, LineDirection.ToHost);
    }

    /// <summary>An answer or an unsolicited result begins: the host's ring is empty again.</summary>
    public void StartBurst(bool flowControlled)
    {
        _flowControlled = flowControlled;
        _overflowing = false;
        _burst = 0;
    }

    /// <summary>What stands on the line before an answer or a result.</summary>
    public ReadOnlyMemory<byte> Noise()
    {
        if (_faults.Occasion(FaultCatalog.Garbage) is not Fault fault)
        {
            return default;
        }

        byte[] noise = new byte[1 + fault.Random(Math.Max(1, fault.Number("max")))];
        for (int i = 0; i < noise.Length; i++)
        {
            noise[i] = (byte)fault.Random(256);
        }

        return noise;
    }

    /// <summary>The unsolicited result that a gap is filled with, or null.</summary>
    public string? ResultInGap(Answer.Gap gap)
    {
        if (gap == Answer.Gap.None || _faults.None)
        {
            return null;
        }

        Fault? fault = _faults.Find(FaultCatalog.UrcInGaps);
        bool open = fault != null && (gap == Answer.Gap.BetweenLines || fault.Number("payload") == 1);
        return open && _faults.Occasion(FaultCatalog.UrcInGaps) is Fault happens ? happens.Text("text") : null;
    }

    /// <summary>The bytes as the host gets them; valid until the next call.</summary>
    public ReadOnlyMemory<byte> Apply(ReadOnlyMemory<byte> bytes, out bool crashed)
    {
        bytes = _bytes.Damage(bytes, out crashed);
        if (_flowControlled || _faults.Find(FaultCatalog.Overrun) is not Fault overrun || !overrun.Covers(LineDirection.ToHost))
        {
            return bytes;
        }

        int room = Math.Max(0, overrun.Number("ring") - _burst);
        bool overflows = bytes.Length > room;
        if (overflows && !_overflowing && _burst <= overrun.Number("ring"))
        {
            _overflowing = _faults.Occasion(FaultCatalog.Overrun, LineDirection.ToHost) != null;
        }

        _burst += bytes.Length;
        return _overflowing && overflows ? bytes[..room] : bytes;
    }

    /// <summary>How many of the next bytes go out in one piece, and how long nothing does before them.</summary>
    public int PieceSize(int size, out int pauseMilliseconds)
    {
        pauseMilliseconds = 0;
        if (_faults.Occasion(FaultCatalog.Split) is not Fault split)
        {
            return size;
        }

        pauseMilliseconds = split.Number("ms");
        return Math.Min(size, 1 + split.Random(Math.Max(1, split.Number("max"))));
    }
}
