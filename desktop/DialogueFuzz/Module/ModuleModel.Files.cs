// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace DialogueFuzz;

/// <content>The file system.</content>
internal sealed partial class ModuleModel
{
    private const int StoreSize = 4000000;

    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly SortedDictionary<int, (string Name, int Position)> _handles = [];
    private readonly List<byte> _upload = [];
    private string _uploadName = string.Empty;
    private int _uploadWanted;
    private int _uploadLimit;
    private int _uploadNumber;

    /// <summary>Puts a file where the host finds it.</summary>
    public void AddFile(string name, byte[] bytes)
    {
        _files[name] = bytes;
    }

    private void ForgetFiles()
    {
        _handles.Clear();
        _uploadNumber++;
    }

    private static string? FileName(Command command)
    {
        string? name = command.Text(0);
        return name?.StartsWith("UFS:", StringComparison.Ordinal) == true ? name[4..] : name;
    }

    // The XOR of big-endian words, an odd last byte as the high one; no leading zeros.
    private static string Sum(IReadOnlyList<byte> bytes)
    {
        int sum = 0;

        for (int i = 0; i < bytes.Count; i++)
        {
            sum ^= bytes[i] << ((i & 1) == 0 ? 8 : 0);
        }

        return sum.ToString("x", CultureInfo.InvariantCulture);
    }

    private Outcome Upload(Command command)
    {
        string? name = FileName(command);
        int size = command.Number(1);
        int limit = command.Number(2, 5);

        if (command.Form != CommandForm.Set || string.IsNullOrEmpty(name) || size is < 1 or > StoreSize || limit is < 1 or > 65535)
        {
            return Outcome.Cme(name?.Length == 0 ? 406 : 400);
        }

        if (_files.ContainsKey(name))
        {
            return Outcome.Cme(407);
        }

        _uploadName = name;
        _uploadWanted = size;
        _uploadLimit = limit * 1000;
        _upload.Clear();
        DropLineFeed();
        Result("CONNECT");
        BeginUpload();
        return Outcome.Own;
    }

    private void BeginUpload()
    {
        _phase = Phase.Upload;
        _isBusy = false;
        _lastInputAt = _agenda.Now;
        WatchUpload(++_uploadNumber);
        Consume();
    }

    // The limit begins anew with every byte.
    private void WatchUpload(int number)
    {
        Work((int)Math.Max(1, _lastInputAt + _uploadLimit - _agenda.Now), () =>
        {
            if (_phase != Phase.Upload || number != _uploadNumber)
            {
                return;
            }

            if (_agenda.Now < _lastInputAt + _uploadLimit)
            {
                WatchUpload(number);
                return;
            }

            EndUpload(Outcome.Cme(421));
        });
    }

    private void TakeUpload()
    {
        while (_upload.Count < _uploadWanted && _input.Count > 0)
        {
            _upload.Add(_input.Dequeue());
        }

        if (_upload.Count == _uploadWanted)
        {
            EndUpload(Outcome.Ok);
        }
    }

    private void EndUpload(Outcome outcome)
    {
        _phase = Phase.Command;
        byte[] bytes = [.. _upload];
        Begin(() =>
        {
            if (bytes.Length > 0)
            {
                _files[_uploadName] = bytes;
            }

            Row($"+QFUPL: {bytes.Length},{Sum(bytes)}");
            Finish(outcome);
        });
    }

    private Outcome Download(Command command)
    {
        if (FileName(command) is not string name || !_files.TryGetValue(name, out byte[]? bytes))
        {
            return Outcome.Cme(405);
        }

        byte[] head = Encoding.ASCII.GetBytes("\r\nCONNECT\r\n");
        byte[] end = Encoding.ASCII.GetBytes($"\r\n+QFDWL: {bytes.Length},{Sum(bytes)}\r\n\r\nOK\r\n");
        Say([.. head, .. bytes, .. end]);
        Free();
        return Outcome.Own;
    }

    private Outcome OpenFile(Command command)
    {
        string? name = FileName(command);

        if (name is null || !_files.ContainsKey(name))
        {
            return Outcome.Cme(405);
        }

        foreach ((string Name, int Position) open in _handles.Values)
        {
            if (open.Name == name)
            {
                return Outcome.Cme(426);
            }
        }

        int handle = 1;

        while (_handles.ContainsKey(handle))
        {
            handle++;
        }

        _handles.Add(handle, (name, 0));
        return Answer($"+QFOPEN: {handle}");
    }

    private Outcome ReadFile(Command command)
    {
        int handle = command.Number(0);
        int wanted = command.Number(1, int.MaxValue);

        if (!_handles.TryGetValue(handle, out (string Name, int Position) open) || !_files.TryGetValue(open.Name, out byte[]? bytes))
        {
            return Outcome.Cme(416);
        }

        int size = Math.Min(wanted, bytes.Length - open.Position);

        if (size <= 0)
        {
            return Outcome.Cme(402);
        }

        _handles[handle] = (open.Name, open.Position + size);
        byte[] head = Encoding.ASCII.GetBytes($"\r\nCONNECT {size.ToString(CultureInfo.InvariantCulture)}\r\n");
        Say([.. head, .. bytes.AsSpan(open.Position, size), .. "\r\nOK\r\n"u8]);
        Free();
        return Outcome.Own;
    }

    private Outcome CloseFile(Command command)
    {
        return _handles.Remove(command.Number(0)) ? Outcome.Ok : Outcome.Cme(416);
    }

    private Outcome DeleteFile(Command command)
    {
        string? name = FileName(command);

        if (name == "*")
        {
            _files.Clear();
            return Outcome.Ok;
        }

        return name is not null && _files.Remove(name) ? Outcome.Ok : Outcome.Cme(405);
    }

    private Outcome ListFiles(Command command)
    {
        string pattern = FileName(command) ?? "*";

        foreach ((string name, byte[] bytes) in _files)
        {
            if (pattern == "*" || pattern == name || (pattern.EndsWith('*') && name.StartsWith(pattern[..^1], StringComparison.Ordinal)))
            {
                Row($"+QFLST: \"{(_traits.ListsDrive ? "UFS:" : string.Empty)}{name}\",{bytes.Length}");
            }
        }

        return _rows == 0 && pattern != "*" && _traits.RefusesNonsense ? Outcome.Cme(405) : Outcome.Ok;
    }

    private Outcome Space(Command command)
    {
        int used = 0;

        foreach (byte[] bytes in _files.Values)
        {
            used += bytes.Length;
        }

        return command.Form == CommandForm.Set && command.Text(0) == "UFS" ? Answer($"+QFLDS: {StoreSize - used},{StoreSize}") : Outcome.Cme(400);
    }
}
