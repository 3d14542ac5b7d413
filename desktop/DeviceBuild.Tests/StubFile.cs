// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace NanoBg95.DeviceBuild.Tests;

/// <summary>Reads stubs.txt, whose form is told in its first lines.</summary>
internal static partial class StubFile
{
    /// <summary>The file that lies beside this source.</summary>
    public static string Text { get; } = Load();

    /// <summary>The types of each assembly, in the order of the file.</summary>
    public static IReadOnlyList<(string Assembly, IReadOnlyList<StubType> Types)> Parse(string text)
    {
        List<(string Assembly, IReadOnlyList<StubType> Types)> assemblies = [];
        List<StubType> types = [];
        foreach (string line in text.ReplaceLineEndings("\n").Split('\n').Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (Section().Match(line) is { Success: true } section)
            {
                types = [];
                assemblies.Add((section.Groups["name"].Value, types));
            }
            else if (Type().Match(line) is { Success: true } type)
            {
                types.Add(new StubType(Value(type, "attributes"), Value(type, "form"), Value(type, "name"), Value(type, "bases")));
            }
            else if (Members().Match(line) is { Success: true } members && types.Count > 0)
            {
                types[^1].Members.AddRange(Read(members));
            }
            else
            {
                throw new FormatException("stubs.txt cannot be read: " + line);
            }
        }

        return assemblies;
    }

    private static IEnumerable<StubMember> Read(Match line)
    {
        string[]? parameters = line.Groups["parameters"].Success ? Value(line, "parameters").Split(", ", StringSplitOptions.RemoveEmptyEntries) : null;
        foreach (string[] name in Value(line, "names").Split(", ").Select(name => name.Split(" = ")))
        {
            yield return new StubMember(Value(line, "attributes"), Value(line, "form"), name[0], name.Length > 1 ? name[1] : "", parameters);
        }
    }

    private static string Value(Match match, string group)
    {
        return match.Groups[group].Value;
    }

    private static string Load()
    {
        using Stream file = typeof(StubFile).Assembly.GetManifestResourceStream("stubs")!;
        using StreamReader reader = new(file);

        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^\[(?<name>[\w.]+)\]( #.*)?$")]
    private static partial Regex Section();

    [GeneratedRegex(@"^(?<attributes>\[[^\]]+\] )?(?<form>[a-z][a-z ]*) (?<name>[\w.]+)( : (?<bases>[\w., ]+))?$")]
    private static partial Regex Type();

    [GeneratedRegex(@"^  (?<attributes>\[[^\]]+\] )?(?<form>[^:]+): (?<names>[^()]+?)( \((?<parameters>[^()]*)\))?$")]
    private static partial Regex Members();
}
