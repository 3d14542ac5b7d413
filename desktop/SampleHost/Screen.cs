// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Threading;
using Spectre.Console;

namespace Samples.Pc;

/// <summary>
/// What a person sees: a line a step, and a bar while bytes come. Where the output is redirected, or lines of a trace
/// run in between, the bar is left out and the lines stay the same.
/// </summary>
public sealed class Screen : IDisposable
{
    /// <summary>Columns that every line fits into.</summary>
    public const int Width = 80;

    // Two blanks, a name, a blank.
    private const int Indent = 11;

    // Nothing is silent for longer, a redirected output neither.
    private static readonly TimeSpan s_often = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(200);

    private readonly IAnsiConsole _console = AnsiConsole.Console;
    private readonly bool _bar;
    private readonly object _gate = new();
    private readonly Stopwatch _silence = Stopwatch.StartNew();
    private readonly Stopwatch _doing = Stopwatch.StartNew();
    private readonly Timer _timer;
    private string? _what;

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

        _timer = new Timer(_ => Beat(), null, s_look, s_look);
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

    /// <summary>What takes its time now, as a line says that comes whenever nothing else has been said for two seconds; null for nothing.</summary>
    public void Doing(string? what)
    {
        lock (_gate)
        {
            _what = what;
            _doing.Restart();
            _silence.Restart();
        }
    }

    /// <summary>The first line.</summary>
    public void Title(string text)
    {
        Say($"[bold]{text}[/]");
        Space();
    }

    /// <summary>A line: what it is about, and what there is to say. It is broken where it would not fit 80 columns.</summary>
    public void Step(string name, string text)
    {
        foreach (string line in Break(text, Width - Indent))
        {
            Say($"  [blue]{name,-8}[/] {line}");
            name = string.Empty;
        }
    }

    /// <summary>A line with good news.</summary>
    public void Good(string name, string text)
    {
        foreach (string line in Break(text, Width - Indent))
        {
            Say($"  [blue]{name,-8}[/] [green]{line}[/]");
            name = string.Empty;
        }
    }

    /// <summary>An empty line.</summary>
    public void Space() => Say($"");

    /// <summary>A line of the AT dialogue.</summary>
    public void Trace(string text) => Say($"[grey]{text}[/]");

    /// <summary>The last line of a run that went well.</summary>
    public void Success(string text)
    {
        Doing(null);
        Space();
        Say($"[bold green]{text}[/]");
    }

    /// <summary>The last line of a run that did not, and what can be done about it.</summary>
    public void Failure(string text, string? hint)
    {
        Doing(null);
        Space();

        foreach (string line in Break("FAILED: " + text, Width))
        {
            Say($"[bold red]{line}[/]");
        }

        foreach (string line in Break(hint ?? string.Empty, Width))
        {
            Say($"{line}");
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

    /// <summary>Ends the lines that tell what takes its time.</summary>
    public void Dispose() => _timer.Dispose();

    private void Say(FormattableString markup)
    {
        lock (_gate)
        {
            _console.MarkupLineInterpolated(markup);
            _silence.Restart();
        }
    }

    private void Beat()
    {
        lock (_gate)
        {
            if (_what != null && _silence.Elapsed >= s_often)
            {
                Step(string.Empty, Invariant($"still {_what}, {_doing.Elapsed.TotalSeconds:0} s"));
            }
        }
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

        // The bar moves by itself.
        Doing(null);
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
