// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Net.Sockets;
using System.Threading.Tasks;
using MQTTnet.Server;
using Xunit;

namespace NanoBg95.Mqtt.Tests;

/// <summary>A real broker at a free port of this machine: MQTTnet's in this process, or mosquitto where it is installed.</summary>
internal sealed class TestBroker : IAsyncDisposable
{
    public const string MqttNet = "MQTTnet";
    public const string Mosquitto = "mosquitto";

    /// <summary>The filter that MQTTnet's broker refuses here, and the password it wants of the user "guarded".</summary>
    public const string RefusedFilter = "test/nosubscribe";

    private readonly MqttBroker? _broker;
    private readonly Process? _process;
    private readonly string? _folder;

    private TestBroker(int port, MqttBroker? broker, Process? process, string? folder)
    {
        Port = port;
        _broker = broker;
        _process = process;
        _folder = folder;
    }

    public int Port { get; }

    public MqttServer Server => _broker?.Server ?? throw new InvalidOperationException("It runs in another process.");

    public static async Task<TestBroker> StartAsync(string kind)
    {
        if (kind == Mosquitto)
        {
            return await StartMosquittoAsync(FreePort.Find());
        }

        MqttBroker broker = new(Prepare, options => options.WithMaxPendingMessagesPerClient(20000));
        return new TestBroker(broker.Port, broker, null, null);
    }

    public async ValueTask DisposeAsync()
    {
        _broker?.Dispose();

        if (_process is not null)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
            Directory.Delete(_folder!, true);
        }
    }

    private static void Prepare(MqttServer server)
    {
        server.InterceptingSubscriptionAsync += e =>
        {
            if (e.TopicFilter.Topic == RefusedFilter)
            {
                e.Response.ReasonCode = MQTTnet.Protocol.MqttSubscribeReasonCode.UnspecifiedError;
                e.ProcessSubscription = false;
            }

            return Task.CompletedTask;
        };
        server.ValidatingConnectionAsync += e =>
        {
            if (e.UserName == "guarded" && e.Password != "secret")
            {
                e.ReasonCode = MQTTnet.Protocol.MqttConnectReasonCode.BadUserNameOrPassword;
            }

            return Task.CompletedTask;
        };
    }

    private static async Task<TestBroker> StartMosquittoAsync(int port)
    {
        string? path = Array.Find(["/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto", "/opt/homebrew/sbin/mosquitto"], File.Exists);
        Assert.SkipWhen(path is null, "mosquitto is not installed.");

        string folder = Directory.CreateTempSubdirectory("nanobg95-mosquitto-").FullName;
        string configuration = Path.Combine(folder, "mosquitto.conf");
        await File.WriteAllTextAsync(configuration, string.Create(CultureInfo.InvariantCulture, $"listener {port} 127.0.0.1\nallow_anonymous true\nlog_dest stderr\n"));
        Process process = Process.Start(new ProcessStartInfo(path!, ["-c", configuration]) { RedirectStandardError = true })!;
        TaskCompletionSource running = new(TaskCreationOptions.RunContinuationsAsynchronously);
        process.ErrorDataReceived += (_, line) =>
        {
            // The second of its lines about itself: "mosquitto version 2.0.11 running", once it listens.
            if (line.Data?.EndsWith(" running", StringComparison.Ordinal) == true)
            {
                running.TrySetResult();
            }
            else if (line.Data == null)
            {
                running.TrySetException(new InvalidOperationException("mosquitto has ended."));
            }
        };
        process.BeginErrorReadLine();
        await running.Task.WaitAsync(TimeSpan.FromSeconds(60));

        return new TestBroker(port, null, process, folder);
    }
}
