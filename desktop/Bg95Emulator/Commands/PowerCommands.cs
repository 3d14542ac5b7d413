// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Emulator;

/// <summary>AT+CFUN, AT+QPOWD and AT+QSCLK (module facts 12, 17, 18).</summary>
internal sealed class PowerCommands
{
    private readonly ModuleState _module;

    public PowerCommands(ModuleState module)
    {
        _module = module;
    }

    /// <summary>
    /// 0 switches radio and SIM off, 4 the radio, 1 both on; not kept over a restart. With the SIM's power its results come again,
    /// and the PIN is asked again.
    /// </summary>
    [AtCommand("+CFUN", CommandForm.Read)]
    [AtCommand("+CFUN", CommandForm.Test)]
    [AtCommand("+CFUN", CommandForm.Write)]
    public AtResult Functionality(CommandCall call)
    {
        if (call.Form != CommandForm.Write)
        {
            call.Answer.Row(call.Form == CommandForm.Test ? "+CFUN: (0,1,4),(0,1)" : $"+CFUN: {_module.Functionality}");
            return AtResult.Ok;
        }

        if (!call.Arguments.TryNumber(0, 0, 4, out int functionality)
            || functionality is 2 or 3
            || !call.Arguments.TryOptionalNumber(1, 0, 1, 0, out int reset))
        {
            return AtResult.EquipmentError(EquipmentErrors.NotAllowed);
        }

        if (reset == 1)
        {
            call.AfterAnswer = _module.Reboot;
            return AtResult.Ok;
        }

        _module.TakeTime(_module.Options.FunctionalityTime);
        int before = _module.Functionality;
        if (functionality == before)
        {
            return AtResult.Ok;
        }

        _module.Functionality = functionality;
        _module.Output.HoldUntilAnswer();
        if (functionality == 1)
        {
            _module.Registration.SwitchOn();
        }
        else
        {
            _module.Registration.SwitchOff();
        }

        if (functionality == 0)
        {
            _module.SimSlot.PowerDown();
        }
        else if (before == 0)
        {
            _module.SimSlot.PowerUp(ModuleOptions.SimResults);
        }

        return AtResult.Ok;
    }

    [AtCommand("+QPOWD", CommandForm.Test)]
    public AtResult SwitchOffTest(CommandCall call)
    {
        call.Answer.Row("+QPOWD: (0,1)");
        return AtResult.Ok;
    }

    /// <summary>
    /// Off until the program that owns the emulator switches it on again. Right after a start it may be refused. Between OK and
    /// POWERED DOWN commands are still carried out [chosen]; 0, at once, waits for nothing.
    /// </summary>
    [AtCommand("+QPOWD", CommandForm.Execute)]
    [AtCommand("+QPOWD", CommandForm.Write)]
    public AtResult SwitchOff(CommandCall call)
    {
        if (!call.Arguments.TryOptionalNumber(0, 0, 1, 1, out int normal) || call.Arguments.Count > 1)
        {
            return AtResult.Error;
        }

        ModuleOptions options = _module.Options;
        if (options.Clock.GetElapsedTime(_module.StartedAt) < options.PowerDownRefusedFor)
        {
            return AtResult.Error;
        }

        TimeSpan time = normal == 1 ? options.PowerDownTime : TimeSpan.Zero;
        if (time > TimeSpan.Zero)
        {
            _module.After(time, PowerDown);
        }
        else
        {
            call.AfterAnswer = PowerDown;
        }

        return AtResult.Ok;

        void PowerDown() => _module.PowerDown(PowerDownReason.Command);
    }

    [AtCommand("+QSCLK", CommandForm.Read)]
    [AtCommand("+QSCLK", CommandForm.Test)]
    [AtCommand("+QSCLK", CommandForm.Write)]
    public AtResult SleepClock(CommandCall call)
    {
        int highest = _module.Options.MaxSleepClock;
        if (call.Form != CommandForm.Write)
        {
            call.Answer.Row(call.Form == CommandForm.Test ? $"+QSCLK: (0-{highest})" : $"+QSCLK: {_module.SleepClock.Mode}");
            return AtResult.Ok;
        }

        if (!call.Arguments.TryNumber(0, 0, highest, out int mode) || call.Arguments.Count > 1)
        {
            return AtResult.EquipmentError(EquipmentErrors.NotAllowed);
        }

        call.AfterAnswer = () => _module.SleepClock.Mode = mode;
        return AtResult.Ok;
    }
}
