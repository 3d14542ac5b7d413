// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Samples.Pc;

/// <summary>The options that all samples have; a sample adds its own to its command.</summary>
public sealed class SampleOptions
{
    private readonly List<Option> _needServer = [];

    /// <summary>Makes the options, with these defaults.</summary>
    /// <param name="defaults">What holds where the command line says nothing.</param>
    /// <param name="host">What --host is for, as a sentence.</param>
    public SampleOptions(SampleSettings defaults, string host)
    {
        Defaults = defaults;
        Baud = new Option<int>("--baud") { DefaultValueFactory = _ => defaults.Baud, Description = "Speed of --port." };
        Apn = new Option<string>("--apn")
        {
            DefaultValueFactory = _ => defaults.Apn,
            Description = "Access point name of your SIM card; \"\" leaves the choice to the network.",
        };
        User = new Option<string>("--user")
        {
            DefaultValueFactory = _ => defaults.User,
            Description = "User name for the access point, if it wants one.",
        };
        Password = new Option<string>("--password")
        {
            DefaultValueFactory = _ => defaults.Password,
            Description = "Password for the access point. --trace does not show it.",
        };
        Host = new Option<string?>("--host") { HelpName = "name", Description = host };
        TcpPort = new Option<int>("--tcp-port")
        {
            DefaultValueFactory = _ => defaults.TcpPort,
            Description = "TCP port of --host.",
        };
        NeedServer(TcpPort);
    }

    /// <summary>What holds where the command line says nothing.</summary>
    public SampleSettings Defaults { get; }

    /// <summary>--port.</summary>
    public Option<string?> Port { get; } = new("--port")
    {
        HelpName = "name",
        Description = "Serial port of a real module, such as COM5 or /dev/ttyUSB2. Without it the module is emulated.",
    };

    /// <summary>--baud.</summary>
    public Option<int> Baud { get; }

    /// <summary>--flow-control.</summary>
    public Option<bool> FlowControl { get; } = new("--flow-control")
    {
        Description = "RTS/CTS are wired: --port uses them, and the module is told to.",
    };

    /// <summary>--apn.</summary>
    public Option<string> Apn { get; }

    /// <summary>--user.</summary>
    public Option<string> User { get; }

    /// <summary>--password.</summary>
    public Option<string> Password { get; }

    /// <summary>--host.</summary>
    public Option<string?> Host { get; }

    /// <summary>--tcp-port.</summary>
    public Option<int> TcpPort { get; }

    /// <summary>--ca.</summary>
    public Option<string?> Ca { get; } = new("--ca")
    {
        HelpName = "file.pem",
        Description = "The root certificate that the server's goes back to. Default: ISRG Root X1 (Let's Encrypt), built in.",
    };

    /// <summary>--suite.</summary>
    public Option<int?> Suite { get; } = new("--suite")
    {
        HelpName = "code",
        CustomParser = ParseSuite,
        Description = "The one cipher suite to offer, such as 0xC02B for a server with an ECDSA certificate."
            + " Default: 0xC02F, ECDHE-RSA-AES128-GCM-SHA256.",
    };

    /// <summary>--trace.</summary>
    public Option<bool> Trace { get; } = new("--trace")
    {
        Description = "Show the AT dialogue; payload is cut short, passwords and uploaded files are left out.",
    };

    /// <summary>An option without effect is a mistake that had better be told: this one has none without a server.</summary>
    public void NeedServer(Option option) => _needServer.Add(option);

    /// <summary>Runs a command. Returns the process's exit code.</summary>
    public int Invoke(RootCommand command, string[] args, Func<ParseResult, int> action)
    {
        // "[diagram]" before the options shows how they are read, and does nothing: a test checks the pages with it.
        command.Add(new DiagramDirective());
        command.Validators.Add(Check);
        command.SetAction(action);
        ParseResult line = command.Parse(args);

        if (line.Action is ParseErrorAction error)
        {
            // The whole help would push the mistake out of sight.
            error.ShowHelp = false;
        }

        return line.Invoke();
    }

    /// <summary>Reads what the command line says. Options that the sample's command does not have keep their defaults.</summary>
    public SampleSettings Read(ParseResult result)
    {
        string? port = result.GetValue(Port);
        string? host = result.GetValue(Host);
        return Defaults with
        {
            Port = port,
            Baud = result.GetValue(Baud),
            FlowControl = result.GetValue(FlowControl),
            Apn = result.GetRequiredValue(Apn),
            User = result.GetRequiredValue(User),
            Password = result.GetRequiredValue(Password),
            Host = host ?? Defaults.Host,
            TcpPort = result.GetValue(TcpPort),
            CaFile = result.GetValue(Ca),
            Suite = result.GetValue(Suite),
            Trace = result.GetValue(Trace),
            OwnServer = port == null && host == null,
        };
    }

    private void Check(CommandResult result)
    {
        if (result.GetResult(Port) != null)
        {
            return;
        }

        Refuse(result, Baud, "--port");
        Refuse(result, FlowControl, "--port");

        if (result.GetResult(Host) == null)
        {
            foreach (Option option in _needServer)
            {
                Refuse(result, option, "--host or --port");
            }
        }
    }

    private static void Refuse(CommandResult result, Option option, string needed)
    {
        if (result.GetResult(option) is { Implicit: false })
        {
            result.AddError($"{option.Name} needs {needed}.");
        }
    }

    private static int? ParseSuite(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        string digits = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text[2..] : text;

        if (ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code))
        {
            return code;
        }

        result.AddError($"'{text}' is not the code of a cipher suite, such as 0xC02F.");
        return null;
    }
}
