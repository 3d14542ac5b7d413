// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Net;
using Org.BouncyCastle.Tls;
using Xunit;

namespace Bg95Emulator.Tests;

/// <summary>
/// The application note's chapter 3, one test a subsection: typed character by character with the echo on, and answered
/// as the note prints it, as corrected by module facts 1. What differs is the local port, which the system gives.
/// </summary>
public sealed class Chapter3Tests : IDisposable
{
    private const string TestData = "Test data from SSL";
    private const string ControlZ = "\u001a";

    private readonly ManualClock _clock = new();
    private readonly BouncyServer _server = new(new BouncyServerOptions
    {
        Version = ProtocolVersion.TLSv10,
        Suite = CipherSuite.TLS_RSA_WITH_AES_256_CBC_SHA,
    });

    private readonly Host _host;

    public Chapter3Tests()
    {
        _host = new Host(
            options =>
            {
                options.Clock = _clock;
                options.PortName = "usbmodem";
                options.PdpAddresses[1] = IPAddress.Parse("100.142.162.0");
                options.Routes[IPEndPoint.Parse("220.180.239.212:8010")] = _server.EndPoint;
                options.Routes[IPEndPoint.Parse("220.180.239.212:8011")] = _server.EndPoint;
            },
            echo: true);
        _host.Module.Files.Write("cacert.pem", Certificates.Pem(Certificates.Root));
    }

    public void Dispose()
    {
        _host.Dispose();
        _server.Dispose();
    }

    [Fact]
    public void Example311_ConfigureAPdpContext_AnswersOk()
    {
        _host.TypeCommand("AT+QICSGP=1,1,\"CMNBIOT\",\"\",\"\",1", "\r\nOK\r\n");

        // As printed, with a seventh value, it is refused.
        _host.TypeCommand("AT+QICSGP=1,1,\"CMNBIOT\",\"\",\"\",\"\",1", "\r\nERROR\r\n");
    }

    [Fact]
    public void Example312_ActivateAPdpContext_ShowsItsAddress()
    {
        _host.TypeCommand("AT+QIACT=1", "\r\nOK\r\n");
        _host.TypeCommand("AT+QIACT?", "\r\n+QIACT: 1,1,1,\"100.142.162.0\"\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Example313_DeactivateAPdpContext_AnswersOk()
    {
        _host.TypeCommand("AT+QIACT=1", "\r\nOK\r\n");
        _host.TypeCommand("AT+QIDEACT=1", "\r\nOK\r\n");
        _host.TypeCommand("AT+QIACT?", "\r\nOK\r\n");
    }

    [Fact]
    public void Example32_ConfigureAnSslContext_AnswersOk()
    {
        ConfigureContext();

        // As printed, with two l, it is refused.
        _host.TypeCommand("AT+QSSLCFG=\"secllevel\",1,1", "\r\nERROR\r\n");
    }

    [Fact]
    public void Example331_OpenInBufferAccessMode_ShowsTheConnection()
    {
        ConfigureContext();
        _host.TypeCommand("AT+QIACT=1");
        _host.TypeCommand("AT+QSSLOPEN=1,1,4,\"220.180.239.212\",8010,0", "\r\nOK\r\n\r\n+QSSLOPEN: 4,0\r\n");
        _host.TypeCommand("AT+QSSLSTATE", "\r\n" + StateRow(8010, 0) + "\r\n\r\nOK\r\n");
        Assert.Equal("TLS 1.0", _server.Accept().Version);
    }

    [Fact]
    public void Example332_SendInBufferAccessMode_ReachesTheServer()
    {
        using BouncyPeer peer = Open(8010, 0);
        SendBothWays(peer);
    }

    [Fact]
    public void Example333_RetrieveInBufferAccessMode_GivesTheData()
    {
        using BouncyPeer peer = Open(8010, 0);
        peer.Write(TestData);
        _host.Expect("\r\n+QSSLURC: \"recv\",4\r\n");
        _host.TypeCommand("AT+QSSLRECV=4,1500", "\r\n+QSSLRECV: 18\r\nTest data from SSL\r\n\r\nOK\r\n");
        _host.TypeCommand("AT+QSSLRECV=4,1500", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Example334_CloseInBufferAccessMode_EndsTheConnection()
    {
        using BouncyPeer peer = Open(8010, 0);
        Close(peer);
    }

    [Fact]
    public void Example341_OpenInDirectPushMode_ShowsTheConnection()
    {
        ConfigureContext();
        _host.TypeCommand("AT+QIACT=1");

        // With the blank after the equals sign, as printed.
        _host.TypeCommand("AT+QSSLOPEN= 1,1,4,\"220.180.239.212\",8011,1", "\r\nOK\r\n\r\n+QSSLOPEN: 4,0\r\n");
        _host.TypeCommand("AT+QSSLSTATE", "\r\n" + StateRow(8011, 1) + "\r\n\r\nOK\r\n");
        _server.Accept();
    }

    [Fact]
    public void Example342_SendInDirectPushMode_ReachesTheServer()
    {
        using BouncyPeer peer = Open(8011, 1);
        SendBothWays(peer);
    }

    [Fact]
    public void Example343_RetrieveInDirectPushMode_PushesTheData()
    {
        using BouncyPeer peer = Open(8011, 1);
        peer.Write(TestData);
        _host.Expect("\r\n+QSSLURC: \"recv\",4,18\r\nTest data from SSL");
    }

    [Fact]
    public void Example344_CloseInDirectPushMode_EndsTheConnection()
    {
        using BouncyPeer peer = Open(8011, 1);
        Close(peer);
    }

    [Fact]
    public void Example351_SendInTransparentMode_LeavesByPlusPlusPlus()
    {
        using BouncyPeer peer = OpenTransparent("AT+QSSLOPEN= 1,1,4,\"220.180.239.212\",8011,2");
        _host.Type(TestData);
        Assert.Equal(TestData, peer.Read(18));
        _host.Escape(_clock, "\r\nOK\r\n");
        _host.TypeCommand("AT+QSSLSTATE", "\r\n" + StateRow(8011, 0) + "\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Example352_RetrieveInTransparentMode_LeavesByDtr()
    {
        _host.TypeCommand("AT&D1", "\r\nOK\r\n");
        using BouncyPeer peer = OpenTransparent("AT+QSSLOPEN= 1,1,4,\"220.180.239.212\",8011,2");
        peer.Write(TestData);
        _host.Expect("Test data from SSL");
        _host.Module.SetDataTerminalReady(false);
        _host.Expect("\r\nOK\r\n");
    }

    [Fact]
    public void Example353_CloseAfterTransparentMode_EndsTheConnection()
    {
        using BouncyPeer peer = OpenTransparent("AT+QSSLOPEN=1,1,4,\"220.180.239.212\",8011,2");
        _host.Escape(_clock, "\r\nOK\r\n");
        Close(peer);
    }

    [Fact]
    public void Example351_WithTheNotesMisspelling_IsNoCommand()
    {
        _host.TypeCommand("AT+QSSOPEN= 1,1,4,\"220.180.239.212\",8011,2", "\r\nERROR\r\n");
    }

    private void ConfigureContext()
    {
        _host.TypeCommand("AT+QSSLCFG=\"sslversion\",1,1", "\r\nOK\r\n");
        _host.TypeCommand("AT+QSSLCFG=\"ciphersuite\",1,0X0035", "\r\nOK\r\n");
        _host.TypeCommand("AT+QSSLCFG=\"seclevel\",1,1", "\r\nOK\r\n");
        _host.TypeCommand("AT+QSSLCFG=\"cacert\",1,\"cacert.pem\"", "\r\nOK\r\n");
    }

    private BouncyPeer Open(int port, int mode)
    {
        ConfigureContext();
        _host.TypeCommand("AT+QIACT=1");
        _host.TypeCommand(
            $"AT+QSSLOPEN=1,1,4,\"220.180.239.212\",{port},{mode}", "\r\nOK\r\n\r\n+QSSLOPEN: 4,0\r\n");
        return _server.Accept();
    }

    private BouncyPeer OpenTransparent(string command)
    {
        ConfigureContext();
        _host.TypeCommand("AT+QIACT=1");
        _host.TypeCommand(command, "\r\nCONNECT\r\n");
        return _server.Accept();
    }

    private string StateRow(int port, int mode) =>
        $"+QSSLSTATE: 4,\"SSLClient\",\"220.180.239.212\",{port},{_host.Module.Sockets[0].LocalPort},2,1,4,{mode},\"usbmodem\",1";

    private void SendBothWays(BouncyPeer peer)
    {
        _host.TypeCommand("AT+QSSLSEND=4", "\r\n> ");
        _host.Type(TestData + ControlZ);
        _host.Expect("\r\nSEND OK\r\n");
        Assert.Equal(TestData, peer.Read(18));
        _host.TypeCommand("AT+QSSLSEND=4,18", "\r\n> ");
        _host.Type(TestData);
        _host.Expect("\r\nSEND OK\r\n");
        Assert.Equal(TestData, peer.Read(18));
    }

    private void Close(BouncyPeer peer)
    {
        _host.TypeCommand("AT+QSSLCLOSE=4", "\r\nOK\r\n");
        Assert.True(peer.IsAtEnd());
        _host.TypeCommand("AT+QSSLSTATE", "\r\nOK\r\n");
    }
}
