// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Emulator;

/// <summary>A cell of a network.</summary>
/// <param name="Technology">What it speaks.</param>
public sealed record RadioCell(RadioTechnology Technology)
{
    /// <summary>The operator's code, country and network, such as 00101 (a test network).</summary>
    public string Operator { get; init; } = "00101";

    /// <summary>The operator's name.</summary>
    public string LongName { get; init; } = "Test Network";

    /// <summary>The operator's short name.</summary>
    public string ShortName { get; init; } = "Test";

    /// <summary>The band: 20 as in LTE band 20; for GSM 850, 900, 1800 or 1900.</summary>
    public int Band { get; init; } = Technology == RadioTechnology.Gsm ? 900 : 20;

    /// <summary>The channel, as AT+QNWINFO tells it.</summary>
    public int Channel { get; init; } = Technology == RadioTechnology.Gsm ? 59 : 6300;

    /// <summary>Tracking area, or location area of GSM.</summary>
    public int Area { get; init; } = 0x71F6;

    /// <summary>Number of the cell.</summary>
    public int Id { get; init; } = 0x14BCB0C;

    /// <summary>How well it is received.</summary>
    public SignalLevel Signal { get; init; } =
        Technology == RadioTechnology.Gsm ? new SignalLevel(-65) : new SignalLevel(-65, -92, 120, -11);

    /// <summary>What it makes of the module.</summary>
    public CellAnswer Answer { get; init; }

    /// <summary>The same place on the dial: what the module remembers of a cell it was registered in.</summary>
    internal bool IsLike(RadioCell other) =>
        (Technology, Operator, Band) == (other.Technology, other.Operator, other.Band);
}
