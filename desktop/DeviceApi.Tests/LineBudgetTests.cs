// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NanoBg95.DeviceApi.Tests;

public class LineBudgetTests
{
    [Fact]
    public void Check_WithinTheBudget_FindsNothing()
    {
        Assert.Empty(LineBudget.Check([File("a.cs", "x", LineBudget.File)]));
    }

    [Fact]
    public void Check_LongFile_IsReported()
    {
        Finding finding = Assert.Single(LineBudget.Check([File("a.cs", "x", LineBudget.File + 1)]));

        Assert.Equal("file too long", finding.Rule);
        Assert.Equal("a.cs", finding.Where);
    }

    [Fact]
    public void Check_LongLibrary_IsReported()
    {
        IEnumerable<KeyValuePair<string, string>> files = Enumerable.Range(0, 10).Select(i => File(i + ".cs", "x", LineBudget.Library / 10));

        Assert.Empty(LineBudget.Check(files));
        Assert.Equal("library too long", Assert.Single(LineBudget.Check(files.Append(File("a.cs", "x", 1)))).Rule);
    }

    [Fact]
    public void Check_CommentsBracesAndBlankLines_DoNotCountForTheLibrary()
    {
        IEnumerable<KeyValuePair<string, string>> files = Enumerable.Range(0, 20).Select(i => File(i + ".cs", (i % 4) switch { 0 => "   /// doc", 1 => "  // why", 2 => "    {", _ => "  " }, 300));

        Assert.Empty(LineBudget.Check(files));
    }

    private static KeyValuePair<string, string> File(string name, string line, int lines)
    {
        return new(name, string.Join('\n', Enumerable.Repeat(line, lines)));
    }
}
