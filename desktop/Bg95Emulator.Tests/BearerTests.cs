// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using Xunit;

namespace Bg95Emulator.Tests;

/// <summary>AT+CGDCONT, AT+CGPADDR, AT+CGACT and the access point of the attach (module facts 16).</summary>
public sealed class BearerTests
{
    private const string Fresh = "\r\n+CPIN: READY\r\n\r\n+QUSIM: 1\r\n\r\n+QIND: SMS DONE\r\n";

    [Fact]
    public void Definitions_SetReadAndTakenAway_AreAsSet()
    {
        using Host host = new();
        host.Command("AT+CGDCONT?", "\r\n+CGDCONT: 1,\"IP\",\"\",\"0.0.0.0\",0,0,0,0\r\n\r\nOK\r\n");
        host.Command("AT+CGDCONT=1,\"IPV4V6\",\"iot.example\"");
        host.Command("AT+CGDCONT=3,\"IP\"");
        host.Command(
            "AT+CGDCONT?",
            "\r\n+CGDCONT: 1,\"IPV4V6\",\"iot.example\",\"0.0.0.0\",0,0,0,0\r\n+CGDCONT: 3,\"IP\",\"\",\"0.0.0.0\",0,0,0,0\r\n\r\nOK\r\n");
        host.Command("AT+CGDCONT=1");
        host.Command("AT+CGDCONT=3");
        host.Command("AT+CGDCONT?");
    }

    [Fact]
    public void Definitions_AfterARestart_AreKept()
    {
        using Host host = new(options => options.BootResults = ["RDY"]);
        host.Command("AT+CGDCONT=1,\"IP\",\"iot.example\"");
        host.Module.Reboot();
        host.Expect("\r\nRDY\r\n");
        host.Command("ATE0;+CGDCONT?", "ATE0;+CGDCONT?\r\r\n+CGDCONT: 1,\"IP\",\"iot.example\",\"0.0.0.0\",0,0,0,0\r\n\r\nOK\r\n");
        Assert.Equal("iot.example", host.Module.AttachedAccessPoint);
    }

    [Theory]
    [InlineData("CGDCONT=0,\"IP\"")]
    [InlineData("CGDCONT=17,\"IP\"")]
    [InlineData("CGDCONT=1,IP")]
    [InlineData("CGDCONT=1,\"X25\"")]
    [InlineData("CGDCONT=1,\"IP\",apn")]
    [InlineData("CGACT=1")]
    [InlineData("CGACT=2,1")]
    [InlineData("CGACT=1,9")]
    [InlineData("CGPADDR=17")]
    [InlineData("CGPADDR=")]
    public void Write_OfWhatIsNone_IsRefused(string command)
    {
        using Host host = new();
        host.Command("AT+" + command, "\r\n+CME ERROR: 3\r\n");
    }

    [Fact]
    public void TestForms_ShowTheirRanges()
    {
        using Host host = new();
        host.Command("AT+CGACT=?", "\r\n+CGACT: (0,1)\r\n\r\nOK\r\n");
        host.Command("AT+CGPADDR=?", "\r\n+CGPADDR: (1)\r\n\r\nOK\r\n");
        host.Send("AT+CGDCONT=?\r");
        host.Expect("\r\n+CGDCONT: (1-16),\"IP\",,,(0-2),(0-4),(0),(0)\r\n");
        host.ReadUntil("\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Attach_OverLte_HasABearerWithoutAnybodyAsking()
    {
        using Host host = new();
        host.Command("AT+CGACT?", "\r\n+CGACT: 1,1\r\n\r\nOK\r\n");
        host.Command("AT+CGPADDR", "\r\n+CGPADDR: 1,100.64.0.1\r\n\r\nOK\r\n");
        host.Command("AT+CGPADDR=1", "\r\n+CGPADDR: 1,100.64.0.1\r\n\r\nOK\r\n");
        host.Command("AT+QIACT?");
    }

    [Fact]
    public void Attach_OverGsm_HasNone()
    {
        using Host host = new(options => options.Network.KeepOnly(RadioTechnology.Gsm));
        host.Command("AT+CGACT?", "\r\n+CGACT: 1,0\r\n\r\nOK\r\n");
        host.Command("AT+CGPADDR=1", "\r\n+CGPADDR: 1,0.0.0.0\r\n\r\nOK\r\n");
        host.ActivatePdp();
        host.Command("AT+CGACT?", "\r\n+CGACT: 1,1\r\n\r\nOK\r\n");
        host.Command("AT+CGPADDR=1", "\r\n+CGPADDR: 1,100.64.0.1\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Context_ActivatedByEither_IsSeenByBoth()
    {
        using Host host = new();
        host.Command("AT+CGDCONT=2,\"IP\",\"two\"");
        host.Command("AT+CGACT?", "\r\n+CGACT: 1,1\r\n+CGACT: 2,0\r\n\r\nOK\r\n");
        host.Command("AT+CGACT=1,2");
        host.Command("AT+CGACT?", "\r\n+CGACT: 1,1\r\n+CGACT: 2,1\r\n\r\nOK\r\n");
        host.Command("AT+QIACT?", "\r\n+QIACT: 2,1,1,\"100.64.0.2\"\r\n\r\nOK\r\n");
        host.Command("AT+CGCONTRDP=2", "\r\n+CGCONTRDP: 2,6,\"two\",\"100.64.0.2\",\"\",\"192.0.2.53\",\"198.51.100.53\"\r\n\r\nOK\r\n");
        host.Command("AT+CGACT=0,2");
        host.Command("AT+QIACT?");
        host.Command("AT+QIACT=3");
        host.Command("AT+CGACT?", "\r\n+CGACT: 1,1\r\n+CGACT: 2,0\r\n+CGACT: 3,1\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Context_Deactivated_ClosesItsSockets()
    {
        using TestServer server = new();
        using Host host = new();
        host.ActivatePdp();
        host.Open(server.Port);
        host.Command("AT+CGACT=0,1");
        host.Expect("\r\n+QSSLURC: \"closed\",4\r\n");
        host.Command("AT+QSSLCLOSE=4");
    }

    [Fact]
    public void Context_WithoutANetwork_IsNotActivated()
    {
        using Host host = new(options => options.Network.IsReachable = false);
        host.Command("AT+CGACT?", "\r\n+CGACT: 1,0\r\n\r\nOK\r\n");
        host.Command("AT+CGACT=1,1", "\r\n+CME ERROR: 30\r\n");
    }

    [Fact]
    public void AccessPoint_Changed_CountsAtTheNextAttach()
    {
        using Host host = new(options => options.Network.AccessPoints = ["iot.example", "other.example"]);
        Assert.Equal("iot.example", host.Module.AttachedAccessPoint);
        host.Command("AT+CGDCONT=1,\"IP\",\"other.example\"");
        Assert.Equal("iot.example", host.Module.AttachedAccessPoint);
        host.Command("AT+CGCONTRDP", "\r\n+CGCONTRDP: 1,5,\"iot.example\",\"100.64.0.1\",\"\",\"192.0.2.53\",\"198.51.100.53\"\r\n\r\nOK\r\n");
        host.Command("AT+CFUN=0");
        host.Command("AT+CFUN=1");
        host.Expect(Fresh);
        Assert.Equal("other.example", host.Module.AttachedAccessPoint);
    }

    [Fact]
    public void AccessPoint_ThatNobodyKnows_IsDeniedAtTheNextAttachAndNotBefore()
    {
        using Host host = new(options => options.Network.AccessPoints = ["iot.example"]);
        host.Command("AT+CGDCONT=1,\"IP\",\"wrong.example\"");
        host.Command("AT+CEREG?", "\r\n+CEREG: 0,1\r\n\r\nOK\r\n");
        host.Command("AT+CFUN=0");
        host.Command("AT+CFUN=1");
        host.Expect(Fresh);
        host.Command("AT+CEREG?", "\r\n+CEREG: 0,3\r\n\r\nOK\r\n");
        host.Command("AT+CGDCONT=1,\"IP\",\"IOT.example\"");
        host.Command("AT+CEREG?", "\r\n+CEREG: 0,3\r\n\r\nOK\r\n");
        host.Command("AT+CGATT=0");
        host.Command("AT+CGATT=1");
        host.Command("AT+CEREG?", "\r\n+CEREG: 0,1\r\n\r\nOK\r\n");
    }

    [Fact]
    public void AccessPoint_OfQicsgpThatNobodyKnows_FailsTheActivation()
    {
        using Host host = new(options => options.Network.AccessPoints = ["iot.example"]);
        host.Command("AT+QICSGP=1,1,\"wrong.example\"");
        host.Command("AT+QIACT=1", "\r\nERROR\r\n");
        host.Command("AT+QIGETERROR", "\r\n+QIGETERROR: 561, open pdp context failed\r\n\r\nOK\r\n");
        host.Command("AT+QICSGP=1,1,\"iot.example\"");
        host.ActivatePdp();
    }
}
