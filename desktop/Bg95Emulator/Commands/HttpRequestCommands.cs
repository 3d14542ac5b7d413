// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Bg95Emulator;

/// <summary>
/// The module's own HTTP client (module facts 19), over TCP or over TLS with the settings of an SSL context: settings, address and
/// requests. A request answers OK, and its outcome comes as an unsolicited result.
/// </summary>
internal sealed class HttpRequestCommands
{
    private const int MaxUrl = 700;
    private const int MaxHeader = 2048;
    private const int MaxBody = 1_024_000;
    private const int MaxSeconds = 65535;
    private const int DefaultSeconds = 60;

    private readonly ModuleState _module;

    public HttpRequestCommands(ModuleState module)
    {
        _module = module;
    }

    private HttpService Http => _module.Http;

    private HttpSettings Settings => _module.Http.Settings;

    [AtCommand("+QHTTPCFG", CommandForm.Test)]
    public AtResult ConfigureTest(CommandCall call)
    {
        foreach (string range in Settings.Ranges())
        {
            call.Answer.Row("+QHTTPCFG: " + range);
        }

        return AtResult.Ok;
    }

    [AtCommand("+QHTTPCFG", CommandForm.Read)]
    public AtResult ReadConfiguration(CommandCall call)
    {
        foreach (string row in Settings.Rows())
        {
            call.Answer.Row("+QHTTPCFG: " + row);
        }

        return AtResult.Ok;
    }

    /// <summary>A name alone reads, a value behind it writes.</summary>
    [AtCommand("+QHTTPCFG", CommandForm.Write)]
    public AtResult Configure(CommandCall call)
    {
        if (!call.Arguments.TryString(0, out string name))
        {
            return Error(HttpError.InvalidParameter);
        }

        if (call.Arguments.Count > 1)
        {
            return Http.IsBusy ? Error(HttpError.Busy)
                : Settings.TrySet(name, call.Arguments) ? AtResult.Ok
                : Error(HttpError.InvalidParameter);
        }

        bool isKnown = false;
        foreach (string row in Settings.Rows(name))
        {
            call.Answer.Row("+QHTTPCFG: " + row);
            isKnown = true;
        }

        return isKnown ? AtResult.Ok : Error(HttpError.InvalidParameter);
    }

    [AtCommand("+QHTTPURL", CommandForm.Test)]
    public AtResult AddressTest(CommandCall call) => Row(call, $"+QHTTPURL: (1-{MaxUrl}),(1-{MaxSeconds})");

    [AtCommand("+QHTTPURL", CommandForm.Read)]
    public AtResult ReadAddress(CommandCall call) => Http.Url.Length == 0 ? AtResult.Ok : Row(call, "+QHTTPURL: " + Http.Url);

    /// <summary>Length, and seconds for the input.</summary>
    [AtCommand("+QHTTPURL", CommandForm.Write)]
    public AtResult SetAddress(CommandCall call)
    {
        if (call.Arguments.Count > 2
            || !call.Arguments.TryNumber(0, 1, MaxUrl, out int length)
            || !TrySeconds(call, 1, out TimeSpan input))
        {
            return Error(HttpError.InvalidParameter);
        }

        if (Http.IsBusy)
        {
            return Error(HttpError.Busy);
        }

        if (TakeInput(call, length, input) is not byte[] bytes)
        {
            return Error(HttpError.InputTimeout);
        }

        string url = Encoding.Latin1.GetString(bytes);
        if (HttpTarget.Parse(url) == null)
        {
            return Error(HttpError.WrongUrl);
        }

        Http.Url = url;
        return AtResult.Ok;
    }

    [AtCommand("+QHTTPGET", CommandForm.Test)]
    public AtResult GetTest(CommandCall call) => Row(call, $"+QHTTPGET: (1-{MaxSeconds}),(1-{MaxHeader}),(1-{MaxSeconds})");

    /// <summary>Seconds for the answer; where the host sends the header, its length and seconds for its input as well.</summary>
    [AtCommand("+QHTTPGET", CommandForm.Execute)]
    [AtCommand("+QHTTPGET", CommandForm.Write)]
    public AtResult Get(CommandCall call)
    {
        bool hasInput = Settings.HostSendsHeader;
        if (call.Arguments.Count > (hasInput ? 3 : 1)
            || !TrySeconds(call, 0, out TimeSpan answer)
            || !TrySeconds(call, 2, out TimeSpan input)
            || !call.Arguments.TryOptionalNumber(1, 1, MaxHeader, 0, out int length)
            || (hasInput && length == 0))
        {
            return Error(HttpError.InvalidParameter);
        }

        if (Refusal() is AtResult refused)
        {
            return refused;
        }

        byte[]? request = null;
        if (hasInput && (request = TakeInput(call, length, input)) == null)
        {
            return Error(HttpError.InputTimeout);
        }

        Finish(call, Begin(), isOpen: false, "GET", request, answer);
        return AtResult.Ok;
    }

    [AtCommand("+QHTTPPOST", CommandForm.Test)]
    [AtCommand("+QHTTPPUT", CommandForm.Test)]
    public AtResult PostTest(CommandCall call) => Row(call, $"{call.Name}: (1-{MaxBody}),(1-{MaxSeconds}),(1-{MaxSeconds})");

    /// <summary>Length, seconds for the input, seconds for the answer. CONNECT comes once the connection is open.</summary>
    [AtCommand("+QHTTPPOST", CommandForm.Write)]
    [AtCommand("+QHTTPPUT", CommandForm.Write)]
    public AtResult Post(CommandCall call)
    {
        if (call.Arguments.Count > 3
            || !call.Arguments.TryNumber(0, 1, MaxBody, out int length)
            || !TrySeconds(call, 1, out TimeSpan input)
            || !TrySeconds(call, 2, out TimeSpan answer))
        {
            return Error(HttpError.InvalidParameter);
        }

        if (Refusal() is AtResult refused)
        {
            return refused;
        }

        CancellationToken untilReboot = _module.UntilReboot;
        HttpExchange exchange = Begin();
        int error = exchange.Open();
        if (untilReboot.IsCancellationRequested)
        {
            throw new LineInterruptedException();
        }

        if (error != HttpError.None)
        {
            Http.End(exchange);
            return Error(error);
        }

        byte[]? content;
        try
        {
            content = TakeInput(call, length, input);
        }
        catch (LineInterruptedException)
        {
            Http.End(exchange);
            throw;
        }

        if (content == null)
        {
            Http.End(exchange);
            return Error(HttpError.InputTimeout);
        }

        Finish(call, exchange, isOpen: true, call.Name["+QHTTP".Length..], content, answer);
        return AtResult.Ok;
    }

    [AtCommand("+QHTTPPOSTFILE", CommandForm.Test)]
    [AtCommand("+QHTTPPUTFILE", CommandForm.Test)]
    public AtResult PostFileTest(CommandCall call) => Row(call, $"{call.Name}: <file_name>,(1-{MaxSeconds})");

    /// <summary>The file has the body, or the header and the body; seconds for the answer.</summary>
    [AtCommand("+QHTTPPOSTFILE", CommandForm.Write)]
    [AtCommand("+QHTTPPUTFILE", CommandForm.Write)]
    public AtResult PostFile(CommandCall call)
    {
        if (call.Arguments.Count > 2 || !call.Arguments.TryString(0, out string name) || !TrySeconds(call, 1, out TimeSpan answer))
        {
            return Error(HttpError.InvalidParameter);
        }

        if (_module.Files.Read(name) is not byte[] content)
        {
            return Error(FileError.NotFound);
        }

        if (Refusal() is AtResult refused)
        {
            return refused;
        }

        Finish(call, Begin(), isOpen: false, call.Name["+QHTTP".Length..^"FILE".Length], content, answer);
        return AtResult.Ok;
    }

    /// <summary>Puts an end to what is under way; its unsolicited result does not come.</summary>
    [AtCommand("+QHTTPSTOP", CommandForm.Execute)]
    public AtResult Stop(CommandCall call)
    {
        Http.Stop();
        return AtResult.Ok;
    }

    [AtCommand("+QHTTPSTOP", CommandForm.Test)]
    public AtResult StopTest(CommandCall call) => AtResult.Ok;

    private static AtResult Error(int error) => AtResult.EquipmentError(error);

    private static AtResult Row(CommandCall call, string text)
    {
        call.Answer.Row(text);
        return AtResult.Ok;
    }

    private static bool TrySeconds(CommandCall call, int index, out TimeSpan time)
    {
        bool isRight = call.Arguments.TryOptionalNumber(index, 1, MaxSeconds, DefaultSeconds, out int seconds);
        time = TimeSpan.FromSeconds(seconds);
        return isRight;
    }

    /// <summary>Null when the host was silent for too long.</summary>
    private static byte[]? TakeInput(CommandCall call, int length, TimeSpan limit)
    {
        byte[] bytes = new byte[length];
        call.Data.Begin(DataMode.Connect);
        return call.Data.ReadExactly(bytes, limit) ? bytes : null;
    }

    private AtResult? Refusal() =>
        Http.Url.Length == 0 ? Error(HttpError.EmptyUrl)
        : Http.IsBusy ? Error(HttpError.Busy)
        : null;

    private HttpExchange Begin()
    {
        HttpExchange exchange = new(_module, HttpTarget.Parse(Http.Url)!, Settings.PdpContext, Settings.SslContext);
        Http.Begin(exchange);
        return exchange;
    }

    private void Finish(CommandCall call, HttpExchange exchange, bool isOpen, string method, byte[]? content, TimeSpan limit)
    {
        HttpSettings settings = Settings;
        string name = call.Name;
        if (settings.HostSendsHeader && content != null)
        {
            method = Encoding.Latin1.GetString(content.AsSpan(0, Math.Max(0, content.AsSpan().IndexOf((byte)' '))));
        }

        call.AfterAnswer = () => Task.Run(
            async () =>
            {
                try
                {
                    await Finish(exchange, isOpen, name, method, content, limit);
                }
                catch (Exception fault)
                {
                    // A fault of the emulator must not be lost, nor take the host's program with it.
                    _module.ReportFault(fault);
                }
            },
            CancellationToken.None);
    }

    private async Task Finish(HttpExchange exchange, bool isOpen, string name, string method, byte[]? content, TimeSpan limit)
    {
        using CancellationTokenSource late = new(limit, _module.Options.Clock);
        int error;
        await using (late.Token.Register(() => exchange.Abort(HttpError.Timeout)))
        {
            error = isOpen ? HttpError.None : exchange.Open();
            error = error == HttpError.None ? await exchange.Send(method, Settings, content) : error;
        }

        if (error == HttpError.None ? Http.Answered(exchange) : Http.End(exchange))
        {
            _module.Output.SendUnsolicited($"{name}: {error}" + (error == HttpError.None ? "," + exchange.Answer : string.Empty));
        }
    }
}
