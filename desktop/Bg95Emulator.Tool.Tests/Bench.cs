// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Net.Security;

namespace Bg95Emulator.Tool.Tests;

/// <summary>A module with faults and a plain serial client: a stream that is read and written, and nothing of a driver.</summary>
internal sealed class Bench : Host
{
    public Bench(Action<ModuleOptions>? configure = null, params string[] faults)
        : this(configure, faults, new PieceCounter())
    {
    }

    private Bench(Action<ModuleOptions>? configure, string[] faults, PieceCounter pieces)
        : base(options => Configure(options, configure, faults), wrap: pieces.Over)
    {
        Pieces = pieces;
    }

    /// <summary>Sees in which pieces the module writes.</summary>
    public PieceCounter Pieces { get; }

    public static Bench With(params string[] faults) => new(null, faults);

    /// <summary>An open socket with client id 4 and SSL context 1, and its peer.</summary>
    public SslStream Connect(TestServer server)
    {
        ActivatePdp();
        Configure("sni", 1);
        Open(server.Port);
        return server.Accept();
    }

    private static void Configure(ModuleOptions options, Action<ModuleOptions>? configure, string[] faults)
    {
        configure?.Invoke(options);
        foreach (string fault in faults)
        {
            options.Faults.Add(fault);
        }
    }
}
