// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Net.Security;
using Xunit;

namespace Bg95Emulator.Tests;

/// <summary>Hosts that end their lines with CR LF: the LF belongs to the line end, also where data follow (module facts 8).</summary>
public sealed class LineFeedTests
{
    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Send_AfterEitherLineEnd_TakesThePayloadWhole(string lineEnd)
    {
        using TestServer server = new();
        using Host host = new();
        using SslStream peer = Connect(host, server);
        host.Send("AT+QSSLSEND=4,5" + lineEnd);
        host.Expect("\r\n> ");
        host.Send("hello");
        host.Expect("\r\nSEND OK\r\n");
        Expect(peer, "hello"u8);
        host.ExpectSilence();
        DriverVerdict verdict = host.Module.Judge.Verdict();
        Assert.Equal((0, 0), (verdict.Count(DriverRules.TooMuchData), verdict.Count(DriverRules.DataBeforePrompt)));
    }

    [Fact]
    public void Send_OfAPayloadThatBeginsWithLineFeed_TakesItAfterEitherLineEnd()
    {
        using TestServer server = new();
        using Host host = new();
        using SslStream peer = Connect(host, server);
        host.Send("AT+QSSLSEND=4,3\r");
        host.Expect("\r\n> ");
        host.Send("\nab");
        host.Expect("\r\nSEND OK\r\n");
        host.Send("AT+QSSLSEND=4,3\r\n");
        host.Expect("\r\n> ");
        host.Send("\ncd");
        host.Expect("\r\nSEND OK\r\n");
        Expect(peer, "\nab\ncd"u8);
    }

    [Fact]
    public void LineFeed_ThatComesAfterThePrompt_BelongsToTheLineOfAHostThatEndsItsLinesSo()
    {
        using TestServer server = new();
        using Host host = new();
        using SslStream peer = Connect(host, server);
        host.Send("AT\r\n");
        host.Expect("\r\nOK\r\n");
        host.Send("AT+QSSLSEND=4,3\r");
        host.Expect("\r\n> ");
        host.Send("\n");
        host.Send("\nab");
        host.Expect("\r\nSEND OK\r\n");
        Expect(peer, "\nab"u8);
    }

    [Fact]
    public void SendOfVariableLength_AfterCrLf_BeginsWithThePayload()
    {
        using TestServer server = new();
        using Host host = new();
        using SslStream peer = Connect(host, server);
        host.Send("AT+QSSLSEND=4\r\n");
        host.Expect("\r\n> ");
        host.Send("hello\u001a");
        host.Expect("\r\nSEND OK\r\n");
        Expect(peer, "hello"u8);
    }

    [Fact]
    public void Upload_AfterCrLf_StoresTheFileAlone()
    {
        using Host host = new();
        host.Send("AT+QFUPL=\"a\",3\r\n");
        host.Expect("\r\nCONNECT\r\n");
        host.Send("abc");
        host.Expect("\r\n+QFUPL: 3,262\r\n\r\nOK\r\n");
        host.Send("AT+QFOPEN=\"a\",0\r\n");
        host.ReadUntil("OK\r\n");
        host.Send("AT+QFWRITE=1,2\r\n");
        host.Expect("\r\nCONNECT\r\n");
        host.Send("\nz");
        host.ReadUntil("OK\r\n");
        Assert.Equal("\nzc"u8.ToArray(), host.Module.Files.Read("a"));
    }

    [Fact]
    public void TransparentMode_AfterCrLf_BeginsWithThePayload()
    {
        using TestServer server = new();
        using Host host = new();
        host.ActivatePdp();
        host.Send($"AT+QSSLOPEN=1,1,4,\"{Host.ServerName}\",{server.Port},2\r\n");
        using SslStream peer = server.Accept();
        host.Expect("\r\nCONNECT\r\n");
        host.Send("hello");
        Expect(peer, "hello"u8);
    }

    [Fact]
    public void Echo_OfCrLf_IsTheCarriageReturnAlone()
    {
        using Host host = new(echo: true);
        host.Send("AT\r\nAT\r\n");
        host.Expect("AT\r\r\nOK\r\nAT\r\r\nOK\r\n");
    }

    private static SslStream Connect(Host host, TestServer server)
    {
        host.ActivatePdp();
        host.Open(server.Port);
        return server.Accept();
    }

    private static void Expect(SslStream peer, ReadOnlySpan<byte> expected)
    {
        byte[] came = new byte[expected.Length];
        peer.ReadExactly(came);
        Assert.Equal(expected, came);
    }
}
