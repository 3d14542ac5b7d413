// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Xunit;

namespace Bg95Emulator.Tool.Tests;

/// <summary>The dialogue as a host sees it: "> " what it writes, "+ " the same in one piece, "&lt; " what it reads, and the transcript that comes of it.</summary>
public sealed class HostDialogueTests
{
    private const string Key = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj";

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public void Dialogue_InPiecesOfAnySize_IsTheTranscript(int piece)
    {
        string[] transcript = Transcribe(
            piece,
            "> ATE0\r", "< ATE0\r\r\nOK\r\n",
            "< \r\n+QIND: 1\r\n",
            "> AT+QSSLOPEN=1,0,4,\"host\",443,1\r", "< \r\nOK\r\n\r\n+QSSLOPEN: 4,0\r\n",
            "> AT+QSSLSEND=4,3\r", "< \r\n> ", "> abc", "< \r\nSEND OK\r\n",
            "< \r\n+QSSLURC: \"recv\",4,4\r\nOK\r\n\r\n+QSSLURC: \"closed\",4\r\n",
            "> AT+QISWTMD=4,0\r", "< \r\nOK\r\n",
            "> AT+QSSLRECV=4,10\r", "< \r\n+QSSLRECV: 2\r\n> \r\n\r\nOK\r\n");
        string text = string.Join('\n', Joined(transcript));
        Assert.Equal(
            """
            ~
            > ATE0
            < \r\nOK\r\n
            ! \r\n+QIND: 1\r\n
            > AT+QSSLOPEN=1,0,4,"host",443,1
            < \r\nOK\r\n
            ! \r\n+QSSLOPEN: 4,0\r\n
            > AT+QSSLSEND=4,3
            < \r\n>\x20
            >> abc
            < \r\nSEND OK\r\n
            ! \r\n+QSSLURC: "recv",4,4\r\n
            << OK\r\n
            ! \r\n+QSSLURC: "closed",4\r\n
            > AT+QISWTMD=4,0
            < \r\nOK\r\n
            > AT+QSSLRECV=4,10
            < \r\n+QSSLRECV: 2\r\n
            << >\x20
            < \r\n\r\nOK\r\n
            """.ReplaceLineEndings("\n"),

            // A prompt whose space comes later.
            text.Replace(">\n>> abc\n<  ", ">\\x20\n>> abc\n< ", StringComparison.Ordinal));
    }

    [Fact]
    public void Dialogue_TransparentModeInSinglePieces_EndsAllTheSame()
    {
        foreach (string end in (string[])["OK", "NO CARRIER"])
        {
            string[] transcript = Transcribe(
                1, "> AT+QSSLOPEN=1,0,4,\"host\",443,2\r", "< \r\nCONNECT\r\n", "< \r\nOK\r\nmore\r", "+ +++", $"< \r\n{end}\r\n", "> AT+CPIN=\"4711\"\r", "< \r\nOK\r\n");
            List<string> joined = Joined(transcript);
            Assert.Contains("> AT+CPIN=\\{6}", joined);
            Assert.Equal($"< \\r\\n{end}\\r\\n", joined[^3]);
        }
    }

    [Fact]
    public void Dialogue_TransparentMode_IsDataUntilItsEnd()
    {
        string[] transcript = Transcribe(
            1000,
            "> AT+QSSLOPEN=1,0,4,\"host\",443,2\r", "< \r\nCONNECT\r\n", "> GET", "< \r\nOK\r\nmore\r\nNO CAR", "> +++", "< \r\nOK\r\n",
            "> AT\r", "< \r\nOK\r\n");
        Assert.Equal(
            ["> AT+QSSLOPEN=1,0,4,\"host\",443,2", "< \\r\\nCONNECT\\r\\n", ">> GET", "<< \\r\\nOK\\r\\nmore", ">> +++", "<< \\r\\nNO CAR", "< \\r\\nOK\\r\\n", "> AT", "< \\r\\nOK\\r\\n"],
            transcript);
    }

    public static TheoryData<string, string[]> Secrets { get; } = new()
    {
        { "hunter2", ["> AT+QICSGP=1,1,\"iot\",\"joe\",\"hunter2\",1\r", "< AT+QICSGP=1,1,\"iot\",\"joe\",\"hunter2\",1\r\r\nOK\r\n"] },
        { "hunter2", ["> AT+QICSGP=1\r", "< \r\n+QICSGP: 1,\"iot\",\"joe\",\"hunter2\",1\r\n\r\nOK\r\n"] },
        { "4711", ["> AT+CPIN=\"4711\"\r", "< \r\n+QIND: 1\r\nAT+CPIN=\"4711\"\r\r\nOK\r\n"] },
        { Key, [$"> AT+QFUPL=\"k\",{Key.Length},5\r", "< \r\nCONNECT\r\n", "> " + Key, $"< \r\n+QFUPL: {Key.Length},1\r\n\r\nOK\r\n"] },
        { Key, ["> AT+QFREAD=1,100\r", $"< \r\nCONNECT {Key.Length}\r\n{Key}\r\nOK\r\n"] },
        { Key, [$"< {Key}\r\n-----END PRIVATE KEY-----\r\n"] },
        { Key, ["> AT+QFDWL=\"k\"\r", $"< \r\nCONNECT\r\n{Key}\r\n+QFDWL: 64,1\r\n\r\nOK\r\n", "> AT\r", "< \r\nOK\r\n"] },
        { Key, ["> AT\r", $"< {Key}\r\n\r\nOK\r\n"] },
        { Key[..20], ["> AT+CSQ\r", $"< {Key[..20]}\r\n\r\nOK\r\n"] },
        { Key, ["> AT+CSQ\r", $"< +{Key}\r\n\r\nOK\r\n"] },
        { Key, [$"> {Key}\r", "< \r\nERROR\r\n"] },
        { Key, ["< " + Key] },
        { "004999010640000", ["> AT+GSN\r", "< \r\n004999010640000\r\n\r\nOK\r\n"] },
        { "8900101000000000000", ["> AT+QCCID\r", "< \r\n+QCCID: 8900101000000000000F\r\n\r\nOK\r\n"] },
        { "+4915112345", ["> AT+CNUM\r", "< \r\n+CNUM: ,\"+4915112345\",145\r\n\r\nOK\r\n"] },
    };

    [Theory]
    [MemberData(nameof(Secrets))]
    public void Dialogue_Secret_IsOnlyCounted(string secret, string[] exchange)
    {
        foreach (int piece in (int[])[1, 7, 1000])
        {
            string[] transcript = Transcribe(piece, exchange);
            string shown = string.Concat(Joined(transcript));
            Assert.DoesNotContain(secret, shown);
            Assert.DoesNotContain("PRIVATE", shown);

            // Nothing is lost either: what is left out is counted.
            Assert.Contains("\\{", shown);
        }
    }

    [Fact]
    public void Dialogue_BandMask_IsNoSerialNumber()
    {
        string row = "+QCFG: \"band\",0xf,0x100002000000000f0e189f,0x10004200000000090e189f";
        Assert.Contains($"< \\r\\n{row}\\r\\n", Transcribe(1000, "> AT+QCFG=\"band\"\r", $"< \r\n{row}\r\n\r\nOK\r\n"));
    }

    private static string[] Transcribe(int piece, params string[] exchange)
    {
        HostDialogue dialogue = new(new ManualClock());
        using StringWriter text = new();
        using (TranscriptWriter writer = new(dialogue, text))
        {
            foreach (string part in exchange)
            {
                byte[] bytes = Encoding.Latin1.GetBytes(part[2..]);
                int size = part[0] == '+' ? bytes.Length : piece;
                for (int i = 0; i < bytes.Length; i += size)
                {
                    Span<byte> next = bytes.AsSpan(i, Math.Min(size, bytes.Length - i));
                    if (part[0] is '>' or '+')
                    {
                        dialogue.ToModule(next);
                    }
                    else
                    {
                        dialogue.FromModule(next);
                    }
                }
            }

            dialogue.End();
        }

        return [.. text.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Skip(1).Select(line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..])];
    }

    // Pieces of data and payload put together; where they were cut is the line's business.
    private static List<string> Joined(string[] transcript)
    {
        List<string> lines = [];
        foreach (string line in transcript)
        {
            string sign = line.Split(' ')[0];
            bool isMore = sign is ">>" or "<<" && lines.Count > 0 && lines[^1].StartsWith(sign, StringComparison.Ordinal);
            if (isMore)
            {
                lines[^1] += line[3..];
            }
            else
            {
                lines.Add(line);
            }
        }

        return lines;
    }
}
