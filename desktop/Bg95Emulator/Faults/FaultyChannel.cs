// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Threading.Tasks;

namespace Bg95Emulator;

/// <summary>A connection whose peer is slow, or goes away with data left to read.</summary>
internal sealed class FaultyChannel : ISecureChannel
{
    // A tenth of a second's worth at a time: slow, but steady.
    private const int SharesOfSecond = 10;

    private readonly ISecureChannel _inner;
    private readonly TimeProvider _clock;
    private readonly int _rate;
    private readonly byte[] _block = new byte[16 * 1024];
    private long _left;
    private int _start;
    private int _end;

    private FaultyChannel(ISecureChannel inner, TimeProvider clock, int rate, long left)
    {
        _inner = inner;
        _clock = clock;
        _rate = rate;
        _left = left;
    }

    /// <summary>The connection as it is while no fault concerns it.</summary>
    public static ISecureChannel Wrap(ISecureChannel channel, ModuleFaults faults, TimeProvider clock)
    {
        Fault? slow = faults.Occasion(FaultCatalog.SlowPeer);
        Fault? close = faults.Occasion(FaultCatalog.RemoteClose);
        return slow == null && close == null
            ? channel
            : new FaultyChannel(
                channel,
                clock,
                slow == null ? 0 : Math.Max(SharesOfSecond, slow.Number("rate")),
                close?.Number("bytes") ?? long.MaxValue);
    }

    public int Read(byte[] buffer)
    {
        if (_left == 0)
        {
            _inner.Dispose();
            return 0;
        }

        if (_start == _end)
        {
            // All of it at once: what is left of a datagram would be gone.
            _start = 0;
            _end = _inner.Read(_block);
        }

        int limit = (int)Math.Min(Math.Min(buffer.Length, _end - _start), _left);
        int count = _rate > 0 ? Math.Min(limit, _rate / SharesOfSecond) : limit;
        _block.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        _left -= count;
        Wait(count);
        return count;
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (_rate > 0 && bytes.Length > _rate / SharesOfSecond)
        {
            _inner.Write(bytes[..(_rate / SharesOfSecond)]);
            bytes = bytes[(_rate / SharesOfSecond)..];
            Wait(_rate / SharesOfSecond);
        }

        _inner.Write(bytes);
        Wait(bytes.Length);
    }

    public void Close() => _inner.Close();

    public void Dispose() => _inner.Dispose();

    private void Wait(int count)
    {
        if (_rate > 0 && count > 0)
        {
            Task.Delay(TimeSpan.FromSeconds((double)count / _rate), _clock).GetAwaiter().GetResult();
        }
    }
}
