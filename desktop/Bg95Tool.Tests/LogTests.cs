// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using LocalPeers;
using Xunit;

namespace Bg95Tool.Tests;

public sealed class LogTests
{
    private const string Imei = "004999010640000";
    private const string Imsi = "001010123456789";
    private const string Iccid = "8900101000000000000";

    [Fact]
    public async Task Log_OfAModule_IsReplayedExactlyAndHasNoNumbers()
    {
        using ServedModule served = new();
        string log = served.Path("log.txt");
        ToolRun run = served.Run("log", log, "AT+QSSLCFG=\"seclevel\",0");
        Assert.Equal(0, run.Code);
        Assert.Contains("bytes left out", run.Output);
        string text = await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken);
        Assert.All((string[])[Imei, Imsi, Iccid], number => Assert.DoesNotContain(number, text));
        Assert.Contains("AT+QSSLCFG=\"seclevel\",0", text);
        await AssertReplays(log, "log", served.Path("again.txt"), "AT+QSSLCFG=\"seclevel\",0");
    }

    [Fact]
    public async Task Log_OfAPage_HasNeitherSecretsNorPayload()
    {
        using ServedModule served = new(options => options.Sim.Pin = "87654321");
        string log = served.Path("log.txt");
        served.Module.Files.Write("ca.pem", await File.ReadAllBytesAsync(served.Ca, TestContext.Current.CancellationToken));
        string page = ServedModule.Page(3000);
        Assert.Equal(0, served.Run("get", page, "--log", log, "--pin", "87654321", "--apn", "iot.example", "--user", "joe", "--password", "hunter2").Code);
        string text = await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken);
        Assert.All((string[])["87654321", "hunter2", "GET /", "CERTIFICATE", "HTTP/1.1"], secret => Assert.DoesNotContain(secret, text));
        Assert.Contains("AT+QSSLOPEN=1,0,", text);
    }

    [Fact]
    public async Task Log_WithPayload_IsReplayedToThePage()
    {
        using ServedModule served = new();
        string log = served.Path("log.txt");
        served.Module.Files.Write("ca.pem", await File.ReadAllBytesAsync(served.Ca, TestContext.Current.CancellationToken));
        Assert.Equal(0, served.Run("get", ServedModule.Page(3000), "--log", log, "--log-with-payload").Code);
        await AssertReplays(log, "get", ServedModule.Page(3000));
    }

    [Fact]
    public void Log_OfAnUpload_HasNoKey()
    {
        using ServedModule served = new();
        string log = served.Path("log.txt");
        string key = served.Put("k", Certificates.KeyPem(Certificates.Client));
        Assert.Equal(0, served.Run("provision", "--client-key", key, "--log", log).Code);
        string text = File.ReadAllText(log);
        Assert.Contains("AT+QFUPL=\"client.key\"", text);
        Assert.Contains("AT+QFREAD=", text);
        foreach (string line in File.ReadAllLines(key))
        {
            Assert.DoesNotContain(line, text);
        }
    }

    // Plays a log with the emulator's own tool, and runs the command against it.
    private static async Task AssertReplays(string log, params string[] args)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        StringWriter printed = new();
        TextWriter output = TextWriter.Synchronized(printed);

        // The writer that is safe for threads locks itself.
        string Printed()
        {
            lock (output)
            {
                return printed.ToString();
            }
        }

        Task<int> replay = Task.Run(
            () => Bg95Emulator.Tool.ToolProgram.Run(["replay", log, "--tcp", "0", "--no-pauses", "--strict"], output, output, stop.Token), stop.Token);
        Match place;
        while (!(place = Regex.Match(Printed(), @"TCP (127\.0\.0\.1:\d+)")).Success)
        {
            Assert.False(replay.IsCompleted, Printed());
            await Task.Delay(5, stop.Token);
        }

        ToolRun run = ToolRun.ToEnd([.. args, "--tcp", place.Groups[1].Value, "--timeout", "60"]);
        Assert.True(run.Code == 0, run.Error);
        Assert.True(await replay.WaitAsync(TimeSpan.FromSeconds(60), stop.Token) == 0, Printed());
    }
}
