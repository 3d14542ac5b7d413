// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Linq;

namespace DialogueFuzz;

/// <summary>Compares what went in at one end of a connection with what came out at the other.</summary>
internal static class StreamOracle
{
    private const int Excerpt = 48;
    private const int MostTries = 1000;

    /// <summary>Says what is wrong with the bytes that a program has received, or nothing. Looks at those from an index on.</summary>
    public static string? CheckReceived(Handle handle, int from)
    {
        List<byte> received = handle.Received;
        List<byte> sent = handle.Connection.FromPeer;

        for (int i = from; i < received.Count; i++)
        {
            if (i < sent.Count && received[i] == sent[i])
            {
                continue;
            }

            if (handle.Connection.LastWords is List<byte> words && AreLastWords(received, i, words))
            {
                return null;
            }

            return i >= sent.Count ? $"{received.Count - i} bytes more than the peer has sent: {Show(received, i)}"
                : $"byte {i} differs: '{Show(received, i)}' instead of '{Show(sent, i)}'";
        }

        return null;
    }

    /// <summary>Says what is wrong with the bytes that a peer has received, or nothing.</summary>
    /// <param name="handle">The program's socket.</param>
    /// <param name="allowsFiller">Whether bytes of nobody may be the last, after a call that threw.</param>
    /// <param name="mayEscapeBeCut">Whether a write may have failed in the middle of <c>+++</c>: what is left of it is payload.</param>
    public static string? CheckSent(Handle handle, bool allowsFiller, bool mayEscapeBeCut)
    {
        // How much of each call's bytes has arrived; -1 of one that has failed and of which no more may come.
        int[] arrived = new int[handle.Sent.Count];
        string? fault = Follow(handle, arrived, mayEscapeBeCut && handle.WasTransparent);
        return fault is null || (allowsFiller && handle.Sent.Exists(record => !record.IsOk) && IsRestFiller(handle, arrived)) ? null : fault;
    }

    // What was sent and not received: only the end of a connection that came to a bad end.
    private static string? FindMissing(Handle handle, int[] arrived)
    {
        bool mustBeWhole = handle.Connection.IsAlive || (handle.Connection.EndedBy == "driver" && !handle.Connection.IsClosedByPeer);

        for (int i = 0; i < arrived.Length && mustBeWhole; i++)
        {
            if (handle.Sent[i].IsOk && arrived[i] < handle.Sent[i].Bytes.Length)
            {
                return $"send {i} came back without an exception; {arrived[i]} of its {handle.Sent[i].Bytes.Length} bytes arrived";
            }
        }

        return null;
    }

    // Piece by piece: two threads that send at once may have their pieces between one another's. A short piece may look like the
    // beginning of another call's, so what fits less well is tried, too, where what fits best leads to a fault.
    private static string? Follow(Handle handle, int[] arrived, bool mayEscapeBeCut)
    {
        int tries = MostTries;
        return Follow(handle, arrived, mayEscapeBeCut, new Place(0, 0, 0), ref tries);
    }

    // From a place on. If there is a fault, it is that of the best way, and so is what has arrived.
    private static string? Follow(Handle handle, int[] arrived, bool mayEscapeBeCut, Place place, ref int tries)
    {
        List<byte> received = handle.Connection.ToPeer;

        while (place.At < received.Count)
        {
            List<int> sends = FindSends(handle, place.At, arrived, place.LastStart);

            if (sends.Count == 0)
            {
                return IsEndOfNobody(handle, arrived, mayEscapeBeCut, place) ? FindMissing(handle, arrived)
                    : $"byte {place.At} of what the peer received is of no call to send: {Show(received, place.At)}";
            }

            if (sends.Count > 1 && tries-- > 0)
            {
                return FollowEach(handle, arrived, mayEscapeBeCut, place, sends, ref tries);
            }

            string? fault = Take(handle, arrived, sends[0], ref place);

            if (fault is not null)
            {
                return fault;
            }
        }

        return FindMissing(handle, arrived);
    }

    private static string? FollowEach(
        Handle handle, int[] arrived, bool mayEscapeBeCut, Place place, List<int> sends, ref int tries)
    {
        int[] before = [.. arrived];
        int[]? atFault = null;
        string? first = null;

        foreach (int index in sends)
        {
            Place next = place;
            before.CopyTo(arrived, 0);
            string? fault = Take(handle, arrived, index, ref next) ?? Follow(handle, arrived, mayEscapeBeCut, next, ref tries);

            if (fault is null)
            {
                return null;
            }

            atFault ??= [.. arrived];
            first ??= fault;
        }

        atFault!.CopyTo(arrived, 0);
        return first;
    }

    // The next piece of a call, or as much of it as is there.
    private static string? Take(Handle handle, int[] arrived, int index, ref Place place)
    {
        List<byte> received = handle.Connection.ToPeer;
        SendRecord record = handle.Sent[index];

        if (arrived[index] == 0 && FindHole(handle, record, arrived) is int hole)
        {
            return $"send {index} arrived without send {hole} before it, at byte {place.At}";
        }

        int length = Common(record.Bytes, arrived[index], received, place.At);
        bool isWhole = length == PieceLength(record, arrived[index]);

        if (!isWhole && record.IsOk && (place.At + length < received.Count || handle.Connection.IsAlive))
        {
            return $"send {index} came back without an exception; only {arrived[index] + length} of its {record.Bytes.Length} bytes arrived, then: {Show(received, place.At + length)}";
        }

        int missing = isWhole ? 0 : PieceLength(record, arrived[index]) - length;
        arrived[index] = isWhole ? arrived[index] + length : -1;
        place = new Place(place.At + length, missing, Math.Max(place.LastStart, record.StartedAt));
        return null;
    }

    private static bool IsEndOfNobody(Handle handle, int[] arrived, bool mayEscapeBeCut, Place place)
    {
        int rest = handle.Connection.ToPeer.Count - place.At;
        return rest == place.Missing || (mayEscapeBeCut && handle.Connection.ToPeer.FindIndex(place.At, value => value != '+') < 0)
            || handle.Sent.Exists(record => !record.IsOk && IsPromised(record, arrived[handle.Sent.IndexOf(record)], rest));
    }

    // Nothing that was sent well is missing, so what is left of what was received is of nobody.
    private static bool IsRestFiller(Handle handle, int[] arrived)
    {
        for (int i = 0; i < arrived.Length; i++)
        {
            if (handle.Sent[i].IsOk && arrived[i] != handle.Sent[i].Bytes.Length)
            {
                return false;
            }
        }

        return true;
    }

    // A module that was promised a piece takes whatever comes next for it. Whether it waits nobody can tell without saying
    // something; so what a driver says to get in step may be in the place of the piece that has failed, as long as that, and is
    // the last that the peer gets on this connection.
    private static bool IsPromised(SendRecord record, int arrived, int rest)
    {
        return arrived >= 0 && arrived < record.Bytes.Length && rest == PieceLength(record, arrived);
    }

    private static int PieceLength(SendRecord record, int from)
    {
        return Math.Min(Limits.SendPiece, record.Bytes.Length - from);
    }

    // The first byte of each call's bytes says which it is, modulo 128; of several the one that fits best is the first. Nothing of a
    // call comes behind bytes of one that began when it was over.
    private static List<int> FindSends(Handle handle, int at, int[] arrived, long lastStart)
    {
        List<(int Index, int Length)> found = [];

        for (int i = 0; i < arrived.Length; i++)
        {
            bool isOver = arrived[i] < 0 || arrived[i] == handle.Sent[i].Bytes.Length || handle.Sent[i].EndedAt < lastStart;
            int length = isOver ? 0
                : Common(handle.Sent[i].Bytes, arrived[i], handle.Connection.ToPeer, at);

            if (length > 0)
            {
                found.Add((i, length));
            }
        }

        return [.. found.OrderByDescending(send => send.Length).ThenByDescending(send => arrived[send.Index] > 0).Select(send => send.Index)];
    }

    // How many bytes of the next piece are there.
    private static int Common(byte[] bytes, int from, List<byte> received, int at)
    {
        int most = Math.Min(Math.Min(Limits.SendPiece, bytes.Length - from), received.Count - at);
        int length = 0;

        while (length < most && received[at + length] == bytes[from + length])
        {
            length++;
        }

        return length;
    }

    private static int? FindHole(Handle handle, SendRecord record, int[] arrived)
    {
        for (int i = 0; i < arrived.Length; i++)
        {
            SendRecord other = handle.Sent[i];

            if (other.IsOk && other.EndedAt < record.StartedAt && arrived[i] < other.Bytes.Length)
            {
                return i;
            }
        }

        return null;
    }

    // In transparent mode the words of a module that has started anew look like payload; some of the payload may be missing.
    private static bool AreLastWords(List<byte> received, int at, List<byte> words)
    {
        for (int start = at; start >= Math.Max(0, at - words.Count - 20); start--)
        {
            int i = start;

            while (i < received.Count && i - start < words.Count && received[i] == words[i - start])
            {
                i++;
            }

            if (i == received.Count)
            {
                return true;
            }
        }

        return false;
    }

    private static string Show(List<byte> bytes, int at)
    {
        return Journal.Escape(bytes.GetRange(at, Math.Min(Excerpt, bytes.Count - at)));
    }

    // How far a way through what the peer has received has come; how much of the piece before is missing; when the call began that
    // began last.
    private readonly record struct Place(int At, int Missing, long LastStart);
}
