// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net.Security;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace Bg95Emulator.Tests;

public sealed class DirectPushTests
{
    [Fact]
    public async Task Push_OfData_HasLengthAndNoResult()
    {
        using TestServer server = new();
        using Host host = new();
        host.ActivatePdp();
        host.Open(server.Port, mode: 1);
        await using SslStream peer = server.Accept();
        peer.Write("Test data from SSL"u8);
        host.Expect("\r\n+QSSLURC: \"recv\",4,18\r\nTest data from SSL");
        host.Command("AT+QSSLRECV=4,1500", "\r\nERROR\r\n");
        host.Command("AT+QSSLSEND=4,2", "\r\n> ");
        peer.Write("later"u8);
        Wait.Until(() => host.Module.Sockets[0].BytesIn == 23);
        host.Send("ab");
        host.Expect("\r\nSEND OK\r\n\r\n+QSSLURC: \"recv\",4,5\r\nlater");
        peer.Write(new byte[2000]);
        host.Expect("\r\n+QSSLURC: \"recv\",4,1500\r\n" + new string('\0', 1500));
        host.Expect("\r\n+QSSLURC: \"recv\",4,500\r\n" + new string('\0', 500));
        await peer.ShutdownAsync();
        await peer.DisposeAsync();
        host.Expect("\r\n+QSSLURC: \"closed\",4\r\n");
    }

    [Fact]
    public void SwitchToPush_WithDataBuffered_PushesIt()
    {
        using TestServer server = new();
        using Host host = new();
        host.ActivatePdp();
        host.Open(server.Port);
        using SslStream peer = server.Accept();
        peer.Write("abc"u8);
        host.Expect("\r\n+QSSLURC: \"recv\",4\r\n");
        host.Command("AT+QISWTMD=4,1");
        host.Expect("\r\n+QSSLURC: \"recv\",4,3\r\nabc");
    }

    [Theory]
    [InlineData(1, "1")]
    [InlineData(1500, "1500")]
    [InlineData(1501, "1500,1")]
    [InlineData(16384, "1500,1500,1500,1500,1500,1500,1500,1500,1500,1500,1384")]
    public void Push_OfALongRecord_ComesInPiecesOfAtMost1500(int size, string pieces)
    {
        byte[] sent = new byte[size];
        new Random(size).NextBytes(sent);
        using TestServer server = new();
        using Host host = new();
        host.ActivatePdp();
        host.Open(server.Port, mode: 1);
        using SslStream peer = server.Accept();
        peer.Write(sent);
        List<byte> got = [];
        foreach (string piece in pieces.Split(','))
        {
            host.Expect($"\r\n+QSSLURC: \"recv\",4,{piece}\r\n");
            got.AddRange(host.ReadBytes(int.Parse(piece, CultureInfo.InvariantCulture)));
        }

        Assert.Equal(sent, got);
        host.ExpectSilence();
    }

    [Fact]
    public void Push_OfPayloadThatLooksLikeResults_IsNotTouched()
    {
        const string Payload = "\r\nOK\r\n+QSSLURC: \"closed\",4\r\n\0\u001a";
        using TestServer server = new();
        using Host host = new(options => options.DeliveryChunk = 1);
        host.ActivatePdp();
        host.Open(server.Port, mode: 1);
        using SslStream peer = server.Accept();
        peer.Write(Encoding.Latin1.GetBytes(Payload));
        host.Expect($"\r\n+QSSLURC: \"recv\",4,{Payload.Length}\r\n{Payload}");
    }

    [Fact]
    public void Push_DuringAPrompt_WaitsForItsResult()
    {
        using TestServer server = new();
        using Host host = new();
        host.ActivatePdp();
        host.Open(server.Port, mode: 1);
        SslStream peer = server.Accept();
        host.Command("AT+QSSLSEND=4,1", "\r\n> ");
        peer.Write("last"u8);
        Wait.Until(() => host.Module.Sockets[0].BytesIn == 4);
        peer.Dispose();
        host.Send("x");

        // Data first, then the end of the connection, whenever the peer went.
        host.Expect("\r\nSEND OK\r\n\r\n+QSSLURC: \"recv\",4,4\r\nlast\r\n+QSSLURC: \"closed\",4\r\n");
    }

    [Fact]
    public void Push_WithTheHostsLineHalfTyped_WaitsForItsEnd()
    {
        using TestServer server = new();
        using Host host = new(echo: true);
        host.TypeCommand("AT+QIACT=1");
        host.TypeCommand(
            $"AT+QSSLOPEN=1,1,4,\"{Host.ServerName}\",{server.Port},1", "\r\nOK\r\n\r\n+QSSLOPEN: 4,0\r\n");
        using SslStream peer = server.Accept();
        host.Send("AT+CM");
        host.Expect("AT+CM");
        peer.Write("abc"u8);
        Wait.Until(() => host.Module.Sockets[0].BytesIn == 3);
        host.Send("EE?\r");
        host.Expect("EE?\r");
        string heard = Encoding.Latin1.GetString(host.ReadBytes(27 + 18));

        // Before the answer or behind it, but never inside.
        string pushed = "\r\n+QSSLURC: \"recv\",4,3\r\nabc";
        string answer = "\r\n+CMEE: 1\r\n\r\nOK\r\n";
        Assert.True(heard == pushed + answer || heard == answer + pushed, heard);
    }

    [Fact]
    public void SwitchBackToBuffer_FromPush_AnnouncesAgain()
    {
        using TestServer server = new();
        using Host host = new();
        host.ActivatePdp();
        host.Open(server.Port, mode: 1);
        using SslStream peer = server.Accept();
        host.Command("AT+QISWTMD=4,0");
        peer.Write("abc"u8);
        host.Expect("\r\n+QSSLURC: \"recv\",4\r\n");
        host.Command("AT+QSSLRECV=4,1", "\r\n+QSSLRECV: 1\r\na\r\n\r\nOK\r\n");
        host.Command("AT+QISWTMD=4,1");
        host.Expect("\r\n+QSSLURC: \"recv\",4,2\r\nbc");
        host.Command("AT+QISWTMD=4,0");
        peer.Write("d"u8);
        host.Expect("\r\n+QSSLURC: \"recv\",4\r\n");
    }

    /// <summary>Whatever is pushed, buffered or carried transparently while the modes change is the peer's stream, whole.</summary>
    [Fact]
    public async Task ModeChanges_UnderAStream_LoseAndReorderNothing()
    {
        const int Size = 300_000;
        byte[] sent = new byte[Size];
        for (int i = 0; i < Size; i++)
        {
            sent[i] = (byte)('a' + (i / 7 % 26));
        }

        using TestServer server = new();
        using Host host = new();
        host.ActivatePdp();
        host.Open(server.Port);
        await using SslStream peer = server.Accept();
        Task writing = peer.WriteAsync(sent, TestContext.Current.CancellationToken).AsTask();
        StringBuilder got = new();
        for (int round = 0; got.Length < Size; round++)
        {
            host.Send($"AT+QISWTMD=4,{round % 2}\r");
            CollectUntilResult(host, got);
            host.Send(round % 2 == 0 ? "AT+QSSLRECV=4,1500\r" : "AT\r");
            CollectUntilResult(host, got);
        }

        await writing;
        Assert.Equal(Encoding.Latin1.GetString(sent), got.ToString());
    }

    /// <summary>Reads lines and counted payload, wherever it stands, up to a result.</summary>
    private static void CollectUntilResult(Host host, StringBuilder payload)
    {
        while (true)
        {
            string line = host.ReadUntil("\r\n").TrimEnd();
            if (line is "OK" or "ERROR")
            {
                return;
            }

            bool pushed = line.StartsWith("+QSSLURC: \"recv\",4,", StringComparison.Ordinal);
            if (pushed || line.StartsWith("+QSSLRECV: ", StringComparison.Ordinal))
            {
                int count = int.Parse(line[(line.LastIndexOfAny([',', ' ']) + 1)..], CultureInfo.InvariantCulture);
                payload.Append(Encoding.Latin1.GetString(host.ReadBytes(count)));
            }
        }
    }
}
