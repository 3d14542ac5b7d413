// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;

namespace Bg95Emulator;

/// <summary>What faults do to command lines. Used by the interpreter's thread.</summary>
internal sealed class CommandFaults
{
    private readonly ModuleState _module;
    private readonly ModuleFaults _faults;
    private readonly DataMode _data;

    public CommandFaults(ModuleState module, DataMode data)
    {
        _module = module;
        _faults = module.Faults;
        _data = data;
    }

    /// <summary>The command line that runs gets no answer.</summary>
    public bool IsMute { get; private set; }

    /// <summary>A command line begins. The result that it ends with instead of being carried out, or null.</summary>
    public AtResult? Before(List<CommandLine.ParsedCommand> commands)
    {
        _data.Delay = _module.Options.Latency;
        IsMute = false;
        if (_faults.None)
        {
            _module.Files.IsFull = false;
            return null;
        }

        _module.Files.IsFull = _faults.Occasion(FaultCatalog.DiskFull) != null;
        if (_faults.Occasion(FaultCatalog.FileLost) is Fault lost)
        {
            foreach (ModuleFile file in _module.Files.List(lost.Text("name")))
            {
                _module.Files.Delete(file.Name);
            }
        }

        if (_faults.Occasion(FaultCatalog.PdpDeact, commands) is Fault deact)
        {
            _module.LosePdpContext(Math.Clamp(deact.Number("context"), 1, PdpContexts.Count));
        }

        if (_faults.Occasion(FaultCatalog.RegistrationLost, commands) is Fault gone)
        {
            _module.Registration.Lose(TimeSpan.FromMilliseconds(gone.Number("ms")));
        }

        if (_faults.Occasion(FaultCatalog.PsmUnasked, commands) is Fault saving)
        {
            // The command is lost with everything else.
            _module.Sleep(TimeSpan.FromMilliseconds(saving.Number("wake")));
            throw new LineInterruptedException();
        }

        if (_faults.Occasion(FaultCatalog.LateAnswer, commands) is Fault late)
        {
            _data.Delay += TimeSpan.FromMilliseconds(late.Number("ms"));
        }

        Fault? mute = _faults.Occasion(FaultCatalog.NoAnswer, commands);
        IsMute = mute != null;
        if (mute?.Number("done") == 0)
        {
            return AtResult.Error;
        }

        return _faults.Occasion(FaultCatalog.Refuse, commands) is not Fault refuse
            ? null
            : refuse.Text("code").Length == 0 ? AtResult.Error : AtResult.EquipmentError(refuse.Number("code"));
    }

    /// <summary>The result of a command that a worn-out module no longer carries out, or null (module facts 4.10).</summary>
    public AtResult? Replace(CommandLine.ParsedCommand command, CommandCall call)
    {
        if (_faults.None
            || call.Form != CommandForm.Write
            || !command.Name.Equals("+QSSLOPEN", StringComparison.OrdinalIgnoreCase)
            || !call.Arguments.TryNumber(2, 0, SocketTable.Count - 1, out int id)
            || _faults.Occasion(FaultCatalog.Open552) == null)
        {
            return null;
        }

        if (call.Arguments.TryNumber(5, 2, 2, out _))
        {
            _module.LastError = SslError.InvalidParameter;
            return AtResult.Error;
        }

        call.AfterAnswer = () => _module.Output.SendUnsolicited(
            $"+QSSLOPEN: {id},{SslError.InvalidParameter}",
            null,
            !_module.Options.SingleLineEndBeforeOpenResult);
        return AtResult.Ok;
    }

    /// <summary>A command line ends: what came meanwhile may have been more than the UART's ring holds.</summary>
    public void LoseInput(LineInput input)
    {
        if (_faults.Find(FaultCatalog.Overrun) is not Fault overrun
            || !overrun.Covers(LineDirection.ToModule)
            || _module.FlowControl.FromModule == 2
            || input.LookAhead([]) <= overrun.Number("ring"))
        {
            return;
        }

        if (_faults.Occasion(FaultCatalog.Overrun, LineDirection.ToModule) != null)
        {
            _module.Judge.BytesLost(input.Overflow(overrun.Number("ring")));
        }
    }
}
