// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;

namespace Bg95Emulator.Tool;

/// <summary>
/// The name of a link to a pseudo-terminal, held for one run: while it runs another takes the next name. What holds it is a lock on
/// a file for temporary files, which ends with the run however that ends.
/// </summary>
internal sealed class PortName : IDisposable
{
    private const int MaxRuns = 1000;

    private readonly FileStream _lock;

    private PortName(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    public string Path { get; }

    /// <summary>Takes the name, or the next free one with a number behind.</summary>
    /// <exception cref="IOException">None is free.</exception>
    public static PortName Take(string wanted)
    {
        for (int number = 1; number <= MaxRuns; number++)
        {
            string path = number == 1 ? wanted : $"{wanted}-{number}";
            try
            {
                return new PortName(path, new FileStream(LockOf(path), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // Another run has it, or another user's.
            }
        }

        throw new IOException($"{wanted} is another run's, and so are {MaxRuns - 1} names after it.");
    }

    public void Dispose() => _lock.Dispose();

    private static string LockOf(string path)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(path));
        return System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"bg95-emulator-{Convert.ToHexStringLower(hash.AsSpan(0, 8))}.lock");
    }
}
