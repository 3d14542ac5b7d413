// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;

namespace Bg95Emulator;

/// <summary>Parts of files: open, read, write, seek, close (module facts 3 and 5).</summary>
internal sealed class FileHandleCommands
{
    private const int MaxTransfer = 10240;
    private const int DefaultSeconds = 5;
    private const int MaxSeconds = 65535;

    private readonly ModuleFileSystem _files;
    private readonly FileHandles _handles;

    public FileHandleCommands(ModuleState module)
    {
        _files = module.Files;
        _handles = module.Handles;
    }

    [AtCommand("+QFOPEN", CommandForm.Read)]
    public AtResult ListOpen(CommandCall call)
    {
        foreach (KeyValuePair<int, OpenFile> file in _handles.All)
        {
            call.Answer.Row($"+QFOPEN: \"{file.Value.Name}\",{file.Key},{file.Value.Mode}");
        }

        return AtResult.Ok;
    }

    [AtCommand("+QFOPEN", CommandForm.Write)]
    public AtResult Open(CommandCall call)
    {
        if (!call.Arguments.TryString(0, out string name) || !ModuleFileSystem.IsValidName(name))
        {
            return AtResult.EquipmentError(FileError.InvalidName);
        }

        if (!call.Arguments.TryOptionalNumber(1, 0, 2, 0, out int mode))
        {
            return AtResult.EquipmentError(FileError.InvalidInput);
        }

        if (_handles.IsOpen(name))
        {
            return AtResult.EquipmentError(FileError.AlreadyOpen);
        }

        if (_handles.Count == FileHandles.MaxOpen)
        {
            return AtResult.EquipmentError(FileError.TooManyOpen);
        }

        bool exists = _files.Exists(name);
        if (mode == 2 && !exists)
        {
            return AtResult.EquipmentError(FileError.NotFound);
        }

        if (mode == 1 || !exists)
        {
            _files.TryWrite(name, []);
        }

        call.Answer.Row($"+QFOPEN: {_handles.Add(new OpenFile(name, mode))}");
        return AtResult.Ok;
    }

    [AtCommand("+QFREAD", CommandForm.Write)]
    public AtResult Read(CommandCall call)
    {
        if (Find(call) is not OpenFile file || _files.Read(file.Name) is not byte[] content)
        {
            return AtResult.EquipmentError(FileError.InvalidHandle);
        }

        if (!call.Arguments.TryOptionalNumber(1, 1, int.MaxValue, int.MaxValue, out int wanted))
        {
            return AtResult.EquipmentError(FileError.InvalidInput);
        }

        int count = Math.Min(wanted, content.Length - file.Position);
        if (count <= 0)
        {
            return AtResult.EquipmentError(FileError.EndOfFile);
        }

        call.Answer.Framed($"CONNECT {count}");
        call.Answer.Payload(content.AsSpan(file.Position, count));
        file.Position += count;
        return AtResult.Ok;
    }

    [AtCommand("+QFWRITE", CommandForm.Write)]
    public AtResult Write(CommandCall call)
    {
        if (Find(call) is not OpenFile file || _files.Read(file.Name) is not byte[] content)
        {
            return AtResult.EquipmentError(FileError.InvalidHandle);
        }

        if (file.IsReadOnly)
        {
            return AtResult.EquipmentError(FileError.ReadOnly);
        }

        if (!call.Arguments.TryOptionalNumber(1, 1, MaxTransfer, MaxTransfer, out int size)
            || !call.Arguments.TryOptionalNumber(2, 1, MaxSeconds, DefaultSeconds, out int seconds))
        {
            return AtResult.EquipmentError(FileError.InvalidInput);
        }

        int total = Math.Max(content.Length, file.Position + size);
        if (total - content.Length > _files.FreeSize)
        {
            return AtResult.EquipmentError(FileError.NoSpace);
        }

        Array.Resize(ref content, total);
        call.Data.Begin(DataMode.Connect);
        if (!call.Data.ReadExactly(content.AsSpan(file.Position, size), TimeSpan.FromSeconds(seconds)))
        {
            return AtResult.EquipmentError(FileError.Timeout);
        }

        _files.TryWrite(file.Name, content);
        file.Position += size;

        // The second number is the size of the whole file (module facts 3).
        call.Answer.Row($"+QFWRITE: {size},{total}");
        return AtResult.Ok;
    }

    /// <summary>Offset from the beginning (0), the current position (1) or the end (2).</summary>
    [AtCommand("+QFSEEK", CommandForm.Write)]
    public AtResult Seek(CommandCall call)
    {
        if (Find(call) is not OpenFile file || _files.Read(file.Name) is not byte[] content)
        {
            return AtResult.EquipmentError(FileError.InvalidHandle);
        }

        if (!call.Arguments.TryNumber(1, 0, int.MaxValue, out int offset)
            || !call.Arguments.TryOptionalNumber(2, 0, 2, 0, out int origin))
        {
            return AtResult.EquipmentError(FileError.InvalidInput);
        }

        long position = origin switch
        {
            0 => offset,
            1 => (long)file.Position + offset,
            _ => (long)content.Length - offset,
        };
        if (position < 0 || position > content.Length)
        {
            return AtResult.EquipmentError(FileError.BeyondFile);
        }

        file.Position = (int)position;
        return AtResult.Ok;
    }

    [AtCommand("+QFPOSITION", CommandForm.Write)]
    public AtResult Position(CommandCall call)
    {
        if (Find(call) is not OpenFile file)
        {
            return AtResult.EquipmentError(FileError.InvalidHandle);
        }

        call.Answer.Row($"+QFPOSITION: {file.Position}");
        return AtResult.Ok;
    }

    [AtCommand("+QFCLOSE", CommandForm.Write)]
    public AtResult Close(CommandCall call) =>
        call.Arguments.TryNumber(0, 0, int.MaxValue, out int handle) && _handles.Remove(handle)
            ? AtResult.Ok
            : AtResult.EquipmentError(FileError.InvalidHandle);

    private OpenFile? Find(CommandCall call) =>
        call.Arguments.TryNumber(0, 0, int.MaxValue, out int handle) ? _handles.Find(handle) : null;
}
