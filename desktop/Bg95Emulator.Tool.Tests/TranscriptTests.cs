// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Security;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace Bg95Emulator.Tool.Tests;

public sealed class TranscriptTests
{
    private const string Secret = "hunter2secret";

    [Fact]
    public void Writer_OfASession_WritesWhatPassedInOrder()
    {
        using TestServer server = new();
        using Bench bench = new(options => options.Echo = true);
        using StringWriter text = new();
        using (TranscriptWriter writer = new(bench.Module, text))
        {
            bench.Command("ATE0", "ATE0\r\r\nOK\r\n");
            using SslStream peer = bench.Connect(server);
            bench.Command("AT+QSSLSEND=4,3", "\r\n> ");
            bench.Send("a\0b");
            bench.Expect("\r\nSEND OK\r\n");
            peer.Write("xy\n"u8);
            bench.Expect("\r\n+QSSLURC: \"recv\",4\r\n");
            bench.Command("AT+QSSLRECV=4,10", "\r\n+QSSLRECV: 3\r\nxy\n\r\n\r\nOK\r\n");
        }

        string log = text.ToString();
        Assert.StartsWith(Transcript.Header, log);
        foreach (string line in (string[])
            [" ~", " > ATE0", " < \\r\\nOK\\r\\n", " > AT+QSSLSEND=4,3", " < \\r\\n>\\x20", " >> a\\x00b", " < \\r\\nSEND OK\\r\\n",
             " ! \\r\\n+QSSLURC: \"recv\",4\\r\\n", " > AT+QSSLRECV=4,10", " << xy\\n"])
        {
            int found = log.IndexOf(line.TrimEnd() + Environment.NewLine, StringComparison.Ordinal);
            Assert.True(found >= 0, line + " is not in " + log);
            log = log[found..];
        }
    }

    [Fact]
    public void Writer_WhateverTheHostDoesWithASecret_NeverWritesIt()
    {
        using Bench bench = new(options => options.Echo = true);
        using StringWriter text = new();
        using (TranscriptWriter writer = new(bench.Module, text))
        {
            Do(bench, $"AT+QICSGP=1,1,\"iot.example\",\"joe\",\"{Secret}\",1\r");
            Do(bench, "AT+QICSGP=1\r");
            Do(bench, $"at+qicsgp=1,1,\"iot.example\",\"{Secret}\"\r");
            Do(bench, $"AT+CMEE=1;+QICSGP=1,1,\"iot.example\",\"joe\",\"{Secret}\"\r");
            Do(bench, $"AT+CPIN=\"{Secret}\"\r");
            Do(bench, $"AT+QICGP=1,1,\"iot.example\",\"joe\",\"{Secret}\",1\r");
            Do(bench, $"AT+QMTCONN=0,\"id\",\"joe\",\"{Secret}\"\r");

            // An upload as it should be, read back, and written in parts.
            bench.Send($"AT+QFUPL=\"key.pem\",{Secret.Length}\r");
            bench.ReadUntil("CONNECT\r\n");
            bench.Send(Secret);
            bench.ReadUntil("OK\r\n");
            Do(bench, "AT+QFDWL=\"key.pem\"\r");
            Do(bench, "AT+QFOPEN=\"key.pem\",0\r");
            Do(bench, "AT+QFREAD=1\r");
            bench.Send($"AT+QFWRITE=1,{Secret.Length}\r");
            bench.ReadUntil("CONNECT\r\n");
            bench.Send(Secret);
            bench.ReadUntil("OK\r\n");

            // Uploads that the module refused, and a host that sends the key all the same.
            Do(bench, "AT+QFUPL=\"key.pem\",100\r");
            bench.Send($"-----BEGIN PRIVATE KEY-----\n{Secret}\n-----END PRIVATE KEY-----\n\r");
            bench.Send($"{Secret}\r");
            Do(bench, $"1_server.psk={Secret} AT\r");
            Do(bench, $"AT{Secret}\r");
            Do(bench, $"AT+{Secret.ToUpperInvariant()}{Secret}=\r");
            Do(bench, "AT\r");
        }

        string log = text.ToString();
        Assert.DoesNotContain(Secret, log, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("PRIVATE", log);
        Assert.Contains($"\\{{{Secret.Length}}}", log);
        Assert.Contains("AT+QICSGP=1,1,\"iot.example\",\\{", log);
    }

    [Fact]
    public void Writer_WithFaultsOnTheLine_NeverWritesASecret()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            using Bench bench = new(
                options =>
                {
                    options.Echo = true;
                    options.Seed = seed;
                },
                "drop-byte:chance=0.05,direction=to-module");
            using StringWriter text = new();
            using TranscriptWriter writer = new(bench.Module, text);
            for (int round = 0; round < 20; round++)
            {
                bench.Send($"AT+QICSGP=1,1,\"iot.example\",\"joe\",\"{Secret}\",1\r");
            }

            bench.Module.Faults.Clear();
            bench.Send("\rAT+CMEE?\r");
            bench.ReadUntil("+CMEE: 1\r\n\r\nOK\r\n");
            Assert.DoesNotContain("secret", text.ToString());
            Assert.DoesNotContain("hunter", text.ToString());
        }
    }

    [Fact]
    public void Writer_WithoutPayload_OnlyCountsIt()
    {
        using TestServer server = new();
        using Bench bench = new();
        using SslStream peer = bench.Connect(server);
        using StringWriter text = new();
        using (TranscriptWriter writer = new(bench.Module, text, withPayload: false))
        {
            bench.Command("AT+QSSLSEND=4,6", "\r\n> ");
            bench.Send("secret");
            bench.Expect("\r\nSEND OK\r\n");
        }

        Assert.Contains(" >> \\{6}", text.ToString());
        Assert.DoesNotContain("secret", text.ToString());
    }

    [Fact]
    public void Read_OfWhatWasWritten_GivesTheSameEvents()
    {
        DialogueEvent[] events =
        [
            new(TimeSpan.FromSeconds(1.5), DialogueKind.Command, "AT+X=\"\\\""u8.ToArray(), 4),
            new(TimeSpan.FromSeconds(2), DialogueKind.Echo, default, 0),
            new(TimeSpan.FromSeconds(2), DialogueKind.Payload, new byte[] { 0, 255, 13, 10, 92, 32 }, 0),
            new(TimeSpan.FromSeconds(3), DialogueKind.Unsolicited, "\r\nRDY\r\n"u8.ToArray(), 0),
        ];
        string text = string.Join("\n", Array.ConvertAll(events, Transcript.Format));
        IReadOnlyList<DialogueEvent> read = Transcript.Read(new StringReader("# a comment\n\n" + text));
        Assert.Equal(text, string.Join("\n", read.Select(Transcript.Format)));
        Assert.Equal(events[2].Bytes.ToArray(), read[2].Bytes.ToArray());
    }

    [Theory]
    [InlineData("1.0 ? AT")]
    [InlineData("soon > AT")]
    [InlineData("1.0 > AT\\q")]
    [InlineData("1.0")]
    public void Read_OfWhatIsNoTranscript_NamesTheLine(string line)
    {
        FormatException fault = Assert.Throws<FormatException>(() => Transcript.Read(new StringReader("# x\n" + line)));
        Assert.StartsWith("Line 2: ", fault.Message);
    }

    [Fact]
    public async Task Player_OfARecordedSession_AnswersAsTheModuleDid()
    {
        const string Log = """
            0.1 ~
            0.1 > ATE0
            0.1 < \r\nOK\r\n
            0.2 ! \r\n+QIND: 1\r\n
            0.3 > AT+QSSLSEND=4,3
            0.3 < \r\n>\x20
            0.4 >> abc
            0.4 < \r\nSEND OK\r\n
            0.5 > AT+QICSGP=1,1,"iot",\{12}
            0.5 < \{3}
            """;
        LinePair.Create(out Stream moduleSide, out Stream hostSide);
        TranscriptPlayer player = new(Transcript.Read(new StringReader(Log)));
        Task<ReplayReport> playing = Task.Run(() => player.Play(moduleSide), TestContext.Current.CancellationToken);
        Exchange(hostSide, "ATE0\r", "ATE0\r\r\nOK\r\n\r\n+QIND: 1\r\n");
        Exchange(hostSide, "AT+QSSLSEND=4,3\r", "\r\n> ");
        Exchange(hostSide, "abc", "\r\nSEND OK\r\n");
        Exchange(hostSide, "AT+QICSGP=1,1,\"iot\",\"joe\",\"other\"\r", "***");
        ReplayReport report = await playing.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.True(report.IsExact);
        Assert.Equal(4, report.Followed);
    }

    [Fact]
    public async Task Player_OfAHostThatDoesOtherwise_GoesOnAndTells()
    {
        const string Log = """
            0.1 > AT
            0.1 < \r\nOK\r\n
            0.2 > AT+CSQ
            0.2 < \r\n+CSQ: 24,99\r\n\r\nOK\r\n
            0.3 > AT+CMEE=1
            0.3 < \r\nOK\r\n
            """;
        LinePair.Create(out Stream moduleSide, out Stream hostSide);
        TranscriptPlayer player = new(Transcript.Read(new StringReader(Log)));
        Task<ReplayReport> playing = Task.Run(() => player.Play(moduleSide), TestContext.Current.CancellationToken);
        Exchange(hostSide, "AT\r", "\r\nOK\r\n");
        Exchange(hostSide, "AT+COPS?\r", "\r\nERROR\r\n");
        Exchange(hostSide, "AT+CMEE=1\r", "\r\nOK\r\n");
        ReplayReport report = await playing.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Equal((2, 1), (report.Followed, report.Skipped));
        Assert.Equal("8 bytes instead of AT+CSQ", Assert.Single(report.Deviations));
    }

    // A module says +CPIN: READY when its card is ready, and when it has restarted. A driver that looks which it is (Q, E) may have
    // been about to ask something else (P).
    [Theory]
    [InlineData("F P Q E C", "F P Q E C", true)]
    [InlineData("F P Q E C", "F Q E P C", true)]
    [InlineData("F Q E P C", "F P Q E C", true)]
    [InlineData("F P Q E C", "F Q E C", false)]
    [InlineData("F Q E P C", "F P Q C", false)]
    [InlineData("F Q P E C", "F Q E P C", false)]
    public async Task Player_OfAHostThatSawAResultEarlierOrLater_IsExact(string then, string now, bool isExact)
    {
        Dictionary<string, (string Command, string Answer)> exchanges = new()
        {
            ["F"] = ("AT+CFUN=1", "\\r\\nOK\\r\\n\n0.1 ! \\r\\n+CPIN: READY\\r\\n"),
            ["P"] = ("AT+CPIN?", "\\r\\n+CPIN: READY\\r\\n\\r\\nOK\\r\\n"),
            ["Q"] = ("AT+QSSLCFG=\"sslversion\",1", "\\r\\n+QSSLCFG: \"sslversion\",1,4\\r\\n\\r\\nOK\\r\\n"),
            ["E"] = ("ATE0", "\\r\\nOK\\r\\n"),
            ["C"] = ("AT+CEREG?", "\\r\\n+CEREG: 0,1\\r\\n\\r\\nOK\\r\\n"),
        };
        string log = string.Concat(then.Split(' ').Select(name => $"0.1 > {exchanges[name].Command}\n0.1 < {exchanges[name].Answer}\n"));
        LinePair.Create(out Stream moduleSide, out Stream hostSide);
        TranscriptPlayer player = new(Transcript.Read(new StringReader(log)));
        Task<ReplayReport> playing = Task.Run(() => player.Play(moduleSide), TestContext.Current.CancellationToken);
        foreach (string name in now.Split(' '))
        {
            string answer = exchanges[name].Answer.Replace("\\r\\n", "\r\n", StringComparison.Ordinal).Replace("\n0.1 ! ", string.Empty, StringComparison.Ordinal);
            Exchange(hostSide, exchanges[name].Command + "\r", name == "P" && !isExact && then[4] == 'P' ? "\r\nERROR\r\n" : answer);
        }

        ReplayReport report = await playing.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Equal(isExact, report.IsExact);
        Assert.Equal(isExact ? 5 : 4, report.Followed);
    }

    [Fact]
    public async Task Player_OfAResultThatTheCommandCameIntoTheMiddleOf_SaysTheRestOnce()
    {
        const string Log = """
            0.1 > AT+CFUN=1
            0.1 < \r\nOK\r\n
            0.1 ! \r\n+CPIN: READY\r\n
            0.1 > AT+CPIN?
            0.1 ! \r\n+QUSIM: 1\r\n
            0.1 < \r\n+CPIN: READY\r\n\r\nOK\r\n
            0.2 > AT+QSSLCFG="sslversion",1
            0.2 < \r\n+QSSLCFG: "sslversion",1,4\r\n\r\nOK\r\n
            0.3 > AT+CEREG?
            0.3 < \r\n+CEREG: 0,1\r\n\r\nOK\r\n
            """;
        LinePair.Create(out Stream moduleSide, out Stream hostSide);
        TranscriptPlayer player = new(Transcript.Read(new StringReader(Log)));
        Task<ReplayReport> playing = Task.Run(() => player.Play(moduleSide), TestContext.Current.CancellationToken);
        Exchange(hostSide, "AT+CFUN=1\r", "\r\nOK\r\n\r\n+CPIN: READY\r\n");
        Exchange(hostSide, "AT+QSSLCFG=\"sslversion\",1\r", "\r\n+QUSIM: 1\r\n\r\n+QSSLCFG: \"sslversion\",1,4\r\n\r\nOK\r\n");
        Exchange(hostSide, "AT+CPIN?\r", "\r\n+CPIN: READY\r\n\r\nOK\r\n");
        Exchange(hostSide, "AT+CEREG?\r", "\r\n+CEREG: 0,1\r\n\r\nOK\r\n");
        ReplayReport report = await playing.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.True(report.IsExact);
    }

    private static void Do(Bench bench, string line)
    {
        bench.Send(line);
        string came = bench.ReadUntil("\r\n");
        while (!came.EndsWith("\r\nOK\r\n", StringComparison.Ordinal) && !came.EndsWith("ERROR\r\n", StringComparison.Ordinal)
            && !came.Contains("+CME ERROR", StringComparison.Ordinal))
        {
            came += bench.ReadUntil("\r\n");
        }
    }

    private static void Exchange(Stream line, string sent, string expected)
    {
        line.ReadTimeout = 60_000;
        line.Write(Encoding.Latin1.GetBytes(sent));
        byte[] came = new byte[expected.Length];
        line.ReadExactly(came);
        Assert.Equal(expected, Encoding.Latin1.GetString(came));
    }
}
