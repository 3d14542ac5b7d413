// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Bg95Emulator.Tests;

/// <summary>The module's own HTTP client, with a server that does what the test says, byte for byte.</summary>
public sealed class HttpInterruptionTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ManualClock _clock = new();
    private readonly Host _host;

    public HttpInterruptionTests()
    {
        _listener.Start();
        _host = new Host(options => options.Clock = _clock);
        _host.ActivatePdp();
        SetUrl("/a b?c=%41");
    }

    public void Dispose()
    {
        _host.Dispose();
        _listener.Stop();
    }

    [Fact]
    public void Request_HasTheLinesThatModulesSend()
    {
        _host.Command("AT+QHTTPCFG=\"auth\",\"user:secret\"");
        _host.Command("AT+QHTTPCFG=\"custom_header\",\"X-One: two, three\"");
        _host.Command("AT+QHTTPCFG=\"contenttype\",4");
        _host.Command("AT+QHTTPPOST=2", "\r\nCONNECT\r\n");
        _host.Send("{}");
        _host.Expect("\r\nOK\r\n");
        using NetworkStream peer = Accept();
        Assert.Equal(
            "POST /a b?c=%41 HTTP/1.1\r\n"
            + $"Host: {Host.ServerName}:{Port}\r\n"
            + "Accept: */*\r\nUser-Agent: QUECTEL_MODULE\r\nConnection: Keep-Alive\r\n"
            + "Authorization: Basic dXNlcjpzZWNyZXQ=\r\nX-One: two, three\r\n"
            + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
            ReadUntil(peer, "{}"));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public void Request_ThatTheHostSendsWhole_GoesAsItIs(string method)
    {
        string request = $"{method} /x HTTP/1.1\r\nhost:  here\r\nContent-Length: 5\r\n\r\nhello";
        _host.Command("AT+QHTTPCFG=\"requestheader\",1");
        if (method == "GET")
        {
            _host.Command("AT+QHTTPGET=80", "\r\n+CME ERROR: 730\r\n");
        }

        _host.Command(method == "GET" ? $"AT+QHTTPGET=80,{request.Length},5" : $"AT+QHTTPPOST={request.Length},5,80", "\r\nCONNECT\r\n");
        _host.Send(request);
        _host.Expect("\r\nOK\r\n");
        using NetworkStream peer = Accept();
        Assert.Equal(request, ReadUntil(peer, "hello"));
        Write(peer, "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Made\r\nX-Odd:   yes\r\ncontent-length: 3\r\n\r\nabc");
        _host.Expect($"\r\n+QHTTP{method}: 0,201,3\r\n");
        _host.Command("AT+QHTTPCFG=\"responseheader\",1");
        _host.Command(
            "AT+QHTTPREAD", "\r\nCONNECT\r\nHTTP/1.1 201 Made\r\nX-Odd:   yes\r\ncontent-length: 3\r\n\r\nabc\r\nOK\r\n\r\n+QHTTPREAD: 0\r\n");
    }

    [Fact]
    public void Body_UpToTheEndOfTheConnection_IsWhole()
    {
        using NetworkStream peer = Answer("HTTP/1.0 200 OK\r\n\r\nabc", "0,200");
        peer.Dispose();
        _host.Command("AT+QHTTPREAD", "\r\nCONNECT\r\nabc\r\nOK\r\n\r\n+QHTTPREAD: 0\r\n");
    }

    [Fact]
    public void Body_ThatEndsEarly_IsToldBehindWhatCame()
    {
        using NetworkStream peer = Answer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc", "0,200,5");
        peer.Dispose();
        _host.Command("AT+QHTTPREAD", "\r\nCONNECT\r\nabc\r\nOK\r\n\r\n+QHTTPREAD: 717\r\n");
        _host.Command("AT+QHTTPREAD", "\r\n+CME ERROR: 705\r\n");
    }

    [Fact]
    public void Server_ThatDoesNotAnswer_IsATimeOut()
    {
        _host.Command("AT+QHTTPGET=30");
        using NetworkStream peer = Accept();
        ReadUntil(peer, "\r\n\r\n");
        _host.Command("AT+QHTTPGET", "\r\n+CME ERROR: 703\r\n");
        _host.Command("AT+QHTTPREAD", "\r\n+CME ERROR: 703\r\n");
        _host.Command("AT+QHTTPURL=10", "\r\n+CME ERROR: 703\r\n");
        _host.Command("AT+QHTTPCFG=\"sslctxid\",2", "\r\n+CME ERROR: 703\r\n");
        _clock.Advance(TimeSpan.FromSeconds(29));
        _host.ExpectSilence();
        _clock.Advance(TimeSpan.FromSeconds(1));
        _host.Expect("\r\n+QHTTPGET: 702\r\n");
        Assert.Equal(-1, ReadToEnd(peer));
    }

    [Fact]
    public void Server_ThatPausesInTheBody_IsATimeOutOfTheReading()
    {
        using NetworkStream peer = Answer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc", "0,200,5");
        _host.Send("AT+QHTTPREAD=20\r");
        _host.Expect("\r\nCONNECT\r\nabc");
        _host.ExpectWhileTimePasses(_clock, "\r\nOK\r\n\r\n+QHTTPREAD: 722\r\n");
    }

    [Theory]
    [InlineData("no HTTP at all\r\n\r\n")]
    [InlineData("")]
    public void Answer_ThatIsNone_IsAnError(string answer)
    {
        _host.Command("AT+QHTTPGET");
        using (NetworkStream peer = Accept())
        {
            ReadUntil(peer, "\r\n\r\n");
            Write(peer, answer);
        }

        _host.Expect("\r\n+QHTTPGET: 723\r\n");
        _host.Command("AT+QHTTPREAD", "\r\n+CME ERROR: 705\r\n");
    }

    [Theory]
    [InlineData("AT+QHTTPURL=5,10")]
    [InlineData("AT+QHTTPPOST=5,10,80")]
    public void Input_ThatStops_IsAnError(string command)
    {
        _host.Command(command, "\r\nCONNECT\r\n");
        _host.Send("abc");
        _host.WaitUntilTaken();
        _host.ExpectWhileTimePasses(_clock, "\r\n+CME ERROR: 726\r\n");

        // Nothing is left of it.
        _host.Command("AT+QHTTPSTOP");
        _host.Command("AT+QHTTPGET");
    }

    [Fact]
    public void Stop_EndsWhatIsUnderWay()
    {
        _host.Command("AT+QHTTPGET=30");
        using NetworkStream peer = Accept();
        ReadUntil(peer, "\r\n\r\n");
        _host.Command("AT+QHTTPSTOP");
        Assert.Equal(-1, ReadToEnd(peer));
        _host.Command("AT+QHTTPREAD", "\r\n+CME ERROR: 705\r\n");
        using NetworkStream again = Answer("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc", "0,200,3");
        _host.Command("AT+QHTTPREAD", "\r\nCONNECT\r\nabc\r\nOK\r\n\r\n+QHTTPREAD: 0\r\n");
    }

    [Fact]
    public void NewRequest_LosesTheAnswerThatNobodyRead()
    {
        using NetworkStream first = Answer("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nold", "0,200,3");
        using NetworkStream second = Answer("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nnew", "0,200,3");
        _host.Command("AT+QHTTPREAD", "\r\nCONNECT\r\nnew\r\nOK\r\n\r\n+QHTTPREAD: 0\r\n");
    }

    [Fact]
    public void PdpContext_ThatIsLostBeforeTheAnswer_EndsTheRequest()
    {
        _host.Command("AT+QHTTPGET=30");
        using NetworkStream peer = Accept();
        ReadUntil(peer, "\r\n\r\n");
        _host.Module.LosePdpContext();
        _host.Expect("\r\n+QIURC: \"pdpdeact\",1\r\n\r\n+QHTTPGET: 709\r\n");
    }

    [Fact]
    public void PdpContext_ThatIsLostInTheBody_EndsTheReading()
    {
        using NetworkStream peer = Answer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc", "0,200,5");
        _host.Send("AT+QHTTPREAD\r");
        _host.Expect("\r\nCONNECT\r\nabc");
        _host.Module.LosePdpContext();

        // Nothing may stand inside the payload: what the network says comes behind it.
        _host.Expect("\r\nOK\r\n\r\n+QIURC: \"pdpdeact\",1\r\n\r\n+QHTTPREAD: 709\r\n");
    }

    [Fact]
    public void PdpContext_ThatTheHostSwitchesOff_EndsTheRequest()
    {
        _host.Command("AT+QHTTPGET=30");
        using NetworkStream peer = Accept();
        ReadUntil(peer, "\r\n\r\n");
        _host.Command("AT+QIDEACT=1");
        _host.Expect("\r\n+QHTTPGET: 709\r\n");
    }

    [Theory]
    [InlineData("AT+QHTTPGET", "\r\nOK\r\n")]
    [InlineData("AT+QHTTPPOST=5", "\r\nCONNECT\r\n")]
    public void Restart_InTheMiddleOfARequest_ForgetsIt(string command, string answer)
    {
        _host.Command(command, answer);
        using NetworkStream peer = Accept();
        _host.Module.Reboot();
        _host.ReadUntil("+QIND: SMS DONE\r\n");
        Assert.Equal(-1, ReadToEnd(peer));
        _host.Command("ATE0", "ATE0\r\r\nOK\r\n");
        _host.Command("AT+QHTTPURL?");
        _host.Command("AT+QHTTPREAD", "\r\n+CME ERROR: 705\r\n");
    }

    [Fact]
    public void Restart_InTheMiddleOfTheBody_ForgetsIt()
    {
        using NetworkStream peer = Answer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc", "0,200,5");
        _host.Send("AT+QHTTPREAD\r");
        _host.Expect("\r\nCONNECT\r\nabc");
        _host.Module.Reboot();
        _host.Expect("\r\nRDY\r\n");
        _host.ReadUntil("+QIND: SMS DONE\r\n");
        _host.Command("AT+QHTTPREAD", "AT+QHTTPREAD\r\r\n+CME ERROR: 705\r\n");
    }

    [Fact]
    public void Peer_ThatClosesByAFault_LosesTheRest()
    {
        _host.Module.Faults.Add("remote-close:bytes=40");
        using NetworkStream peer = Answer("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabcdefghi", "0,200,9");
        _host.Command("AT+QHTTPREAD", "\r\nCONNECT\r\nab\r\nOK\r\n\r\n+QHTTPREAD: 717\r\n");
    }

    [Fact]
    public void Log_HasNeitherAddressNorPasswordNorBody()
    {
        List<string> lines = [];
        _host.Module.Dialogue += line => lines.Add($"{line.Kind} {line.Text} {line.Withheld}");
        _host.Command("AT+QHTTPCFG=\"auth\",\"user:secret\"");
        SetUrl("/?key=secret");
        _host.Command("AT+QHTTPURL?", $"\r\n+QHTTPURL: http://{Host.ServerName}:{Port}/?key=secret\r\n\r\nOK\r\n");
        _host.Command("AT+QHTTPCFG=\"auth\"", "\r\n+QHTTPCFG: \"auth\",\"user:secret\"\r\n\r\nOK\r\n");
        _host.Command("AT+QHTTPPOST=6", "\r\nCONNECT\r\n");
        _host.Send("secret");
        _host.Expect("\r\nOK\r\n");
        Assert.NotEmpty(lines);
        Assert.DoesNotContain(lines, line => line.Contains("secret", StringComparison.Ordinal));
    }

    private int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    private static void Write(NetworkStream peer, string text) => peer.Write(Encoding.Latin1.GetBytes(text));

    private static string ReadUntil(NetworkStream peer, string end)
    {
        StringBuilder text = new();
        while (!text.ToString().EndsWith(end, StringComparison.Ordinal))
        {
            int next = peer.ReadByte();
            Assert.True(next >= 0, $"closed after {text}");
            text.Append((char)next);
        }

        return text.ToString();
    }

    private static int ReadToEnd(NetworkStream peer)
    {
        try
        {
            while (peer.ReadByte() >= 0)
            {
            }
        }
        catch (IOException)
        {
            // A reset is an end, too.
        }

        return -1;
    }

    /// <summary>A request, and the beginning of its answer.</summary>
    private NetworkStream Answer(string answer, string result)
    {
        _host.Command("AT+QHTTPGET=80");
        NetworkStream peer = Accept();
        ReadUntil(peer, "\r\n\r\n");
        Write(peer, answer);
        _host.Expect($"\r\n+QHTTPGET: {result}\r\n");
        return peer;
    }

    private NetworkStream Accept() => new(_listener.AcceptSocket(), ownsSocket: true) { ReadTimeout = 60_000 };

    private void SetUrl(string path)
    {
        string url = $"http://{Host.ServerName}:{Port}{path}";
        _host.Command($"AT+QHTTPURL={url.Length},80", "\r\nCONNECT\r\n");
        _host.Send(url);
        _host.Expect("\r\nOK\r\n");
    }
}
