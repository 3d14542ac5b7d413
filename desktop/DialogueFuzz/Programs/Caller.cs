// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using Bg95Ssl;
using Bg95Ssl.Tests;

namespace DialogueFuzz;

/// <summary>A thread of a program: makes its calls, takes their time, and looks at what they throw.</summary>
internal sealed class Caller
{
    private readonly VirtualTime _time;
    private readonly Journal _journal;
    private readonly Findings _findings;
    private readonly Verdicts _verdicts;
    private readonly Stack<CallInProgress> _calls = new();

    public Caller(string name, VirtualTime time, Journal journal, Findings findings, Verdicts verdicts)
    {
        Name = name;
        _time = time;
        _journal = journal;
        _findings = findings;
        _verdicts = verdicts;
    }

    /// <summary>Gets who it is.</summary>
    public string Name { get; }

    /// <summary>Gets the error of the last call that threw a <see cref="Bg95Exception"/>.</summary>
    public Bg95Error LastError { get; private set; }

    /// <summary>Gets a value indicating whether the last call threw anything.</summary>
    public bool HasThrown { get; private set; }

    /// <summary>Makes a call.</summary>
    /// <param name="what">What it is, for the journal.</param>
    /// <param name="limit">How long it may take, in milliseconds.</param>
    /// <param name="handle">The socket that it is about, or <see langword="null"/>.</param>
    /// <param name="action">Makes it and gives its result as text.</param>
    /// <param name="kind">What may be expected of it.</param>
    /// <returns>Whether it came back without an exception.</returns>
    public bool Call(string what, long limit, Handle? handle, Func<string> action, CallKind kind = CallKind.Right)
    {
        CallInProgress call = new(what, _time.Now, limit);
        _calls.Push(call);
        CallContext context = _verdicts.Before(handle, kind);
        HasThrown = false;
        _journal.Note($"{Name} {what}{(handle is null ? string.Empty : " on " + handle.Connection.Number)}");

        try
        {
            string result = action();
            _journal.Note($"{Name} {what} = {result}");

            if (kind == CallKind.Wrong)
            {
                _findings.Add("misuse", $"{what} was taken");
            }
        }
        catch (Exception e)
        {
            HasThrown = true;
            LastError = e is Bg95Exception own ? own.Error : Bg95Error.Success;
            _journal.Note($"{Name} {what} threw {e.GetType().Name}: {e.Message}");

            if (_verdicts.Judge(e, context, _time.Now - call.StartedAt > limit * 9 / 10) is string fault)
            {
                _findings.Add("exception", $"{what} threw {fault}: {e.GetType().Name}: {e.Message}\n{e.StackTrace}");
            }
        }

        _calls.Pop();
        long duration = _time.Now - call.StartedAt;

        if (duration > limit + Limits.Slack)
        {
            _findings.Add("limit", $"{what} took {duration} ms; its limit is {limit} ms");
        }

        return !HasThrown;
    }

    /// <summary>Says which call has not come back although its limit is over, or nothing.</summary>
    public string? FindHang(long grace)
    {
        foreach (CallInProgress call in _calls)
        {
            if (_time.Now - call.StartedAt > call.Limit + grace)
            {
                return $"{Name}: {call.What} has not come back after {_time.Now - call.StartedAt} ms; its limit is {call.Limit} ms";
            }
        }

        return null;
    }

    private sealed record CallInProgress(string What, long StartedAt, long Limit);
}
