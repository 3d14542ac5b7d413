// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;

namespace Bg95Emulator.Tool;

/// <summary>A program that talks to the modules, such as a test run.</summary>
internal sealed class ChildProgram : IDisposable
{
    private static readonly TimeSpan s_goodbye = TimeSpan.FromSeconds(5);

    private readonly Process _process;

    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    public ChildProgram(string[] program, IReadOnlyList<string> ports)
    {
        ProcessStartInfo start = new(program[0]) { UseShellExecute = false };
        for (int i = 1; i < program.Length; i++)
        {
            string argument = program[i];
            for (int port = 0; port < ports.Count; port++)
            {
                argument = argument.Replace(port == 0 ? "{port}" : $"{{port{port + 1}}}", ports[port], StringComparison.Ordinal);
            }

            start.ArgumentList.Add(argument);
        }

        for (int port = 0; port < ports.Count; port++)
        {
            start.Environment[port == 0 ? "BG95_PORT" : $"BG95_PORT{port + 1}"] = ports[port];
        }

        _process = Process.Start(start)!;
    }

    /// <summary>Waits for its end and returns its exit code.</summary>
    public int Wait(CancellationToken stop)
    {
        using CancellationTokenRegistration onStop = stop.Register(() =>
        {
            // Ctrl-C reaches it by itself; what does not end by it is ended.
            if (!_process.WaitForExit(s_goodbye))
            {
                _process.Kill(entireProcessTree: true);
            }
        });
        _process.WaitForExit();
        return _process.ExitCode;
    }

    public void Dispose() => _process.Dispose();
}
