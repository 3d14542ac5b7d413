// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace DialogueFuzz;

/// <summary>A server that a program will connect to: known by its port, which no other has.</summary>
internal sealed class Plan
{
    /// <summary>The name of every server.</summary>
    public const string HostName = "peer.example";

    // Multiples of 11 with five digits: no single wrong or lost digit makes one port of another.
    private const int FirstPort = 11000;
    private const int PortStep = 11;

    public Plan(int index, PeerKind kind, Certificate certificate, uint seed)
    {
        Port = FirstPort + (index * PortStep);
        Kind = kind;
        Certificate = certificate;
        Seed = seed;
    }

    /// <summary>Gets the port.</summary>
    public int Port { get; }

    /// <summary>Gets how the peer behaves.</summary>
    public PeerKind Kind { get; }

    /// <summary>Gets what its certificate is like.</summary>
    public Certificate Certificate { get; }

    /// <summary>Gets what its data and its times are drawn from.</summary>
    public uint Seed { get; }

    /// <summary>Gets or sets how many bytes a talker sends in all, or a page has.</summary>
    public int Volume { get; set; } = 5000;

    /// <summary>Gets or sets a value indicating whether a talker closes when it has said all.</summary>
    public bool Closes { get; set; }

    /// <summary>Gets or sets the longest pause between two bursts of a talker, in milliseconds.</summary>
    public int Pause { get; set; } = 3000;

    /// <summary>Gets or sets a value indicating whether the data hold what looks like lines of the module.</summary>
    public bool HasTraps { get; set; }
}
