// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;

namespace NanoBg95.DeviceApi;

/// <summary>How long a file of the library may grow.</summary>
public static class LineBudget
{
    /// <summary>Most lines of one file, everything counted.</summary>
    public const int File = 400;

    /// <summary>Reports the files that are over.</summary>
    /// <param name="files">Name and text of every source file of the library.</param>
    public static IReadOnlyList<Finding> Check(IEnumerable<KeyValuePair<string, string>> files)
    {
        List<Finding> findings = [];
        foreach ((string name, string text) in files)
        {
            string[] lines = text.TrimEnd().Split('\n');
            if (lines.Length > File)
            {
                findings.Add(new Finding("file too long", name, $"{lines.Length} lines, at most {File}"));
            }
        }

        return findings;
    }
}
