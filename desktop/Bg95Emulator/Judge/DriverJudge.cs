// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;

namespace Bg95Emulator;

/// <summary>
/// Watches what the host does and counts what a driver should not do. It changes nothing. Its findings can be asked for
/// at any time, from any thread.
/// </summary>
public sealed class DriverJudge
{
    // Noise on the line makes names without end.
    private const int MaxUnknown = 100;
    private const int MaxUnknownName = 24;

    private readonly object _gate = new();
    private readonly ModuleState _module;
    private readonly Dictionary<string, long> _unknown = [];
    private readonly Dictionary<DriverRule, (long Count, string Example)> _broken = [];
    private readonly bool[] _configured = new bool[ModuleState.SslContextCount];
    private readonly EscapeWatch _escape = new();
    private readonly HashSet<string> _refusedPins = [];
    private string _line = string.Empty;
    private long _lines;
    private long _lastTransparent;

    internal DriverJudge(ModuleState module)
    {
        _module = module;
    }

    /// <summary>The SSL contexts that were set since the module started.</summary>
    internal IReadOnlyList<int> ConfiguredContexts
    {
        get
        {
            List<int> contexts = [];
            for (int context = 0; context < _configured.Length; context++)
            {
                if (_configured[context])
                {
                    contexts.Add(context);
                }
            }

            return contexts;
        }
    }

    /// <summary>Command lines the module has got.</summary>
    internal long Lines
    {
        get
        {
            lock (_gate)
            {
                return _lines;
            }
        }
    }

    /// <summary>The findings up to now; sockets that are open now count as left open.</summary>
    public DriverVerdict Verdict()
    {
        List<ModuleSocket> open = _module.Sockets.All().FindAll(socket => !socket.WasTakenAtStart);
        List<DriverFinding> findings = [];
        lock (_gate)
        {
            foreach (DriverRule rule in DriverRules.All)
            {
                if (rule == DriverRules.NotClosed && open.Count > 0)
                {
                    findings.Add(new DriverFinding(rule, open.Count, $"client id {open[0].Request.Id}"));
                }
                else if (_broken.TryGetValue(rule, out (long Count, string Example) broken))
                {
                    findings.Add(new DriverFinding(rule, broken.Count, broken.Example));
                }
            }

            List<UnknownCommand> unknown = [.. _unknown.Select(command => new UnknownCommand(command.Key, command.Value))];
            return new DriverVerdict(findings, _lines, [.. unknown.OrderByDescending(command => command.Count)]);
        }
    }

    /// <summary>Forgets the findings.</summary>
    public void Reset()
    {
        lock (_gate)
        {
            _broken.Clear();
            _unknown.Clear();
            _lines = 0;
        }
    }

    internal void ModuleStarted() => Array.Clear(_configured);

    /// <summary>What was set of the context is gone.</summary>
    internal void ContextReleased(int context) => _configured[context] = false;

    internal void Line(string line, string? text, bool tooLong)
    {
        if (line.Length == 0)
        {
            return;
        }

        lock (_gate)
        {
            _lines++;
            _line = Name(line);
        }

        if (tooLong)
        {
            Add(DriverRules.LineTooLong);
        }
        else if (text == null)
        {
            Add(DriverRules.NoCommand);
        }
    }

    internal void Command(CommandLine.ParsedCommand command, ArgumentList? arguments, bool known)
    {
        if (!known || arguments == null)
        {
            Add(DriverRules.UnknownCommand);
            CountUnknown(command);
            return;
        }

        if (command.Form == CommandForm.Write)
        {
            switch (command.Name.ToUpperInvariant())
            {
                case "+QSSLCFG":
                    Configure(arguments);
                    break;
                case "+QSSLOPEN":
                    Open(arguments);
                    break;
                case "+QIOPEN":
                    OpenPlain(arguments);
                    break;
                case "+QISEND":
                    CheckLength(arguments, 1460, allowsNone: true);
                    break;
                case "+QIRD":
                    CheckLength(arguments, 1500, allowsNone: true);
                    break;
                case "+QSSLSEND":
                    CheckLength(arguments, 1460);
                    break;
                case "+QSSLRECV":
                    CheckLength(arguments, 1500);
                    break;
                case "+QICLOSE":
                case "+QSSLCLOSE":
                    Close(arguments);
                    break;
            }
        }
    }

    /// <summary>The prompt is about to go out.</summary>
    internal void BeforePrompt(LineInput input)
    {
        if (HasInput(input))
        {
            Add(DriverRules.DataBeforePrompt);
        }
    }

    /// <summary>The final result is about to go out.</summary>
    internal void BeforeResult(LineInput input, bool tookData)
    {
        if (HasInput(input))
        {
            Span<byte> beginning = stackalloc byte[2];
            input.LookAhead(beginning);
            Add(tookData && !beginning.SequenceEqual("AT"u8) ? DriverRules.TooMuchData : DriverRules.CommandWhileBusy);
        }
    }

    /// <summary>The SIM card has refused a PIN.</summary>
    internal void PinRefused(string pin) => AddIf(DriverRules.PinRepeated, !_refusedPins.Add(pin));

    /// <summary>A radio setting was written that changes nothing.</summary>
    internal void SettingRewritten() => Add(DriverRules.SettingRewritten);

    /// <summary>A byte has ended a command.</summary>
    internal void Aborted() => Add(DriverRules.CommandWhileBusy);

    internal void TooLittleData(int got, int wanted) =>
        Add(DriverRules.TooLittleData, 1, $"{got} bytes of the last {wanted}");

    internal void BytesLost(int count)
    {
        if (count > 0)
        {
            Add(DriverRules.BytesLost, count);
        }
    }

    internal void TransparentInput(ReadOnlySpan<byte> bytes, long takenAt)
    {
        TimeSpan silence = _lastTransparent == 0
            ? TimeSpan.MaxValue
            : _module.Options.Clock.GetElapsedTime(_lastTransparent, takenAt);
        _lastTransparent = takenAt;
        if (_escape.IsUnguarded(bytes, silence, _module.Options.EscapeGuardTime))
        {
            Add(DriverRules.MissingGuardTime);
        }
    }

    private static bool HasInput(LineInput input)
    {
        // Line ends do no harm: many hosts end a command with CR LF.
        Span<byte> beginning = stackalloc byte[8];
        int count = input.LookAhead(beginning);
        return count > beginning.Length || beginning[..count].ContainsAnyExcept((byte)'\r', (byte)'\n');
    }

    /// <summary>The line's first command without its values; only the length of what does not look like a name: it may be part of a key.</summary>
    private static string Name(string line)
    {
        const int MaxName = 16;
        int end = line.AsSpan().IndexOfAny("=?;");
        string name = end < 0 ? line : line[..end];
        bool isName = name.StartsWith("AT", StringComparison.OrdinalIgnoreCase)
            && name.Length <= MaxName
            && !name.AsSpan(2).ContainsAnyExcept("+&ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
        return isName ? name : $"{line.Length} bytes";
    }

    private void Configure(ArgumentList arguments)
    {
        if (arguments.Count > 2 && arguments.TryNumber(1, 0, _configured.Length - 1, out int context))
        {
            _configured[context] = true;
        }
    }

    private void Open(ArgumentList arguments)
    {
        if (!arguments.TryNumber(0, 1, PdpContexts.Count, out int pdp)
            || !arguments.TryNumber(1, 0, _configured.Length - 1, out int context)
            || !arguments.TryNumber(2, 0, SocketTable.Count - 1, out int id)
            || !arguments.TryString(3, out string host))
        {
            return;
        }

        SslContextSettings settings = _module.SslContexts[context];
        bool isAddress = IPAddress.TryParse(host, out _);
        AddIf(DriverRules.PdpNotActive, !_module.Pdp.IsActive(pdp));
        AddIf(DriverRules.ContextNotConfigured, !_configured[context]);
        AddIf(DriverRules.IdInUse, _module.Sockets.Find(id) is { WasTakenAtStart: false });
        AddIf(DriverRules.InsecureContext, settings.SecurityLevel == 0);
        AddIf(DriverRules.TimeIgnored, settings.SecurityLevel > 0 && settings.IgnoreLocalTime == 1);
        AddIf(DriverRules.NameLost, isAddress && (settings.Sni == 1 || settings.CheckHost == 1));
    }

    private void OpenPlain(ArgumentList arguments)
    {
        if (arguments.TryNumber(0, 1, PdpContexts.Count, out int pdp) && arguments.TryNumber(1, 0, SocketTable.Count - 1, out int id))
        {
            AddIf(DriverRules.PdpNotActive, !_module.Pdp.IsActive(pdp));
            AddIf(DriverRules.IdInUse, _module.Sockets.Find(id) is { WasTakenAtStart: false });
        }
    }

    private void CheckLength(ArgumentList arguments, int limit, bool allowsNone = false) => AddIf(
        DriverRules.RequestTooLong,
        arguments.TryNumber(1, 0, int.MaxValue, out int length) && ((length == 0 && !allowsNone) || length > limit));

    private void Close(ArgumentList arguments) => AddIf(
        DriverRules.DataUnread,
        arguments.TryNumber(0, 0, SocketTable.Count - 1, out int id)
            && _module.Sockets.Find(id) is { HasUnread: true });

    private void CountUnknown(CommandLine.ParsedCommand command)
    {
        string name = "AT" + command.Name + command.Form switch
        {
            CommandForm.Read => "?",
            CommandForm.Test => "=?",
            CommandForm.Write => "=",
            _ => string.Empty,
        };
        name = name.Length > MaxUnknownName ? $"{name.Length} bytes" : name;
        lock (_gate)
        {
            if (_unknown.Count >= MaxUnknown && !_unknown.ContainsKey(name))
            {
                name = "others";
            }

            _unknown[name] = _unknown.GetValueOrDefault(name) + 1;
        }
    }

    private void AddIf(DriverRule rule, bool broken)
    {
        if (broken)
        {
            Add(rule);
        }
    }

    private void Add(DriverRule rule, int count = 1, string? detail = null)
    {
        lock (_gate)
        {
            _broken.TryGetValue(rule, out (long Count, string Example) known);
            _broken[rule] = (known.Count + count, known.Example ?? (detail == null ? _line : $"{_line}, {detail}"));
        }
    }
}
