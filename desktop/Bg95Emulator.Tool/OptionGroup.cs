// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;

namespace Bg95Emulator.Tool;

/// <summary>Options that belong together, in the order in which the help shows them.</summary>
internal abstract class OptionGroup
{
    private readonly List<Option> _options = [];

    /// <summary>Adds the options to a command.</summary>
    public virtual void AddTo(Command command) => _options.ForEach(command.Add);

    /// <summary>Has these options in the group.</summary>
    protected void Group(params Option[] options) => _options.AddRange(options);

    /// <summary>Refuses what is not good, with this sentence.</summary>
    protected static void Allow(Option<string?> option, Predicate<string> good, string message) => option.Validators.Add(result =>
    {
        if (result.GetValue(option) is string text && !good(text))
        {
            result.AddError(message);
        }
    });

    /// <summary>The same for an option that may be given several times; the sentence begins with what was given.</summary>
    protected static void AllowEach(Option<string[]> option, Predicate<string> good, string rule) => option.Validators.Add(result =>
    {
        foreach (string text in result.GetValue(option) ?? [])
        {
            if (!good(text))
            {
                result.AddError($"'{text}': {rule}.");
            }
        }
    });

    /// <summary>Reads a time; one without a zone is UTC.</summary>
    protected static bool TryTime(string? text, out DateTimeOffset time) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
}
