// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace nanoFramework.TestFramework;

/// <content>Inequality: one overload a type, because the device has no generics to do it with.</content>
public sealed partial class Assert
{
    /// <summary>Fails if the values are equal.</summary>
    public static void AreNotEqual(bool notExpected, bool actual, string message = "")
    {
        Check(!Equals(notExpected, actual), $"Expected anything but <{notExpected}>, got <{actual}>.", message);
    }

    /// <summary>Fails if the values are equal.</summary>
    public static void AreNotEqual(byte notExpected, byte actual, string message = "")
    {
        Check(!Equals(notExpected, actual), $"Expected anything but <{notExpected}>, got <{actual}>.", message);
    }

    /// <summary>Fails if the values are equal.</summary>
    public static void AreNotEqual(char notExpected, char actual, string message = "")
    {
        Check(!Equals(notExpected, actual), $"Expected anything but <{notExpected}>, got <{actual}>.", message);
    }

    /// <summary>Fails if the values are equal.</summary>
    public static void AreNotEqual(DateTime notExpected, DateTime actual, string message = "")
    {
        Check(!Equals(notExpected, actual), $"Expected anything but <{notExpected}>, got <{actual}>.", message);
    }

    /// <summary>Fails if the values are equal.</summary>
    public static void AreNotEqual(double notExpected, double actual, string message = "")
    {
        Check(!Equals(notExpected, actual), $"Expected anything but <{notExpected}>, got <{actual}>.", message);
    }

    /// <summary>Fails if the values are equal.</summary>
    public static void AreNotEqual(short notExpected, short actual, string message = "")
    {
        Check(!Equals(notExpected, actual), $"Expected anything but <{notExpected}>, got <{actual}>.", message);
    }

    /// <summary>Fails if the values are equal.</summary>
    public static void AreNotEqual(int notExpected, int actual, string message = "")
    {
        Check(!Equals(notExpected, actual), $"Expected anything but <{notExpected}>, got <{actual}>.", message);
    }

    /// <summary>Fails if the values are equal.</summary>
    public static void AreNotEqual(long notExpected, long actual, string message = "")
    {
        Check(!Equals(notExpected, actual), $"Expected anything but <{notExpected}>, got <{actual}>.", message);
    }

    /// <summary>Fails if the values are equal.</summary>
    public static void AreNotEqual(object? notExpected, object? actual, string message = "")
    {
        Check(!Equals(notExpected, actual), $"Expected anything but <{notExpected}>, got <{actual}>.", message);
    }

    /// <summary>Fails if the values are equal.</summary>
    public static void AreNotEqual(sbyte notExpected, sbyte actual, string message = "")
    {
        Check(!Equals(notExpected, actual), $"Expected anything but <{notExpected}>, got <{actual}>.", message);
    }

    /// <summary>Fails if the values are equal.</summary>
    public static void AreNotEqual(float notExpected, float actual, string message = "")
    {
        Check(!Equals(notExpected, actual), $"Expected anything but <{notExpected}>, got <{actual}>.", message);
    }

    /// <summary>Fails if the values are equal.</summary>
    public static void AreNotEqual(string? notExpected, string? actual, string message = "")
    {
        Check(!Equals(notExpected, actual), $"Expected anything but <{notExpected}>, got <{actual}>.", message);
    }

    /// <summary>Fails if the values are equal.</summary>
    public static void AreNotEqual(ushort notExpected, ushort actual, string message = "")
    {
        Check(!Equals(notExpected, actual), $"Expected anything but <{notExpected}>, got <{actual}>.", message);
    }

    /// <summary>Fails if the values are equal.</summary>
    public static void AreNotEqual(uint notExpected, uint actual, string message = "")
    {
        Check(!Equals(notExpected, actual), $"Expected anything but <{notExpected}>, got <{actual}>.", message);
    }

    /// <summary>Fails if the values are equal.</summary>
    public static void AreNotEqual(ulong notExpected, ulong actual, string message = "")
    {
        Check(!Equals(notExpected, actual), $"Expected anything but <{notExpected}>, got <{actual}>.", message);
    }
}
