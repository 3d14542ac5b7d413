// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Reflection;
using System.Text;
using Bg95Ssl.Tests;

namespace DialogueFuzz;

/// <summary>One run: a module, a line, a driver and a program, all drawn from one number.</summary>
internal sealed partial class World
{
    private const uint TimeStream = 1;
    private const uint LineStream = 2;
    private const uint ModuleStream = 3;
    private const uint TraitStream = 4;
    private const uint ProgramStream = 5;

    private const int LookPause = 2000;

    // How much longer than its limit a call may take before it is taken for one that never comes back.
    private const int Grace = 600000;

    private readonly WorldOptions _options;
    private readonly VirtualTime _time;
    private readonly Agenda _agenda;
    private readonly List<Caller> _callers = [];
    private readonly Chance _chance;
    private readonly LineTraits _lineTraits;
    private readonly Troubles _troubles;
    private int _running;

    public World(uint seed, WorldOptions options)
    {
        _options = options;
        Seed = seed;
        Chance chance = new(seed, TraitStream);
        _lineTraits = options.Line ?? LineTraits.Draw(chance, options.Damages);
        _troubles = options.Troubles ?? Troubles.Draw(chance);
        Traits = options.Traits ?? ModuleTraits.Draw(chance);
        _chance = new Chance(seed, ProgramStream);
        _time = new VirtualTime(new Chance(seed, TimeStream).Seed() | 1)
        {
            KeepsFailures = true,
            PlaceTeller = () => Environment.StackTrace,
            WorkTakesTime = chance.OneIn(2),
        };
        _agenda = new Agenda(_time);
        Tolerance = new Tolerance(_lineTraits, () => Line!.Overflowed);
        Journal = new Journal(_time, options.KeepsJournal);
        Findings = new Findings(Journal);
        Line = new VirtualLine(_time, _agenda, new Chance(seed, LineStream), _lineTraits, Journal);
        Network = new Network();
        Module = new ModuleModel(_agenda, Line, Network, Journal, new Chance(seed, ModuleStream), Traits, _troubles);
        Verdicts = new Verdicts(Module, Line, Traits);
        int[] bufferSizes = [256, 320, 320, 320, 1024];
        Driver = options.Driver(Line, bufferSizes[chance.Below(bufferSizes.Length)], _time);
        Verdicts.IsOpen = () => Driver.IsOpen;

        for (int i = 0; i < Contexts.Length; i++)
        {
            Contexts[i] = (ContextKind)i;
        }
    }

    /// <summary>Gets the number that everything was drawn from.</summary>
    public uint Seed { get; }

    /// <summary>Gets the firmware.</summary>
    public ModuleTraits Traits { get; }

    /// <summary>Gets the dialogue.</summary>
    public Journal Journal { get; }

    /// <summary>Gets what was found.</summary>
    public Findings Findings { get; }

    /// <summary>Gets the line.</summary>
    public VirtualLine Line { get; }

    /// <summary>Gets the peers.</summary>
    public Network Network { get; }

    /// <summary>Gets the module.</summary>
    public ModuleModel Module { get; }

    /// <summary>Gets the driver.</summary>
    public IDriver Driver { get; }

    /// <summary>Gets what the oracles put up with.</summary>
    public Tolerance Tolerance { get; }

    /// <summary>Gets the judge of exceptions.</summary>
    public Verdicts Verdicts { get; }

    /// <summary>Gets the program's sockets, those that are closed included.</summary>
    public List<Handle> Handles { get; } = [];

    /// <summary>Gets what the SSL contexts demand.</summary>
    public ContextKind[] Contexts { get; } = new ContextKind[5];

    /// <summary>Gets how many calls the program has made.</summary>
    public int Calls { get; private set; }

    /// <summary>Gets the time.</summary>
    public long Now => _time.Now;

    /// <summary>Gets a value indicating whether the program is to come to its end.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Runs the world to its end; whatever is wrong is in <see cref="Findings"/>.</summary>
    public void Run()
    {
        try
        {
            Live();
        }
        catch (InvalidOperationException e) when (_time.IsStuck)
        {
            Findings.Add("stuck", e.Message + "\n" + WhereThreadsWait());
        }

        if (_time.Failure is Exception failure)
        {
            Findings.Add("thread", $"an exception has ended a thread of the driver: {failure}");
        }

        if (Line.Misuse is string misuse)
        {
            Findings.Add("line", misuse);
        }
    }

    /// <summary>Makes a thread that calls.</summary>
    public Caller AddCaller(string name)
    {
        Caller caller = new(name, _time, Journal, Findings, Verdicts);
        _callers.Add(caller);
        return caller;
    }

    /// <summary>Does nothing for a while.</summary>
    public void Sleep(int milliseconds)
    {
        _time.Sleep(milliseconds);
    }

    // What the world is like, for who reads the dialogue.
    private static string Describe(object traits)
    {
        object fresh = Activator.CreateInstance(traits.GetType())!;
        List<string> texts = [];

        foreach (PropertyInfo property in traits.GetType().GetProperties())
        {
            object? value = property.GetValue(traits);

            if (property.CanWrite && !Equals(value, property.GetValue(fresh)))
            {
                texts.Add($"{property.Name} {Journal.Escape(Encoding.Latin1.GetBytes($"{value}"))}");
            }
            else if (value is IEnumerable<string> names)
            {
                texts.AddRange(names);
            }
        }

        return $"{traits.GetType().Name}: {string.Join(", ", texts)}";
    }

    private void Live()
    {
        if (Journal.IsKept)
        {
            Journal.Note(Describe(_lineTraits));
            Journal.Note(Describe(Traits));
            Journal.Note(Describe(_troubles));
        }

        Module.AddFile(Network.AuthorityFile, Network.Authority);
        Module.AddFile("client.pem", Payload.Draw(new Chance(2, 2), 900, false));
        Module.AddFile("key.pem", Payload.Draw(new Chance(3, 3), 1700, false));
        Module.BeginSomewhere();
        Module.BeginTroubles();

        for (int i = 0; i < Contexts.Length; i++)
        {
            Driver.Configure(i, Contexts[i], Traits.UnknownSettings.Contains("sni"), Traits.UnknownSettings.Contains("checkhost"));
        }

        int threads = _options.Threads > 0 ? _options.Threads : _chance.Of(1, 1, 2, 2, 3, 4, 6);
        bool isRestless = threads > 1 && _chance.OneIn(5);

        if (!isRestless)
        {
            StartThread("main", caller => Program.OpenModem(this, caller, new Chance(Seed, ProgramStream + 100)));


            if (!AwaitThreads())
            {
                return;
            }
        }

        for (int i = 0; i < threads; i++)
        {
            Chance chance = new(Seed, ProgramStream + 1 + (uint)i);
            bool isOpener = isRestless && i == 0;
            StartThread("T" + i, caller => new Program(this, caller, chance, isOpener).Run());
        }

        if (!AwaitThreads())
        {
            return;
        }

        IsOver = true;
        Module.CalmDown();
        StartThread("calm", Settle);

        if (AwaitThreads())
        {
            CheckConnections();
            AwaitDriverThreads();
        }
    }

    /// <summary>Ends what keeps the world from going on; called by a thread that is none of it.</summary>
    public void Interrupt()
    {
        _time.RunningThread?.Interrupt();
    }

    private void StartThread(string name, Action<Caller> body)
    {
        Caller caller = AddCaller(name);
        _running++;
        _time.StartThread(() =>
        {
            try
            {
                body(caller);
            }
            finally
            {
                _running--;
            }
        });
    }

    // Until the program's threads have come to their end, or one will not.
    private bool AwaitThreads()
    {
        while (_running > 0)
        {
            _time.Sleep(LookPause);

            foreach (Caller caller in _callers)
            {
                if (caller.FindHang(Grace) is string hang)
                {
                    Findings.Add("hang", hang + "\n" + WhereThreadsWait());
                    return false;
                }
            }
        }

        return true;
    }

    // What the driver has started must come to its end when the modem is disposed of.
    private void AwaitDriverThreads()
    {
        const int Longest = 120000;

        for (int waited = 0; _time.ThreadCount > 1; waited += LookPause)
        {
            if (waited > Longest)
            {
                Findings.Add("thread", $"{_time.ThreadCount - 1} threads of the driver live on after Dispose\n{WhereThreadsWait()}");
                return;
            }

            _time.Sleep(LookPause);
        }
    }

    private string WhereThreadsWait()
    {
        return string.Join("\n--\n", Array.FindAll(_time.WhereThreadsWait(), place => place is not null));
    }
}
