// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Emulator;

/// <summary>What tells of a dialogue between host and module as it happens.</summary>
public interface IDialogueSource
{
    /// <summary>Each piece as it has passed, without secrets. Called on the thread that has passed it.</summary>
    event Action<DialogueEvent>? Dialogue;
}
