// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Xunit;

namespace Samples.Tests;

/// <summary>Each sample, run as its README says, to its end.</summary>
public class SampleTests
{
    private static readonly Socket s_closed = Bound();

    public static TheoryData<string, string> Shows { get; } = new()
    {
        { "HttpsGet", "status 200, 100 KiB" },
        { "HttpsGet", "status 200, 10 MiB" },
        { "HttpsGet", "= the server's" },
        { "CertificateUpload", "client.key, " },
        { "CertificateUpload", "reads back as it was" },
        { "CertificateUpload", "Hello board-1" },
        { "TransparentEcho", "+++      commands work again, the connection stays open" },
        { "TransparentEcho", "DTR      commands work again, the connection stays open" },
        { "TransparentEcho", "ATO      CONNECT: the same connection goes on" },
        { "TransparentEcho", "end      NO CARRIER" },
        { "DirectPush", "push     40000 bytes" },
        { "DirectPush", "overflow nobody read: a ring of 1500 kept the first 1500 bytes" },
        { "DirectPush", "again    40000 bytes" },
        { "Telemetry", "network  ends the data connection" },
        { "Telemetry", "module   restarts" },
        { "Telemetry", "online again" },
        { "Telemetry", "12 of 12 are with the server" },
        { "MqttTelemetry", "network  ends the data connection" },
        { "MqttTelemetry", "broker   restarts" },
        { "MqttTelemetry", "module   restarts" },
        { "MqttTelemetry", "12 of 12 are with the broker" },
        { "MqttTelemetry", "4 of 4 have arrived" },
        { "HttpsPost", "reading  1: {\"stored\":1,\"from\":\"board-1.nanobg95.test\"}" },
        { "HttpsPost", "3 of 3 are with the server, over 1 connection" },
    };

    public static TheoryData<string> Names { get; } = ["HttpsGet", "CertificateUpload", "TransparentEcho", "DirectPush", "Telemetry", "HttpsPost", "MqttTelemetry"];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Sample_WithoutOptions_EndsWithOk(string name)
    {
        SampleProcess run = await SampleProcess.Run(name);

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.StartsWith("OK: ", run.LastLine, StringComparison.Ordinal);
        Assert.DoesNotContain("FAILED", run.Output, StringComparison.Ordinal);
        AssertFits(run);

        // A time-out may be the machine's: the driver's first question has a second. A module that starts anew says more than the driver
        // needs to know.
        Assert.Matches(@"\b0 damaged payloads, \d+ time-outs, " + (name.EndsWith("Telemetry", StringComparison.Ordinal) ? @"\d+" : "0") + " unknown lines", run.Output);

        foreach (TheoryDataRow<string, string> row in Shows)
        {
            if (row.Data.Item1 == name)
            {
                Assert.Contains(row.Data.Item2, run.Output, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Sample_WithTrace_ShowsNoKeyAndNoPassword()
    {
        SampleProcess run = await SampleProcess.Run("CertificateUpload", "--trace", "--user", "joe", "--password", "hunter2");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("> AT+QFUPL=", run.Output, StringComparison.Ordinal);
        Assert.Contains("> [1024 bytes: not shown]", run.Output, StringComparison.Ordinal);
        Assert.All((string[])["-----", "hunter2"], secret => Assert.DoesNotContain(secret, run.Output, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Sample_WithAServerThatIsNotThere_EndsWithFailed(string name)
    {
        SampleProcess run = await SampleProcess.Run(name, "--host", "localhost", "--tcp-port", ClosedPort());

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("found    the module's side is in order", run.Output, StringComparison.Ordinal);
        Assert.Contains("FAILED: AT+QSSLOPEN", run.Output, StringComparison.Ordinal);
        Assert.Contains("Check, in this order: can it reach localhost", run.Words, StringComparison.Ordinal);
        AssertFits(run);
    }

    [Fact]
    public async Task CertificateUpload_WithAnAddressAsHost_IsToldWhatTheModuleFinds()
    {
        SampleProcess run = await SampleProcess.Run("CertificateUpload", "--host", "127.0.0.1", "--tcp-port", ClosedPort());

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("found    host is an address", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Sample_WithAnOptionWithoutEffect_IsRefused(string name)
    {
        SampleProcess run = await SampleProcess.Run(name, "--baud", "9600");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("--baud needs --port.", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Sample_WithAFileThatIsNotThere_EndsWithFailed(string name)
    {
        SampleProcess run = await SampleProcess.Run(name, "--host", "localhost", "--ca", "no-such-file.pem");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("FAILED: --ca no-such-file.pem: the file does not exist", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("module", run.Output, StringComparison.Ordinal);
    }

    // Nothing is opened: what is wrong is not the port, and no hint speaks of it.
    [Theory]
    [MemberData(nameof(Names))]
    public async Task Sample_WithAFileThatIsNotPem_SaysSoBeforeThePortIsOpened(string name)
    {
        string file = typeof(SampleTests).Assembly.Location;
        SampleProcess run = await SampleProcess.Run(name, "--port", "/dev/no-such-port", "--host", "localhost", "--ca", file);

        Assert.Equal(1, run.ExitCode);
        // By words: where the line breaks depends on how long the path of this clone is.
        Assert.Contains("FAILED: --ca " + file, run.Words, StringComparison.Ordinal);
        Assert.Contains("this is not a PEM file", run.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("serial port", run.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Sample_AskedForHelp_FitsTheScreen(string name)
    {
        SampleProcess run = await SampleProcess.Run(name, "--help");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("--trace", run.Output, StringComparison.Ordinal);
        AssertFits(run);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Sample_WithAPortThatIsNotThere_NamesTheOptionAndThePorts(string name)
    {
        SampleProcess run = await SampleProcess.Run(name, "--port", "/dev/no-such-port", "--host", "localhost");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("FAILED: --port /dev/no-such-port: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("serial ports", run.Words, StringComparison.OrdinalIgnoreCase);
        AssertFits(run);
    }

    [Theory]
    [InlineData("HttpsGet", "--baud: '0' is not a number from 1 to 4000000.", "--port", "COM1", "--baud", "0")]
    [InlineData("Telemetry", "--baud: 'fast' is not a number from 1 to 4000000.", "--port", "COM1", "--baud", "fast")]
    [InlineData("DirectPush", "--tcp-port: '70000' is not a number from 1 to 65535.", "--host", "localhost", "--tcp-port", "70000")]
    [InlineData("HttpsGet", "--path: 'page' must begin with /", "--host", "localhost", "--path", "page")]
    [InlineData("HttpsPost", "--path: '/a b' must begin with /", "--host", "localhost", "--path", "/a b")]
    [InlineData("MqttTelemetry", "--host: 'a b' is not a host name", "--host", "a b")]
    [InlineData("CertificateUpload", "--apn: ", "--apn", "a\"b")]
    [InlineData("HttpsGet", "--suite: '0xC02G' is not the code", "--host", "localhost", "--suite", "0xC02G")]
    [InlineData("HttpsPost", "--certificate and --key belong together.", "--host", "localhost", "--key", "key.pem")]
    [InlineData("TransparentEcho", "--port needs --host.", "--port", "COM1")]
    public async Task Sample_WithAWrongOption_NamesItAndDoesNothing(string name, string expected, params string[] arguments)
    {
        SampleProcess run = await SampleProcess.Run(name, arguments);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(expected, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("nanoBg95", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_OfTheTests_AreAllSamples()
    {
        string? root = AppContext.BaseDirectory;
        while (root is not null && !File.Exists(Path.Combine(root, "nanoBg95.Desktop.slnx")))
        {
            root = Path.GetDirectoryName(root);
        }

        Assert.NotNull(root);
        foreach (string program in Directory.EnumerateFiles(Path.Combine(root, "samples"), "Program.cs", SearchOption.AllDirectories))
        {
            string name = Path.GetFileName(Path.GetDirectoryName(program)!);
            Assert.Contains(Names, row => row.Data == name);
        }
    }

    private static void AssertFits(SampleProcess run)
    {
        Assert.All(run.Output.Split('\n'), line => Assert.True(line.Length <= 80, line));
    }

    // Bound and not listening: nobody else gets it, and who connects is refused.
    private static string ClosedPort() =>
        ((IPEndPoint)s_closed.LocalEndPoint!).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static Socket Bound()
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }
}
