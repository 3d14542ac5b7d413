// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace Bg95Emulator;

/// <summary>The answer of the module's HTTP client, to the host or into a file.</summary>
internal sealed class HttpReadCommands
{
    private const int MaxSeconds = 65535;
    private const int DefaultSeconds = 60;
    private const int BlockSize = 4096;

    private readonly ModuleState _module;

    public HttpReadCommands(ModuleState module)
    {
        _module = module;
    }

    private HttpService Http => _module.Http;

    [AtCommand("+QHTTPREAD", CommandForm.Test)]
    public AtResult ReadTest(CommandCall call)
    {
        call.Answer.Row($"+QHTTPREAD: (1-{MaxSeconds})");
        return AtResult.Ok;
    }

    /// <summary>Seconds that may pass without a byte. CONNECT, the answer, OK; how it went comes as an unsolicited result.</summary>
    [AtCommand("+QHTTPREAD", CommandForm.Execute)]
    [AtCommand("+QHTTPREAD", CommandForm.Write)]
    public AtResult Read(CommandCall call)
    {
        if (call.Arguments.Count > 1 || !TrySeconds(call, 0, out TimeSpan limit))
        {
            return AtResult.EquipmentError(HttpError.InvalidParameter);
        }

        CancellationToken untilReboot = _module.UntilReboot;
        if (Http.TakeAnswer() is not HttpExchange exchange)
        {
            return Missing();
        }

        int result = 0;
        try
        {
            call.Answer.Framed("CONNECT");
            byte[] block = new byte[BlockSize];
            while ((result = exchange.Read(block, Http.Settings.ShowsHeader, limit)) > 0)
            {
                call.Data.Deliver(block.AsSpan(0, result));
            }
        }
        finally
        {
            Http.End(exchange);
        }

        if (untilReboot.IsCancellationRequested)
        {
            throw new LineInterruptedException();
        }

        call.AfterAnswer = () => _module.Output.SendUnsolicited($"+QHTTPREAD: {-result}");
        return AtResult.Ok;
    }

    [AtCommand("+QHTTPREADFILE", CommandForm.Test)]
    public AtResult ReadFileTest(CommandCall call)
    {
        call.Answer.Row($"+QHTTPREADFILE: <file_name>,(1-{MaxSeconds})");
        return AtResult.Ok;
    }

    /// <summary>A file of that name is replaced.</summary>
    [AtCommand("+QHTTPREADFILE", CommandForm.Write)]
    public AtResult ReadFile(CommandCall call)
    {
        if (call.Arguments.Count > 2
            || !call.Arguments.TryString(0, out string name)
            || !ModuleFileSystem.IsValidName(name)
            || !TrySeconds(call, 1, out TimeSpan limit))
        {
            return AtResult.EquipmentError(HttpError.InvalidParameter);
        }

        if (Http.TakeAnswer() is not HttpExchange exchange)
        {
            return Missing();
        }

        bool withHeader = Http.Settings.ShowsHeader;
        call.AfterAnswer = () => Task.Run(
            () =>
            {
                try
                {
                    int error = Store(exchange, name, withHeader, limit);
                    if (Http.End(exchange))
                    {
                        _module.Output.SendUnsolicited($"+QHTTPREADFILE: {error}");
                    }
                }
                catch (Exception fault)
                {
                    // A fault of the emulator must not be lost, nor take the host's program with it.
                    _module.ReportFault(fault);
                }
            },
            CancellationToken.None);
        return AtResult.Ok;
    }

    private static bool TrySeconds(CommandCall call, int index, out TimeSpan time)
    {
        bool isRight = call.Arguments.TryOptionalNumber(index, 1, MaxSeconds, DefaultSeconds, out int seconds);
        time = TimeSpan.FromSeconds(seconds);
        return isRight;
    }

    private AtResult Missing() => AtResult.EquipmentError(Http.IsBusy ? HttpError.Busy : HttpError.NoRequest);

    private int Store(HttpExchange exchange, string name, bool withHeader, TimeSpan limit)
    {
        using MemoryStream content = new();
        byte[] block = new byte[BlockSize];
        int result;
        while ((result = exchange.Read(block, withHeader, limit)) > 0)
        {
            // A body without an end must not take the memory of the PC.
            if (content.Length > _module.Files.TotalSize)
            {
                return HttpError.Unknown;
            }

            content.Write(block, 0, result);
        }

        return result < 0 ? -result
            : _module.Files.TryWrite(name, content.ToArray()) ? HttpError.None
            : HttpError.Unknown;
    }
}
