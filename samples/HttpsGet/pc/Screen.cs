// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Globalization;
using Spectre.Console;

namespace Samples.Pc;

/// <summary>
/// What a person sees: a line a step, and a bar while a page comes. Where the output is redirected, or lines of a trace
/// run in between, the bar is left out and the lines stay the same.
/// </summary>
internal sealed class Screen
{
    // A slow line to a redirected output still gives a sign of life now and then.
    private static readonly TimeSpan s_rarely = TimeSpan.FromSeconds(15);

    private readonly IAnsiConsole _console = AnsiConsole.Console;
    private readonly bool _bar;

    public Screen(bool trace)
    {
        _bar = !trace && _console.Profile.Capabilities is { Interactive: true, Ansi: true } && !Console.IsOutputRedirected;

        if (Console.IsOutputRedirected)
        {
            // A file has no width to break lines at.
            _console.Profile.Width = 1000;
        }
    }

    public static string Size(double bytes) => bytes switch
    {
        < 1024 => Invariant($"{bytes:0} bytes"),
        < 1024 * 1024 => Invariant($"{bytes / 1024:0.#} KiB"),
        _ => Invariant($"{bytes / 1024 / 1024:0.##} MiB"),
    };

    public static string Rate(PageMeter page) =>
        Invariant($"{Size(page.Count)} in {page.Time.TotalSeconds:0.00} s, {Size(page.BytesPerSecond)}/s");

    public static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    public void Title(string text)
    {
        _console.MarkupLineInterpolated($"[bold]{text}[/]");
        _console.WriteLine();
    }

    public void Step(string name, string text) => _console.MarkupLineInterpolated($"  [blue]{name,-8}[/] {text}");

    public void Good(string name, string text) => _console.MarkupLineInterpolated($"  [blue]{name,-8}[/] [green]{text}[/]");

    public void Space() => _console.WriteLine();

    public void Trace(string text) => _console.MarkupLineInterpolated($"[grey]{text}[/]");

    public void Success(string text)
    {
        _console.WriteLine();
        _console.MarkupLineInterpolated($"[bold green]{text}[/]");
    }

    public void Failure(string text, string? hint)
    {
        _console.WriteLine();
        _console.MarkupLineInterpolated($"[bold red]FAILED: {text}[/]");

        if (hint != null)
        {
            _console.MarkupLineInterpolated($"{hint}");
        }
    }

    /// <summary>Runs an action that calls what it is given whenever the page has grown.</summary>
    public void WhilePageComes(Action<Action<PageMeter>> action)
    {
        if (!_bar)
        {
            TimeSpan next = s_rarely;
            action(page =>
            {
                if (page.Time >= next)
                {
                    next += s_rarely;
                    Step(string.Empty, Rate(page));
                }
            });
            return;
        }

        _console.Progress()
            .AutoClear(true)
            .HideCompleted(true)
            .Columns(
                new TaskDescriptionColumn(),
                new ProgressBarColumn(),
                new PercentageColumn(),
                new DownloadedColumn { Base = FileSizeBase.Binary },
                new TransferSpeedColumn { Base = FileSizeBase.Binary },
                new RemainingTimeColumn())
            .Start(context =>
            {
                ProgressTask bar = context.AddTask("  page    ", maxValue: double.MaxValue);
                action(page =>
                {
                    bar.MaxValue = page.Length >= 0 ? page.Length : double.MaxValue;
                    bar.Value = page.Count;
                });
            });
    }
}
