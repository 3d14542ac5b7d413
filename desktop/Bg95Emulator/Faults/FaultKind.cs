// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;

namespace Bg95Emulator;

/// <summary>A kind of misbehaviour that can be asked for by name.</summary>
/// <param name="Name">The name, such as "late-answer".</param>
/// <param name="Summary">What it does.</param>
/// <param name="Occasion">What "every", "after", "times" and "chance" count.</param>
/// <param name="Chance">The probability on each occasion when neither "chance" nor "every" is given.</param>
/// <param name="Source">The section of docs/module-facts.md, or of the application note, that shows it in the field.</param>
/// <param name="Parameters">Its own parameters, beside those that all have (<see cref="FaultCatalog.Common"/>).</param>
public sealed record FaultKind(
    string Name,
    string Summary,
    string Occasion,
    double Chance,
    string Source,
    IReadOnlyList<FaultParameter> Parameters);
