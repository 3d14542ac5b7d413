// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using nanoFramework.TestFramework;

namespace NanoBg95.DeviceTests;

/// <summary>The tests of one class in the order in which the launcher on the board runs them: setup, tests, rows, cleanup.</summary>
public sealed class DeviceTestClass
{
    private readonly List<DeviceTest> _setups = [];
    private bool _isSetUp;
    private SkipTestException? _skipped;

    /// <summary>Reads the class's attributes.</summary>
    public DeviceTestClass(Type type)
    {
        MethodInfo[] methods = type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly);
        Name = type.Name;
        _setups.AddRange(Plain<SetupAttribute>(methods));
        Tests =
        [
            .. _setups,
            .. Plain<TestMethodAttribute>([.. methods.Where(method => !method.IsDefined(typeof(DataRowAttribute)))]),
            .. methods.SelectMany(Rows),
            .. Plain<CleanupAttribute>(methods),
        ];
    }

    /// <summary>The class's name.</summary>
    public string Name { get; }

    /// <summary>What is run and reported, in order.</summary>
    public IReadOnlyList<DeviceTest> Tests { get; }

    /// <summary>The test classes of an assembly, by name.</summary>
    public static IReadOnlyList<DeviceTestClass> In(IEnumerable<Type> types)
    {
        return [.. types.Where(type => type.IsClass && type.IsDefined(typeof(TestClassAttribute))).OrderBy(type => type.FullName, StringComparer.Ordinal).Select(type => new DeviceTestClass(type))];
    }

    /// <summary>Runs one of the class's tests, after the class's setup.</summary>
    public DeviceTestResult Run(DeviceTest test)
    {
        // A test run on its own needs the setup too; a setup that fails is reported as itself, and the tests still run.
        if (!_isSetUp)
        {
            _isSetUp = true;
            foreach (DeviceTest setup in _setups)
            {
                setup.Result = Call(setup);
                _skipped ??= setup.Result.Exception as SkipTestException;
            }
        }

        if (_skipped is not null)
        {
            return DeviceTestResult.From(_skipped);
        }

        return _setups.Contains(test) ? test.Result! : Call(test);
    }

    private static DeviceTestResult Call(DeviceTest test)
    {
        try
        {
            DeviceCall.Invoke(test.Method, test.Arguments);

            return new DeviceTestResult(DeviceTestOutcome.Passed, null);
        }
        catch (Exception ex)
        {
            return DeviceTestResult.From(ex);
        }
    }

    private IEnumerable<DeviceTest> Plain<TAttribute>(MethodInfo[] methods)
        where TAttribute : Attribute
    {
        return methods.Where(method => method.IsDefined(typeof(TAttribute))).Select(method => new DeviceTest($"{Name}.{method.Name}", method, []));
    }

    private IEnumerable<DeviceTest> Rows(MethodInfo method)
    {
        return method.GetCustomAttributes<DataRowAttribute>()
            .Select((row, i) => new DeviceTest($"{Name}.{method.Name}[{i}]({string.Join(", ", row.MethodParameters)})", method, row.MethodParameters));
    }
}
