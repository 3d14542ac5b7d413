// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Tool;

/// <summary>What the process ends with; docs/bg95-tool.md has the same list.</summary>
internal static class ExitCode
{
    /// <summary>All was done.</summary>
    public const int Success = 0;

    /// <summary>The work has failed: module, network, server or a file refused.</summary>
    public const int Failure = 1;

    /// <summary>The command line is wrong; nothing was opened.</summary>
    public const int Usage = 2;

    /// <summary>The port cannot be opened, or nothing on it answers like a module.</summary>
    public const int NoModule = 3;

    /// <summary>"diagnose" has found something.</summary>
    public const int Findings = 4;

    /// <summary>Ctrl-C.</summary>
    public const int Stopped = 130;
}
