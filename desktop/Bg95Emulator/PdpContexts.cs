// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;
using System.Net;

namespace Bg95Emulator;

/// <summary>The 16 PDP contexts: what AT+QICSGP configured and whether AT+QIACT has activated them.</summary>
internal sealed class PdpContexts
{
    public const int Count = 16;

    private readonly object _gate = new();
    private readonly ModuleOptions _options;
    private readonly PdpContext[] _contexts = new PdpContext[Count];
    private readonly bool[] _active = new bool[Count];

    public PdpContexts(ModuleOptions options)
    {
        _options = options;
    }

    /// <summary>DNS server addresses as AT+QIDNSCFG shows them.</summary>
    public (string Primary, string Secondary)[] DnsServers { get; } = new (string Primary, string Secondary)[Count];

    /// <summary>What AT+CGDCONT has defined, by number; kept over a restart (module facts 16), and apart from AT+QICSGP [chosen].</summary>
    public SortedDictionary<int, Definition> Definitions { get; } = new() { [1] = new Definition("IP", string.Empty) };

    /// <summary>The access point that the next attach asks for; empty: the network's own.</summary>
    public string AttachAccessPoint => Definitions.TryGetValue(1, out Definition? first) ? first.AccessPoint : string.Empty;

    /// <summary>The contexts that AT+QIACT? shows although they do not work, for the fault of that name.</summary>
    public bool[] IsHollow { get; } = new bool[Count];

    public PdpContext this[int context]
    {
        get => _contexts[context - 1];
        set => _contexts[context - 1] = value;
    }

    public bool IsActive(int context)
    {
        lock (_gate)
        {
            return _active[context - 1];
        }
    }

    /// <summary>False when it was active already.</summary>
    public bool Activate(int context) => Switch(context, true);

    /// <summary>False when it was not active.</summary>
    public bool Deactivate(int context) => Switch(context, false);

    public List<int> Active()
    {
        List<int> active = [];
        for (int context = 1; context <= Count; context++)
        {
            if (IsActive(context))
            {
                active.Add(context);
            }
        }

        return active;
    }

    /// <summary>The address the network would have given.</summary>
    public string Address(int context) =>
        _options.PdpAddresses.TryGetValue(context, out IPAddress? address) ? address.ToString() : $"100.64.0.{context}";

    /// <summary>True when one of the context's DNS servers answers: names can be resolved.</summary>
    public bool HasDns(int context)
    {
        (string primary, string secondary) = DnsServers[context - 1];
        return Answers(primary) || Answers(secondary);
    }

    public void Reset()
    {
        for (int context = 1; context <= Count; context++)
        {
            Deactivate(context);
            this[context] = new PdpContext(1, string.Empty, string.Empty, string.Empty, 0);
            DnsServers[context - 1] = ("192.0.2.53", "198.51.100.53");
        }
    }

    private bool Answers(string server) =>
        IPAddress.TryParse(server, out IPAddress? address)
        && !address.Equals(IPAddress.Any)
        && !address.Equals(IPAddress.Broadcast)
        && !IPAddress.IsLoopback(address)
        && !_options.DeadDnsServers.Contains(address);

    private bool Switch(int context, bool active)
    {
        lock (_gate)
        {
            bool changed = _active[context - 1] != active;
            _active[context - 1] = active;
            IsHollow[context - 1] &= active;
            return changed;
        }
    }

    /// <summary>A context as AT+CGDCONT defines it.</summary>
    internal sealed record Definition(string Type, string AccessPoint);

    internal readonly record struct PdpContext(
        int Type,
        string AccessPoint,
        string User,
        string Password,
        int Authentication);
}
