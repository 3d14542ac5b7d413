// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;

namespace Bg95Emulator;

/// <summary>A member of the module family, as a table of its quirks. The tables are in <see cref="ModuleProfiles"/>.</summary>
public sealed class ModuleProfile
{
    internal ModuleProfile(string name, string title, IReadOnlyList<ProfileRow> rows)
    {
        Name = name;
        Title = title;
        Rows = rows;
    }

    /// <summary>The name, such as "bg770a".</summary>
    public string Name { get; }

    /// <summary>What it is.</summary>
    public string Title { get; }

    /// <summary>Its quirks.</summary>
    public IReadOnlyList<ProfileRow> Rows { get; }

    /// <summary>Makes a module with these options behave like this member. What the rows do not name stays.</summary>
    public void ApplyTo(ModuleOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        foreach (ProfileRow row in Rows)
        {
            row.Apply(options);
        }
    }
}
