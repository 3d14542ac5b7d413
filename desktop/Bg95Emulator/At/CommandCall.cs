// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Emulator;

/// <summary>One command on its way: what was asked, and the answer as it grows.</summary>
internal sealed class CommandCall
{
    public CommandCall(string name, CommandForm form, ArgumentList arguments, Answer answer, DataMode data)
    {
        Name = name;
        Form = form;
        Arguments = arguments;
        Answer = answer;
        Data = data;
    }

    /// <summary>The command in capitals, without AT.</summary>
    public string Name { get; }

    public CommandForm Form { get; }

    public ArgumentList Arguments { get; }

    public Answer Answer { get; }

    /// <summary>For commands that take or give raw bytes in the middle of their answer.</summary>
    public DataMode Data { get; }

    /// <summary>Runs once the final result is on the line.</summary>
    public Action? AfterAnswer { get; set; }
}
