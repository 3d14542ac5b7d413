// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Emulator;

/// <summary>The final result of a command.</summary>
internal readonly struct AtResult
{
    private const int NoCode = -1;

    private AtResult(string? text, int code)
    {
        Text = text;
        Code = code;
    }

    public static AtResult Ok { get; } = new("OK", NoCode);

    public static AtResult Error { get; } = new("ERROR", NoCode);

    /// <summary>Result text of a command that ends otherwise, such as SEND OK.</summary>
    public string? Text { get; }

    /// <summary>Number of the equipment error when <see cref="Text"/> is null; AT+CMEE decides how it looks.</summary>
    public int Code { get; }

    public bool IsOk => Text == "OK";

    public static AtResult EquipmentError(int code) => new(null, code);

    public static AtResult Final(string text) => new(text, NoCode);
}
