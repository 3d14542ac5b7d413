// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Text;
using Bg95Http;

namespace Http.Tests;

/// <summary>What a client makes of an answer.</summary>
internal static class Outcome
{
    public static byte[] Bytes(string answer) => Encoding.Latin1.GetBytes(answer);

    public static string Of(byte[] answer, Func<int, int> pieceAt, int bufferSize = 256)
    {
        using PiecesStream stream = new(answer, pieceAt);
        return Of(stream, bufferSize);
    }

    /// <summary>The status, the length, the headers, the body and the end of two responses one after the other.</summary>
    public static string Of(Stream stream, int bufferSize = 256)
    {
        StringBuilder told = new();
        HttpClient client = new(stream, "h", new byte[bufferSize], () => 0);
        client.HeaderReceived = header => told.Append(header.GetValue()).Append(';');
        byte[] block = new byte[97];

        try
        {
            told.Append(client.Get("/")).Append(' ').Append(client.ContentLength).Append(' ').Append(client.Location).Append(':');
            int count;

            while ((count = client.ReadBody(block, 0, block.Length)) > 0)
            {
                told.Append(Encoding.Latin1.GetString(block, 0, count));
            }

            told.Append(client.EndsByClose ? "|until close" : "|whole").Append('|').Append(client.EndReason);
        }
        catch (HttpException e)
        {
            told.Append("|!").Append(e.Error).Append('|').Append(client.EndReason);
        }

        return told.ToString();
    }
}
