// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.CommandLine;
using System.Threading;

namespace Bg95Tool;

internal sealed class AtCommand(CommandRun run, CancellationToken stop)
{
    public Command Build()
    {
        _ = run;
        _ = stop;
        return new("at");
    }
}
