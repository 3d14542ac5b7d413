// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Bg95Emulator.Tool;

/// <summary>A screen that shows one module: sockets, contexts, counters, faults, and the dialogue in colour.</summary>
internal sealed class LiveView : IView
{
    private const int MaxLines = 400;

    // Columns that the whole table of sockets takes beside the state.
    private const int WideEnough = 116;

    private static readonly TimeSpan s_refresh = TimeSpan.FromMilliseconds(200);

    // How long the key for it takes the network away.
    private static readonly TimeSpan s_gap = TimeSpan.FromSeconds(20);

    private readonly List<ServedModule> _modules;
    private readonly List<ConcurrentQueue<DialogueLine>> _lines = [];
    private readonly IAnsiConsole _console;
    private int _shown;
    private bool _ended;

    public LiveView(List<ServedModule> modules, IAnsiConsole? console = null)
    {
        _modules = modules;
        _console = console ?? AnsiConsole.Console;
        foreach (ServedModule module in modules)
        {
            ConcurrentQueue<DialogueLine> lines = new();
            _lines.Add(lines);
            module.Module.Dialogue += happened => Keep(lines, happened);
        }
    }

    public void Tell(string text) => _console.WriteLine(text);

    public void Show(CancellationToken end) => _console.AlternateScreen(() =>
        _console.Live(Screen()).Overflow(VerticalOverflow.Crop).Start(context =>
        {
            while (!_ended && !end.WaitHandle.WaitOne(s_refresh))
            {
                ReadKeys();
                context.UpdateTarget(Screen());
            }
        }));

    public void Dispose()
    {
    }

    private static void Keep(ConcurrentQueue<DialogueLine> lines, DialogueEvent happened)
    {
        foreach (DialogueLine line in DialogueText.Lines(happened))
        {
            lines.Enqueue(line);
        }

        while (lines.Count > MaxLines)
        {
            lines.TryDequeue(out _);
        }
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Registration(EmulatedModule module) => (module.Registration, module.Cell) switch
    {
        (RegistrationState.Home, RadioCell cell) => $"[green]{cell.Technology} {Markup.Escape(cell.LongName)}[/]",
        (_, RadioCell cell) => $"[green]{cell.Technology} {Markup.Escape(cell.LongName)}, roaming[/]",
        (RegistrationState.Searching, _) => "[yellow]searching[/]",
        (RegistrationState.Denied, _) => "[red]denied[/]",
        _ => "[grey]off[/]",
    };

    private static Table NewTable(params string[] columns)
    {
        Table table = new Table().Border(TableBorder.Simple).Expand();
        foreach (string column in columns)
        {
            table.AddColumn(new TableColumn($"[grey]{column}[/]").NoWrap());
        }

        return table;
    }

    private void ReadKeys()
    {
        while (!Console.IsInputRedirected && Console.KeyAvailable)
        {
            EmulatedModule module = _modules[_shown].Module;
            switch (char.ToLowerInvariant(Console.ReadKey(intercept: true).KeyChar))
            {
                case 'q':
                    _ended = true;
                    break;
                case 'p':
                    module.Reboot(announce: true);
                    break;
                case 'r':
                    module.Reboot();
                    break;
                case 'd':
                    module.LosePdpContext();
                    break;
                case 'l':
                    module.LoseRegistration(s_gap);
                    break;
                case 's':
                    module.EnterPowerSaving();
                    break;
                case 'n':
                    _shown = (_shown + 1) % _modules.Count;
                    break;
            }
        }
    }

    /// <summary>The whole screen; the dialogue gets what room the rest leaves.</summary>
    internal Rows Screen()
    {
        ServedModule served = _modules[_shown];
        Grid middle = new Grid().Expand().AddColumn().AddColumn(new GridColumn().Width(_console.Profile.Width >= WideEnough ? 38 : 34))
            .AddRow(Sockets(served.Module), State(served.Module));
        IRenderable header = Header(served);
        IRenderable keys = Keys();
        int room = _console.Profile.Height - Height(header) - Height(middle) - Height(keys) - 1;
        return new Rows(header, middle, Dialogue(Math.Max(0, room)), keys);
    }

    private int Height(IRenderable part)
    {
        int width = _console.Profile.Width;
        return Segment.SplitLines(part.Render(RenderOptions.Create(_console), width)).Count;
    }

    private Markup Header(ServedModule served)
    {
        ModuleOptions options = served.Module.Options;
        string which = _modules.Count == 1 ? string.Empty : $" {_shown + 1}/{_modules.Count}";
        string power = served.Module.IsOn ? "[green]running[/]" : "[red]switched off[/]";
        string clock = options.Clock.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        return new Markup($"[bold]{Markup.Escape(options.Model)}[/]{which} {power}, [bold]{Markup.Escape(served.Line.Description)}[/]  {clock} UTC");
    }

    private IRenderable Sockets(EmulatedModule module)
    {
        bool wide = _console.Profile.Width >= WideEnough;
        Table table = wide
            ? NewTable("id", "server", "state", "mode", "protocol", "suite", "in", "out")
            : NewTable("id", "server", "state", "in/out");
        foreach (SocketSnapshot socket in module.Sockets)
        {
            string state = socket.State switch
            {
                1 => "[yellow]opening[/]",
                2 => "[green]connected[/]",
                3 => "[green]listening[/]",
                _ => "[red]closing[/]",
            };
            string mode = socket.AccessMode switch
            {
                0 => "buffer",
                1 => "push",
                _ => "transparent",
            };
            if (!wide)
            {
                table.AddRow($"{socket.Id}", Markup.Escape($"{socket.Host}:{socket.Port}"), state, $"{socket.BytesIn}/{socket.BytesOut}");
                continue;
            }

            table.AddRow(
                $"{socket.Id}", Markup.Escape($"{socket.Host}:{socket.Port}"), state, mode, Markup.Escape(socket.Version),
                socket.CipherSuite == 0 ? string.Empty : $"{socket.CipherSuite:X4}", Number(socket.BytesIn), Number(socket.BytesOut));
        }

        return module.Sockets.Count > 0 ? table : new Markup("[grey]no sockets[/]");
    }

    private Table State(EmulatedModule module)
    {
        ModuleCounters counters = module.Counters;
        DriverVerdict verdict = module.Judge.Verdict();
        Table table = NewTable("what", "now");
        table.AddRow("network", Registration(module));
        table.AddRow("PDP contexts", module.ActivePdpContexts.Count == 0 ? "[grey]none[/]" : string.Join(" ", module.ActivePdpContexts));
        table.AddRow("SSL contexts set", module.ConfiguredSslContexts.Count == 0 ? "[grey]none[/]" : string.Join(" ", module.ConfiguredSslContexts));
        table.AddRow("commands", Number(counters.CommandLines));
        table.AddRow("unsolicited", Number(counters.Unsolicited));
        table.AddRow("bytes in / out", $"{Number(counters.BytesToModule)} / {Number(counters.BytesToHost)}");
        table.AddRow("files", Number(module.Files.List().Count));
        long wrong = verdict.Findings.Where(finding => !finding.Rule.IsAdvice && finding.Rule != DriverRules.NotClosed).Sum(finding => finding.Count);
        table.AddRow("rules broken", wrong == 0 ? "[green]none[/]" : $"[red]{wrong}[/]");
        foreach (Fault fault in module.Faults.All)
        {
            string counts = fault.Kind.Name == "reboot" ? " [grey]per byte[/]" : string.Empty;
            table.AddRow(Markup.Escape(fault.Kind.Name), $"[fuchsia]{fault.Happened} x[/]{counts}");
        }

        return table;
    }

    private Rows Dialogue(int room)
    {
        int width = Math.Max(20, _console.Profile.Width - 14);
        IEnumerable<IRenderable> lines = _lines[_shown].ToArray().TakeLast(room).Select(line =>
        {
            string text = line.Text.Length > width ? line.Text[..(width - 3)] + "..." : line.Text;
            return (IRenderable)new Markup($"[grey]{line.Time}[/] {Markup.Escape(line.Sign)} [{line.Colour}]{Markup.Escape(text)}[/]");
        });
        return new Rows([new Rule().RuleStyle("grey"), .. lines]);
    }

    private Markup Keys() => new(
        "[grey]q[/] quit  [grey]p[/] power key  [grey]r[/] crash  [grey]d[/] lose the PDP context  [grey]l[/] lose the network  [grey]s[/] power saving"
        + (_modules.Count > 1 ? "  [grey]n[/] next module" : string.Empty));
}
