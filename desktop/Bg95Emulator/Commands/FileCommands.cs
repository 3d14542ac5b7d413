// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;

namespace Bg95Emulator;

/// <summary>Whole files: upload, download, list, delete (module facts 3 and 5).</summary>
internal sealed class FileCommands
{
    private const int DefaultSize = 10240;
    private const int DefaultSeconds = 5;
    private const int MaxSeconds = 65535;
    private const int AcknowledgeEvery = 1024;

    private readonly ModuleState _module;
    private readonly ModuleFileSystem _files;

    public FileCommands(ModuleState module)
    {
        _module = module;
        _files = module.Files;
    }

    /// <summary>Name, size, time-out in seconds between bytes, and whether each 1024 bytes are acknowledged with an A.</summary>
    [AtCommand("+QFUPL", CommandForm.Write)]
    public AtResult Upload(CommandCall call)
    {
        if (call.Arguments.Count > 4
            || !call.Arguments.TryOptionalNumber(1, 1, int.MaxValue, DefaultSize, out int size)
            || !call.Arguments.TryOptionalNumber(2, 1, MaxSeconds, DefaultSeconds, out int seconds)
            || !call.Arguments.TryOptionalNumber(3, 0, 1, 0, out int acknowledge))
        {
            return AtResult.EquipmentError(FileError.InvalidInput);
        }

        if (!call.Arguments.TryString(0, out string name) || !ModuleFileSystem.IsValidName(name))
        {
            return AtResult.EquipmentError(FileError.InvalidName);
        }

        if (_files.Exists(name))
        {
            return AtResult.EquipmentError(FileError.Exists);
        }

        if (size > _files.FreeSize)
        {
            return AtResult.EquipmentError(FileError.NoSpace);
        }

        byte[] content = new byte[size];
        call.Data.Begin(DataMode.Connect);
        for (int start = 0; start < size; start += AcknowledgeEvery)
        {
            Span<byte> part = content.AsSpan(start, Math.Min(AcknowledgeEvery, size - start));
            if (!call.Data.ReadExactly(part, TimeSpan.FromSeconds(seconds)))
            {
                // A byte lost on the line ends here: nothing is kept of a file that is not whole, unless this firmware does.
                return KeepPart(call, name, content.AsSpan(0, start + call.Data.LastCount));
            }

            if (acknowledge == 1 && part.Length == AcknowledgeEvery)
            {
                call.Data.Send("A");
            }
        }

        if (!_files.TryWrite(name, content))
        {
            return AtResult.EquipmentError(FileError.NoSpace);
        }

        if (_module.Options.UploadTimesOutThoughStored)
        {
            return AtResult.EquipmentError(FileError.Timeout);
        }

        call.Answer.Row($"+QFUPL: {size},{FileChecksum.Compute(content):x}");
        return AtResult.Ok;
    }

    private AtResult KeepPart(CommandCall call, string name, ReadOnlySpan<byte> part)
    {
        if (_module.Options.ShortUploadIsKept && _files.TryWrite(name, part))
        {
            call.Answer.Row($"+QFUPL: {part.Length},{FileChecksum.Compute(part):x}");
        }

        return AtResult.EquipmentError(FileError.Timeout);
    }

    [AtCommand("+QFDWL", CommandForm.Write)]
    public AtResult Download(CommandCall call)
    {
        if (call.Arguments.Count != 1 || !call.Arguments.TryString(0, out string name))
        {
            return AtResult.EquipmentError(FileError.InvalidInput);
        }

        byte[]? content = _files.Read(name);
        if (content == null)
        {
            return AtResult.EquipmentError(FileError.NotFound);
        }

        call.Answer.Framed("CONNECT");
        call.Answer.Payload(content);
        call.Answer.Row($"+QFDWL: {content.Length},{FileChecksum.Compute(content):x}");
        return AtResult.Ok;
    }

    [AtCommand("+QFLST", CommandForm.Execute)]
    [AtCommand("+QFLST", CommandForm.Write)]
    public AtResult List(CommandCall call)
    {
        string pattern = "*";
        if (call.Form == CommandForm.Write && (call.Arguments.Count != 1 || !call.Arguments.TryString(0, out pattern)))
        {
            return AtResult.EquipmentError(FileError.InvalidInput);
        }

        // Storage names stand for everything in them.
        IReadOnlyList<ModuleFile> files = _files.List(pattern is "UFS" or "RAM" ? pattern + ":*" : pattern);
        if (files.Count == 0 && !pattern.Contains('*') && pattern is not ("UFS" or "RAM"))
        {
            return AtResult.EquipmentError(FileError.NotFound);
        }

        foreach (ModuleFile file in files)
        {
            string prefix = file.Name.Contains(':') ? string.Empty : _module.Options.FileNamePrefix ?? string.Empty;
            call.Answer.Row($"+QFLST: \"{prefix}{file.Name}\",{file.Size}");
        }

        return AtResult.Ok;
    }

    [AtCommand("+QFDEL", CommandForm.Write)]
    public AtResult Delete(CommandCall call)
    {
        if (call.Arguments.Count != 1 || !call.Arguments.TryString(0, out string name))
        {
            return AtResult.EquipmentError(FileError.InvalidInput);
        }

        bool all = name.Contains('*');
        IReadOnlyList<ModuleFile> files = _files.List(name);
        if (files.Count == 0 && !all)
        {
            int error = _module.Options.DeleteMissingFileError;
            return error == 0 ? AtResult.Error : AtResult.EquipmentError(error);
        }

        foreach (ModuleFile file in files)
        {
            if (_module.Handles.IsOpen(file.Name))
            {
                return AtResult.EquipmentError(FileError.AlreadyOpen);
            }
        }

        foreach (ModuleFile file in files)
        {
            _files.Delete(file.Name);
        }

        return AtResult.Ok;
    }

    /// <summary>With a storage: free and total bytes. Without: size and number of the files.</summary>
    [AtCommand("+QFLDS", CommandForm.Execute)]
    [AtCommand("+QFLDS", CommandForm.Write)]
    public AtResult Space(CommandCall call)
    {
        if (call.Form == CommandForm.Execute)
        {
            call.Answer.Row($"+QFLDS: {_files.TotalSize - _files.FreeSize},{_files.List().Count}");
            return AtResult.Ok;
        }

        if (call.Arguments.Count != 1 || !call.Arguments.TryString(0, out string storage) || storage is not ("UFS" or "RAM"))
        {
            return AtResult.EquipmentError(FileError.InvalidInput);
        }

        call.Answer.Row($"+QFLDS: {_files.FreeSize},{_files.TotalSize}");
        return AtResult.Ok;
    }
}
