// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;

namespace Bg95Emulator;

/// <summary>The test forms of the file commands, as the vendor's manual of files has them.</summary>
internal sealed class FileTestCommands
{
    private static readonly Dictionary<string, string> s_rows = new()
    {
        ["+QFUPL"] = "<filename>[,(1-<freesize>)[,(1-65535)[,(0,1)]]]",
        ["+QFDWL"] = "<filename>",
        ["+QFLST"] = "<name_pattern>",
        ["+QFDEL"] = "<filename>",
        ["+QFLDS"] = "<name_pattern>",
        ["+QFOPEN"] = "<filename>[,(0-2)]",
        ["+QFREAD"] = "<filehandle>[,<length>]",
        ["+QFWRITE"] = "<filehandle>[,<length>[,<timeout>]]",
        ["+QFSEEK"] = "<filehandle>,<offset>[,(0-2)]",
        ["+QFPOSITION"] = "<filehandle>",
        ["+QFCLOSE"] = "<filehandle>",
    };

    public FileTestCommands(ModuleState module)
    {
        _ = module;
    }

    [AtCommand("+QFUPL", CommandForm.Test)]
    [AtCommand("+QFDWL", CommandForm.Test)]
    [AtCommand("+QFLST", CommandForm.Test)]
    [AtCommand("+QFDEL", CommandForm.Test)]
    [AtCommand("+QFLDS", CommandForm.Test)]
    [AtCommand("+QFOPEN", CommandForm.Test)]
    [AtCommand("+QFREAD", CommandForm.Test)]
    [AtCommand("+QFWRITE", CommandForm.Test)]
    [AtCommand("+QFSEEK", CommandForm.Test)]
    [AtCommand("+QFPOSITION", CommandForm.Test)]
    [AtCommand("+QFCLOSE", CommandForm.Test)]
    public AtResult Test(CommandCall call)
    {
        call.Answer.Row($"{call.Name}: {s_rows[call.Name]}");
        return AtResult.Ok;
    }
}
