// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;
using System.Linq;

namespace Bg95Emulator;

/// <summary>The module's six MQTT clients, and what AT+QMTCFG has set of them.</summary>
internal sealed class MqttLinks
{
    public const int Count = 6;

    private readonly object _gate = new();
    private readonly MqttLink?[] _links = new MqttLink?[Count];
    private readonly Dictionary<(string Name, int Id), string> _settings = [];

    public List<MqttLink> All()
    {
        lock (_gate)
        {
            return [.. _links.OfType<MqttLink>()];
        }
    }

    public MqttLink? Find(int id)
    {
        lock (_gate)
        {
            return _links[id];
        }
    }

    /// <summary>False when the id is taken.</summary>
    public bool TryAdd(MqttLink link)
    {
        lock (_gate)
        {
            bool isFree = _links[link.Id] == null;
            _links[link.Id] ??= link;
            return isFree;
        }
    }

    public void Forget(MqttLink link)
    {
        lock (_gate)
        {
            _links[link.Id] = _links[link.Id] == link ? null : _links[link.Id];
        }
    }

    /// <summary>A setting as it was written, or what it is at first.</summary>
    public string Setting(string name, int id)
    {
        lock (_gate)
        {
            return _settings.TryGetValue((name, id), out string? value) ? value : MqttCommands.FirstValues[name];
        }
    }

    public void Set(string name, int id, string value)
    {
        lock (_gate)
        {
            _settings[(name, id)] = value;
        }
    }

    /// <summary>Whether messages wait for AT+QMTRECV, and whether their length is told.</summary>
    public (bool IsStored, bool HasLength) ReceiveMode(int id)
    {
        string[] values = Setting("recv/mode", id).Split(',');
        return (values[0] == "1", values.Length > 1 && values[1] == "1");
    }

    public void Reset()
    {
        foreach (MqttLink link in All())
        {
            Forget(link);
            link.Dispose();
        }

        lock (_gate)
        {
            _settings.Clear();
        }
    }
}
