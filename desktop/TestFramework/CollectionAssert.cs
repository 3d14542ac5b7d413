// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections;

namespace nanoFramework.TestFramework;

/// <summary>Checks on collections.</summary>
public sealed class CollectionAssert
{
    /// <summary>Fails if the collections differ in length, or in an element at the same place.</summary>
    public static void AreEqual(ICollection? expected, ICollection? actual, string message = "")
    {
        Assert.Check(ReferenceEquals(expected, actual) || FirstDifference(expected, actual) is null, FirstDifference(expected, actual) ?? "", message);
    }

    /// <summary>Fails if the collections are the same object or hold equal elements.</summary>
    public static void AreNotEqual(ICollection? notExpected, ICollection? actual, string message = "")
    {
        Assert.Check(!ReferenceEquals(notExpected, actual) && FirstDifference(notExpected, actual) is not null, "The collections are equal.", message);
    }

    /// <summary>Fails if there is an element.</summary>
    public static void Empty(ICollection collection, string message = "")
    {
        Assert.Check(collection.Count == 0, $"The collection holds {collection.Count} elements.", message);
    }

    /// <summary>Fails if there is no element.</summary>
    public static void NotEmpty(ICollection collection, string message = "")
    {
        Assert.Check(collection.Count != 0, "The collection is empty.", message);
    }

    private static string? FirstDifference(ICollection? expected, ICollection? actual)
    {
        if (expected is null || actual is null)
        {
            return "One of the collections is null.";
        }

        if (expected.Count != actual.Count)
        {
            return $"Expected {expected.Count} elements, got {actual.Count}.";
        }

        IEnumerator left = expected.GetEnumerator();
        IEnumerator right = actual.GetEnumerator();
        for (int i = 0; left.MoveNext() && right.MoveNext(); i++)
        {
            if (!Equals(left.Current, right.Current))
            {
                return $"Element {i}: expected <{left.Current}>, got <{right.Current}>.";
            }
        }

        return null;
    }
}
