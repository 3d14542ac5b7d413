// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.CommandLine;

namespace Bg95Tool;

internal sealed class BenchCommand(CommandRun run)
{
    public Command Build()
    {
        _ = run;
        return new("bench");
    }
}
