// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Reflection;
using nanoFramework.TestFramework;

namespace NanoBg95.DeviceTests;

/// <summary>One run of one method.</summary>
public sealed class DeviceTest(string name, MethodInfo method, object?[] arguments)
{
    /// <summary>Class, method and row.</summary>
    public string Name => name;

    internal MethodInfo Method => method;

    internal object?[] Arguments => arguments;

    /// <summary>What came of it, kept for a setup method only: it runs once.</summary>
    internal DeviceTestResult? Result { get; set; }
}

/// <summary>How a test ended.</summary>
public enum DeviceTestOutcome
{
    /// <summary>It returned.</summary>
    Passed,

    /// <summary>It threw.</summary>
    Failed,

    /// <summary>It, or the setup of its class, asked to be skipped.</summary>
    Skipped,
}

/// <summary>How a test ended, and the exception that ended it.</summary>
public sealed record DeviceTestResult(DeviceTestOutcome Outcome, Exception? Exception)
{
    /// <summary>Only the framework's own exception skips; every other one is a failure.</summary>
    public static DeviceTestResult From(Exception exception)
    {
        return new DeviceTestResult(exception is SkipTestException ? DeviceTestOutcome.Skipped : DeviceTestOutcome.Failed, exception);
    }
}
