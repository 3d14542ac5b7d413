// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;
using System.IO;
using System.Threading;

namespace Bg95Emulator.Tool;

/// <summary>The dialogue a line at a time, for files and pipes; or only what the tool itself has to say.</summary>
internal sealed class LineView : IView
{
    private readonly object _gate = new();
    private readonly TextWriter _output;

    public LineView(List<ServedModule> modules, TextWriter output, bool withDialogue)
    {
        _output = output;
        for (int i = 0; withDialogue && i < modules.Count; i++)
        {
            string prefix = modules.Count == 1 ? string.Empty : $"[{i + 1}] ";
            modules[i].Module.Dialogue += happened => Write(prefix, happened);
        }
    }

    public void Tell(string text)
    {
        lock (_gate)
        {
            _output.WriteLine(text);
            _output.Flush();
        }
    }

    public void Show(CancellationToken end) => end.WaitHandle.WaitOne();

    public void Dispose()
    {
    }

    private void Write(string prefix, DialogueEvent happened)
    {
        lock (_gate)
        {
            foreach (DialogueLine line in DialogueText.Lines(happened))
            {
                _output.WriteLine(prefix + line.Time + " " + line.Sign + " " + line.Text);
            }

            _output.Flush();
        }
    }
}
