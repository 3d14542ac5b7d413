// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace DialogueFuzz;

/// <summary>What was the case when a call began: what may be thrown depends on it.</summary>
/// <param name="Handle">The socket that it is about.</param>
/// <param name="Kind">What kind of call it is.</param>
/// <param name="WasOpen">Whether the modem was open.</param>
/// <param name="Switches">How often the modem had been opened or closed.</param>
internal sealed record CallContext(Handle? Handle, CallKind Kind, bool WasOpen, int Switches);
