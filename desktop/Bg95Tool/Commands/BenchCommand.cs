// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Linq;
using Bg95Emulator.Tool;
using Bg95Ssl;

namespace Bg95Tool;

/// <summary>"bench": goodput by access mode.</summary>
internal sealed class BenchCommand(CommandRun run)
{
    private const int DefaultBytes = 100 * 1024;

    private static readonly string[] s_modes = ["buffer", "push", "transparent", "send"];

    private readonly CommonOptions _common = new();
    private readonly OnlineSettings _online = new();
    private readonly TlsOptions _tls = new(withCa: true);
    private readonly Argument<string?> _url = UrlArgument();
    private readonly Option<int> _bytes = NumberOption.Whole("--bytes", "count", 1000, TryServer.LargestPage, DefaultBytes, "So many are received and sent in each mode; 102400 unless set.");

    private readonly Option<string[]> _mode = new("--mode")
    {
        HelpName = string.Join('|', s_modes),
        Description = "Only this one; several times for several.",
    };

    private readonly Option<string?> _svg = new("--svg") { HelpName = "file", Description = "Draws the result as an SVG file, too." };

    public Command Build()
    {
        Command command = new(
            "bench",
            """
            Measures the goodput through TLS: receiving in buffer, direct push and transparent mode by fetching a page, and
            sending by posting to it. Each runs over a connection of its own; a page that is longer is cut off.
            """) { _url };
        command.Options.Add(_bytes);
        command.Options.Add(_mode);
        command.Options.Add(_svg);
        _tls.AddTo(command);
        _online.AddTo(command);
        _common.AddTo(command);
        command.Validators.Add(Check);
        command.SetAction(Run);
        return command;
    }

    private static Argument<string?> UrlArgument()
    {
        Argument<string?> argument = new("url") { Arity = ArgumentArity.ZeroOrOne, Description = "A page, best of 100 KiB or more. Needed unless --emulated is given." };
        argument.Validators.Add(GetCommand.CheckUrl);
        return argument;
    }

    private void Check(CommandResult result)
    {
        bool isEmulated = result.Children.OfType<OptionResult>().Any(option => option.Option.Name == "--emulated" && !option.Implicit);
        if (result.GetValue(_url) == null && !isEmulated)
        {
            result.AddError("Say which page: bg95 bench https://host/path. Only an emulated module has one of its own.");
        }

        if (result.GetValue(_mode)?.FirstOrDefault(mode => !s_modes.Contains(mode)) != null)
        {
            result.AddError("--mode takes buffer, push, transparent or send.");
        }

        if (result.GetValue(_svg) is string path)
        {
            CommonOptions.CheckFolder(result, "--svg", path);
        }
    }

    private int Run(ParseResult result)
    {
        Credential? ca = _tls.ReadCa(result);
        return run.Run("bench", _common.Read(result), session => Measure(result, session, ca), _tls.CaName(result, ca));
    }

    private BenchResult Measure(ParseResult result, Session session, Credential? ca)
    {
        int bytes = result.GetValue(_bytes);
        Uri url = new(result.GetValue(_url) ?? $"https://{TryServer.Host}/{bytes}");
        string[] modes = result.GetValue(_mode) is { Length: > 0 } some ? some : s_modes;
        _online.GoOnline(result, session);
        GoodputMeter meter = new(session, _tls.Apply(result, session, ca), url, bytes);
        List<Goodput> measured = [];
        foreach (string mode in s_modes.Where(modes.Contains))
        {
            measured.Add(mode switch
            {
                "buffer" => meter.Receive(AccessMode.Buffer, "receiveBuffer", "receive, buffer"),
                "push" => meter.Receive(AccessMode.DirectPush, "receiveDirectPush", "receive, direct push"),
                "transparent" => meter.Receive(AccessMode.Transparent, "receiveTransparent", "receive, transparent"),
                _ => meter.Send("sendFixed", "send, fixed length"),
            });
        }

        string? svg = result.GetValue(_svg);
        if (svg != null)
        {
            BenchPlot.Draw(measured, $"{url.Host}, {session.Settings.Place}").Save(svg);
        }

        return new BenchResult(url.ToString(), session.Settings.TcpHost != null || session.Settings.Baud == 0 ? null : session.Settings.Baud, measured, svg);
    }
}
