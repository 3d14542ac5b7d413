// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using Bg95Cellular;

namespace Bg95Tool;

/// <summary>The options of the commands that go online.</summary>
internal sealed class OnlineSettings
{
    private const string PinVariable = "BG95_PIN";
    private const string PasswordVariable = "BG95_APN_PASSWORD";
    private const int LimitOfOtherSteps = 3000;

    private readonly Option<string?> _apn = new("--apn")
    {
        HelpName = "name",
        Description = "Access point of the SIM card's contract; without it the network chooses.",
    };

    private readonly Option<string?> _user = new("--user")
    {
        HelpName = "name",
        Description = "User name for the access point, if it wants one.",
    };

    private readonly Option<string?> _password = new("--password")
    {
        HelpName = "text",
        Description = $"Password for the access point; or {PasswordVariable} in the environment. It is never shown.",
    };

    private readonly Option<string?> _pin = new("--pin")
    {
        HelpName = "digits",
        Description = $"PIN of the SIM card; or {PinVariable} in the environment. It is sent once, and never shown.",
    };

    private readonly Option<string?> _timeServer = new("--time-server")
    {
        HelpName = "host",
        DefaultValueFactory = _ => "pool.ntp.org",
        Description = "Asked for the time where the network does not tell it.",
    };

    private readonly Entry[] _all;

    public OnlineSettings()
    {
        _all =
        [
            new(_apn, null, (options, text) => options.Apn = text, "--apn takes up to 99 printable ASCII characters without quotes."),
            new(_user, null, (options, text) => options.User = text, "--user takes up to 127 printable ASCII characters without quotes."),
            new(_password, PasswordVariable, (options, text) => options.Password = text, "--password takes up to 127 printable ASCII characters without quotes."),
            new(_pin, PinVariable, (options, text) => options.Pin = text, "--pin takes 4 to 8 digits."),
            new(_timeServer, null, (options, text) => options.TimeServer = text, "--time-server takes the name of a host."),
        ];
    }

    /// <summary>Adds them.</summary>
    public void AddTo(Command command)
    {
        foreach (Entry entry in _all)
        {
            command.Options.Add(entry.Option);
        }

        command.Validators.Add(Check);
    }

    /// <summary>What they say, and the session's limits.</summary>
    public OnlineOptions Read(ParseResult result, Session session)
    {
        OnlineOptions options = new() { KeepGoing = () => !session.IsEnding };
        foreach (Entry entry in _all)
        {
            if (entry.Text(result.GetValue(entry.Option)) is string text)
            {
                entry.Set(options, text);
            }
        }

        // So that it is the registration that says why, and not the limit of the whole.
        int limit = session.TimeLeft(options.RegistrationTimeoutMilliseconds + LimitOfOtherSteps) - LimitOfOtherSteps;
        options.RegistrationTimeoutMilliseconds = Math.Max(0, limit);
        return options;
    }

    /// <summary>Goes online, and tells each step.</summary>
    public void GoOnline(ParseResult result, Session session)
    {
        session.Connection.StepBegun += (_, step) =>
        {
            if (step != OnlineStep.Online)
            {
                session.Begin(Explanation.NameOf(step), Doing(step));
            }
        };
        session.Connection.GoOnline(Read(result, session));
    }

    /// <summary>What is done in a step, to read.</summary>
    public static string Doing(OnlineStep step) => step switch
    {
        OnlineStep.Power => "waiting for the module to answer",
        OnlineStep.Settings => "writing settings that differ",
        OnlineStep.Sim => "waiting for the SIM card",
        OnlineStep.Registration => "waiting for the registration; a first search takes minutes",
        OnlineStep.DataConnection => "activating the data connection",
        OnlineStep.Clock => "setting the clock",
        _ => "going online",
    };

    private void Check(CommandResult result)
    {
        OnlineOptions options = new();
        foreach (Entry entry in _all)
        {
            try
            {
                if (entry.Text(result.GetValue(entry.Option)) is string text)
                {
                    entry.Set(options, text);
                }
            }
            catch (ArgumentException)
            {
                // The library's own words would name its property.
                result.AddError(entry.Mistake);
            }
        }
    }

    /// <param name="Option">The option.</param>
    /// <param name="Variable">The environment variable that stands for it, or null.</param>
    /// <param name="Set">Hands the text to the library, which checks it.</param>
    /// <param name="Mistake">What is said of a text that the library refuses.</param>
    private sealed record Entry(Option<string?> Option, string? Variable, Action<OnlineOptions, string> Set, string Mistake)
    {
        public string? Text(string? given) => given ?? (Variable == null ? null : Environment.GetEnvironmentVariable(Variable));
    }
}
