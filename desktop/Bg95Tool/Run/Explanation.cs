// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Net.Sockets;
using Bg95Cellular;
using Bg95Http;
using Bg95Ssl;

namespace Bg95Tool;

/// <summary>What a person can do about an exception.</summary>
internal static class Explanation
{
    /// <summary>Makes a failure of it; of one that nobody expects, too.</summary>
    /// <param name="fault">What was thrown.</param>
    /// <param name="step">The step that was under way.</param>
    /// <param name="settings">Where the module is.</param>
    public static ToolFailure Of(Exception fault, string step, CommonSettings settings) => fault switch
    {
        ToolFailure failure => failure,
        OnlineException { Failure: OnlineFailure.ModuleSilent } => Silent(step, settings),
        OnlineException online => new ToolFailure(NameOf(online.Step), Camel(online.Failure.ToString()), online.Message, AdviceOn(online)),
        Bg95Exception { Error: Bg95Error.NoAnswer or Bg95Error.PortFailed } or OperationCanceledException or InvalidOperationException when step == "module" =>
            Silent(step, settings),
        Bg95Exception { Error: Bg95Error.PortFailed } => new ToolFailure(
            "port", "portFailed", "The port has failed while it was used.", "Is the cable still there?", ExitCode.NoModule),
        Bg95Exception modem => new ToolFailure(step, Camel(modem.Error.ToString()), modem.Message, AdviceOn(modem.Error)),
        HttpException http => new ToolFailure(step, Camel(http.Error.ToString()), "HTTP: " + http.Message, "Try again; the server has broken off or its answer is not in order."),
        IOException or UnauthorizedAccessException or ArgumentException or SocketException or InvalidOperationException when step == "port" =>
            new ToolFailure("port", "portNotOpen", fault.Message, AdviceOnPort(settings), ExitCode.NoModule),
        ArgumentException argument => new ToolFailure(step, "usage", argument.Message[(argument.Message.StartsWith(step + ": ", StringComparison.Ordinal) ? step.Length + 2 : 0)..], null, ExitCode.Usage),
        IOException or UnauthorizedAccessException or SocketException or InvalidOperationException or TimeoutException =>
            new ToolFailure(step, "failed", fault.Message),
        _ => new ToolFailure(step, "bug", $"{fault.GetType().Name}: {fault.Message}", "This is a mistake of the tool: please report it, with a --log of the same run."),
    };

    /// <summary>A step of going online as the tool's texts and JSON have it.</summary>
    public static string NameOf(OnlineStep step) => step switch
    {
        OnlineStep.Sim => "SIM card",
        OnlineStep.DataConnection => "data connection",
        _ => Camel(step.ToString()),
    };

    private static ToolFailure Silent(string step, CommonSettings settings) => new(
        step,
        "moduleSilent",
        $"Nothing on {settings.Place} answers like a module.",
        settings.Port == null
            ? "Is a module served there, and is no other client connected to it?"
            : "Is the module switched on (PWRKEY), is this its AT port, is the speed right (--baud), are TX and RX crossed, does something else hold its RTS or DTR?",
        ExitCode.NoModule);

    private static string AdviceOnPort(CommonSettings settings) => settings.Port == null
        ? "Is a module served there?"
        : "Is the name right, is no other program using the port, and may you open it (Linux: group dialout)? " + ModuleLine.PortsOfThisPc();

    private static string? AdviceOn(OnlineException online) => online.Failure switch
    {
        OnlineFailure.NoSim => "Switch the module off, put the card in, and try again.",
        OnlineFailure.PinNeeded => "Give it with --pin, or in the environment variable BG95_PIN.",
        OnlineFailure.PinRefused => "Look the PIN up before you try again: after three wrong ones the card is locked.",
        OnlineFailure.TooFewTries => "Enter the PIN once in a telephone; that gives the card its tries back.",
        OnlineFailure.SimLocked => "Unlock the card in a telephone with its PUK, or use the card or network that the module is locked to.",
        OnlineFailure.NotRegistered => "See that the antenna is fitted, and give it longer: --timeout 600. A first search takes minutes.",
        OnlineFailure.RegistrationDenied => "Ask whoever sold the card whether it is active and may use this network and technology.",
        OnlineFailure.NoDataConnection => "Give the access point of the card's contract with --apn, and --user and --password where it wants them.",
        OnlineFailure.ClockUnknown => "Name a time server that this network reaches with --time-server.",
        _ => AdviceOn(online.Error),
    };

    private static string? AdviceOn(Bg95Error error) => error switch
    {
        Bg95Error.LineDamaged or Bg95Error.FileDamaged => "Bytes were lost: lower the speed (--baud), or wire RTS/CTS and say --flow-control.",
        Bg95Error.NoAnswer => "Is its power supply stable (it takes 2 A at times)? Try again.",
        Bg95Error.SocketConnectionFailed => "bg95 diagnose <host> looks for the reason.",
        Bg95Error.DnsParseFailed => "Is the host's name right? bg95 diagnose <host> looks for the reason.",
        Bg95Error.ClockWrong => "The module checks certificates by its own clock: bg95 online sets it.",
        Bg95Error.PowerCycleNeeded => "Switch the module off and on.",
        Bg95Error.ModuleRestarted => "The module has started anew by itself: is its power supply stable (it takes 2 A at times)?",
        Bg95Error.OpenPdpContextFailed or Bg95Error.PdpDeactivated => "There is no data connection: bg95 online makes one.",
        _ => null,
    };

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
