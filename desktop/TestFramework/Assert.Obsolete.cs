// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections;

namespace nanoFramework.TestFramework;

/// <content>The names of the framework's first version: they exist on the device, and warn there as here.</content>
public sealed partial class Assert
{
    private const string OldName = "An old name, kept by the framework for old tests.";

    /// <inheritdoc cref="AreEqual(object, object, string)"/>
    [Obsolete(OldName)]
    public static void Equal(Array? expected, Array? actual, string message = "") => AreEqual(expected, actual, message);

    /// <inheritdoc cref="AreNotEqual(object, object, string)"/>
    [Obsolete(OldName)]
    public static void NotEqual(Array? notExpected, Array? actual, string message = "") => AreNotEqual(notExpected, actual, message);

    /// <inheritdoc cref="AreEqual(bool, bool, string)"/>
    [Obsolete(OldName)]
    public static void Equal(bool expected, bool actual, string message = "") => AreEqual(expected, actual, message);

    /// <inheritdoc cref="AreNotEqual(bool, bool, string)"/>
    [Obsolete(OldName)]
    public static void NotEqual(bool notExpected, bool actual, string message = "") => AreNotEqual(notExpected, actual, message);

    /// <inheritdoc cref="AreEqual(byte, byte, string)"/>
    [Obsolete(OldName)]
    public static void Equal(byte expected, byte actual, string message = "") => AreEqual(expected, actual, message);

    /// <inheritdoc cref="AreNotEqual(byte, byte, string)"/>
    [Obsolete(OldName)]
    public static void NotEqual(byte notExpected, byte actual, string message = "") => AreNotEqual(notExpected, actual, message);

    /// <inheritdoc cref="AreEqual(char, char, string)"/>
    [Obsolete(OldName)]
    public static void Equal(char expected, char actual, string message = "") => AreEqual(expected, actual, message);

    /// <inheritdoc cref="AreNotEqual(char, char, string)"/>
    [Obsolete(OldName)]
    public static void NotEqual(char notExpected, char actual, string message = "") => AreNotEqual(notExpected, actual, message);

    /// <inheritdoc cref="AreEqual(DateTime, DateTime, string)"/>
    [Obsolete(OldName)]
    public static void Equal(DateTime expected, DateTime actual, string message = "") => AreEqual(expected, actual, message);

    /// <inheritdoc cref="AreNotEqual(DateTime, DateTime, string)"/>
    [Obsolete(OldName)]
    public static void NotEqual(DateTime notExpected, DateTime actual, string message = "") => AreNotEqual(notExpected, actual, message);

    /// <inheritdoc cref="AreEqual(double, double, string)"/>
    [Obsolete(OldName)]
    public static void Equal(double expected, double actual, string message = "") => AreEqual(expected, actual, message);

    /// <inheritdoc cref="AreNotEqual(double, double, string)"/>
    [Obsolete(OldName)]
    public static void NotEqual(double notExpected, double actual, string message = "") => AreNotEqual(notExpected, actual, message);

    /// <inheritdoc cref="AreEqual(short, short, string)"/>
    [Obsolete(OldName)]
    public static void Equal(short expected, short actual, string message = "") => AreEqual(expected, actual, message);

    /// <inheritdoc cref="AreNotEqual(short, short, string)"/>
    [Obsolete(OldName)]
    public static void NotEqual(short notExpected, short actual, string message = "") => AreNotEqual(notExpected, actual, message);

    /// <inheritdoc cref="AreEqual(int, int, string)"/>
    [Obsolete(OldName)]
    public static void Equal(int expected, int actual, string message = "") => AreEqual(expected, actual, message);

    /// <inheritdoc cref="AreNotEqual(int, int, string)"/>
    [Obsolete(OldName)]
    public static void NotEqual(int notExpected, int actual, string message = "") => AreNotEqual(notExpected, actual, message);

    /// <inheritdoc cref="AreEqual(long, long, string)"/>
    [Obsolete(OldName)]
    public static void Equal(long expected, long actual, string message = "") => AreEqual(expected, actual, message);

    /// <inheritdoc cref="AreNotEqual(long, long, string)"/>
    [Obsolete(OldName)]
    public static void NotEqual(long notExpected, long actual, string message = "") => AreNotEqual(notExpected, actual, message);

    /// <inheritdoc cref="AreEqual(sbyte, sbyte, string)"/>
    [Obsolete(OldName)]
    public static void Equal(sbyte expected, sbyte actual, string message = "") => AreEqual(expected, actual, message);

    /// <inheritdoc cref="AreNotEqual(sbyte, sbyte, string)"/>
    [Obsolete(OldName)]
    public static void NotEqual(sbyte notExpected, sbyte actual, string message = "") => AreNotEqual(notExpected, actual, message);

    /// <inheritdoc cref="AreEqual(float, float, string)"/>
    [Obsolete(OldName)]
    public static void Equal(float expected, float actual, string message = "") => AreEqual(expected, actual, message);

    /// <inheritdoc cref="AreNotEqual(float, float, string)"/>
    [Obsolete(OldName)]
    public static void NotEqual(float notExpected, float actual, string message = "") => AreNotEqual(notExpected, actual, message);

    /// <inheritdoc cref="AreEqual(string, string, string)"/>
    [Obsolete(OldName)]
    public static void Equal(string? expected, string? actual, string message = "") => AreEqual(expected, actual, message);

    /// <inheritdoc cref="AreNotEqual(string, string, string)"/>
    [Obsolete(OldName)]
    public static void NotEqual(string? notExpected, string? actual, string message = "") => AreNotEqual(notExpected, actual, message);

    /// <inheritdoc cref="AreEqual(ushort, ushort, string)"/>
    [Obsolete(OldName)]
    public static void Equal(ushort expected, ushort actual, string message = "") => AreEqual(expected, actual, message);

    /// <inheritdoc cref="AreNotEqual(ushort, ushort, string)"/>
    [Obsolete(OldName)]
    public static void NotEqual(ushort notExpected, ushort actual, string message = "") => AreNotEqual(notExpected, actual, message);

    /// <inheritdoc cref="AreEqual(uint, uint, string)"/>
    [Obsolete(OldName)]
    public static void Equal(uint expected, uint actual, string message = "") => AreEqual(expected, actual, message);

    /// <inheritdoc cref="AreNotEqual(uint, uint, string)"/>
    [Obsolete(OldName)]
    public static void NotEqual(uint notExpected, uint actual, string message = "") => AreNotEqual(notExpected, actual, message);

    /// <inheritdoc cref="AreEqual(ulong, ulong, string)"/>
    [Obsolete(OldName)]
    public static void Equal(ulong expected, ulong actual, string message = "") => AreEqual(expected, actual, message);

    /// <inheritdoc cref="AreNotEqual(ulong, ulong, string)"/>
    [Obsolete(OldName)]
    public static void NotEqual(ulong notExpected, ulong actual, string message = "") => AreNotEqual(notExpected, actual, message);

    /// <inheritdoc cref="CollectionAssert.Empty"/>
    [Obsolete(OldName)]
    public static void Empty(ICollection collection, string message = "") => CollectionAssert.Empty(collection, message);

    /// <inheritdoc cref="CollectionAssert.NotEmpty"/>
    [Obsolete(OldName)]
    public static void NotEmpty(ICollection collection, string message = "") => CollectionAssert.NotEmpty(collection, message);

    /// <inheritdoc cref="IsFalse"/>
    [Obsolete(OldName)]
    public static void False(bool condition, string message = "") => IsFalse(condition, message);

    /// <inheritdoc cref="IsTrue"/>
    [Obsolete(OldName)]
    public static void True(bool condition, string message = "") => IsTrue(condition, message);

    /// <inheritdoc cref="IsNotInstanceOfType"/>
    [Obsolete(OldName)]
    public static void IsNotType(Type wrongType, object? value, string message = "") => IsNotInstanceOfType(value, wrongType, message);

    /// <inheritdoc cref="IsInstanceOfType"/>
    [Obsolete(OldName)]
    public static void IsType(Type expectedType, object? value, string message = "") => IsInstanceOfType(value, expectedType, message);

    /// <inheritdoc cref="IsNotNull"/>
    [Obsolete(OldName)]
    public static void NotNull(object? value, string message = "") => IsNotNull(value, message);

    /// <inheritdoc cref="IsNull"/>
    [Obsolete(OldName)]
    public static void Null(object? value, string message = "") => IsNull(value, message);

    /// <inheritdoc cref="AreNotSame"/>
    [Obsolete(OldName)]
    public static void NotSame(object? notExpected, object? actual, string message = "") => AreNotSame(notExpected, actual, message);

    /// <inheritdoc cref="AreSame"/>
    [Obsolete(OldName)]
    public static void Same(object? expected, object? actual, string message = "") => AreSame(expected, actual, message);

    /// <inheritdoc cref="ThrowsException"/>
    [Obsolete(OldName)]
    public static void Throws(Type exceptionType, Action action, string message = "") => ThrowsException(exceptionType, action, message);
}
