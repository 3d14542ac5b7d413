// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.ExceptionServices;
using Xunit;
using Xunit.v3;

namespace NanoBg95.DeviceTests;

/// <summary>
/// Reports every test of the board's own test assemblies that lie beside this one as a test case. They share one class because the
/// classes they come from may share statics, as they do on the board: one after the other, in the board's order.
/// </summary>
[TestCaseOrderer(typeof(ByOrdinal))]
public class OnTargetTests
{
    private static readonly IReadOnlyList<(DeviceTestClass Class, DeviceTest Test)> s_tests =
        [.. Assemblies().SelectMany(Classes).SelectMany(c => c.Tests.Select(t => (c, t)))];

    public static IEnumerable<TheoryDataRow<int, string>> Cases()
    {
        return s_tests.Select((entry, i) => new TheoryDataRow<int, string>(i, entry.Test.Name) { TestDisplayName = entry.Test.Name });
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Run(int ordinal, string name)
    {
        (DeviceTestClass testClass, DeviceTest test) = s_tests[ordinal];
        Assert.Equal(test.Name, name);

        Report(testClass.Run(test));
    }

    private static IEnumerable<string> Assemblies()
    {
        return Directory.EnumerateFiles(AppContext.BaseDirectory, "NFUnitTest*.dll")
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Order(StringComparer.Ordinal);
    }

    private static IReadOnlyList<DeviceTestClass> Classes(string assembly)
    {
        return DeviceTestClass.In(Assembly.Load(assembly).GetTypes());
    }

    /// <summary>Says it to xunit in its own terms.</summary>
    internal static void Report(DeviceTestResult result)
    {
        switch (result.Outcome)
        {
            case DeviceTestOutcome.Failed:
                ExceptionDispatchInfo.Throw(result.Exception!);
                break;

            case DeviceTestOutcome.Skipped:
                Assert.Skip(string.IsNullOrEmpty(result.Exception!.Message) ? "skipped" : result.Exception.Message);
                break;
        }
    }

    /// <summary>Keeps the order of the list: xunit's own is another.</summary>
    private sealed class ByOrdinal : ITestCaseOrderer
    {
        public IReadOnlyCollection<TTestCase> OrderTestCases<TTestCase>(IReadOnlyCollection<TTestCase> testCases)
            where TTestCase : notnull, Xunit.Sdk.ITestCase
        {
            return [.. testCases.OrderBy(testCase => testCase is XunitTestCase { TestMethodArguments: [int ordinal, ..] } ? ordinal : int.MaxValue)];
        }
    }
}
