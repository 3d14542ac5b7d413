// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Text.RegularExpressions;

namespace NanoBg95.Documentation.Tests;

/// <summary>
/// What stands around a piece of code: DeviceContext.txt and PcContext.txt, with a place for members and one for statements. A line "// page: code" counts
/// for that page.
/// </summary>
internal static partial class Context
{
    private const string Members = "// MEMBERS";
    private const string Statements = "// STATEMENTS";

    public static string Around(string context, string page, string text)
    {
        using Stream stream = typeof(Context).Assembly.GetManifestResourceStream(context)!;
        using StreamReader reader = new(stream);
        string place = TypeBegin().IsMatch(text) ? Members : Statements;
        return reader.ReadToEnd().Replace($"// {page}: ", string.Empty, StringComparison.Ordinal).Replace(place, text, StringComparison.Ordinal);
    }

    [GeneratedRegex("\\A\\s*(public|internal|private)?\\s*(static |sealed )*(class|struct|interface|enum) ")]
    private static partial Regex TypeBegin();
}
