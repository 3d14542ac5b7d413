// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Bg95Cellular;
using Bg95Emulator;
using Bg95Http;
using Bg95Ssl;
using LocalPeers;
using Xunit;

namespace Bg95Tool.Tests;

public sealed class LogTests
{
    private const string Imei = "004999010640000";
    private const string Imsi = "001010123456789";
    private const string Iccid = "8900101000000000000";

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Log_OfAModule_IsReplayedExactlyAndHasNoNumbers()
    {
        using ServedModule served = new();
        string log = served.Path("log.txt");
        ToolRun run = Run(served.Place, ["log", log, "AT+QSSLCFG=\"seclevel\",0"]);
        Assert.Equal(0, run.Code);
        Assert.Contains("bytes left out", run.Output);
        string text = await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken);
        Assert.All((string[])[Imei, Imsi, Iccid], number => Assert.DoesNotContain(number, text));
        Assert.Contains("AT+QSSLCFG=\"seclevel\",0", text);
        await AssertReplays(log, "log", served.Path("again.txt"), "AT+QSSLCFG=\"seclevel\",0");
    }

    [Fact]
    public async Task Log_OfAPage_HasNeitherSecretsNorPayload_AndIsReplayedToTheServersAnswer()
    {
        using ServedModule served = new(options => options.Sim.Pin = "87654321");
        string log = served.Path("log.txt");
        served.Module.Files.Write("ca.pem", await File.ReadAllBytesAsync(served.Ca, TestContext.Current.CancellationToken));
        string[] get = ["get", ServedModule.Page(3000), "--pin", "87654321", "--apn", "iot.example", "--user", "joe", "--password", "hunter2"];
        Assert.Equal(0, Run(served.Place, [.. get, "--log", log]).Code);
        string text = await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken);
        Assert.All((string[])["87654321", "hunter2", "GET /", "CERTIFICATE", "HTTP/1.1"], secret => Assert.DoesNotContain(secret, text));
        Assert.Contains("AT+QSSLOPEN=1,0,", text);

        // The program does what it did until it reads what is not there.
        (ToolRun run, int code, string printed) = await Replay(log, place => Run(place, get));
        Assert.Equal((1, Bg95Emulator.Tool.ToolProgram.Strict), (run.Code, code));
        Assert.Contains("it came as asterisks", printed);
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        int answer = Array.FindIndex(lines, line => line.Contains(" << \\{", StringComparison.Ordinal));
        string begun = served.Path("begun.txt");
        await File.WriteAllLinesAsync(begun, lines[..Array.FindLastIndex(lines, answer, line => line.Contains(" > ", StringComparison.Ordinal))], TestContext.Current.CancellationToken);
        (_, code, printed) = await Replay(begun, place => Run(place, get));
        Assert.True(code == 0, printed);
        Assert.Contains(" >> \\{", await File.ReadAllTextAsync(begun, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Log_WithPayload_IsReplayedToThePage()
    {
        using ServedModule served = new(options => options.Sim.Pin = "87654321");
        string log = served.Path("log.txt");
        served.Module.Files.Write("ca.pem", await File.ReadAllBytesAsync(served.Ca, TestContext.Current.CancellationToken));
        string[] get = ["get", ServedModule.Page(3000), "--pin", "87654321", "--apn", "iot.example", "--user", "joe", "--password", "hunter2"];
        Assert.Equal(0, Run(served.Place, [.. get, "--log", log, "--log-with-payload"]).Code);
        string text = await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken);
        Assert.All((string[])["87654321", "hunter2"], secret => Assert.DoesNotContain(secret, text));
        await AssertReplays(log, get);
    }

    [Fact]
    public async Task LogOfTheEmulator_OfAProgramThatUploadsAndFetches_IsReplayedExactly()
    {
        using ServedModule served = new();
        string log = served.Path("log.txt");
        byte[] ca = await File.ReadAllBytesAsync(served.Ca, TestContext.Current.CancellationToken);
        using (TranscriptWriter writer = new(served.Module, new StreamWriter(log)))
        {
            Assert.Equal(200, FetchAsTheSampleDoes(served.Place, ca));
        }

        Assert.DoesNotContain("CERTIFICATE", await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken));
        (int status, int code, string printed) = await Replay(log, place => FetchAsTheSampleDoes(place, ca));
        Assert.True(status == 200 && code == 0, printed);
    }

    [Fact]
    public async Task Log_OfAnUpload_HasNoKey_AndIsReplayedToTheReadingBack()
    {
        using ServedModule served = new();
        string log = served.Path("log.txt");
        string key = served.Put("k", Certificates.KeyPem(Certificates.Client));
        Assert.Equal(0, Run(served.Place, ["provision", "--client-key", key, "--log", log]).Code);
        string text = await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken);
        Assert.Contains("AT+QFUPL=\"client.key\"", text);
        Assert.Contains("AT+QFREAD=", text);
        Assert.All(await File.ReadAllLinesAsync(key, TestContext.Current.CancellationToken), line => Assert.DoesNotContain(line, text));
        (ToolRun run, int code, string printed) = await Replay(log, place => Run(place, ["provision", "--client-key", key]));
        Assert.Equal(1, run.Code);
        Assert.Contains("is not in the module as it was sent", run.Error);
        Assert.True(code == 0, printed + text);
    }

    private static async Task AssertReplays(string log, params string[] args)
    {
        (ToolRun run, int code, string printed) = await Replay(log, place => Run(place, args));
        Assert.True(run.Code == 0 && code == 0, run.Error + printed);
    }

    private static ToolRun Run(string place, string[] args) => ToolRun.Patiently([.. args, "--tcp", place, "--timeout", "60"]);

    // Plays a log with the emulator's own tool, and runs a host against it.
    private static async Task<(T Result, int Code, string Printed)> Replay<T>(string log, Func<string, T> host)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        AwaitedText output = new(@"TCP (127\.0\.0\.1:\d+)");
        Task<int> replay = Task.Run(
            () => Bg95Emulator.Tool.ToolProgram.Run(["replay", log, "--tcp", "0", "--no-pauses", "--strict"], output, output, stop.Token), stop.Token);
        await Task.WhenAny(replay, output.Found).WaitAsync(s_limit, stop.Token);
        Assert.True(output.Found.IsCompleted, output.Printed);
        T result = host((await output.Found).Groups[1].Value);
        return (result, await replay.WaitAsync(s_limit, stop.Token), output.Printed);
    }

    private static int FetchAsTheSampleDoes(string place, byte[] ca)
    {
        IPEndPoint module = IPEndPoint.Parse(place);
        using Bg95Modem modem = new(new TcpTransport(module.Address.ToString(), module.Port), Bg95Modem.MaximumReceiveBufferSize, new PatientTime());
        new CellularConnection(modem).GoOnline(new OnlineOptions { Apn = "iot.example", User = "joe", Password = "hunter2" });
        modem.Files.Upload("sample-ca.pem", ca);
        SslContext tls = modem.SslContexts[0];
        tls.CaCertificate = "sample-ca.pem";
        using SslSocket socket = tls.Connect(TryServer.Host, TryServer.PublicPort);
        byte[] buffer = new byte[SslSocket.ReceiveChunk];
        HttpClient client = new(socket.GetStream(), TryServer.Host, buffer, () => Environment.TickCount64);
        int status = client.Get("/3000");
        while (client.ReadBody(buffer, 0, buffer.Length) > 0)
        {
        }

        return status;
    }

    /// <summary>Keeps what is printed, and tells when a text has come.</summary>
    private sealed class AwaitedText(string pattern) : TextWriter
    {
        private readonly StringBuilder _printed = new();
        private readonly TaskCompletionSource<Match> _found = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override Encoding Encoding => Encoding.UTF8;

        public Task<Match> Found => _found.Task;

        public string Printed
        {
            get
            {
                lock (_printed)
                {
                    return _printed.ToString();
                }
            }
        }

        public override void Write(char value) => Write(value.ToString());

        public override void WriteLine(string? value) => Write(value + Environment.NewLine);

        public override void Write(string? value)
        {
            lock (_printed)
            {
                _printed.Append(value);
                if (Regex.Match(_printed.ToString(), pattern) is { Success: true } match)
                {
                    _found.TrySetResult(match);
                }
            }
        }
    }
}
