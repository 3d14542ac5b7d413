// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Text;

namespace Bg95Emulator;

/// <summary>
/// One piece of the dialogue between host and module, as it was on the line, and without secrets: passwords, keys and
/// the content of files are only counted.
/// </summary>
/// <param name="Time">Since the module was made, by the clock of <see cref="ModuleOptions.Clock"/>.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Bytes">What may be shown; the event's own copy.</param>
/// <param name="Withheld">How many bytes follow that may not.</param>
public sealed record DialogueEvent(TimeSpan Time, DialogueKind Kind, ReadOnlyMemory<byte> Bytes, int Withheld)
{
    /// <summary>True for what went to the host.</summary>
    public bool ToHost => Kind is DialogueKind.Echo or DialogueKind.Answer or DialogueKind.Payload or DialogueKind.Unsolicited;

    /// <summary>The bytes as characters.</summary>
    public string Text => Encoding.Latin1.GetString(Bytes.Span);
}
