// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Linq;
using Bg95Cellular;

namespace Samples.Pc;

/// <summary>The options that all samples have, and the command line that they are read from.</summary>
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
            Description = "User name for the access point, if it asks for one.",
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
        NeedServer(Ca);
        CheckNumber(Baud, 1, 4_000_000);
        CheckNumber(TcpPort, 1, 65535);
        CheckText(Apn, text => new OnlineOptions { Apn = text });
        CheckText(User, text => new OnlineOptions { User = text });
        CheckText(Password, text => new OnlineOptions { Password = text });
        Host.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var name }] && Uri.CheckHostName(name) == UriHostNameType.Unknown)
            {
                result.AddError($"--host: '{name}' is not a host name or an address, such as example.com.");
            }
        });
    }

    /// <summary>Makes the option --path of a sample that speaks HTTP.</summary>
    /// <param name="path">What holds where the command line says nothing.</param>
    /// <param name="description">What it is for.</param>
    public static Option<string> Path(string path, string description)
    {
        Option<string> option = new("--path") { DefaultValueFactory = _ => path, Description = description };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && (!text.StartsWith('/') || text.Any(c => c is <= ' ' or > '~')))
            {
                result.AddError($"--path: '{text}' must begin with / and have printable ASCII characters without blanks.");
            }
        });
        return option;
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
        Description = "Use RTS/CTS on --port and in the module. They must be wired.",
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
        Description = "The root certificate of the server's chain. Default: ISRG Root X1 (Let's Encrypt), built in.",
    };

    /// <summary>--certificate, of those samples that have it among their own options.</summary>
    public Option<string?> Certificate { get; } = new("--certificate")
    {
        HelpName = "file.pem",
        Description = "The client's certificate, if the server asks for one. Needs --key.",
    };

    /// <summary>--key, likewise.</summary>
    public Option<string?> Key { get; } = new("--key")
    {
        HelpName = "file.pem",
        Description = "The client's key, unencrypted.",
    };

    /// <summary>--suite.</summary>
    public Option<int?> Suite { get; } = new("--suite")
    {
        HelpName = "code",
        CustomParser = ParseSuite,
        Description = "The cipher suite to offer, for example 0xC02B for a server with an ECDSA certificate."
            + " Default: 0xC02F, ECDHE-RSA-AES128-GCM-SHA256.",
    };

    /// <summary>--trace.</summary>
    public Option<bool> Trace { get; } = new("--trace")
    {
        Description = "Show the AT dialogue, with shortened payload and without passwords and uploaded files.",
    };

    /// <summary>A sample that has no server of its own for a module on --port.</summary>
    public bool PortNeedsHost { get; init; }

    /// <summary>Runs a sample as the command line says. Returns the process's exit code.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="description">What the sample does.</param>
    /// <param name="run">The sample.</param>
    public int Invoke(string[] args, string description, Func<SampleSettings, int> run) =>
        Invoke(args, description, [], (settings, _) => run(settings));

    /// <summary>Runs a sample that has options of its own. None of them has an effect without a server.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="description">What the sample does.</param>
    /// <param name="own">Its own options.</param>
    /// <param name="run">The sample; takes what the command line says, with its own options' values.</param>
    public int Invoke(string[] args, string description, Option[] own, Func<SampleSettings, ParseResult, int> run)
    {
        // "[diagram]" before the options shows how they are read, and does nothing: a test checks the pages with it.
        RootCommand command = new(description) { new DiagramDirective() };

        foreach (Option option in (Option[])[Port, Baud, FlowControl, Apn, User, Password, Host, TcpPort, Ca, .. own, Suite, Trace])
        {
            command.Add(option);
        }

        foreach (Option option in own)
        {
            NeedServer(option);
        }

        foreach (HelpOption help in command.Options.OfType<HelpOption>())
        {
            ((HelpAction)help.Action!).MaxWidth = Screen.Width;
        }

        command.Validators.Add(Check);
        command.SetAction(result => run(Read(result), result));
        ParseResult line = command.Parse(args);

        if (line.Action is ParseErrorAction error)
        {
            // The whole help would push the mistake out of sight.
            error.ShowHelp = false;
        }

        return line.Invoke();
    }

    // An option without effect is a mistake, and an error: these have none without a server.
    private void NeedServer(Option option) => _needServer.Add(option);

    private SampleSettings Read(ParseResult result)
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
        if ((result.GetResult(Certificate) == null) != (result.GetResult(Key) == null))
        {
            result.AddError("--certificate and --key belong together.");
        }

        if (result.GetResult(Port) != null)
        {
            if (PortNeedsHost && result.GetResult(Host) == null)
            {
                result.AddError("--port needs --host.");
            }

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

    private static void CheckNumber(Option<int> option, int least, int most)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }]
                && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number < least || number > most))
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{option.Name}: '{text}' is not a number from {least} to {most}."));
            }
        });
    }

    // By the library's own rule.
    private static void CheckText(Option<string> option, Func<string, OnlineOptions> rule)
    {
        option.Validators.Add(result =>
        {
            try
            {
                _ = result.Tokens is [{ Value: var text }] ? rule(text) : null;
            }
            catch (ArgumentException e)
            {
                result.AddError($"{option.Name}: {e.Message}");
            }
        });
    }

    private static int? ParseSuite(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        string digits = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text[2..] : text;

        if (ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code))
        {
            return code;
        }

        result.AddError($"--suite: '{text}' is not the code of a cipher suite, such as 0xC02F.");
        return null;
    }
}
