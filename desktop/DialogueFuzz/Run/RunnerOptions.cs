// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Globalization;
using System.Threading;

namespace DialogueFuzz;

/// <summary>What the console runner was asked for.</summary>
internal sealed class RunnerOptions
{
    private uint _last = 1000;

    /// <summary>Gets the first seed.</summary>
    public uint First { get; private set; } = 1;

    /// <summary>Gets the last seed.</summary>
    public uint Last => Time == Timeout.InfiniteTimeSpan ? _last : uint.MaxValue;

    /// <summary>Gets the one seed, if only one is to be run.</summary>
    public uint? Single { get; private set; }

    /// <summary>Gets how long to run.</summary>
    public TimeSpan Time { get; private set; } = Timeout.InfiniteTimeSpan;

    /// <summary>Gets how many seeds run at a time.</summary>
    public int Jobs { get; private set; } = Environment.ProcessorCount;

    /// <summary>Gets how many seeds may fail.</summary>
    public int MostFailures { get; private set; } = 20;

    /// <summary>Gets a value indicating whether a dialogue is printed in any case.</summary>
    public bool IsVerbose { get; private set; }

    /// <summary>Gets a value indicating whether the line damages bytes.</summary>
    public bool Damages { get; private set; }

    /// <summary>Reads the arguments; gives nothing if they are not right.</summary>
    public static RunnerOptions? Parse(string[] args)
    {
        RunnerOptions options = new();

        for (int i = 0; i < args.Length; i++)
        {
            string value = i + 1 < args.Length ? args[i + 1] : string.Empty;

            if (args[i] == "--verbose")
            {
                options.IsVerbose = true;
                continue;
            }

            if (!options.Take(args[i], value))
            {
                return null;
            }

            i++;
        }

        return options;
    }

    /// <summary>Makes what a world is made from.</summary>
    public WorldOptions MakeWorld(bool keepsJournal)
    {
        return new WorldOptions { Damages = Damages, KeepsJournal = keepsJournal };
    }

    private bool Take(string name, string value)
    {
        switch (name)
        {
            case "--seeds":
                string[] ends = value.Split("..");

                if (ends.Length != 2 || !TryParse(ends[0], out uint first) || !TryParse(ends[1], out uint last))
                {
                    return false;
                }

                First = first;
                _last = last;
                return true;

            case "--first":
                bool isFirst = TryParse(value, out uint from);
                First = from;
                return isFirst;

            case "--seed":
                bool isSeed = TryParse(value, out uint seed);
                Single = seed;
                return isSeed;

            case "--minutes":
                bool isTime = TryParse(value, out uint minutes);
                Time = TimeSpan.FromMinutes(minutes);
                return isTime;

            case "--jobs":
                bool isJobs = TryParse(value, out uint jobs);
                Jobs = (int)jobs;
                return isJobs;

            case "--most":
                bool isMost = TryParse(value, out uint most);
                MostFailures = (int)most;
                return isMost;

            case "--mode":
                Damages = value == "damage";
                return value is "clean" or "damage";

            default:
                return false;
        }
    }

    private static bool TryParse(string text, out uint number)
    {
        return uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0;
    }
}
