// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace nanoFramework.TestFramework;

/// <content>Equality: one overload a type, because the device has no generics to do it with.</content>
public sealed partial class Assert
{
    /// <summary>Fails if the values are not equal.</summary>
    public static void AreEqual(bool expected, bool actual, string message = "")
    {
        Check(Equals(expected, actual), $"Expected <{expected}>, got <{actual}>.", message);
    }

    /// <summary>Fails if the values are not equal.</summary>
    public static void AreEqual(byte expected, byte actual, string message = "")
    {
        Check(Equals(expected, actual), $"Expected <{expected}>, got <{actual}>.", message);
    }

    /// <summary>Fails if the values are not equal.</summary>
    public static void AreEqual(char expected, char actual, string message = "")
    {
        Check(Equals(expected, actual), $"Expected <{expected}>, got <{actual}>.", message);
    }

    /// <summary>Fails if the values are not equal.</summary>
    public static void AreEqual(DateTime expected, DateTime actual, string message = "")
    {
        Check(Equals(expected, actual), $"Expected <{expected}>, got <{actual}>.", message);
    }

    /// <summary>Fails if the values are not equal.</summary>
    public static void AreEqual(double expected, double actual, string message = "")
    {
        Check(Equals(expected, actual), $"Expected <{expected}>, got <{actual}>.", message);
    }

    /// <summary>Fails if the values are not equal.</summary>
    public static void AreEqual(short expected, short actual, string message = "")
    {
        Check(Equals(expected, actual), $"Expected <{expected}>, got <{actual}>.", message);
    }

    /// <summary>Fails if the values are not equal.</summary>
    public static void AreEqual(int expected, int actual, string message = "")
    {
        Check(Equals(expected, actual), $"Expected <{expected}>, got <{actual}>.", message);
    }

    /// <summary>Fails if the values are not equal.</summary>
    public static void AreEqual(long expected, long actual, string message = "")
    {
        Check(Equals(expected, actual), $"Expected <{expected}>, got <{actual}>.", message);
    }

    /// <summary>Fails if the values are not equal.</summary>
    public static void AreEqual(object? expected, object? actual, string message = "")
    {
        Check(Equals(expected, actual), $"Expected <{expected}>, got <{actual}>.", message);
    }

    /// <summary>Fails if the values are not equal.</summary>
    public static void AreEqual(sbyte expected, sbyte actual, string message = "")
    {
        Check(Equals(expected, actual), $"Expected <{expected}>, got <{actual}>.", message);
    }

    /// <summary>Fails if the values are not equal.</summary>
    public static void AreEqual(float expected, float actual, string message = "")
    {
        Check(Equals(expected, actual), $"Expected <{expected}>, got <{actual}>.", message);
    }

    /// <summary>Fails if the values are not equal.</summary>
    public static void AreEqual(string? expected, string? actual, string message = "")
    {
        Check(Equals(expected, actual), $"Expected <{expected}>, got <{actual}>.", message);
    }

    /// <summary>Fails if the values are not equal.</summary>
    public static void AreEqual(ushort expected, ushort actual, string message = "")
    {
        Check(Equals(expected, actual), $"Expected <{expected}>, got <{actual}>.", message);
    }

    /// <summary>Fails if the values are not equal.</summary>
    public static void AreEqual(uint expected, uint actual, string message = "")
    {
        Check(Equals(expected, actual), $"Expected <{expected}>, got <{actual}>.", message);
    }

    /// <summary>Fails if the values are not equal.</summary>
    public static void AreEqual(ulong expected, ulong actual, string message = "")
    {
        Check(Equals(expected, actual), $"Expected <{expected}>, got <{actual}>.", message);
    }
}
