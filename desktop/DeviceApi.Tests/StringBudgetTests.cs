// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NanoBg95.DeviceApi.Tests;

public class StringBudgetTests
{
    // 100 bytes each, in 320 of them the whole budget.
    private const int Most = StringBudget.Assembly / 100;

    [Fact]
    public void Check_FewStrings_FindsNothing()
    {
        Assert.Empty(Check(Literals(Most - 10)));
    }

    [Fact]
    public void Check_TooManyLiterals_IsReportedWithTheReason()
    {
        Finding finding = Assert.Single(Check(Literals(Most)));

        Assert.Equal("too many strings", finding.Rule);
        Assert.Equal("Fixture", finding.Where);
        Assert.Contains("15 bits", finding.What, System.StringComparison.Ordinal);
    }

    [Fact]
    public void Check_TheSameLiteralAgain_CountsOnce()
    {
        Assert.Empty(Check(Literals(Most - 10) + Literals(Most - 10)));
    }

    [Fact]
    public void Check_LambdasInMethodsWithLongNames_CountByTheirNames()
    {
        string lambdas = string.Concat(Enumerable.Range(0, Most).Select(i => "a = () => a = null;"));

        Assert.Empty(Check($"System.Action a = null; {lambdas}", "M"));
        Assert.Single(Check($"System.Action a = null; {lambdas}", new string('M', 120)));
    }

    private static string Literals(int count)
    {
        return string.Concat(Enumerable.Range(0, count).Select(i => $"System.GC.KeepAlive(\"{i:D99}\");"));
    }

    private static IReadOnlyList<Finding> Check(string body, string name = "M")
    {
        return StringBudget.Check(Fixture.Compile($"public static class C {{ public static void {name}() {{ {body} }} }}"), "Fixture");
    }
}
