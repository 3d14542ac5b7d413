// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using Xunit;

namespace Bg95Emulator.Tests;

public sealed class SslConfigurationTests
{
    [Theory]
    [InlineData("sslversion", "4")]
    [InlineData("ciphersuite", "0XFFFF")]
    [InlineData("cacert", "\"\"")]
    [InlineData("clientcert", "\"\"")]
    [InlineData("clientkey", "\"\"")]
    [InlineData("seclevel", "0")]
    [InlineData("session", "0")]
    [InlineData("sni", "0")]
    [InlineData("checkhost", "0")]
    [InlineData("ignorelocaltime", "1")]
    [InlineData("negotiatetime", "300")]
    [InlineData("dtls", "0")]
    [InlineData("dtlsversion", "2")]
    public void Query_OfDefault_PrintsIt(string name, string value)
    {
        using Host host = new();
        host.Command($"AT+QSSLCFG=\"{name}\",5", $"\r\n+QSSLCFG: \"{name}\",5,{value}\r\n\r\nOK\r\n");
    }

    [Theory]
    [InlineData("sslversion", "0", "0")]
    [InlineData("sslversion", "3", "3")]
    [InlineData("ciphersuite", "0xc02f", "0XC02F")]
    [InlineData("ciphersuite", "0X0035", "0X0035")]
    [InlineData("ciphersuite", "0XC0AE", "0XC0AE")]
    [InlineData("ciphersuite", "0xFFFF", "0XFFFF")]
    [InlineData("cacert", "\"cacert.pem\"", "\"cacert.pem\"")]
    [InlineData("clientcert", "\"RAM:client.pem\"", "\"RAM:client.pem\"")]
    [InlineData("clientkey", "\"UFS:key.pem\"", "\"UFS:key.pem\"")]
    [InlineData("clientkey", "\"\"", "\"\"")]
    [InlineData("seclevel", "2", "2")]
    [InlineData("session", "1", "1")]
    [InlineData("sni", "1", "1")]
    [InlineData("checkhost", "1", "1")]
    [InlineData("ignorelocaltime", "0", "0")]
    [InlineData("negotiatetime", "10", "10")]
    [InlineData("negotiatetime", "300", "300")]
    [InlineData("renegotiation", "1", "1")]
    [InlineData("dtls", "1", "1")]
    [InlineData("dtlsversion", "0", "0")]
    [InlineData("dtlsversion", "1", "1")]
    public void Query_AfterSet_PrintsTheValue(string name, string value, string printed)
    {
        using Host host = new();
        host.Configure(name, value);
        host.Command($"AT+QSSLCFG=\"{name}\",1", $"\r\n+QSSLCFG: \"{name}\",1,{printed}\r\n\r\nOK\r\n");
    }

    [Theory]
    [InlineData("\"sslversion\",1,5")]
    [InlineData("\"sslversion\",1,\"3\"")]
    [InlineData("\"sslversion\",6,3")]
    [InlineData("\"sslversion\",1,3,3")]
    [InlineData("\"ciphersuite\",1,\"0XFFFF\"")]
    [InlineData("\"ciphersuite\",1,0X1301")]
    [InlineData("\"ciphersuite\",1,65535")]
    [InlineData("\"cacert\",1,cacert.pem")]
    [InlineData("\"secllevel\",1,1")]
    [InlineData("sni,1,1")]
    [InlineData("\"sni\"")]
    [InlineData("\"sni\",1,2")]
    [InlineData("\"clientcert\",1,client.pem")]
    [InlineData("\"clientkey\",1,5")]
    [InlineData("\"seclevel\",1,3")]
    [InlineData("\"session\",1,2")]
    [InlineData("\"checkhost\",1,2")]
    [InlineData("\"ignorelocaltime\",1,2")]
    [InlineData("\"renegotiation\",1,2")]
    [InlineData("\"dtls\",1,2")]
    [InlineData("\"dtlsversion\",1,3")]
    [InlineData("\"negotiatetime\",1,9")]
    [InlineData("\"negotiatetime\",1,301")]
    [InlineData("\"ignorelocaltime\",1,-1")]
    public void Set_Wrong_GetsErrorAnd552(string arguments)
    {
        using Host host = new();
        host.Command("AT+QSSLCFG=" + arguments, "\r\nERROR\r\n");
        host.Command("AT+QIGETERROR", "\r\n+QIGETERROR: 552, invalid parameters\r\n\r\nOK\r\n");
    }

    [Fact]
    public void IgnoreLocalTime_WithOneNumber_QueriesThatContext()
    {
        using Host host = new();
        host.Command("AT+QSSLCFG=\"ignorelocaltime\",0,0");
        host.Command("AT+QSSLCFG=\"ignorelocaltime\",1", "\r\n+QSSLCFG: \"ignorelocaltime\",1,1\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Quirk_Secllevel_TakesOnlyTheNotesSpelling()
    {
        using Host host = new(options => options.OnlyKnowsSecllevel = true);
        host.Configure("secllevel", 1);
        host.Command("AT+QSSLCFG=\"seclevel\",1,1", "\r\nERROR\r\n");
        host.Command("AT+QSSLCFG=\"secllevel\",1", "\r\n+QSSLCFG: \"secllevel\",1,1\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Quirk_FileNamePrefix_StandsInReadBack()
    {
        using Host host = new(options => options.FileNamePrefix = "UFS:");
        host.Configure("cacert", "\"ca.pem\"");
        host.Command("AT+QSSLCFG=\"cacert\",1", "\r\n+QSSLCFG: \"cacert\",1,\"UFS:ca.pem\"\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Settings_OfAContext_AreItsOwn()
    {
        using Host host = new();
        for (int context = 0; context < 6; context++)
        {
            host.Command($"AT+QSSLCFG=\"negotiatetime\",{context},{10 + context}");
        }

        for (int context = 0; context < 6; context++)
        {
            host.Command(
                $"AT+QSSLCFG=\"negotiatetime\",{context}",
                $"\r\n+QSSLCFG: \"negotiatetime\",{context},{10 + context}\r\n\r\nOK\r\n");
        }
    }

    [Fact]
    public void Name_InCapitals_IsTheSameName()
    {
        using Host host = new();
        host.Command("AT+QSSLCFG=\"SNI\",1,1");
        host.Command("AT+QSSLCFG=\"Sni\",1", "\r\n+QSSLCFG: \"sni\",1,1\r\n\r\nOK\r\n");
    }
}
