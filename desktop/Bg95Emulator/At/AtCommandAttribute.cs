// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Emulator;

/// <summary>
/// Marks the method that carries out a command in the given forms. The method takes a <see cref="CommandCall"/> and
/// returns an <see cref="AtResult"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class AtCommandAttribute : Attribute
{
    public AtCommandAttribute(string name, CommandForm forms)
    {
        Name = name;
        Forms = forms;
    }

    public string Name { get; }

    public CommandForm Forms { get; }
}
