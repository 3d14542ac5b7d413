// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.IO;
using System.Threading;

namespace Bg95Emulator.Tool;

/// <summary>A pseudo-terminal with a name that stays the same from run to run.</summary>
internal sealed class PseudoTerminalLine : ServedLine
{
    private readonly PseudoTerminal _terminal;
    private readonly PortName _name;
    private readonly bool _isAnother;

    /// <exception cref="IOException">There is a file of that name already, and it is no link.</exception>
    public PseudoTerminalLine(string link)
    {
        string wanted = Path.GetFullPath(link);
        _name = PortName.Take(wanted);
        _isAnother = _name.Path != wanted;
        try
        {
            FileInfo file = new(_name.Path);
            if (file.Exists && file.LinkTarget == null)
            {
                throw new IOException($"{_name.Path} is a file; --pty wants a name for a link.");
            }

            _terminal = PseudoTerminal.Open();
        }
        catch
        {
            _name.Dispose();
            throw;
        }

        try
        {
            // A link that was left by a run that was killed leads nowhere, or to somebody else's terminal.
            File.Delete(_name.Path);
            File.CreateSymbolicLink(_name.Path, _terminal.Name);
        }
        catch
        {
            _terminal.Dispose();
            _name.Dispose();
            throw;
        }
    }

    public override string Name => _name.Path;

    public override string Description =>
        $"{_name.Path} (now {_terminal.Name}{(_isAnother ? "; the name without the number is another run's" : string.Empty)})";

    public override void Serve(EmulatedModule module) => module.Attach(_terminal.Stream);

    public override Stream Accept() => _terminal.Stream;

    // A terminal does not tell when its other side has read: half a second is long for bytes that wait in memory.
    public override void Drain() => Thread.Sleep(500);

    public override void Dispose()
    {
        if (new FileInfo(_name.Path).LinkTarget == _terminal.Name)
        {
            File.Delete(_name.Path);
        }

        _terminal.Dispose();
        _name.Dispose();
    }
}
