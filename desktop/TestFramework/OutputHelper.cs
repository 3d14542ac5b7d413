// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace nanoFramework.TestFramework;

/// <summary>What a test prints.</summary>
public static class OutputHelper
{
    /// <summary>Prints without a line end.</summary>
    public static void Write(string message)
    {
        Console.Write(message);
    }

    /// <summary>Prints a line.</summary>
    public static void WriteLine(string message)
    {
        Console.WriteLine(message);
    }
}
