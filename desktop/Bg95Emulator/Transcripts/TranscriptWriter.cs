// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;

namespace Bg95Emulator;

/// <summary>Writes a dialogue to a file as it happens. What it writes has no secrets in it: see <see cref="DialogueEvent"/>.</summary>
public sealed class TranscriptWriter : IDisposable
{
    private readonly object _gate = new();
    private readonly IDialogueSource _source;
    private readonly TextWriter _writer;
    private readonly bool _withPayload;
    private bool _disposed;

    /// <summary>Begins to write.</summary>
    /// <param name="source">Whose dialogue: an <see cref="EmulatedModule"/>'s, or that of a <see cref="HostDialogue"/>.</param>
    /// <param name="writer">Where to; disposed with this.</param>
    /// <param name="withPayload">False: payload of sockets is only counted, too.</param>
    public TranscriptWriter(IDialogueSource source, TextWriter writer, bool withPayload = true)
    {
        _source = source;
        _writer = writer;
        _withPayload = withPayload;
        writer.WriteLine(Transcript.Header);
        writer.Flush();
        source.Dialogue += Write;
    }

    /// <summary>Ends the writing.</summary>
    public void Dispose()
    {
        _source.Dialogue -= Write;
        lock (_gate)
        {
            _disposed = true;
            _writer.Dispose();
        }
    }

    private void Write(DialogueEvent happened)
    {
        if (!_withPayload && happened.Kind is DialogueKind.Payload or DialogueKind.Data)
        {
            happened = happened with { Bytes = default, Withheld = happened.Bytes.Length + happened.Withheld };
        }

        lock (_gate)
        {
            if (!_disposed)
            {
                _writer.WriteLine(Transcript.Format(happened));
                _writer.Flush();
            }
        }
    }
}
