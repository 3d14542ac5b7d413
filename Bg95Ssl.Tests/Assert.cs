// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using Framework = nanoFramework.TestFramework.Assert;

namespace Bg95Ssl.Tests
{
    /// <summary>
    /// The framework's assertions without the text of their arguments: its own take that from the compiler, and every such
    /// text is one more string of an assembly whose strings may have 32,767 bytes together. A failure tells the values.
    /// </summary>
    internal static class Assert
    {
        internal static void AreEqual(int expected, int actual)
        {
            Framework.AreEqual(expected, actual, string.Empty);
        }

        internal static void AreEqual(int expected, int actual, string message)
        {
            Framework.AreEqual(expected, actual, message);
        }

        internal static void AreEqual(long expected, long actual)
        {
            Framework.AreEqual(expected, actual, string.Empty);
        }

        internal static void AreEqual(bool expected, bool actual)
        {
            Framework.AreEqual(expected, actual, string.Empty);
        }

        internal static void AreEqual(string expected, string actual)
        {
            Framework.AreEqual(expected, actual, string.Empty);
        }

        internal static void AreEqual(string expected, string actual, string message)
        {
            Framework.AreEqual(expected, actual, message);
        }

        internal static void AreNotEqual(int notExpected, int actual)
        {
            Framework.AreNotEqual(notExpected, actual, string.Empty);
        }

        internal static void AreSame(object expected, object actual)
        {
            Framework.AreSame(expected, actual, string.Empty);
        }

        internal static void Contains(string expected, string value)
        {
            Framework.Contains(expected, value, string.Empty);
        }

        internal static void IsTrue(bool condition)
        {
            Framework.IsTrue(condition, string.Empty);
        }

        internal static void IsTrue(bool condition, string message)
        {
            Framework.IsTrue(condition, message);
        }

        internal static void IsFalse(bool condition)
        {
            Framework.IsFalse(condition, string.Empty);
        }

        internal static void IsNull(object value)
        {
            Framework.IsNull(value, string.Empty);
        }

        internal static void IsNull(object value, string message)
        {
            Framework.IsNull(value, message);
        }

        internal static void ThrowsException(Type exception, Action action)
        {
            Framework.ThrowsException(exception, action, string.Empty);
        }
    }
}
