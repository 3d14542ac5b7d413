// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Net;
using Bg95Ssl;

namespace Bg95Emulator.Benchmarks;

/// <summary>A module that answers after 5 ms, on a pseudo-terminal that is as slow as a UART, and the host's end of it.</summary>
internal sealed class PacedModule : IDisposable
{
    public const string Host = "peer.example";

    // A pseudo-terminal has no speed, but is opened with one.
    private const int UnpacedRate = 115_200;

    private static readonly TimeSpan s_latency = TimeSpan.FromMilliseconds(5);

    private readonly PseudoTerminal _terminal = PseudoTerminal.Open();
    private readonly EmulatedModule _module;

    /// <param name="baudRate">0: neither the line nor the module takes time.</param>
    /// <param name="open">Takes the port's name and speed.</param>
    public PacedModule(int baudRate, Func<string, int, ITransport> open)
    {
        ModuleOptions options = new() { Echo = false, BaudRate = baudRate, Latency = baudRate > 0 ? s_latency : TimeSpan.Zero };
        options.Hosts[Host] = IPAddress.Loopback;
        _module = new EmulatedModule(options);
        _module.Attach(_terminal.Stream);
        Transport = open(_terminal.Name, baudRate > 0 ? baudRate : UnpacedRate);
    }

    public ITransport Transport { get; }

    public void Dispose()
    {
        Transport.Close();
        _module.Dispose();
        _terminal.Dispose();
    }
}
