// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Threading;
using Bg95Emulator;

namespace EndToEnd.Tests;

/// <summary>
/// Takes something away, on a thread of its own, whenever so many bytes have gone over the module's line: in the middle of whatever is
/// said then. A seed says what and when.
/// </summary>
internal sealed class Saboteur : IDisposable
{
    private readonly EmulatedModule _module;
    private readonly Action[] _troubles;
    private readonly Random _random;
    private readonly int _least;
    private readonly int _most;
    private readonly AutoResetEvent _isDue = new(false);
    private readonly Thread _thread;
    private long _left;
    private bool _isOver;

    public Saboteur(EmulatedModule module, int seed, int leastBytes, int mostBytes, params Action[] troubles)
    {
        _module = module;
        _troubles = troubles;
        _random = new Random(seed);
        _least = leastBytes;
        _most = mostBytes;
        _left = _random.Next(leastBytes, mostBytes);
        _module.Traffic += OnTraffic;
        _thread = new Thread(Work) { IsBackground = true, Name = "saboteur" };
        _thread.Start();
    }

    /// <summary>Gets how often something was taken away.</summary>
    public int Count { get; private set; }

    public void Dispose()
    {
        _module.Traffic -= OnTraffic;
        Volatile.Write(ref _isOver, true);
        _isDue.Set();
        _thread.Join();
        _isDue.Dispose();
    }

    private void OnTraffic(LineDirection direction, ReadOnlyMemory<byte> bytes)
    {
        long left = Interlocked.Add(ref _left, -bytes.Length);

        if (left <= 0 && left + bytes.Length > 0)
        {
            _isDue.Set();
        }
    }

    private void Work()
    {
        while (_isDue.WaitOne() && !Volatile.Read(ref _isOver))
        {
            _troubles[_random.Next(_troubles.Length)]();
            Count++;
            Interlocked.Exchange(ref _left, _random.Next(_least, _most));
        }
    }
}
