// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Threading;

namespace Bg95Emulator;

/// <summary>Short messages: there are none, and those that are sent are taken and forgotten.</summary>
internal sealed class MessageCommands
{
    private const byte ControlZ = 0x1A;
    private const byte Escape = 0x1B;
    private const int Room = 23;

    private readonly ModuleState _module;
    private int _reference;

    public MessageCommands(ModuleState module)
    {
        _module = module;
    }

    [AtCommand("+CPMS", CommandForm.Test)]
    public AtResult StorageTest(CommandCall call) => Row(call, "+CPMS: (\"ME\",\"SM\"),(\"ME\",\"SM\"),(\"ME\",\"SM\")");

    [AtCommand("+CPMS", CommandForm.Read)]
    public AtResult Storage(CommandCall call) => Row(call, $"+CPMS: \"ME\",0,{Room},\"ME\",0,{Room},\"ME\",0,{Room}");

    [AtCommand("+CPMS", CommandForm.Write)]
    public AtResult ChooseStorage(CommandCall call) => call.Arguments.TryString(0, out string storage) && storage is "ME" or "SM"
        ? Row(call, $"+CPMS: 0,{Room},0,{Room},0,{Room}")
        : AtResult.EquipmentError(EquipmentErrors.NotAllowed);

    /// <summary>None are there; of one by its number, CMS error 321, there is no such place (3GPP TS 27.005, 3.2.5).</summary>
    [AtCommand("+CMGL", CommandForm.Execute | CommandForm.Write | CommandForm.Test)]
    [AtCommand("+CNUM", CommandForm.Execute | CommandForm.Test)]
    [AtCommand("+CMGD", CommandForm.Write | CommandForm.Test)]
    [AtCommand("+CMGS", CommandForm.Test)]
    [AtCommand("+CMGR", CommandForm.Test)]
    public AtResult Nothing(CommandCall call) => AtResult.Ok;

    [AtCommand("+CMGR", CommandForm.Write)]
    public AtResult ReadOne(CommandCall call) => AtResult.Final("+CMS ERROR: 321");

    /// <summary>The text up to Ctrl-Z; ESC takes it back.</summary>
    [AtCommand("+CMGS", CommandForm.Write)]
    public AtResult Send(CommandCall call)
    {
        if (call.Arguments.Count is 0 or > 2 || !call.Arguments.Has(0))
        {
            return AtResult.Final("+CMS ERROR: 304");
        }

        if (!_module.Registration.IsRegistered)
        {
            return AtResult.Final("+CMS ERROR: 500");
        }

        call.Data.Begin(_module.Options.PromptWithoutSpace ? "\r\n>" : "\r\n> ");
        while (true)
        {
            ReadOnlySpan<byte> bytes = call.Data.Peek(Timeout.InfiniteTimeSpan);
            int end = bytes.IndexOfAny(ControlZ, Escape);
            bool escaped = end >= 0 && bytes[end] == Escape;
            call.Data.Consume(end < 0 ? bytes.Length : end + 1);
            if (end >= 0)
            {
                return escaped ? AtResult.Ok : Row(call, $"+CMGS: {_reference++ % 256}");
            }
        }
    }

    private static AtResult Row(CommandCall call, string text)
    {
        call.Answer.Row(text);
        return AtResult.Ok;
    }
}
