// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace Samples.Pc;

/// <summary>A request as a simple HTTP/1.1 server sees it: a body has a length.</summary>
internal sealed record HttpRequest(string Method, string Path, byte[] Body)
{
    private const int LongestHead = 8192;
    private const int LongestBody = 1024 * 1024;

    /// <summary>Reads one. Null at the end of the connection, or if what comes is no such request.</summary>
    public static HttpRequest? Read(Stream stream)
    {
        List<byte> head = [];
        while (!EndsHead(head))
        {
            int value = stream.ReadByte();
            if (value < 0 || head.Count == LongestHead)
            {
                return null;
            }

            head.Add((byte)value);
        }

        string[] lines = Encoding.ASCII.GetString([.. head]).Split("\r\n");
        string[] first = lines[0].Split(' ');
        if (first.Length != 3 || !TryGetLength(lines, out int length))
        {
            return null;
        }

        byte[] body = new byte[length];
        stream.ReadExactly(body);
        return new HttpRequest(first[0], first[1], body);
    }

    /// <summary>Answers with status 200 and the request's own body.</summary>
    public void Answer(Stream stream)
    {
        string head = string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Body.Length}\r\n\r\n");
        stream.Write([.. Encoding.ASCII.GetBytes(head), .. Method == "HEAD" ? [] : Body]);
        stream.Flush();
    }

    private static bool EndsHead(List<byte> head)
    {
        return head.Count >= 4 && head[^4] == '\r' && head[^3] == '\n' && head[^2] == '\r' && head[^1] == '\n';
    }

    private static bool TryGetLength(string[] lines, out int length)
    {
        const string Name = "content-length:";
        string? line = lines.FirstOrDefault(line => line.StartsWith(Name, StringComparison.OrdinalIgnoreCase));
        length = 0;
        return line == null
            || (int.TryParse(line.AsSpan(Name.Length).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out length) && length <= LongestBody);
    }
}
