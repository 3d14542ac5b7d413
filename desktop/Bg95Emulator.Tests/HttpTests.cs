// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Text;
using Http.Tests;
using Xunit;

namespace Bg95Emulator.Tests;

/// <summary>The module's own HTTP client, with ASP.NET's Kestrel at the other end.</summary>
public sealed class HttpTests : IDisposable
{
    private readonly WebServer _server = new();
    private readonly Host _host = new();

    public void Dispose()
    {
        _host.Dispose();
        _server.Dispose();
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(false, 1)]
    [InlineData(true, 5000)]
    [InlineData(false, 300_000)]
    [InlineData(true, 300_000)]
    public void Get_PageWithALength_IsIntact(bool tls, int size)
    {
        _host.Secure();
        SetUrl($"page/{size}", tls);
        _host.Command("AT+QHTTPGET=80");
        _host.Expect($"\r\n+QHTTPGET: 0,200,{size}\r\n");
        _host.Send("AT+QHTTPREAD=80\r");
        _host.Expect("\r\nCONNECT\r\n");
        Assert.Equal(WebServer.Page(size), _host.ReadBytes(size));
        _host.Expect("\r\nOK\r\n\r\n+QHTTPREAD: 0\r\n");

        // Read once, it is gone; the address is not.
        _host.Command("AT+QHTTPREAD", "\r\n+CME ERROR: 705\r\n");
        _host.Command("AT+QHTTPGET");
        _host.Expect($"\r\n+QHTTPGET: 0,200,{size}\r\n");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Get_PageInChunks_HasNoLengthAndIsIntact(bool tls)
    {
        _host.Secure();
        SetUrl("chunks/5000", tls);
        _host.Command("AT+QHTTPGET=80");
        _host.Expect("\r\n+QHTTPGET: 0,200\r\n");
        _host.Send("AT+QHTTPREAD=80\r");
        _host.Expect("\r\nCONNECT\r\n");
        Assert.Equal(WebServer.Page(5000), _host.ReadBytes(5000));
        _host.Expect("\r\nOK\r\n\r\n+QHTTPREAD: 0\r\n");
    }

    [Fact]
    public void Status_ThatIsNoSuccess_IsToldAsItIs()
    {
        _host.ActivatePdp();
        SetUrl("moved");
        _host.Command("AT+QHTTPGET");
        _host.Expect("\r\n+QHTTPGET: 0,302,0\r\n");
        SetUrl("nothing");
        _host.Command("AT+QHTTPGET");
        _host.Expect("\r\n+QHTTPGET: 0,404,0\r\n");
        SetUrl("none");
        _host.Command("AT+QHTTPGET");
        _host.Expect("\r\n+QHTTPGET: 0,204\r\n");
        _host.Command("AT+QHTTPREAD=1", "\r\nCONNECT\r\n\r\nOK\r\n\r\n+QHTTPREAD: 0\r\n");
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    public void Body_AfterConnect_Arrives(string method)
    {
        _host.ActivatePdp();
        byte[] body = WebServer.Page(3000);
        _host.Command("AT+QHTTPCFG=\"contenttype\",2");
        _host.Command("AT+QHTTPCFG=\"responseheader\",1");
        SetUrl("echo");
        _host.Command($"AT+QHTTP{method}=3000,80,80", "\r\nCONNECT\r\n");
        _host.Send(body);
        _host.Expect($"\r\nOK\r\n\r\n+QHTTP{method}: 0,200\r\n");
        _host.Send("AT+QHTTPREAD=80\r");
        _host.Expect("\r\nCONNECT\r\nHTTP/1.1 200 OK\r\n");
        string header = _host.ReadUntil("\r\n\r\n");
        Assert.Contains($"X-Method: {method}\r\n", header);
        Assert.Contains("X-Length: 3000\r\n", header);
        Assert.Equal(body, _host.ReadBytes(3000));
        _host.Expect("\r\nOK\r\n\r\n+QHTTPREAD: 0\r\n");
    }

    [Fact]
    public void File_IsSentAndTheAnswerIsKeptInAnother()
    {
        byte[] body = WebServer.Page(100_000);
        _host.Module.Files.Write("body.bin", body);
        _host.Module.Files.Write("answer.bin", [1, 2, 3]);
        _host.Secure();
        SetUrl("echo", tls: true);
        _host.Command("AT+QHTTPPOSTFILE=\"body.bin\",80");
        _host.Expect("\r\n+QHTTPPOSTFILE: 0,200\r\n");
        _host.Command("AT+QHTTPREADFILE=\"answer.bin\",80");
        _host.Expect("\r\n+QHTTPREADFILE: 0\r\n");
        Assert.Equal(body, _host.Module.Files.Read("answer.bin"));
        _host.Command("AT+QHTTPREADFILE=\"answer.bin\",80", "\r\n+CME ERROR: 705\r\n");
        _host.Command("AT+QHTTPPOSTFILE=\"none.bin\"", "\r\n+CME ERROR: 405\r\n");
    }

    [Fact]
    public void Answer_ThatTheFileSystemCannotHold_IsAnError()
    {
        _host.ActivatePdp();
        SetUrl("page/5000");
        _host.Command("AT+QHTTPGET");
        _host.Expect("\r\n+QHTTPGET: 0,200,5000\r\n");
        _host.Module.Faults.Add("disk-full");
        _host.Command("AT+QHTTPREADFILE=\"answer.bin\"");
        _host.Expect("\r\n+QHTTPREADFILE: 701\r\n");
        Assert.Null(_host.Module.Files.Read("answer.bin"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Server_WithAnotherAuthority_IsRefusedUnlessNobodyChecks(bool checks)
    {
        _host.Secure();
        _host.Module.Files.Write("other.pem", Certificates.Pem(Certificates.OtherRoot));
        _host.Configure("cacert", "\"other.pem\"");
        _host.Configure("seclevel", checks ? 1 : 0);
        SetUrl("page/5", tls: true);
        _host.Command("AT+QHTTPGET=80");
        _host.Expect(checks ? "\r\n+QHTTPGET: 701\r\n" : "\r\n+QHTTPGET: 0,200,5\r\n");
        _host.Command("AT+QHTTPREAD", checks ? "\r\n+CME ERROR: 705\r\n" : "\r\nCONNECT\r\n" + Page(5) + "\r\nOK\r\n\r\n+QHTTPREAD: 0\r\n");
    }

    [Fact]
    public void SslContext_IsTheOneThatWasChosen()
    {
        _host.Secure();
        SetUrl("page/5", tls: true);
        _host.Command("AT+QSSLCFG=\"ciphersuite\",3,0XC02F");
        _host.Command("AT+QSSLCFG=\"sslversion\",3,1");
        _host.Command("AT+QHTTPCFG=\"sslctxid\",3");

        // TLS 1.0 is none of the server's, nor the suite's.
        _host.Command("AT+QHTTPGET");
        _host.Expect("\r\n+QHTTPGET: 701\r\n");
        _host.Command("AT+QSSLCFG=\"sslversion\",3,3");
        _host.Command("AT+QHTTPGET");
        _host.Expect("\r\n+QHTTPGET: 0,200,5\r\n");
    }

    [Fact]
    public void Opening_ThatFails_TellsWhy()
    {
        _host.Command("AT+QHTTPGET", "\r\n+CME ERROR: 712\r\n");
        _host.Command("AT+QHTTPREAD", "\r\n+CME ERROR: 705\r\n");
        SetUrl("page/5");
        _host.Command("AT+QHTTPGET");
        _host.Expect("\r\n+QHTTPGET: 707\r\n");
        _host.Command("AT+QHTTPPOST=5", "\r\n+CME ERROR: 707\r\n");
        _host.Command("AT+CMEE=2");
        _host.Command("AT+QHTTPPOST=5", "\r\n+CME ERROR: Http network open fail\r\n");
        _host.Command("AT+CMEE=0");
        _host.Command("AT+QHTTPPOST=5", "\r\nERROR\r\n");
        _host.Command("AT+CMEE=1");
        _host.ActivatePdp();
        SetWholeUrl("http://nowhere.example/");
        _host.Command("AT+QHTTPGET");
        _host.Expect("\r\n+QHTTPGET: 714\r\n");
        SetWholeUrl($"http://{Host.ServerName}:1/");
        _host.Command("AT+QHTTPGET");
        _host.Expect("\r\n+QHTTPGET: 716\r\n");
        _host.Command("AT+QHTTPURL?", $"\r\n+QHTTPURL: http://{Host.ServerName}:1/\r\n\r\nOK\r\n");
    }

    [Theory]
    [InlineData("ftp://server.example/")]
    [InlineData("server.example")]
    [InlineData("http://")]
    [InlineData("http://a\r\nb/")]
    public void Address_ThatIsNone_IsAnErrorAndChangesNothing(string address)
    {
        SetUrl("page/5");
        _host.Command($"AT+QHTTPURL={address.Length},80", "\r\nCONNECT\r\n");
        _host.Send(address);
        _host.Expect("\r\n+CME ERROR: 711\r\n");
        _host.Command("AT+QHTTPURL?", $"\r\n+QHTTPURL: {Url("page/5", false)}\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Settings_AreReadAndTested()
    {
        _host.Command("AT+QHTTPURL?");
        _host.Command(
            "AT+QHTTPCFG=?",
            "\r\n+QHTTPCFG: \"contextid\",(1-16)\r\n+QHTTPCFG: \"requestheader\",(0,1)\r\n+QHTTPCFG: \"responseheader\",(0,1)\r\n"
            + "+QHTTPCFG: \"sslctxid\",(0-5)\r\n+QHTTPCFG: \"contenttype\",(0-5)\r\n+QHTTPCFG: \"auth\",(\"username:password\")\r\n"
            + "+QHTTPCFG: \"custom_header\",(\"custom_value\")\r\n\r\nOK\r\n");
        _host.Command("AT+QHTTPCFG=\"sslctxid\"", "\r\n+QHTTPCFG: \"sslctxid\",1\r\n\r\nOK\r\n");
        _host.Command("AT+QHTTPCFG=\"sslctxid\",6", "\r\n+CME ERROR: 730\r\n");
        _host.Command("AT+QHTTPCFG=\"nothing\"", "\r\n+CME ERROR: 730\r\n");
        _host.Command("AT+QHTTPCFG=\"auth\",\"no colon\"", "\r\n+CME ERROR: 730\r\n");
        _host.Command("AT+QHTTPCFG=\"sslctxid\",5");
        _host.Command(
            "AT+QHTTPCFG?",
            "\r\n+QHTTPCFG: \"contextid\",1\r\n+QHTTPCFG: \"requestheader\",0\r\n+QHTTPCFG: \"responseheader\",0\r\n+QHTTPCFG: \"sslctxid\",5\r\n"
            + "+QHTTPCFG: \"contenttype\",0\r\n+QHTTPCFG: \"auth\",\"\"\r\n+QHTTPCFG: \"custom_header\",\"\"\r\n\r\nOK\r\n");
        _host.Command("AT+QHTTPGET=?", "\r\n+QHTTPGET: (1-65535),(1-2048),(1-65535)\r\n\r\nOK\r\n");
        _host.Command("AT+QHTTPPOST=?", "\r\n+QHTTPPOST: (1-1024000),(1-65535),(1-65535)\r\n\r\nOK\r\n");
        _host.Command("AT+QHTTPURL=?", "\r\n+QHTTPURL: (1-700),(1-65535)\r\n\r\nOK\r\n");
        _host.Command("AT+QHTTPREAD=?", "\r\n+QHTTPREAD: (1-65535)\r\n\r\nOK\r\n");
        _host.Command("AT+QHTTPPOST=1024001", "\r\n+CME ERROR: 730\r\n");
        _host.Command("AT+QHTTPURL=701", "\r\n+CME ERROR: 730\r\n");
        _host.Command("AT+QHTTPSTOP");
    }

    [Theory]
    [InlineData("bg96", 16)]
    [InlineData("bg770a", 5)]
    public void PdpContexts_OfAMember_AreItsOwn(string profile, int most)
    {
        using Host host = new(options => ModuleProfiles.Find(profile)!.ApplyTo(options));
        host.Command($"AT+QHTTPCFG=\"contextid\",{most}");
        host.Command($"AT+QHTTPCFG=\"contextid\",{most + 1}", "\r\n+CME ERROR: 730\r\n");
    }

    private static string Page(int size) => Encoding.Latin1.GetString(WebServer.Page(size));

    private string Url(string path, bool tls) =>
        $"{(tls ? "https" : "http")}://{Host.ServerName}:{(tls ? _server.TlsPort : _server.Port)}/{path}";

    private void SetUrl(string path, bool tls = false) => SetWholeUrl(Url(path, tls));

    private void SetWholeUrl(string url)
    {
        _host.Command($"AT+QHTTPURL={url.Length},80", "\r\nCONNECT\r\n");
        _host.Send(url);
        _host.Expect("\r\nOK\r\n");
    }
}
