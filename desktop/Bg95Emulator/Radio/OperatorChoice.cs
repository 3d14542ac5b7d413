// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Emulator;

/// <summary>What AT+COPS has chosen. It is kept over a restart [chosen], except for mode 2.</summary>
/// <param name="Mode">0 automatic, 1 by hand, 2 none, 4 by hand and then automatic.</param>
/// <param name="Format">How AT+COPS? names the operator: 0 long, 1 short, 2 by number.</param>
/// <param name="Operator">The wanted operator's number; null: any.</param>
/// <param name="Technology">The wanted technology; null: any.</param>
internal sealed record OperatorChoice(int Mode, int Format, string? Operator = null, RadioTechnology? Technology = null)
{
    public const int Automatic = 0;
    public const int ByHand = 1;
    public const int None = 2;
    public const int ByHandThenAutomatic = 4;

    /// <summary>Whether a cell is one that was asked for.</summary>
    public bool Wants(RadioCell cell) =>
        (Operator == null || cell.Operator == Operator) && (Technology == null || cell.Technology == Technology);

    /// <summary>The operator's name in the chosen format.</summary>
    public static string Name(RadioCell cell, int format) => format switch
    {
        0 => cell.LongName,
        1 => cell.ShortName,
        _ => cell.Operator,
    };
}
