// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Text.Json;
using Xunit;

namespace Bg95Tool.Tests;

public sealed class UsageTests
{
    [Fact]
    public void Help_OfTheTool_NamesItsCommandsAndExitCodes()
    {
        ToolRun run = ToolRun.ToEnd("--help");
        Assert.Equal(0, run.Code);
        Assert.All(
            (string[])["info", "online", "diagnose", "provision", "get", "bench", "at", "log", "Exit code: 0 done"],
            text => Assert.Contains(text, run.Output));
    }

    [Theory]
    [InlineData("Say where the module is", "info")]
    [InlineData("Only one of --port, --tcp and --emulated", "info", "--emulated", "--port", "x")]
    [InlineData("--baud takes 300 to 4000000.", "info", "--port", "x", "--baud", "fast")]
    [InlineData("--baud needs --port or --emulated.", "info", "--tcp", "a:1", "--baud", "9600")]
    [InlineData("--flow-control needs --port.", "info", "--emulated", "--flow-control")]
    [InlineData("--tcp takes host:port", "info", "--tcp", "localhost")]
    [InlineData("--tcp takes host:port", "info", "--tcp", "localhost:99999")]
    [InlineData("--urc-port takes", "info", "--port", "x", "--urc-port", "COM1")]
    [InlineData("--timeout takes 1 to 86400.", "info", "--emulated", "--timeout", "0")]
    [InlineData("--log: ", "info", "--emulated", "--log", "no-such-folder/log.txt")]
    [InlineData("--log-with-payload needs --log.", "info", "--emulated", "--log-with-payload")]
    [InlineData("--pin takes 4 to 8 digits.", "online", "--emulated", "--pin", "12ab")]
    [InlineData("--apn takes", "online", "--emulated", "--apn", "a\"b")]
    [InlineData("--password takes", "online", "--emulated", "--password", "a\"b")]
    [InlineData("is no URL of a page", "get", "http://example.com/", "--emulated")]
    [InlineData("is no URL of a page", "get", "https://user@example.com/", "--emulated")]
    [InlineData("-o: ", "get", "https://example.com/", "--emulated", "-o", "no-such-folder/page")]
    [InlineData("--suite takes", "get", "https://example.com/", "--emulated", "--suite", "strong")]
    [InlineData("--ca and --ca-name exclude each other", "get", "https://example.com/", "--emulated", "--ca", "x", "--ca-name", "y")]
    [InlineData("need each other", "get", "https://example.com/", "--emulated", "--client-cert-name", "x")]
    [InlineData("is no host", "diagnose", "a b", "--emulated")]
    [InlineData("is no host", "diagnose", "a:0", "--emulated")]
    [InlineData("Say what to write", "provision", "--emulated")]
    [InlineData("--ca-name takes", "provision", "--ca", "x", "--ca-name", "a b", "--emulated")]
    [InlineData("--ssl-context takes 0 to 5.", "provision", "--psk", "x", "--ssl-context", "6", "--emulated")]
    [InlineData("Say which page", "bench", "--port", "x")]
    [InlineData("--mode takes", "bench", "--emulated", "--mode", "fast")]
    [InlineData("--bytes takes", "bench", "--emulated", "--bytes", "1")]
    [InlineData("is no command", "at", "--emulated", "hello")]
    [InlineData("is no command", "log", "log.txt", "--emulated", "hello")]
    [InlineData("file: ", "log", "no-such-folder/log.txt", "--emulated")]
    [InlineData("--nonsense", "info", "--emulated", "--nonsense")]
    [InlineData("nonsense", "nonsense")]
    public void Usage_ThatIsWrong_IsToldInOneSentenceAndEndsWithTwo(string message, params string[] args)
    {
        ToolRun run = ToolRun.ToEnd(args);
        Assert.Equal(2, run.Code);
        Assert.Contains(message, string.Join(' ', run.Error.Split((char[]?)null, System.StringSplitOptions.RemoveEmptyEntries)));
        Assert.Empty(run.Output);

        // A sentence, and where there is more to read.
        Assert.InRange(run.Error.TrimEnd().Split('\n').Length, 2, 4);
        Assert.Contains("--help tells what there is.", run.Error);
    }

    [Fact]
    public void Usage_JsonAndABodyOnStandardOutput_ExcludeEachOther()
    {
        (ToolRun run, JsonElement document) = ToolRun.Json("get", "https://example.com/", "--emulated");
        Assert.Equal(2, run.Code);
        Assert.StartsWith("--json needs -o", document.GetProperty("error").GetProperty("message").GetString());
    }

    [Fact]
    public void Usage_ThatIsWrongWithJson_IsJson()
    {
        (ToolRun run, JsonElement document) = ToolRun.Json("online", "--emulated", "--pin", "12ab");
        Assert.Equal(2, run.Code);
        Assert.Empty(run.Error);
        Assert.Equal("options", document.GetProperty("error").GetProperty("step").GetString());
        Assert.DoesNotContain("12ab", run.Output);
    }
}
