// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace Bg95Tool.Tests;

public sealed class AtTests
{
    [Fact]
    public void At_Commands_WritesTheAnswersAndEndsAtTheFirstThatFails()
    {
        using ServedModule served = new();
        ToolRun run = served.Run("at", "AT+CSQ", "AT+QFDEL=\"none\"", "AT");
        Assert.Equal(1, run.Code);
        Assert.Equal("+CSQ: 24,99\nOK\n+CME ERROR: 405 (FileNotFound)\n", run.Output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void At_AsJson_HasLinesAndErrors()
    {
        using ServedModule served = new();
        (ToolRun run, JsonElement document) = ToolRun.Json("at", "AT+CSQ", "AT+NOPE", "--tcp", served.Place);
        Assert.Equal(1, run.Code);
        JsonElement[] answers = [.. document.GetProperty("result").GetProperty("commands").EnumerateArray()];
        Assert.Equal("+CSQ: 24,99", answers[0].GetProperty("lines")[0].GetString());
        Assert.Equal("ERROR", answers[1].GetProperty("error").GetString());
    }

    [Fact]
    public void At_WithoutCommands_ReadsThemFromStandardInput()
    {
        using ServedModule served = new();
        ToolRun run = ToolRun.WithInput("AT+CSQ\n\nATI\n", "at", "--tcp", served.Place);
        Assert.Equal(0, run.Code);
        Assert.Contains("+CSQ: 24,99", run.Output);
        Assert.Contains("BG95-M3", run.Output);
        Assert.Equal(2, ToolRun.WithInput("hello\n", "at", "--tcp", served.Place).Code);
    }

    [Fact]
    public void At_Secrets_AreNotShown()
    {
        using ServedModule served = new(options => options.Sim.Pin = "87654321");
        (ToolRun run, JsonElement document) = ToolRun.Json(
            "at", "AT+CPIN=\"87654321\"", "AT+QICSGP=1,1,\"iot\",\"joe\",\"hunter2\",1", "AT+QICSGP=1", "--tcp", served.Place);
        Assert.Equal(0, run.Code);
        Assert.DoesNotContain("87654321", run.Output + run.Error);
        Assert.DoesNotContain("hunter2", run.Output + run.Error);
        Assert.Equal("AT+CPIN=***", document.GetProperty("result").GetProperty("commands")[0].GetProperty("command").GetString());
    }

    [Fact]
    public void At_CommandThatTheDriverNeeds_IsRefusedAsWrongUse()
    {
        using ServedModule served = new();
        ToolRun run = served.Run("at", "ATE1");
        Assert.Equal(2, run.Code);
        Assert.Contains("the driver needs E1 for itself", run.Error);
    }

    [Fact]
    public void Catalog_Beginning_IsCompleted()
    {
        Assert.Equal(
            ["AT+QSSLCFG", "AT+QSSLCLOSE", "AT+QSSLOPEN", "AT+QSSLRECV", "AT+QSSLSEND", "AT+QSSLSTATE"], AtCatalog.Complete("at+qssl"));
        Assert.Contains("seclevel", AtCatalog.Find("AT+QSSLCFG=\"sni\",0")!.Help);
        Assert.Null(AtCatalog.Find("AT+NOPE"));
        Assert.Equal(AtCatalog.All.Count, AtCatalog.All.Select(entry => entry.Name).Distinct().Count());
        Assert.All(AtCatalog.All, entry => Assert.StartsWith(entry.Name, entry.Example));
    }

    [Fact]
    public void Console_Keys_RunCommandsAndHelpUntilExit()
    {
        using ServedModule served = new();
        using MemoryStream screen = new();
        ToolConsole console = new(screen, TextWriter.Null, TextReader.Null);
        string[] place = served.Place.Split(':');
        CommonSettings settings = new() { TcpHost = place[0], TcpPort = int.Parse(place[1], System.Globalization.CultureInfo.InvariantCulture) };
        using Narration narration = new(TextWriter.Null, isTerminal: false, TimeProvider.System);
        using Session session = new(settings, narration, TimeProvider.System, TestContext.Current.CancellationToken, "ca.pem");
        session.Open();
        ConsoleKeyInfo enter = Key(ConsoleKey.Enter);
        Queue<ConsoleKeyInfo> keys = new(
            [.. Keys("at+csq"), Key(ConsoleKey.Tab), enter, .. Keys("help AT+QSSLCFG"), enter, .. Keys("ATE1"), enter, .. Keys("hello"), enter, .. Keys("exit"), enter]);
        AtConsole.Run(session, console, () => keys.TryDequeue(out ConsoleKeyInfo key) ? key : null, TestContext.Current.CancellationToken);
        string shown = System.Text.Encoding.UTF8.GetString(screen.ToArray());
        Assert.Contains("+CSQ: 24,99" + Environment.NewLine + "OK", shown);
        Assert.DoesNotContain("! +CSQ", shown);
        Assert.Contains("seclevel", shown);
        Assert.Contains("the driver needs E1 for itself", shown);
        Assert.Contains("A command begins with AT.", shown);
        Assert.Empty(keys);
    }

    [Fact]
    public void Editor_Keys_EditCompleteAndRecall()
    {
        using StringWriter screen = new();
        LineEditor editor = new(screen, "> ", AtCatalog.Complete);
        Assert.Equal("AT+CSQ", Type(editor, Keys("at+csx"), [Key(ConsoleKey.Backspace), Key(ConsoleKey.Tab)]));
        editor.Remember(editor.Line);
        Assert.Equal("AT+QSSL", Type(editor, Keys("AT+QSS"), [Key(ConsoleKey.Tab)]));
        Assert.Equal("xAT+CSQ", Type(editor, [], [Key(ConsoleKey.UpArrow), Key(ConsoleKey.Home), .. Keys("x")]));
        Assert.Equal("ATI", Type(editor, Keys("ATI"), [Key(ConsoleKey.UpArrow), Key(ConsoleKey.DownArrow)]));
        Assert.Equal("AC", Type(editor, Keys("ABC"), [Key(ConsoleKey.LeftArrow), Key(ConsoleKey.LeftArrow), Key(ConsoleKey.Delete), Key(ConsoleKey.End)]));
        editor.Begin();
        Assert.True(editor.Take(Key(ConsoleKey.Enter)));
        editor.Interrupt("+CREG: 1");
        Assert.Contains("+CREG: 1" + Environment.NewLine + "\r> ", screen.ToString());
    }

    private static string Type(LineEditor editor, IEnumerable<ConsoleKeyInfo> first, IEnumerable<ConsoleKeyInfo> then)
    {
        editor.Begin();
        foreach (ConsoleKeyInfo key in first.Concat(then))
        {
            Assert.False(editor.Take(key));
        }

        return editor.Line;
    }

    private static IEnumerable<ConsoleKeyInfo> Keys(string text) => text.Select(letter => new ConsoleKeyInfo(letter, ConsoleKey.None, false, false, false));

    private static ConsoleKeyInfo Key(ConsoleKey key) => new('\0', key, false, false, false);
}
