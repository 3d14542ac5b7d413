// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Globalization;
using Bg95Cellular;
using Bg95Ssl;
using LocalPeers;

namespace Samples.Pc;

/// <summary>One run on a PC: the same steps as on a board, each of them told.</summary>
internal sealed class Session
{
    private const int Readings = 12;
    private const int DeactivatedAt = 4;
    private const int BrokerRestartedAt = 7;
    private const int ModuleRestartedAt = 10;

    // A command after the first readings, and one after each trouble.
    private static readonly int[] s_commandsAt = [2, 5, 8, 11];

    private readonly SampleRun _run;
    private readonly Screen _screen;
    private readonly Broker? _broker;
    private readonly HashSet<string> _commands = [];

    private Session(SampleRun run, Broker? broker)
    {
        _run = run;
        _screen = run.Screen;
        _broker = broker;
    }

    /// <summary>Returns the process's exit code.</summary>
    public static int Run(SampleSettings settings) =>
        SampleRun.Run(settings, "nanoBg95 MqttTelemetry: readings and commands for days", screen =>
        {
            if (!settings.OwnServer)
            {
                return Run(settings, screen, settings.ReadCa(IsrgRootX1.Pem), null);
            }

            using Authority authority = new();
            using Broker broker = new();
            using SampleServer server = new(authority, false, broker.Serve);
            screen.Step("broker", $"{SampleServer.Host}:{server.Port} in this process: MQTTnet behind TLS");
            return Run(server.At(settings), screen, authority.PemBytes, broker);
        });

    private static bool Run(SampleSettings settings, Screen screen, byte[] ca, Broker? broker)
    {
        using SampleRun run = new(settings, screen, broker == null ? null : settings.Host);
        Session session = new(run, broker);
        CellularConnection connection = Board.CreateConnection(run.Modem);
        OnlineOptions options = Board.Options(settings.Apn, settings.User, settings.Password);
        SslContext tls = run.Prepare(connection, options, Board.Trust, ca);
        using MqttLink link = new(connection, options, tls, settings.Host, settings.TcpPort, what => screen.Step(string.Empty, what), session.OnCommand);

        // What does not open the first time is told with its reason; later it is tried again.
        run.Connecting(() => tls.Connect(settings.Host, settings.TcpPort)).Dispose();
        return run.Conclude(session.Publish(link, connection), "the broker has every reading");
    }

    private bool Publish(MqttLink link, CellularConnection connection)
    {
        for (int number = 1; number <= Readings; number++)
        {
            Trouble(number);
            string text = number.ToString(CultureInfo.InvariantCulture);
            link.Deliver(text + " " + MqttTelemetry.Measure(connection));
            _screen.Step("reading", $"{number} is with the broker");

            if (_broker != null && Array.IndexOf(s_commandsAt, number) >= 0)
            {
                _broker.Command("command " + text);
                for (int i = 0; i < 100 && !_commands.Contains("command " + text); i++)
                {
                    link.Wait(100);
                }
            }
        }

        bool isComplete = _screen.Check(
            _broker == null || _broker.Readings.Count == Readings,
            "readings",
            $"{_broker?.Readings.Count ?? Readings} of {Readings} are with the broker");
        return _screen.Check(
            _broker == null || _commands.Count == s_commandsAt.Length,
            "commands",
            $"{_commands.Count} of {(_broker == null ? 0 : s_commandsAt.Length)} have arrived") && isComplete;
    }

    private void Trouble(int number)
    {
        if (_run.Emulator is { } module && number == DeactivatedAt)
        {
            _screen.Step("network", "ends the data connection");
            module.LosePdpContext();
        }
        else if (_broker != null && number == BrokerRestartedAt)
        {
            _screen.Step("broker", "restarts");
            _broker.Restart();
        }
        else if (_run.Emulator is { } other && number == ModuleRestartedAt)
        {
            _screen.Step("module", "restarts");
            other.Reboot(true);
        }
    }

    private void OnCommand(string command)
    {
        _commands.Add(command);
        _screen.Step("command", command);
    }
}
