// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Emulator;

/// <summary>How a cell is received.</summary>
/// <param name="Rssi">Received power, in dBm.</param>
/// <param name="Rsrp">Power of the reference signals, in dBm; -140: not measured. Only of LTE.</param>
/// <param name="Sinr">Signal against noise as the module tells it: dB = raw / 5 - 20. Only of LTE.</param>
/// <param name="Rsrq">Quality of the reference signals, in dB. Only of LTE.</param>
public readonly record struct SignalLevel(int Rssi, int Rsrp = -140, int Sinr = 0, int Rsrq = 0)
{
    private const int WeakestRssi = -113;
    private const int StrongestCsq = 31;

    /// <summary>The first number of AT+CSQ: dBm = 2n - 113 (module facts 14).</summary>
    internal int Csq => Math.Clamp((Rssi - WeakestRssi) / 2, 0, StrongestCsq);

    /// <summary>So much better or worse; what was not measured stays so.</summary>
    internal SignalLevel Moved(int decibel) => this with
    {
        Rssi = Rssi + decibel,
        Rsrp = Rsrp == -140 ? Rsrp : Rsrp + decibel,
    };
}
