// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Spectre.Console;

namespace Bg95Tool;

/// <summary>
/// Says on standard error what is being done, so that nothing is silent for more than two seconds: a bar on a terminal; elsewhere a
/// line now and then, and none at all while work is quick.
/// </summary>
internal sealed class Narration : IDisposable
{
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(0.25);
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1.6);

    private readonly Lock _gate = new();
    private readonly TextWriter _error;
    private readonly TimeProvider _clock;
    private readonly ITimer? _timer;
    private readonly IAnsiConsole? _live;
    private readonly ManualResetEventSlim _end = new();
    private readonly Task? _drawing;
    private ProgressTask? _bar;
    private string _doing = string.Empty;
    private long _begun;
    private long _told;
    private long _done = -1;
    private long _total = -1;
    private bool _isOver;

    /// <summary>Begins.</summary>
    /// <param name="error">Standard error.</param>
    /// <param name="isTerminal">Whether a person sees it.</param>
    /// <param name="clock">The time.</param>
    public Narration(TextWriter error, bool isTerminal, TimeProvider clock)
    {
        _error = error;
        _clock = clock;
        _begun = _told = clock.GetTimestamp();
        if (isTerminal)
        {
            IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
            if (console.Profile.Capabilities is { Interactive: true, Ansi: true })
            {
                _live = console;
                _drawing = Task.Factory.StartNew(Draw, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
                return;
            }
        }

        _timer = clock.CreateTimer(_ => Look(), null, s_look, Timeout.InfiniteTimeSpan);
    }

    /// <summary>A bar is drawn: what else is written to the same terminal has to go through <see cref="WriteLine"/>.</summary>
    public bool IsLive => _live != null;

    /// <summary>What is being done from now on.</summary>
    public void Begin(string doing)
    {
        lock (_gate)
        {
            _doing = doing;
            _begun = _clock.GetTimestamp();
            _done = -1;
            _total = -1;
            Update();
        }
    }

    /// <summary>How far it is.</summary>
    /// <param name="done">Bytes that have passed.</param>
    /// <param name="total">Bytes that will have, or -1 where nobody knows.</param>
    public void Move(long done, long total)
    {
        lock (_gate)
        {
            _done = done;
            _total = total;
            Update();
        }
    }

    /// <summary>A line of its own, above the bar where there is one.</summary>
    public void WriteLine(string text)
    {
        lock (_gate)
        {
            if (_live != null && !_isOver)
            {
                _live.WriteLine(text);
            }
            else
            {
                _error.WriteLine(text);
            }

            _told = _clock.GetTimestamp();
        }
    }

    /// <summary>Ends it; the bar is taken away.</summary>
    public void Dispose()
    {
        _timer?.Dispose();
        _end.Set();
        _drawing?.Wait();
        lock (_gate)
        {
            _isOver = true;
        }
    }

    private void Draw()
    {
        _live!.Progress()
            .AutoClear(true)
            .HideCompleted(false)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .Start(context =>
            {
                lock (_gate)
                {
                    _bar = context.AddTask(" ", maxValue: 1);
                    Update();
                }

                _end.Wait();
            });
    }

    private void Update()
    {
        if (_bar == null || _doing.Length == 0)
        {
            return;
        }

        _bar.Description = Markup.Escape(_doing);
        _bar.IsIndeterminate = _total <= 0;
        _bar.MaxValue = _total > 0 ? _total : 1;
        _bar.Value = _total > 0 ? Math.Min(_done, _total) : 0;
    }

    private void Look()
    {
        lock (_gate)
        {
            if (!_isOver && _doing.Length > 0 && _clock.GetElapsedTime(_told) >= s_pause)
            {
                int seconds = (int)_clock.GetElapsedTime(_begun).TotalSeconds;
                string how = _done < 0 ? string.Empty : _total > 0 ? $", {Text.Size(_done)} of {Text.Size(_total)}" : $", {Text.Size(_done)}";
                _error.WriteLine(_doing + how + (seconds > 0 ? $", {seconds} s" : string.Empty));
                _told = _clock.GetTimestamp();
            }
        }

        _timer?.Change(s_look, Timeout.InfiniteTimeSpan);
    }
}
