// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Globalization;
using System.IO;
using System.Net.Security;
using System.Text;
using System.Threading.Tasks;
using LocalPeers;

namespace Bg95Tool;

/// <summary>
/// The HTTPS server beside an emulated module: /n is a page of n bytes, / says hello, and what is posted is counted. Its certificate
/// is made for one run.
/// </summary>
internal sealed class TryServer : IDisposable
{
    /// <summary>Its name, which exists for the emulated module only.</summary>
    public const string Host = "server.nanobg95.test";

    /// <summary>The TCP port that the emulated module finds it on.</summary>
    public const int PublicPort = 443;

    /// <summary>The largest page, in bytes.</summary>
    public const int LargestPage = 64 * 1024 * 1024;

    private const int Block = 16 * 1024;

    private readonly Authority _authority = new();
    private readonly TlsServer _server;

    public TryServer()
    {
        _server = new TlsServer(_authority.Issue(Host), stream => Task.Run(() => Serve(stream)));
    }

    /// <summary>The TCP port on this PC.</summary>
    public int Port => _server.Port;

    /// <summary>The certificate to trust, as a PEM file.</summary>
    public byte[] CaPem => _authority.PemBytes;

    /// <summary>The byte at a place of a page.</summary>
    public static byte ByteAt(int index) => (byte)((index * 31) + (index >> 8));

    public void Dispose()
    {
        _server.Dispose();
        _authority.Dispose();
    }

    private static async Task Serve(SslStream stream)
    {
        await using (stream)
        {
            AnswerAll(stream);
            await stream.ShutdownAsync();
        }
    }

    private static void AnswerAll(SslStream stream)
    {
        while (ReadHead(stream) is string head)
        {
            string[] words = head.Split(' ', 3);
            if (words[0] == "POST")
            {
                Skip(stream, LengthOf(head));
                Answer(stream, "200 OK", "thank you\n"u8.ToArray());
            }
            else if (words[1] == "/")
            {
                Answer(stream, "200 OK", "Hello from the server beside the emulated module.\n"u8.ToArray());
            }
            else if (int.TryParse(words[1].AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int size) && size <= LargestPage)
            {
                SendPage(stream, size);
            }
            else
            {
                Answer(stream, "404 Not Found", "There is no such page.\n"u8.ToArray());
            }
        }
    }

    private static void SendPage(SslStream stream, int size)
    {
        WriteHead(stream, "200 OK", size);
        byte[] block = new byte[Block];
        for (int done = 0; done < size;)
        {
            int count = Math.Min(Block, size - done);
            for (int i = 0; i < count; i++)
            {
                block[i] = ByteAt(done + i);
            }

            stream.Write(block, 0, count);
            done += count;
        }
    }

    private static void Answer(SslStream stream, string status, byte[] body)
    {
        WriteHead(stream, status, body.Length);
        stream.Write(body);
    }

    private static void WriteHead(SslStream stream, string status, int length) => stream.Write(
        Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Type: text/plain\r\nContent-Length: {length}\r\n\r\n"));

    private static void Skip(SslStream stream, int count)
    {
        byte[] block = new byte[Block];
        while (count > 0)
        {
            int got = stream.Read(block, 0, Math.Min(Block, count));
            count -= got > 0 ? got : count;
        }
    }

    private static int LengthOf(string head)
    {
        const string Name = "\nContent-Length: ";
        int start = head.IndexOf(Name, StringComparison.OrdinalIgnoreCase) + Name.Length;
        int end = start < Name.Length ? start : head.IndexOf('\r', start);
        return int.TryParse(head.AsSpan(start, end - start), NumberStyles.None, CultureInfo.InvariantCulture, out int length) ? length : 0;
    }

    private static string? ReadHead(SslStream stream)
    {
        const int Longest = 8192;
        StringBuilder head = new();
        while (head.Length < Longest)
        {
            int value = stream.ReadByte();
            if (value < 0)
            {
                return null;
            }

            head.Append((char)value);
            if (value == '\n' && head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                return head.ToString();
            }
        }

        throw new IOException("The head of the request is too long.");
    }
}
