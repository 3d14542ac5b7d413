// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.IO;
using System.Threading;

namespace Bg95Emulator.Tool;

/// <summary>A pseudo-terminal with a name that stays the same from run to run.</summary>
internal sealed class PseudoTerminalLine : ServedLine
{
    private readonly PseudoTerminal _terminal;
    private readonly string _link;

    /// <exception cref="IOException">There is a file of that name already, and it is no link.</exception>
    public PseudoTerminalLine(string link)
    {
        _link = Path.GetFullPath(link);
        FileInfo file = new(_link);
        if (file.Exists && file.LinkTarget == null)
        {
            throw new IOException($"{_link} is a file; --pty wants a name for a link.");
        }

        _terminal = PseudoTerminal.Open();
        try
        {
            // A link that was left by a run that was killed leads nowhere, or to somebody else's terminal.
            File.Delete(_link);
            File.CreateSymbolicLink(_link, _terminal.Name);
        }
        catch
        {
            _terminal.Dispose();
            throw;
        }
    }

    public override string Name => _link;

    public override string Description => $"{_link} (now {_terminal.Name})";

    public override void Serve(EmulatedModule module) => module.Attach(_terminal.Stream);

    public override Stream Accept() => _terminal.Stream;

    // A terminal does not tell when its other side has read: half a second is long for bytes that wait in memory.
    public override void Drain() => Thread.Sleep(500);

    public override void Dispose()
    {
        if (new FileInfo(_link).LinkTarget == _terminal.Name)
        {
            File.Delete(_link);
        }

        _terminal.Dispose();
    }
}
