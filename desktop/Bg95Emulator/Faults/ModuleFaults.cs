// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;

namespace Bg95Emulator;

/// <summary>
/// The faults a module has at the moment. They can be added and removed while it runs, from any thread; a fault that
/// happens at random does so by its own seed, so one more fault does not change when the others happen.
/// </summary>
public sealed class ModuleFaults
{
    private readonly object _gate = new();
    private volatile Fault[] _all = [];

    /// <summary>Raised on the thread that adds.</summary>
    internal event Action<Fault>? Added;

    /// <summary>Which there are.</summary>
    public IReadOnlyList<Fault> All => _all;

    /// <summary>True while there is none, so that the healthy module pays nothing.</summary>
    internal bool None => _all.Length == 0;

    /// <summary>Adds a fault by its text, as in "late-answer:ms=500,every=3".</summary>
    /// <param name="text">What <see cref="Fault.Parse"/> takes.</param>
    /// <param name="seed">Of the random numbers where the text gives none.</param>
    /// <exception cref="FormatException">The text says no fault.</exception>
    public Fault Add(string text, int seed = 1)
    {
        Fault fault = Fault.Parse(text, seed);
        Add(fault);
        return fault;
    }

    /// <summary>Adds a fault.</summary>
    public void Add(Fault fault)
    {
        lock (_gate)
        {
            _all = [.. _all, fault];
        }

        Added?.Invoke(fault);
    }

    /// <summary>Takes a fault away; false when it was not there.</summary>
    public bool Remove(Fault fault)
    {
        lock (_gate)
        {
            Fault[] rest = Array.FindAll(_all, item => item != fault);
            bool found = rest.Length < _all.Length;
            _all = rest;
            return found;
        }
    }

    /// <summary>Takes all faults away.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _all = [];
        }
    }

    /// <summary>Counts an occasion; the fault that happens, or null.</summary>
    internal Fault? Occasion(string name)
    {
        Fault? happens = null;
        foreach (Fault fault in _all)
        {
            if (fault.Kind.Name == name && fault.Happens())
            {
                happens ??= fault;
            }
        }

        return happens;
    }

    /// <summary>As above, for faults of the line in one direction.</summary>
    internal Fault? Occasion(string name, LineDirection direction)
    {
        Fault? happens = null;
        foreach (Fault fault in _all)
        {
            if (fault.Kind.Name == name && fault.Covers(direction) && fault.Happens())
            {
                happens ??= fault;
            }
        }

        return happens;
    }

    /// <summary>As above, for faults of command lines, which may be restricted to a command.</summary>
    internal Fault? Occasion(string name, IReadOnlyList<CommandLine.ParsedCommand> commands)
    {
        Fault? happens = null;
        foreach (Fault fault in _all)
        {
            if (fault.Kind.Name == name && Concerns(fault, commands) && fault.Happens())
            {
                happens ??= fault;
            }
        }

        return happens;
    }

    /// <summary>The first fault of this name, without an occasion.</summary>
    internal Fault? Find(string name) => Array.Find(_all, fault => fault.Kind.Name == name);

    /// <summary>The power was off: what wears a module out begins anew (module facts 4.10).</summary>
    internal void PowerCycled() => Find(FaultCatalog.Open552)?.Restart();

    private static bool Concerns(Fault fault, IReadOnlyList<CommandLine.ParsedCommand> commands)
    {
        string wanted = fault.Text("command");
        if (wanted.Length == 0)
        {
            return true;
        }

        foreach (CommandLine.ParsedCommand command in commands)
        {
            if (command.Name.Equals(wanted, StringComparison.OrdinalIgnoreCase)
                || ("AT" + command.Name).Equals(wanted, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
