// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace DialogueFuzz.Tests;

/// <summary>What the oracle says of bytes that two threads have sent on one connection.</summary>
public sealed class StreamOracleTests
{
    private const int Piece = 1460;

    [Fact]
    public void CheckSent_ShortPieceLooksLikeTheBeginningOfAnotherCall_IsInOrder()
    {
        // The second piece of one call has one byte; it and the byte behind it are the first two of a call that comes later.
        byte[] cut = [.. Enumerable.Repeat((byte)1, Piece), 3];
        byte[] between = [2, 9];
        byte[] later = [3, 2, 8];
        Handle handle = Make(cut, between, later);

        Receive(handle, cut, between, later);

        Assert.Null(StreamOracle.CheckSent(handle, false, false));
    }

    [Fact]
    public void CheckSent_PieceIsMissing_IsFound()
    {
        byte[] cut = [.. Enumerable.Repeat((byte)1, Piece), 3];
        byte[] between = [2, 9];
        byte[] later = [3, 2, 8];
        Handle handle = Make(cut, between, later);

        Receive(handle, cut[..Piece], between, later);

        Assert.NotNull(StreamOracle.CheckSent(handle, false, false));
    }

    [Fact]
    public void CheckSent_CallsInTheWrongOrder_IsFound()
    {
        // The second began when the first was over.
        Handle handle = Make([1, 5], [2, 9]);

        Receive(handle, [2, 9], [1, 5]);

        Assert.NotNull(StreamOracle.CheckSent(handle, false, false));
    }

    // One call after the other, all of them well.
    private static Handle Make(params byte[][] sends)
    {
        Connection connection = new(0, new Plan(0, PeerKind.Listener, Certificate.Good, 1), new Dictionary<string, string>());
        Handle handle = new(null!, connection, default, 0);

        for (int i = 0; i < sends.Length; i++)
        {
            handle.Sent.Add(new SendRecord(sends[i], i * 10) { EndedAt = (i * 10) + 5, IsOk = true });
        }

        return handle;
    }

    private static void Receive(Handle handle, params byte[][] pieces)
    {
        foreach (byte[] piece in pieces)
        {
            handle.Connection.ToPeer.AddRange(piece);
        }
    }
}
