// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Samples.Pc;

/// <summary>The entry point on a PC: the command line.</summary>
internal static class PcProgram
{
    private static readonly Option<string?> s_port = new("--port")
    {
        HelpName = "name",
        Description = "Serial port of a real module, such as COM5 or /dev/ttyUSB2. Without it the module is emulated.",
    };

    private static readonly Option<int> s_baud = new("--baud")
    {
        DefaultValueFactory = _ => HttpsGet.BaudRate,
        Description = "Speed of --port.",
    };

    private static readonly Option<bool> s_flowControl = new("--flow-control")
    {
        Description = "RTS/CTS are wired: --port uses them, and the module is told to.",
    };

    private static readonly Option<string> s_apn = new("--apn")
    {
        DefaultValueFactory = _ => HttpsGet.Apn,
        Description = "Access point name of your SIM card; \"\" leaves the choice to the network.",
    };

    private static readonly Option<string> s_user = new("--user")
    {
        DefaultValueFactory = _ => HttpsGet.User,
        Description = "User name for the access point, if it wants one.",
    };

    private static readonly Option<string> s_password = new("--password")
    {
        DefaultValueFactory = _ => HttpsGet.Password,
        Description = "Password for the access point. --trace does not show it.",
    };

    private static readonly Option<string?> s_host = new("--host")
    {
        HelpName = "name",
        Description = "Fetch from this server, which the module (the emulated one: this PC) must be able to reach."
            + $" With --port alone: {HttpsGet.Host}.",
    };

    private static readonly Option<int> s_tcpPort = new("--tcp-port")
    {
        DefaultValueFactory = _ => HttpsGet.TcpPort,
        Description = "TCP port of --host.",
    };

    private static readonly Option<string> s_path = new("--path")
    {
        DefaultValueFactory = _ => HttpsGet.Path,
        Description = "Path of the page at --host.",
    };

    private static readonly Option<string?> s_ca = new("--ca")
    {
        HelpName = "file.pem",
        Description = "The root certificate that the server's goes back to. Default: ISRG Root X1 (Let's Encrypt), built in.",
    };

    private static readonly Option<int?> s_suite = new("--suite")
    {
        HelpName = "code",
        CustomParser = ParseSuite,
        Description = "The one cipher suite to offer, such as 0xC02B for a server with an ECDSA certificate."
            + " Default: 0xC02F, ECDHE-RSA-AES128-GCM-SHA256.",
    };

    private static readonly Option<bool> s_trace = new("--trace")
    {
        Description = "Show the AT dialogue; payload is cut short, passwords and uploaded files are left out.",
    };

    public static int Main(string[] args)
    {
        RootCommand command = new(
            """
            Fetches a page over TLS through a BG95.

            Without options: an emulated BG95 on a pseudo-terminal and an HTTPS server with a throw-away CA are started,
            and two pages, 100 KiB and 10 MiB, are fetched and compared with what the server sent.

              HttpsGet --port COM5 --apn iot.example         a real module on a serial port of this PC
              HttpsGet --host example.com --ca root.pem      the emulated module, a real server

            Exit code: 0 if every page came in full (and with the right digest where it is known), 1 if not.
            """)
        {
            s_port, s_baud, s_flowControl, s_apn, s_user, s_password, s_host, s_tcpPort, s_path, s_ca, s_suite, s_trace,
        };
        command.Validators.Add(Check);
        command.SetAction(result => Session.Run(Read(result)));
        ParseResult line = command.Parse(args);

        if (line.Action is ParseErrorAction error)
        {
            // The whole help would push the mistake out of sight.
            error.ShowHelp = false;
        }

        return line.Invoke();
    }

    private static Settings Read(ParseResult result)
    {
        string? port = result.GetValue(s_port);
        string? host = result.GetValue(s_host);
        return new Settings
        {
            Port = port,
            Baud = result.GetValue(s_baud),
            FlowControl = result.GetValue(s_flowControl),
            Apn = result.GetRequiredValue(s_apn),
            User = result.GetRequiredValue(s_user),
            Password = result.GetRequiredValue(s_password),
            Host = host ?? HttpsGet.Host,
            TcpPort = result.GetValue(s_tcpPort),
            Path = result.GetRequiredValue(s_path),
            CaFile = result.GetValue(s_ca),
            Suite = result.GetValue(s_suite),
            Trace = result.GetValue(s_trace),
            OwnServer = port == null && host == null,
        };
    }

    // An option without effect is a mistake that had better be told.
    private static void Check(CommandResult result)
    {
        if (result.GetResult(s_port) == null)
        {
            Refuse(result, s_baud, "--port");
            Refuse(result, s_flowControl, "--port");

            if (result.GetResult(s_host) == null)
            {
                Refuse(result, s_tcpPort, "--host or --port");
                Refuse(result, s_path, "--host or --port");
                Refuse(result, s_ca, "--host or --port");
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
        string digits = text.StartsWith("0x", System.StringComparison.OrdinalIgnoreCase) ? text[2..] : text;

        if (ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code))
        {
            return code;
        }

        result.AddError($"'{text}' is not the code of a cipher suite, such as 0xC02F.");
        return null;
    }
}
