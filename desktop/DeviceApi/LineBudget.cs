// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Linq;

namespace NanoBg95.DeviceApi;

/// <summary>How large the library may grow.</summary>
public static class LineBudget
{
    /// <summary>Most lines of one file, everything counted.</summary>
    public const int File = 400;

    /// <summary>Most lines of code of the library: neither blank, nor a comment, nor a brace alone.</summary>
    public const int Library = 3000;

    /// <summary>Reports the files, and the library, that are over.</summary>
    /// <param name="files">Name and text of every source file of the library.</param>
    public static IReadOnlyList<Finding> Check(IEnumerable<KeyValuePair<string, string>> files)
    {
        List<Finding> findings = [];
        int total = 0;
        foreach ((string name, string text) in files)
        {
            string[] lines = text.TrimEnd().Split('\n');
            if (lines.Length > File)
            {
                findings.Add(new Finding("file too long", name, $"{lines.Length} lines, at most {File}"));
            }

            total += lines.Count(IsCode);
        }

        if (total > Library)
        {
            findings.Add(new Finding("library too long", "the library", $"{total} lines, at most {Library}"));
        }

        return findings;
    }

    private static bool IsCode(string line)
    {
        string trimmed = line.Trim();

        return trimmed is not ("" or "{" or "}") && !trimmed.StartsWith("//", StringComparison.Ordinal);
    }
}
