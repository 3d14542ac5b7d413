// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Tool;

/// <summary>What a command ends with that has not done its work: the step, what is wrong, what to do.</summary>
internal sealed class ToolFailure(string step, string kind, string message, string? advice = null, int exitCode = ExitCode.Failure)
    : Exception(message)
{
    /// <summary>The step that has failed, such as "registration".</summary>
    public string Step { get; } = step;

    /// <summary>One word for programs, such as "notRegistered".</summary>
    public string Kind { get; } = kind;

    /// <summary>What to do, in a sentence or two.</summary>
    public string? Advice { get; } = advice;

    /// <summary>The process's exit code.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>What was done before it failed, for --json.</summary>
    public object? Partial { get; init; }
}
