// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;
using System.Linq;

namespace Bg95Emulator;

/// <summary>
/// AT+QICFG: settings of the sockets, with the ranges of the vendor's TCP/IP note; not kept over a restart. Only "recvind" does
/// something here: the others concern the sockets of QIOPEN, which the emulator has not.
/// </summary>
internal sealed class SocketSettings
{
    private readonly Dictionary<string, int[]> _values = [];

    /// <summary>The names, in the order of the test form, each with the ranges of its values.</summary>
    public static IReadOnlyList<(string Name, ValueRange[] Ranges, int[] Defaults)> Known { get; } =
    [
        ("transpktsize", [new(1, 1460)], [1024]),
        ("transwaittm", [new(0, 20)], [2]),
        ("dataformat", [new(0, 1), new(0, 1)], [0, 0]),
        ("viewmode", [new(0, 1)], [0]),
        ("recvind", [new(0, 1)], [0]),
        ("tcp/sack", [new(0, 1)], [1]),
        ("tcp/keepalive", [new(0, 1), new(1, 120), new(25, 100), new(3, 10)], [0]),
        ("tcp/retranscfg", [new(3, 20), new(5, 1000)], [12, 600]),
    ];

    /// <summary>"recv" tells how much there is.</summary>
    public bool TellsLength => Values("recvind")[0] == 1;

    public int[] Values(string name) =>
        _values.TryGetValue(name, out int[]? set) ? set : Known.First(known => known.Name == name).Defaults;

    public void Set(string name, int[] values) => _values[name] = values;

    public void Reset() => _values.Clear();

    internal readonly record struct ValueRange(int Minimum, int Maximum);
}
