// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;

namespace DialogueFuzz;

/// <summary>All that the module can reach.</summary>
internal sealed class Network
{
    /// <summary>The name of the file with the authority's certificate.</summary>
    public const string AuthorityFile = "ca.pem";

    private readonly Dictionary<int, Plan> _plans = [];

    /// <summary>Gets the certificate of the authority that has signed those of good servers.</summary>
    public static byte[] Authority { get; } = Payload.Draw(new Chance(1, 1), 1188, false);

    /// <summary>Gets every connection that was made.</summary>
    public List<Connection> Connections { get; } = [];

    /// <summary>Sets a server up.</summary>
    public Plan Add(PeerKind kind, Certificate certificate, uint seed)
    {
        Plan plan = new(_plans.Count, kind, certificate, seed);
        _plans.Add(plan.Port, plan);
        return plan;
    }

    /// <summary>Finds the server at a port.</summary>
    public Plan? Find(string host, int port)
    {
        return host == Plan.HostName && _plans.TryGetValue(port, out Plan? plan) && plan.Kind != PeerKind.Nobody ? plan : null;
    }

    /// <summary>Notes that a connection was made.</summary>
    public Connection Connect(Plan plan, IReadOnlyDictionary<string, string> settings)
    {
        Connection connection = new(Connections.Count, plan, settings);
        Connections.Add(connection);
        return connection;
    }
}
