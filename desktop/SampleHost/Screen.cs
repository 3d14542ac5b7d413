// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Globalization;
using Spectre.Console;

namespace Samples.Pc;

/// <summary>
/// What a person sees: a line a step, and a bar while bytes come. Where the output is redirected, or lines of a trace
/// run in between, the bar is left out and the lines stay the same.
/// </summary>
public sealed class Screen
{
    private const int Width = 80;

    // Two blanks, a name, a blank.
    private const int Indent = 11;

    // Nothing is silent for longer, a redirected output neither.
    private static readonly TimeSpan s_often = TimeSpan.FromSeconds(2);

    private readonly IAnsiConsole _console = AnsiConsole.Console;
    private readonly bool _bar;

    /// <summary>Takes the console.</summary>
    /// <param name="trace">Whether lines of a trace will run in between.</param>
    public Screen(bool trace)
    {
        _bar = !trace && _console.Profile.Capabilities is { Interactive: true, Ansi: true } && !Console.IsOutputRedirected;

        if (Console.IsOutputRedirected)
        {
            // A file has no width to break lines at.
            _console.Profile.Width = 1000;
        }
    }

    /// <summary>A number of bytes, to read.</summary>
    public static string Size(double bytes) => bytes switch
    {
        < 1024 => Invariant($"{bytes:0} bytes"),
        < 1024 * 1024 => Invariant($"{bytes / 1024:0.#} KiB"),
        _ => Invariant($"{bytes / 1024 / 1024:0.##} MiB"),
    };

    /// <summary>How much, how long, how fast.</summary>
    public static string Rate(ITransfer transfer)
    {
        double seconds = transfer.Time.TotalSeconds;
        return Invariant($"{Size(transfer.Count)} in {seconds:0.00} s, {Size(transfer.Count / Math.Max(seconds, 0.001))}/s");
    }

    /// <summary>Text with points in its numbers, wherever it is shown.</summary>
    public static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>The first line.</summary>
    public void Title(string text)
    {
        _console.MarkupLineInterpolated($"[bold]{text}[/]");
        _console.WriteLine();
    }

    /// <summary>A line: what it is about, and what there is to say. It is broken where it would not fit 80 columns.</summary>
    public void Step(string name, string text)
    {
        foreach (string line in Break(text, Width - Indent))
        {
            _console.MarkupLineInterpolated($"  [blue]{name,-8}[/] {line}");
            name = string.Empty;
        }
    }

    /// <summary>A line with good news.</summary>
    public void Good(string name, string text)
    {
        foreach (string line in Break(text, Width - Indent))
        {
            _console.MarkupLineInterpolated($"  [blue]{name,-8}[/] [green]{line}[/]");
            name = string.Empty;
        }
    }

    /// <summary>An empty line.</summary>
    public void Space() => _console.WriteLine();

    /// <summary>A line of the AT dialogue.</summary>
    public void Trace(string text) => _console.MarkupLineInterpolated($"[grey]{text}[/]");

    /// <summary>The last line of a run that went well.</summary>
    public void Success(string text)
    {
        _console.WriteLine();
        _console.MarkupLineInterpolated($"[bold green]{text}[/]");
    }

    /// <summary>The last line of a run that did not, and what can be done about it.</summary>
    public void Failure(string text, string? hint)
    {
        _console.WriteLine();

        foreach (string line in Break("FAILED: " + text, Width))
        {
            _console.MarkupLineInterpolated($"[bold red]{line}[/]");
        }

        foreach (string line in Break(hint ?? string.Empty, Width))
        {
            _console.MarkupLineInterpolated($"{line}");
        }
    }

    /// <summary>A line that tells whether what it says is so. False, and a failure, if it is not.</summary>
    public bool Check(bool good, string name, string text)
    {
        if (good)
        {
            Good(name, text);
        }
        else
        {
            Failure($"not so: {name}: {text}", null);
        }

        return good;
    }

    /// <summary>Shows a SHA-256 and compares it with the one that it should be. False, and a failure, if it is not.</summary>
    /// <param name="received">Digest of what came.</param>
    /// <param name="expected">Digest of what should have come, or null where nobody knows.</param>
    /// <param name="whose">Whose the expected one is, such as "the server's".</param>
    public bool Digest(ReadOnlySpan<byte> received, byte[]? expected, string whose)
    {
        string text = Convert.ToHexStringLower(received);

        if (expected == null)
        {
            Step("SHA-256", text);
            return true;
        }

        Step("SHA-256", text);

        if (received.SequenceEqual(expected))
        {
            Good(string.Empty, "= " + whose);
            return true;
        }

        Failure($"{whose} has the SHA-256 {Convert.ToHexStringLower(expected)}", null);
        return false;
    }

    // Breaks at blanks; a word that is longer than a line stays whole.
    private static IEnumerable<string> Break(string text, int width)
    {
        while (text.Length > width)
        {
            int end = text.LastIndexOf(' ', width);
            end = end > 0 ? end : text.IndexOf(' ', StringComparison.Ordinal);

            if (end <= 0)
            {
                break;
            }

            yield return text[..end];
            text = text[(end + 1)..];
        }

        if (text.Length > 0)
        {
            yield return text;
        }
    }

    /// <summary>Runs an action that calls what it is given whenever more bytes have come.</summary>
    public void WhileBytesCome(string name, Action<Action<ITransfer>> action)
    {
        if (!_bar)
        {
            TimeSpan next = s_often;
            action(transfer =>
            {
                if (transfer.Time >= next)
                {
                    next += s_often;
                    Step(string.Empty, Rate(transfer));
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
                ProgressTask bar = context.AddTask("  " + name.PadRight(8), maxValue: double.MaxValue);
                action(transfer =>
                {
                    bar.MaxValue = transfer.Length >= 0 ? transfer.Length : double.MaxValue;
                    bar.Value = transfer.Count;
                });
            });
    }
}
