// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Linq;
using Xunit;

namespace Bg95Emulator.Tests;

/// <summary>Drivers that others wrote get through, on every member of the family that they are for.</summary>
public sealed class DriverTests
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Drivers");

    /// <summary>Each transcript with each profile that its line "# profiles:" names.</summary>
    public static TheoryData<string, string> Transcripts()
    {
        TheoryData<string, string> data = [];
        foreach (string file in Directory.GetFiles(s_folder, "*.txt").Order(StringComparer.Ordinal))
        {
            const string Mark = "# profiles: ";
            string profiles = File.ReadLines(file).First(line => line.StartsWith(Mark, StringComparison.Ordinal))[Mark.Length..];
            foreach (string profile in profiles.Split(' '))
            {
                data.Add(Path.GetFileNameWithoutExtension(file), profile);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Transcripts))]
    public void Driver_FromItsStartToItsPayload_GetsThrough(string driver, string profile)
    {
        using DriverTranscript transcript = new(Path.Combine(s_folder, driver + ".txt"), profile);
        transcript.Run();
        Assert.Equal(0, transcript.Verdict.Count(DriverRules.TooMuchData));
        Assert.Equal(0, transcript.Verdict.Count(DriverRules.NoCommand));
    }
}
