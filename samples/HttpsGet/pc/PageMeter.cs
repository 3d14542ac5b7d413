// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Diagnostics;
using System.Security.Cryptography;

namespace Samples.Pc;

/// <summary>Takes a page: digest and count, and tells how far it is.</summary>
internal sealed class PageMeter(Action<PageMeter> begun, Action<PageMeter> moved) : IPage, ITransfer, IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Stopwatch _time = new();

    public int Status { get; private set; }

    /// <summary>-1 where the server did not say.</summary>
    public long Length { get; private set; }

    public long Count { get; private set; }

    /// <summary>Time since the page's first byte.</summary>
    public TimeSpan Time => _time.Elapsed;

    public void Begin(int status, int length)
    {
        _time.Start();
        Status = status;
        Length = length;
        begun(this);
    }

    public void Add(byte[] buffer, int offset, int count)
    {
        _hash.AppendData(buffer, offset, count);
        Count += count;
        moved(this);
    }

    /// <summary>The SHA-256 of what has come. Ends the time.</summary>
    public byte[] Finish()
    {
        _time.Stop();
        return _hash.GetHashAndReset();
    }

    public void Dispose() => _hash.Dispose();
}
