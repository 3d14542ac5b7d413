// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;

namespace DialogueFuzz;

/// <summary>Compares what went in at one end of a connection with what came out at the other.</summary>
internal static class StreamOracle
{
    private const int Excerpt = 48;

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
    public static string? CheckSent(Handle handle)
    {
        List<byte> received = handle.Connection.ToPeer;
        bool[] isTaken = new bool[handle.Sent.Count];
        string? fault = Follow(handle, received, 0, isTaken);

        if (fault is not null)
        {
            return fault;
        }

        // What was sent and not received: only the end of a connection that came to a bad end.
        if (handle.Connection.IsAlive || handle.Connection.EndedBy == "driver")
        {
            for (int i = 0; i < isTaken.Length; i++)
            {
                if (!isTaken[i] && handle.Sent[i].IsOk && !handle.Connection.IsClosedByPeer)
                {
                    return $"send {i} of {handle.Sent[i].Bytes.Length} bytes came back without an exception and never arrived";
                }
            }
        }

        return null;
    }

    private static string? Follow(Handle handle, List<byte> received, int at, bool[] isTaken)
    {
        while (at < received.Count)
        {
            int index = FindSend(handle, received, at, isTaken);

            if (index < 0)
            {
                return $"byte {at} of what the peer received is of no call to send: {Show(received, at)}";
            }

            SendRecord record = handle.Sent[index];

            if (FindHole(handle, record, isTaken) is int hole)
            {
                return $"send {index} arrived without send {hole} before it, at byte {at}";
            }

            int length = Common(record.Bytes, received, at);
            isTaken[index] = true;

            if (length < record.Bytes.Length && record.IsOk && (at + length < received.Count || handle.Connection.IsAlive))
            {
                return $"send {index} came back without an exception; only {length} of its {record.Bytes.Length} bytes arrived, then: {Show(received, at + length)}";
            }

            at += length;
        }

        return null;
    }

    // The first byte of each call's bytes says which it is, modulo 128; of several the one that fits best.
    private static int FindSend(Handle handle, List<byte> received, int at, bool[] isTaken)
    {
        int best = -1;
        int longest = 0;

        for (int i = 0; i < isTaken.Length; i++)
        {
            int length = isTaken[i] ? 0 : Common(handle.Sent[i].Bytes, received, at);

            if (length > longest)
            {
                longest = length;
                best = i;
            }
        }

        return best;
    }

    private static int Common(byte[] bytes, List<byte> received, int at)
    {
        int length = 0;

        while (length < bytes.Length && at + length < received.Count && received[at + length] == bytes[length])
        {
            length++;
        }

        return length;
    }

    private static int? FindHole(Handle handle, SendRecord record, bool[] isTaken)
    {
        for (int i = 0; i < isTaken.Length; i++)
        {
            SendRecord other = handle.Sent[i];

            if (!isTaken[i] && other.IsOk && other.EndedAt < record.StartedAt)
            {
                return i;
            }
        }

        return null;
    }

    // In transparent mode the words of a module that has started anew look like payload; some of the payload may be missing.
    private static bool AreLastWords(List<byte> received, int at, List<byte> words)
    {
        for (int start = at; start >= Math.Max(0, at - 20); start--)
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
}
