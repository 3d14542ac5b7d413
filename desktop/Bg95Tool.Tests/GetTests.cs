// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json;
using Xunit;

namespace Bg95Tool.Tests;

public sealed class GetTests
{
    [Fact]
    public void Get_WithACertificateOfThisPc_WritesTheBodyAndNothingElseToStandardOutput()
    {
        using ServedModule served = new();
        ToolRun run = served.Run("get", ServedModule.Page(5000), "--ca", served.Ca);
        Assert.Equal(0, run.Code);
        Assert.Equal(Body(5000), run.Bytes);
        Assert.Contains("200, 4.9 KiB", run.Error);
        Assert.NotNull(served.Module.Files.Read("bg95-ca.pem"));
        Assert.Empty(served.Module.Sockets);
    }

    [Fact]
    public void Get_ToAFileAsJson_TellsSizeAndDigest()
    {
        using ServedModule served = new();
        string path = served.Path("page");
        (ToolRun run, JsonElement document) = ToolRun.Json("get", ServedModule.Page(70_000), "--ca", served.Ca, "-o", path, "--tcp", served.Place);
        Assert.Equal(0, run.Code);
        JsonElement result = document.GetProperty("result");
        Assert.Equal(70_000, result.GetProperty("bytes").GetInt32());
        Assert.Equal(200, result.GetProperty("status").GetInt32());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Body(70_000))), result.GetProperty("sha256").GetString());
        Assert.Equal(Body(70_000), File.ReadAllBytes(path));
    }

    [Fact]
    public void Get_Emulated_WorksInOneLine()
    {
        ToolRun run = ToolRun.ToEnd("get", "https://server.nanobg95.test/", "--emulated");
        Assert.Equal(0, run.Code);
        Assert.StartsWith("Hello from the server", run.Output);
    }

    [Fact]
    public void Get_SecondTime_WritesTheCertificateOnce()
    {
        using ServedModule served = new();
        int uploads = 0;
        served.Module.Dialogue += happened => uploads += happened.Text.StartsWith("AT+QFUPL", StringComparison.Ordinal) ? 1 : 0;
        Assert.Equal(0, served.Run("get", ServedModule.Page(10), "--ca", served.Ca).Code);
        Assert.Equal(0, served.Run("get", ServedModule.Page(10), "--ca", served.Ca).Code);
        Assert.Equal(0, served.Run("get", ServedModule.Page(10), "--ca-name", "bg95-ca.pem").Code);
        Assert.Equal(1, uploads);
    }

    [Fact]
    public void Get_PageThatIsNotThere_EndsWithOneAndTheStatus()
    {
        using ServedModule served = new();
        (ToolRun run, JsonElement document) = ToolRun.Json(
            "get", "https://server.nanobg95.test/nothing", "--ca", served.Ca, "-o", served.Path("page"), "--tcp", served.Place);
        Assert.Equal(1, run.Code);
        Assert.Equal(404, document.GetProperty("result").GetProperty("status").GetInt32());
        Assert.Equal("status", document.GetProperty("error").GetProperty("kind").GetString());
    }

    [Fact]
    public void Get_WithoutTheServersCertificate_SaysWhereToLook()
    {
        using ServedModule served = new();
        ToolRun run = served.Run("get", ServedModule.Page(10));
        Assert.Equal(1, run.Code);
        Assert.Contains("TLS: ", run.Error);
        Assert.Contains("bg95 diagnose", run.Error);
    }

    private static byte[] Body(int size) => [.. Enumerable.Range(0, size).Select(TryServer.ByteAt)];
}
