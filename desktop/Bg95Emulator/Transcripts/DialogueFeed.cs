// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Text;

namespace Bg95Emulator;

/// <summary>Tells the module's watchers what passes. Costs nothing while nobody watches.</summary>
internal sealed class DialogueFeed
{
    private readonly TimeProvider _clock;
    private readonly long _start;

    public DialogueFeed(TimeProvider clock)
    {
        _clock = clock;
        _start = clock.GetTimestamp();
    }

    public event Action<DialogueEvent>? Happened;

    public bool IsWatched => Happened != null;

    public void Record(DialogueKind kind, ReadOnlySpan<byte> bytes, int withheld = 0)
    {
        if (Happened is Action<DialogueEvent> handler && (bytes.Length > 0 || withheld > 0 || kind is DialogueKind.Command or DialogueKind.Echo))
        {
            handler(new DialogueEvent(_clock.GetElapsedTime(_start), kind, bytes.ToArray(), withheld));
        }
    }

    public void Note(string text) => Record(DialogueKind.Note, Encoding.Latin1.GetBytes(text));
}
