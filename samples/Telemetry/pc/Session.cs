// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.IO;
using System.Net.Security;
using System.Text;
using System.Threading;
using Bg95Cellular;
using Bg95Ssl;
using LocalPeers;

namespace Samples.Pc;

/// <summary>One run on a PC: the same steps as on a board, each of them told.</summary>
internal sealed class Session
{
    private const int Readings = 12;
    private const int DeactivatedAt = 4;
    private const int HungUpAt = 7;
    private const int RestartedAt = 10;

    private readonly SampleRun _run;
    private readonly Screen _screen;
    private readonly ConcurrentDictionary<int, string>? _taken;

    private Session(SampleRun run, ConcurrentDictionary<int, string>? taken)
    {
        _run = run;
        _screen = run.Screen;
        _taken = taken;
    }

    /// <summary>Returns the process's exit code.</summary>
    public static int Run(SampleSettings settings) =>
        SampleRun.Run(settings, "nanoBg95 Telemetry: readings for days", screen =>
        {
            if (!settings.OwnServer)
            {
                return Run(settings, screen, settings.ReadCa(IsrgRootX1.Pem), null);
            }

            ConcurrentDictionary<int, string> taken = new();
            int hungUp = 0;
            using Authority authority = new();
            using SampleServer server = new(authority, false, client => Acknowledge(client, taken, () => Interlocked.Exchange(ref hungUp, 1) == 0));
            screen.Step("server", $"{SampleServer.Host}:{server.Port} in this process: it sends back the number of each reading");
            return Run(server.At(settings), screen, authority.PemBytes, taken);
        });

    private static bool Run(SampleSettings settings, Screen screen, byte[] ca, ConcurrentDictionary<int, string>? taken)
    {
        using SampleRun run = new(settings, screen, taken == null ? null : settings.Host);
        Session session = new(run, taken);
        CellularConnection connection = Board.CreateConnection(run.Modem);
        OnlineOptions options = Board.Options(settings.Apn, settings.User, settings.Password);
        SslContext tls = run.Prepare(connection, options, Board.Trust, ca);
        using TelemetryLink link = new(connection, options, tls, settings.Host, settings.TcpPort, what => screen.Step(string.Empty, what));

        // What does not open the first time is told with its reason; later it is tried again.
        run.Connecting(() => tls.Connect(settings.Host, settings.TcpPort)).Dispose();
        return run.Conclude(session.Send(link, connection), "the server has every reading");
    }

    private bool Send(TelemetryLink link, CellularConnection connection)
    {
        for (int number = 1; number <= Readings; number++)
        {
            if (_run.Emulator is { } module && number == DeactivatedAt)
            {
                _screen.Step("network", "ends the data connection");
                module.LosePdpContext();
            }
            else if (_run.Emulator is { } other && number == RestartedAt)
            {
                _screen.Step("module", "restarts");
                other.Reboot(true);
            }

            link.Deliver(number, Telemetry.Measure(connection));
            _screen.Step("reading", $"{number} is with the server");
        }

        return _screen.Check(
            _taken == null || _taken.Count == Readings,
            "readings",
            $"{_taken?.Count ?? Readings} of {Readings} are with the server");
    }

    // Hangs up once, in the middle: the reading of then is sent again.
    private static void Acknowledge(SslStream client, ConcurrentDictionary<int, string> taken, Func<bool> mayHangUp)
    {
        using StreamReader reader = new(client, Encoding.ASCII);

        while (reader.ReadLine() is string line)
        {
            int number = int.Parse(line.Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture);

            if (number == HungUpAt && mayHangUp())
            {
                return;
            }

            taken[number] = line;
            client.Write(Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture) + "\n"));
        }
    }
}
