// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.IO;
using Spectre.Console;

namespace Bg95Emulator.Tool;

/// <summary>Chooses and makes the view.</summary>
internal static class Views
{
    public static ViewKind Choose(ViewKind wanted, bool withProgram, TextWriter output)
    {
        bool terminal = output == Console.Out
            && !Console.IsOutputRedirected
            && AnsiConsole.Console.Profile.Capabilities is { Interactive: true, Ansi: true };
        return wanted switch
        {
            ViewKind.Auto when withProgram => ViewKind.None,
            ViewKind.Auto => terminal ? ViewKind.Live : ViewKind.Lines,
            ViewKind.Live when !terminal => ViewKind.Lines,
            _ => wanted,
        };
    }

    public static IView Create(ViewKind kind, List<ServedModule> modules, TextWriter output) => kind == ViewKind.Live
        ? new LiveView(modules)
        : new LineView(modules, output, withDialogue: kind == ViewKind.Lines);
}
