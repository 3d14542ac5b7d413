// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Linq;
using System.Text.Json;
using LocalPeers;
using Xunit;

namespace Bg95Tool.Tests;

public sealed class DiagnoseTests
{
    [Fact]
    public void Diagnose_HostThatOpens_EndsWithZero()
    {
        using ServedModule served = new();
        Assert.Equal(0, served.Run("online").Code);
        served.Module.Files.Write("root.pem", System.IO.File.ReadAllBytes(served.Ca));
        ToolRun run = served.Run("diagnose", TryServer.Host, "--ca-name", "root.pem");
        Assert.Equal(0, run.Code);
        Assert.Contains("opens to server.nanobg95.test:443", run.Output);
        Assert.Empty(served.Module.Sockets);
    }

    [Fact]
    public void Diagnose_ModuleThatIsNotOnline_SaysSoAndWhatToDo()
    {
        using ServedModule served = new();
        ToolRun run = served.Run("diagnose", TryServer.Host);
        Assert.Equal(4, run.Code);
        Assert.Contains("the PDP context is not active", run.Output);
        Assert.Contains("bg95 online makes one", run.Output);
        Assert.Empty(served.Module.ActivePdpContexts);
    }

    [Fact]
    public void Diagnose_FilesThatAreWrong_NamesEach()
    {
        using ServedModule served = new();
        Assert.Equal(0, served.Run("online").Code);
        served.Module.Files.Write("root.pem", "0\x82"u8);
        (ToolRun run, JsonElement document) = ToolRun.Json(
            "diagnose", TryServer.Host, "--ca-name", "root.pem", "--client-cert-name", "c.pem", "--client-key-name", "k.pem", "--tcp", served.Place);
        Assert.Equal(4, run.Code);
        JsonElement result = document.GetProperty("result");
        Assert.False(result.GetProperty("opens").GetBoolean());
        string[] names = [.. result.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("name").GetString()!)];
        Assert.Equal(["noClientCertificate", "noClientKey", "caCertificateNotPem"], names);
        Assert.All(result.GetProperty("findings").EnumerateArray(), finding => Assert.False(string.IsNullOrEmpty(finding.GetProperty("advice").GetString())));
    }

    [Fact]
    public void Diagnose_ServerThatIsAnothers_SaysThatTheModulesSideIsInOrder()
    {
        using ServedModule served = new();
        Assert.Equal(0, served.Run("online").Code);
        served.Module.Files.Write("ca.pem", Certificates.Pem(Certificates.OtherRoot));
        ToolRun run = served.Run("diagnose", TryServer.Host + ":443");
        Assert.Equal(4, run.Code);
        string text = string.Join(' ', run.Output.Split((char[]?)null, System.StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("the module's side is in order", text);
        Assert.Contains("error 566", text);
    }
}
