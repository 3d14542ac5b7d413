// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using NanoBg95.ReadmePicture;
using NanoBg95.Repository.Tests;
using Xunit;

namespace NanoBg95.Documentation.Tests;

/// <summary>The README shows what the sample says today.</summary>
public class ReadmePictureTests
{
    [Fact]
    public void Picture_OfTheSamplesRun_IsTheOneInTheRepository()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The picture is of a run on Linux: elsewhere the sample names another kind of line.");

        Assert.Equal(RepositoryFiles.OnDisk[PictureProgram.Path].ReplaceLineEndings("\n"), PictureProgram.Make());
    }

    [Fact]
    public void Normalize_TwoRuns_AreTheSame()
    {
        const string First = "  server   https://a.test:36009 in\n  page     status 200, 100 KiB in 0.04 s, 2.46 MiB/s\nOK: all; 2.9 s in all\n";
        const string Second = "  server   https://a.test:5001 in\r\n  page     status 200, 100 KiB in 1.04 s, 98.1 KiB/s\r\nOK: all; 12.0 s in all\r\n";

        Assert.Equal(SampleOutput.Normalize(First), SampleOutput.Normalize(Second));
    }

    [Fact]
    public void Normalize_AnotherWord_IsNotTheSame()
    {
        Assert.NotEqual(SampleOutput.Normalize("OK: all\n"), SampleOutput.Normalize("OK: each\n"));
    }

    [Fact]
    public void Draw_LineOf81Columns_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => TerminalPicture.Draw(new string('a', 81), "a"));
    }
}
