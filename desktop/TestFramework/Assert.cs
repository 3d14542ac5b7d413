// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Diagnostics.CodeAnalysis;
using TestFrameworkShared;

namespace nanoFramework.TestFramework;

/// <summary>Checks that throw when they do not hold. Signatures are the device's; the messages are our own.</summary>
public sealed partial class Assert
{
    /// <summary>Fails if both are the same object.</summary>
    public static void AreNotSame(object? notExpected, object? actual, string message = "")
    {
        Check(!ReferenceEquals(notExpected, actual), "Both are the same object.", message);
    }

    /// <summary>Fails if they are not the same object; boxed values never are.</summary>
    public static void AreSame(object? expected, object? actual, string message = "")
    {
        Check(ReferenceEquals(expected, actual), "They are not the same object.", message);
    }

    /// <summary>Fails if the text does not hold the other.</summary>
    public static void Contains(string expected, string value, string message = "")
    {
        Check(Given(value).Contains(Given(expected), StringComparison.Ordinal), $"'{value}' does not hold '{expected}'.", message);
    }

    /// <summary>Fails if the text holds the other.</summary>
    public static void DoesNotContains(string notExpected, string value, string message = "")
    {
        Check(!Given(value).Contains(Given(notExpected), StringComparison.Ordinal), $"'{value}' holds '{notExpected}'.", message);
    }

    /// <summary>Fails if the text does not end with the other.</summary>
    public static void EndsWith(string expected, string value, string message = "")
    {
        Check(Given(value).EndsWith(Given(expected), StringComparison.Ordinal), $"'{value}' does not end with '{expected}'.", message);
    }

    /// <summary>Fails if the text does not start with the other.</summary>
    public static void StartsWith(string expected, string value, string message = "")
    {
        Check(Given(value).StartsWith(Given(expected), StringComparison.Ordinal), $"'{value}' does not start with '{expected}'.", message);
    }

    /// <summary>Fails if the condition holds.</summary>
    public static void IsFalse(bool condition, string message = "")
    {
        Check(!condition, "The condition is true.", message);
    }

    /// <summary>Fails if the condition does not hold.</summary>
    public static void IsTrue(bool condition, string message = "")
    {
        Check(condition, "The condition is false.", message);
    }

    /// <summary>Fails if the object's own type is another; a derived type is another too, as on the device.</summary>
    public static void IsInstanceOfType(object? value, Type expected, string message = "")
    {
        Check(value?.GetType() == Given(expected), $"Expected type {expected}, got {value?.GetType()}.", message);
    }

    /// <summary>Fails if the object's own type is this one.</summary>
    public static void IsNotInstanceOfType(object? value, Type notExpected, string message = "")
    {
        Check(value?.GetType() != Given(notExpected), $"The type is {notExpected}.", message);
    }

    /// <summary>Fails on null.</summary>
    public static void IsNotNull([NotNull] object? value, string message = "")
    {
        Check(value is not null, "The value is null.", message);
    }

    /// <summary>Fails on anything but null.</summary>
    public static void IsNull(object? value, string message = "")
    {
        Check(value is null, "The value is not null.", message);
    }

    /// <summary>Ends the test as skipped.</summary>
    [DoesNotReturn]
    public static void SkipTest(string? message = null)
    {
        throw new SkipTestException(message);
    }

    /// <summary>Fails if the action throws nothing, or an exception whose own type is another.</summary>
    public static void ThrowsException(Type exception, Action action, string message = "")
    {
        Type? thrown = null;
        try
        {
            Given(action)();
        }
        catch (Exception ex)
        {
            thrown = ex.GetType();
        }

        Check(thrown == Given(exception), $"Expected {exception}, {(thrown is null ? "nothing was thrown" : "got " + thrown)}.", message);
    }

    internal static void Check([DoesNotReturnIf(false)] bool holds, string what, string? message)
    {
        if (!holds)
        {
            throw new AssertFailedException(string.IsNullOrEmpty(message) ? what : what + " " + message);
        }
    }

    private static T Given<T>(T? value)
        where T : class
    {
        return value ?? throw new AssertFailedException("An argument of the assertion is null.");
    }
}
