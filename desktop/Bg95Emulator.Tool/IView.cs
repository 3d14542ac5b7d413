// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Threading;

namespace Bg95Emulator.Tool;

/// <summary>What a person sees while modules are served.</summary>
internal interface IView : IDisposable
{
    /// <summary>A line about the tool itself.</summary>
    void Tell(string text);

    /// <summary>Shows what happens until the end.</summary>
    void Show(CancellationToken end);
}
