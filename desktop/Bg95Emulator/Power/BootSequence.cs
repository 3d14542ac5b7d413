// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;

namespace Bg95Emulator;

/// <summary>
/// What a module says when it starts, in the order of the captures (module facts 3): between RDY and APP RDY it takes no
/// command, then the SIM has its time.
/// </summary>
internal sealed class BootSequence
{
    private const string ApplicationReady = "APP RDY";

    private readonly ModuleState _module;
    private Random? _order;

    public BootSequence(ModuleState module)
    {
        _module = module;
    }

    /// <summary>The module has just been switched on. All of it follows at once where the options give no times.</summary>
    public void Begin(bool resumes)
    {
        ModuleOptions options = _module.Options;
        string[] results = [.. options.BootResults];
        if (options.BootOrderSeed is int seed)
        {
            _order ??= new Random(seed);
            _order.Shuffle(results);
        }

        if (options.BootNoise.Length > 0)
        {
            _module.Output.SendUnsolicited(options.BootNoise, leadingLineEnd: false, trailingLineEnd: false);
        }

        // Without times everything comes in the order of the list; with them, what waits for something comes after it.
        int ready = options.ApplicationReadyTime > TimeSpan.Zero ? Array.IndexOf(results, ApplicationReady) : -1;
        bool simLater = options.SimStartTime > TimeSpan.Zero || !_module.SimSlot.Card.IsOpenAtStart;
        List<string> first = [];
        List<string> second = [];
        List<string> sim = [];
        for (int i = 0; i < results.Length; i++)
        {
            bool isSim = Array.IndexOf(ModuleOptions.SimResults, results[i]) >= 0;
            (isSim && (simLater || ready >= 0) ? sim : ready >= 0 && i >= ready ? second : first).Add(results[i]);
        }

        if (ready < 0)
        {
            Finish(first, sim, resumes);
            return;
        }

        _module.IsReady = false;
        Say(first);
        _module.After(options.ApplicationReadyTime, () => Finish(second, sim, resumes));
    }

    // Whoever reads that the module is ready finds it so.
    private void Finish(List<string> results, List<string> sim, bool resumes)
    {
        _module.Output.Hold();
        Say(results);
        _module.IsReady = true;
        _module.SwitchRadioOn([.. sim], resumes);
        _module.Output.Release();
    }

    private void Say(List<string> results)
    {
        foreach (string result in results)
        {
            _module.Output.SendUnsolicited(result);
        }
    }
}
