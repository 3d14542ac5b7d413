// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using Bg95Ssl;
using Bg95Ssl.Tests;
using DialogueFuzz;

namespace SpeedPlots;

/// <summary>A clock, a line of one speed and a module on it.</summary>
internal sealed class World
{
    /// <summary>The server's name.</summary>
    public const string Host = "iot.example";

    /// <summary>The server's TCP port.</summary>
    public const int Port = 443;

    private readonly VirtualTime _clock = new();
    private readonly int _baudRate;

    public World(int baudRate)
    {
        _baudRate = baudRate;
        Agenda agenda = new(_clock);
        Line = new SteadyLine(_clock, agenda, baudRate);
        Module = new SteadyModule(agenda, Line);
    }

    /// <summary>Gets the line.</summary>
    public SteadyLine Line { get; }

    /// <summary>Gets the module.</summary>
    public SteadyModule Module { get; }

    /// <summary>Gets the time since the beginning, in milliseconds.</summary>
    public double Milliseconds => (double)_clock.Now / FineTime.StepsPerMillisecond;

    /// <summary>Makes the driver, and opens it.</summary>
    public Bg95Modem OpenModem()
    {
        Bg95Modem modem = new(Line, 320, new FineTime(_clock));
        modem.Open();
        return modem;
    }

    /// <summary>Gives payload as a share of what the line could carry, in percent, from the end of an exchange to the end of a later one.</summary>
    /// <param name="exchange">Does one exchange; returns its bytes of payload.</param>
    public double Share(Func<int> exchange)
    {
        const int WarmUp = 12;
        const int Exchanges = 60;
        long bytes = 0;

        for (int i = 0; i < WarmUp; i++)
        {
            exchange();
        }

        double begin = Milliseconds;

        for (int i = 0; i < Exchanges; i++)
        {
            int count = exchange();
            bytes += count > 0 ? count : throw new InvalidOperationException($"an exchange gave {count}");
        }

        return 100 * bytes * 10 / ((Milliseconds - begin) / 1000) / _baudRate;
    }
}
