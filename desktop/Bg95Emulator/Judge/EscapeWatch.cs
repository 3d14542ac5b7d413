// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Emulator;

/// <summary>Tells an escape from transparent mode that lacks its guard times from data that merely holds plus signs.</summary>
internal sealed class EscapeWatch
{
    private const int EscapeLength = 3;
    private const byte EscapeCharacter = (byte)'+';

    private int _pending;
    private bool _pendingAfterSilence;

    /// <summary>Takes what the host sends; true when it was an escape that the module cannot have understood.</summary>
    /// <param name="bytes">What has come in one piece.</param>
    /// <param name="silence">The time since the piece before.</param>
    /// <param name="guard">The silence that is wanted.</param>
    public bool IsUnguarded(ReadOnlySpan<byte> bytes, TimeSpan silence, TimeSpan guard)
    {
        // A whole escape before this piece: it was none if it came too early or this came too early after it.
        bool whole = _pending == EscapeLength;
        bool unguarded = whole && (_pendingAfterSilence ? silence < guard : silence >= guard || IsCommand(bytes));
        if (whole)
        {
            _pending = 0;
        }

        if (!bytes.ContainsAnyExcept(EscapeCharacter) && _pending + bytes.Length <= EscapeLength)
        {
            _pendingAfterSilence = _pending == 0 ? silence >= guard : _pendingAfterSilence;
            _pending += bytes.Length;
        }
        else
        {
            _pending = 0;
            unguarded |= bytes.StartsWith("+++"u8) && IsCommand(bytes[EscapeLength..]);
        }

        return unguarded;
    }

    private static bool IsCommand(ReadOnlySpan<byte> bytes) => bytes.StartsWith("AT"u8) || bytes.StartsWith("at"u8);
}
