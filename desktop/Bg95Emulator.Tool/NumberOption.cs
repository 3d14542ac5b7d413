// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Bg95Emulator.Tool;

/// <summary>Options that take a number: whatever else is given is told in one sentence.</summary>
internal static class NumberOption
{
    // A day; no module takes longer for anything.
    private const int MaxMilliseconds = 86_400_000;

    /// <summary>A whole number within a range, or none.</summary>
    public static Option<int> Whole(string name, string unit, int minimum, int maximum, int missing, string description) => new(name)
    {
        HelpName = unit,
        DefaultValueFactory = _ => missing,
        CustomParser = result => Parse(result, name, minimum, maximum),
        Description = description,
    };

    /// <summary>As <see cref="Whole"/>, where it matters whether it was given.</summary>
    public static Option<int?> Optional(string name, string unit, int minimum, int maximum, string description) => new(name)
    {
        HelpName = unit,
        CustomParser = result => Parse(result, name, minimum, maximum),
        Description = description,
    };

    /// <summary>A time in milliseconds.</summary>
    public static Option<int> Time(string name, string description) => Whole(name, "ms", 0, MaxMilliseconds, 0, description);

    /// <summary>How much faster a clock runs.</summary>
    public static Option<double> Speed(string description)
    {
        const double Slowest = 0.001;
        const double Fastest = 10_000;
        return new Option<double>("--speed")
        {
            HelpName = "factor",
            DefaultValueFactory = _ => 1,
            CustomParser = result =>
            {
                bool good = double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double factor)
                    && factor is >= Slowest and <= Fastest;
                if (!good)
                {
                    result.AddError("--speed takes a factor from 0.001 to 10000.");
                }

                return good ? factor : 1;
            },
            Description = description,
        };
    }

    private static int Parse(ArgumentResult result, string name, int minimum, int maximum)
    {
        bool good = int.TryParse(result.Tokens[0].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value)
            && value >= minimum
            && value <= maximum;
        if (!good)
        {
            result.AddError($"{name} takes {minimum} to {maximum}.");
        }

        return good ? value : minimum;
    }
}
