// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Linq;
using System.Net;
using Spectre.Console;
using Xunit;

namespace Bg95Emulator.Tool.Tests;

public sealed class LiveViewTests
{
    [Theory]
    [InlineData(80, 24)]
    [InlineData(132, 30)]
    public void Screen_WithTwelveSockets_ShowsAllAndTheKeys(int width, int height)
    {
        string[] lines = Render(width, height, "ids-taken", "reboot:after=1000000");
        Assert.InRange(lines.Length, 10, height);
        for (int id = 0; id < 12; id++)
        {
            Assert.Contains(lines, line => line.TrimStart().StartsWith($"{id} ", StringComparison.Ordinal) && line.Contains("192.0.2.1:443", StringComparison.Ordinal));
        }

        Assert.Contains(lines, line => line.Contains("quit", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("reboot", StringComparison.Ordinal) && line.Contains("per byte", StringComparison.Ordinal));
    }

    private static string[] Render(int width, int height, params string[] faults)
    {
        ModuleOptions options = new();
        faults.ToList().ForEach(options.Faults.Add);
        using ServedModule served = new(new EmulatedModule(options), new TcpServedLine(0, IPAddress.Loopback), switchesOnAgain: false);
        using StringWriter text = new();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            Out = new FixedSize(text, width, height),
        });
        using LiveView view = new([served], console);
        console.Write(view.Screen());
        return text.ToString().TrimEnd('\n').Split('\n');
    }

    private sealed class FixedSize(TextWriter writer, int width, int height) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => false;

        public int Width => width;

        public int Height => height;

        public void SetEncoding(System.Text.Encoding encoding)
        {
        }
    }
}
