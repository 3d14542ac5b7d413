// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Bg95Emulator;

/// <summary>Bytes as a transcript's line has them: printable ASCII as it is, \r, \n, \\, \xHH, and \{n} for n bytes withheld.</summary>
internal static class TranscriptText
{
    public static string Escape(ReadOnlySpan<byte> bytes, int withheld)
    {
        StringBuilder text = new();
        for (int i = 0; i < bytes.Length; i++)
        {
            byte value = bytes[i];
            text.Append(value switch
            {
                // A space at the end of a line is what editors take away, and a prompt ends with one.
                (byte)' ' when i == bytes.Length - 1 => "\\x20",
                (byte)'\r' => "\\r",
                (byte)'\n' => "\\n",
                (byte)'\\' => "\\\\",
                >= (byte)' ' and <= (byte)'~' => ((char)value).ToString(),
                _ => "\\x" + value.ToString("X2", CultureInfo.InvariantCulture),
            });
        }

        return withheld > 0 ? text.Append("\\{").Append(withheld).Append('}').ToString() : text.ToString();
    }

    /// <exception cref="FormatException">The text is no such text.</exception>
    public static (byte[] Bytes, int Withheld) Parse(string text)
    {
        List<byte> bytes = [];
        int withheld = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                bytes.Add((byte)text[i]);
                continue;
            }

            switch (i + 1 < text.Length ? text[++i] : '\0')
            {
                case 'r':
                    bytes.Add((byte)'\r');
                    break;
                case 'n':
                    bytes.Add((byte)'\n');
                    break;
                case '\\':
                    bytes.Add((byte)'\\');
                    break;
                case 'x' when i + 2 < text.Length && byte.TryParse(
                    text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value):
                    bytes.Add(value);
                    i += 2;
                    break;
                case '{' when text.EndsWith('}') && int.TryParse(
                    text.AsSpan(i + 1, text.Length - i - 2), NumberStyles.None, CultureInfo.InvariantCulture, out withheld):
                    return ([.. bytes], withheld);
                default:
                    throw new FormatException($"'{text}' has a backslash that means nothing.");
            }
        }

        return ([.. bytes], withheld);
    }
}
