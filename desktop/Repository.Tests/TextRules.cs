// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace NanoBg95.Repository.Tests;

/// <summary>What must not stand in any file, and what must stand in every one.</summary>
internal static partial class TextRules
{
    private const string Header = "// Copyright (c) nanoBg95 contributors\n// See LICENSE.md in the project root for license information.\n";

    /// <summary>
    /// The libraries' files that the board compiles otherwise than the PC, in one place each; the device-API check does not see the
    /// board's part. One overrides Stream.Read(SpanByte), which is abstract there and unknown here; one sets Thread.IsBackground,
    /// which is unknown there.
    /// </summary>
    private static readonly string[] s_conditional = ["Bg95Ssl/Serial/SystemTime.cs", "Bg95Ssl/Ssl/SslSocketStream.cs"];

    public static IEnumerable<string> Check(RepositoryFiles files)
    {
        return DeviceSources(files).Concat(Forbidden(files)).Concat(Headers(files)).Concat(DesktopSolution(files)).Concat(Readme(files)).Concat(LinkRules.Check(files));
    }

    private static IEnumerable<string> DeviceSources(RepositoryFiles files)
    {
        foreach (string path in files.Paths.Where(path => PackageRules.Names.Any(name => path.StartsWith(name + "/", StringComparison.Ordinal)) && path.EndsWith(".cs", StringComparison.Ordinal)))
        {
            if (Condition().Count(files[path]) > (s_conditional.Contains(path) ? 1 : 0))
            {
                yield return $"{path} is compiled otherwise on the board, where no test sees it";
            }

            if (DerivedStream().IsMatch(files[path]) && !files[path].Contains("override int Read(SpanByte ", StringComparison.Ordinal))
            {
                yield return $"{path} does not override Read(SpanByte), which is abstract in the board's Stream";
            }
        }
    }

    private static IEnumerable<string> Forbidden(RepositoryFiles files)
    {
        foreach (string path in files.Paths)
        {
            int number = 0;
            foreach (string line in files[path].Split('\n'))
            {
                number++;
                if (MachinePath().IsMatch(line))
                {
                    yield return $"{path}:{number} names a path of somebody's machine";
                }

                if (Unfinished().IsMatch(line))
                {
                    yield return $"{path}:{number} is marked as unfinished";
                }
            }
        }
    }

    private static IEnumerable<string> Headers(RepositoryFiles files)
    {
        return files.Paths
            .Where(path => path.EndsWith(".cs", StringComparison.Ordinal) && !files[path].ReplaceLineEndings("\n").StartsWith(Header, StringComparison.Ordinal))
            .Select(path => $"{path} does not begin with the two lines on the licence");
    }

    private static IEnumerable<string> DesktopSolution(RepositoryFiles files)
    {
        return files.Paths
            .Where(path => path.EndsWith(".csproj", StringComparison.Ordinal) && !files["nanoBg95.Desktop.slnx"].Contains($"Path=\"{path}\"", StringComparison.Ordinal))
            .Select(path => $"nanoBg95.Desktop.slnx lacks {path}");
    }

    private static IEnumerable<string> Readme(RepositoryFiles files)
    {
        string[] first = files["README.md"].ReplaceLineEndings("\n").Split('\n');
        string[] commands = ["dotnet run --project samples/HttpsGet", "dotnet test nanoBg95.Desktop.slnx"];

        return commands.Where(command => !first.Take(8).Contains(command)).Select(command => $"README.md does not begin with '{command}'");
    }

    [GeneratedRegex("^\\s*#if ", RegexOptions.Multiline)]
    private static partial Regex Condition();

    [GeneratedRegex("class \\w+ : Stream\\b")]
    private static partial Regex DerivedStream();

    // Written in pieces, so that this file does not hold what it forbids.
    [GeneratedRegex("(?<![\\w.*/-])/(wo" + "rk|ro" + "ot|ho" + "me)/|[A-Z]:\\\\Use" + "rs\\\\")]
    private static partial Regex MachinePath();

    [GeneratedRegex("\\b(TO" + "DO|FIX" + "ME|HA" + "CK|XX" + "X)\\b")]
    private static partial Regex Unfinished();
}
