// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using Bg95Ssl.Tests;

namespace DialogueFuzz;

/// <content>The way from the module to the driver: pace, pieces, ring, damage.</content>
internal sealed partial class VirtualLine
{
    /// <summary>Longest pause of a busy module in the middle of what it says.</summary>
    private const int LongestPause = 150;

    // In milliseconds, far longer than it is.
    private const int Gap = 1;
    private const int AnswerTime = 500;

    /// <summary>The module says something.</summary>
    public void Put(ReadOnlySpan<byte> bytes)
    {
        _journal.ToDriver(bytes);
        ReadOnlySpan<byte> rest = Damage(bytes);
        Take();

        while (!rest.IsEmpty)
        {
            int size = Math.Min(rest.Length, _chance.Between(1, _traits.LargestPiece));
            _wireFree = Math.Max(_wireFree, _time.Now * Microseconds) + Duration(size);

            if (_chance.OneIn(_traits.Pauses))
            {
                _wireFree += _chance.Between(1, LongestPause) * Microseconds;
            }

            _coming.Enqueue(new Piece(rest[..size].ToArray(), (_wireFree + Microseconds - 1) / Microseconds));
            rest = rest[size..];
        }

        LongestBacklog = Math.Max(LongestBacklog, (_wireFree / Microseconds) - _time.Now);

        if (_wanted != int.MaxValue)
        {
            _signal.Set();
        }
    }

    /// <summary>Gets how many bytes of what the module has said the driver has not read yet.</summary>
    public int Unread
    {
        get
        {
            int unread = _count;

            foreach (Piece piece in _coming)
            {
                unread += piece.Bytes.Length;
            }

            return unread;
        }
    }

    /// <summary>Gives when all that the module has said will have come.</summary>
    public long QuietAt()
    {
        long quiet = _wireFree / Microseconds;
        return quiet > _time.Now ? quiet : _time.Now;
    }

    /// <summary>The module stops in the middle of what it says: what is not out yet never comes.</summary>
    /// <returns>How many bytes never come.</returns>
    public int Cut()
    {
        Take();
        int keep = _coming.Count == 0 ? 0 : _chance.Below(_coming.Count + 1);
        List<Piece> kept = [];
        int cut = 0;

        while (_coming.TryDequeue(out Piece? piece))
        {
            if (kept.Count < keep)
            {
                kept.Add(piece);
            }
            else
            {
                cut += piece.Bytes.Length;
                _journal.Note($"cut: {Journal.Escape(piece.Bytes)}");
            }
        }

        foreach (Piece piece in kept)
        {
            _coming.Enqueue(piece);
        }

        _wireFree = kept.Count > 0 ? kept[^1].At * Microseconds : 0;
        return cut;
    }

    private long Duration(int bytes)
    {
        return (long)bytes * BitsPerByte * 1000000 / _traits.BaudRate;
    }

    // Waits until a read can give what it was asked for, the time is over, or the line is closed or dead.
    private void Await(int epoch, int minimum, int timeout)
    {
        Take();

        if (minimum == 0)
        {
            if (_count < 2)
            {
                // As long as a UART may keep back what has come.
                _time.Sleep(2 + (BitsPerByte * 120000 / _traits.BaudRate));
                Take();
            }

            return;
        }

        // Native drivers look at the ring first and note then what a read waits for: what comes in between wakes nobody.
        // Where a read has no limit, that is only found while an answer is due: later nothing helps but the next byte.
        bool isDeaf = _chance.OneIn(_traits.LostWakeUps) && _count < minimum && ReadyAt(minimum, false) <= _time.Now + Gap
            && (timeout >= 0 || _time.Now - _writtenAt < AnswerTime);
        long deadline = timeout < 0 ? VirtualTime.Never : _time.Now + timeout;

        while (_isOpen && epoch == _epoch && !_hasFailed && _count < minimum && _time.Now < deadline)
        {
            long until = Math.Min(deadline, ReadyAt(minimum, isDeaf));
            _wanted = minimum;

            if (_signal.Wait(until == VirtualTime.Never ? -1 : (int)(until - _time.Now)) && isDeaf)
            {
                // What woke the thread was only that the module began to speak.
                continue;
            }

            if (!isDeaf || _time.Now >= until)
            {
                Take();
            }
        }

        Take();
    }

    // When the ring will hold so many bytes, as far as the module has said that much.
    private long ReadyAt(int minimum, bool isDeaf)
    {
        int count = _count;
        bool isNext = false;

        foreach (Piece piece in _coming)
        {
            if (isNext)
            {
                return piece.At;
            }

            count += piece.Bytes.Length;

            if (count >= minimum)
            {
                if (!isDeaf)
                {
                    return piece.At;
                }

                isNext = true;
            }
        }

        return VirtualTime.Never;
    }

    // What has come goes into the ring.
    private void Take()
    {
        while (_coming.TryPeek(out Piece? piece) && piece.At <= _time.Now)
        {
            int room = _ring.Length - _count;

            if (piece.Bytes.Length > room && _traits.HasFlowControl && ModuleHonoursRts && _isOpen)
            {
                return;
            }

            _coming.Dequeue();

            if (!_isOpen)
            {
                continue;
            }

            int size = Math.Min(room, piece.Bytes.Length);
            Array.Copy(piece.Bytes, 0, _ring, _count, size);
            _count += size;

            if (size < piece.Bytes.Length)
            {
                Overflowed += piece.Bytes.Length - size;
                _journal.Note($"ring full: {piece.Bytes.Length - size} bytes lost");
            }
        }
    }

    private byte[] Damage(ReadOnlySpan<byte> bytes)
    {
        if (!_traits.Damages || !IsRough)
        {
            return bytes.ToArray();
        }

        List<byte> result = [];

        if (_chance.OneIn(_traits.Glitches))
        {
            Damaged++;
            result.Add((byte)_chance.Of(0, 0xFF));
        }

        foreach (byte value in bytes)
        {
            if (_chance.OneIn(_traits.Losses))
            {
                Damaged++;
                continue;
            }

            bool flips = _chance.OneIn(_traits.Flips);
            bool doubles = _chance.OneIn(_traits.Doubles);
            Damaged += (flips ? 1 : 0) + (doubles ? 1 : 0);
            result.Add(flips ? (byte)(value ^ (1 << _chance.Below(8))) : value);

            if (doubles)
            {
                result.Add(value);
            }
        }

        if (_journal.IsKept && !bytes.SequenceEqual(result.ToArray()))
        {
            _journal.Note($"damaged to: {Journal.Escape(result)}");
        }

        return [.. result];
    }
}
