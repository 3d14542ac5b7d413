// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Text;

namespace Bg95Tool;

/// <summary>Where the tool writes and reads: the process's own, or a test's.</summary>
internal sealed class ToolConsole
{
    /// <summary>Takes streams; none of them is a terminal.</summary>
    public ToolConsole(Stream output, TextWriter error, TextReader input)
    {
        OutputStream = output;
        Output = new StreamWriter(output, new UTF8Encoding(false)) { AutoFlush = true };
        Error = error;
        Input = input;
    }

    /// <summary>Standard output for text.</summary>
    public TextWriter Output { get; }

    /// <summary>Standard output for bytes.</summary>
    public Stream OutputStream { get; }

    /// <summary>Standard error.</summary>
    public TextWriter Error { get; }

    /// <summary>Standard input.</summary>
    public TextReader Input { get; }

    /// <summary>A person sees standard output.</summary>
    public bool IsOutputTerminal { get; init; }

    /// <summary>A person sees standard error.</summary>
    public bool IsErrorTerminal { get; init; }

    /// <summary>A person types.</summary>
    public bool IsInputTerminal { get; init; }

    /// <summary>The process's own.</summary>
    public static ToolConsole OfProcess() => new(Console.OpenStandardOutput(), Console.Error, Console.In)
    {
        IsOutputTerminal = !Console.IsOutputRedirected,
        IsErrorTerminal = !Console.IsErrorRedirected,
        IsInputTerminal = !Console.IsInputRedirected,
    };
}
