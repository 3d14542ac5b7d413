// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Linq;
using nanoFramework.TestFramework;
using TestFrameworkShared;
using Xunit;
using Assert = Xunit.Assert;
using DeviceAssert = nanoFramework.TestFramework.Assert;

namespace NanoBg95.DeviceTests;

/// <summary>Shows that the runner reports what happens and calls as the board calls.</summary>
public class RunnerTests
{
    [Fact]
    public void Run_MethodThatReturns_Passes()
    {
        Assert.Equal(DeviceTestOutcome.Passed, Run<Sample>("Sample.Good").Outcome);
    }

    [Fact]
    public void Run_AssertionThatDoesNotHold_Fails()
    {
        DeviceTestResult result = Run<Sample>("Sample.Bad");

        Assert.Equal(DeviceTestOutcome.Failed, result.Outcome);
        Assert.Contains("<1>", Assert.Throws<AssertFailedException>(() => OnTargetTests.Report(result)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_SkipTest_IsReportedAsSkipped()
    {
        DeviceTestResult result = Run<Sample>("Sample.NotNow");

        Assert.Equal(DeviceTestOutcome.Skipped, result.Outcome);

        // Caught by hand: the assertions of xunit let a skip through, and then this test would be the skipped one.
        string? reported = null;
        try
        {
            OnTargetTests.Report(result);
        }
        catch (Exception ex)
        {
            reported = ex.Message;
        }

        Assert.Equal("$XunitDynamicSkip$no hardware", reported);
    }

    [Fact]
    public void Run_InstanceMethod_HasNoThis()
    {
        Assert.Equal(DeviceTestOutcome.Passed, Run<Sample>("Sample.HasNoThis").Outcome);
    }

    [Fact]
    public void Run_InstanceField_Fails()
    {
        Assert.IsType<NullReferenceException>(Run<Sample>("Sample.UsesAField").Exception);
    }

    [Fact]
    public void Run_DataRows_EachRunsWithItsArguments()
    {
        DeviceTestClass sample = new(typeof(Sample));
        IEnumerable<DeviceTest> rows = sample.Tests.Where(test => test.Name.StartsWith("Sample.Rows[", StringComparison.Ordinal));

        Assert.Equal([DeviceTestOutcome.Passed, DeviceTestOutcome.Failed], rows.Select(row => sample.Run(row).Outcome));
    }

    [Fact]
    public void Run_RowOfTheWrongLength_Fails()
    {
        Assert.IsType<ArgumentException>(Run<Sample>("Sample.WrongRow[0](1)").Exception);
    }

    [Fact]
    public void Tests_Order_IsTheLaunchers()
    {
        Assert.Equal(["Ordered.Before", "Ordered.First", "Ordered.Second", "Ordered.Row[0](1)", "Ordered.After"], new DeviceTestClass(typeof(Ordered)).Tests.Select(test => test.Name));
    }

    [Fact]
    public void Run_Setup_RunsOnceAndBeforeATestThatIsRunOnItsOwn()
    {
        DeviceTestClass ordered = new(typeof(Ordered));
        Ordered.Trace = "";
        ordered.Run(ordered.Tests[2]);
        ordered.Run(ordered.Tests[0]);
        ordered.Run(ordered.Tests[4]);

        Assert.Equal("before second after ", Ordered.Trace);
    }

    [Fact]
    public void Run_SetupThatSkips_SkipsTheClass()
    {
        DeviceTestClass skipped = new(typeof(SkippedByItsSetup));

        Assert.All(skipped.Tests, test => Assert.Equal(DeviceTestOutcome.Skipped, skipped.Run(test).Outcome));
    }

    [Fact]
    public void Run_SetupThatFails_IsReportedAndTheTestsRun()
    {
        DeviceTestClass failing = new(typeof(FailsInItsSetup));

        Assert.Equal([DeviceTestOutcome.Failed, DeviceTestOutcome.Passed], failing.Tests.Select(test => failing.Run(test).Outcome));
    }

    [Fact]
    public void In_ClassesWithoutTheAttribute_AreLeftOut()
    {
        Assert.Equal("Ordered", Assert.Single(DeviceTestClass.In([typeof(RunnerTests), typeof(Ordered)])).Name);
    }

    private static DeviceTestResult Run<TClass>(string name)
    {
        DeviceTestClass testClass = new(typeof(TClass));

        return testClass.Run(testClass.Tests.Single(test => test.Name == name));
    }

    [TestClass]
    private sealed class Sample
    {
        private readonly int _field = 1;

        [TestMethod]
        public void Good()
        {
            DeviceAssert.AreEqual(1, 1);
        }

        [TestMethod]
        public void Bad()
        {
            DeviceAssert.AreEqual(1, 2);
        }

        [TestMethod]
        public void NotNow()
        {
            DeviceAssert.SkipTest("no hardware");
        }

        [TestMethod]
        public void HasNoThis()
        {
            DeviceAssert.IsNull(this);
        }

        [TestMethod]
        public void UsesAField()
        {
            DeviceAssert.AreEqual(1, _field);
        }

        [DataRow(1, "1")]
        [DataRow(2, "1")]
        public void Rows(int value, string text)
        {
            DeviceAssert.AreEqual(text, value.ToString());
        }

        [DataRow(1)]
        public void WrongRow(int value, string text)
        {
            DeviceAssert.AreEqual(text, value.ToString());
        }
    }

    [TestClass]
    private static class Ordered
    {
        public static string Trace { get; set; } = "";

        [Cleanup]
        public static void After()
        {
            Trace += "after ";
        }

        [TestMethod]
        [DataRow(1)]
        public static void Row(int value)
        {
            Trace += "row" + value + " ";
        }

        [TestMethod]
        public static void First()
        {
            Trace += "first ";
        }

        [TestMethod]
        public static void Second()
        {
            Trace += "second ";
        }

        [Setup]
        public static void Before()
        {
            Trace += "before ";
        }
    }

    [TestClass]
    private static class SkippedByItsSetup
    {
        [Setup]
        public static void Before()
        {
            DeviceAssert.SkipTest("not here");
        }

        [TestMethod]
        public static void Test()
        {
            DeviceAssert.IsTrue(false);
        }
    }

    [TestClass]
    private static class FailsInItsSetup
    {
        [Setup]
        public static void Before()
        {
            DeviceAssert.IsTrue(false);
        }

        [TestMethod]
        public static void Test()
        {
            DeviceAssert.IsTrue(true);
        }
    }
}
