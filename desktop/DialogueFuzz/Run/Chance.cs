// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace DialogueFuzz;

/// <summary>Numbers that look drawn by lot and are the same whenever the same seed is given.</summary>
internal sealed class Chance
{
    private ulong _state;

    /// <summary>Initializes a new instance of the <see cref="Chance"/> class.</summary>
    /// <param name="seed">The world's seed.</param>
    /// <param name="stream">Which of the world's series: what one part draws changes nothing for another.</param>
    public Chance(uint seed, uint stream)
    {
        _state = ((ulong)seed << 32) ^ (stream * 0x9E3779B97F4A7C15);
        Next();
        Next();
    }

    /// <summary>Draws a number from 0 to <paramref name="count"/> - 1.</summary>
    public int Below(int count)
    {
        return (int)((Next() >> 33) % (ulong)count);
    }

    /// <summary>Draws a number between two, both included.</summary>
    public int Between(int least, int most)
    {
        return least + Below(most - least + 1);
    }

    /// <summary>Says yes once in so many times; never for 0.</summary>
    public bool OneIn(int times)
    {
        return times > 0 && Below(times) == 0;
    }

    /// <summary>Says yes in so many of a hundred times.</summary>
    public bool Percent(int percent)
    {
        return Below(100) < percent;
    }

    /// <summary>Draws one of these.</summary>
    public T Of<T>(params T[] items)
    {
        return items[Below(items.Length)];
    }

    /// <summary>Draws a number of which small ones are likelier: each power of two below the limit is as likely as another.</summary>
    public int Skewed(int least, int most)
    {
        int span = most - least + 1;
        int bits = 1;

        while (1 << bits < span)
        {
            bits++;
        }

        int reach = 1 << Below(bits + 1);
        return least + Below(reach < span ? reach : span);
    }

    /// <summary>Draws a seed for a series of its own.</summary>
    public uint Seed()
    {
        return (uint)(Next() >> 32);
    }

    private ulong Next()
    {
        // SplitMix64.
        _state += 0x9E3779B97F4A7C15;
        ulong z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
