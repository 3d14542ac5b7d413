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
        Assert.Empty(LineBudget.Check([File("a.cs", LineBudget.File)]));
    }

    [Fact]
    public void Check_LongFile_IsReported()
    {
        Finding finding = Assert.Single(LineBudget.Check([File("a.cs", LineBudget.File + 1)]));

        Assert.Equal("file too long", finding.Rule);
        Assert.Equal("a.cs", finding.Where);
    }

    private static KeyValuePair<string, string> File(string name, int lines)
    {
        return new(name, string.Join('\n', Enumerable.Repeat("x", lines)));
    }
}
