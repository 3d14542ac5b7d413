// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.IO;
using Bg95Http;

namespace Http.Tests;

internal static class Reading
{
    /// <summary>Reads a response's body to its end.</summary>
    public static byte[] ReadToEnd(this HttpClient client, int block = 700)
    {
        using MemoryStream all = new();
        byte[] buffer = new byte[block];
        int count;

        while ((count = client.ReadBody(buffer, 0, buffer.Length)) > 0)
        {
            all.Write(buffer, 0, count);
        }

        return all.ToArray();
    }
}
