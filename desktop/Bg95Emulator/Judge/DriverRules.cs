// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;

namespace Bg95Emulator;

/// <summary>What the judge looks at.</summary>
public static class DriverRules
{
    /// <summary>A command while one runs.</summary>
    public static DriverRule CommandWhileBusy { get; } = new(
        "command-while-busy", "sent a command before the one before had its final result", "ITU-T V.250, 5.6.1");

    /// <summary>Data before the prompt.</summary>
    public static DriverRule DataBeforePrompt { get; } = new(
        "data-before-prompt", "sent data before the prompt or CONNECT had come", "application note 2.1.3; module facts 7");

    /// <summary>More data than announced.</summary>
    public static DriverRule TooMuchData { get; } = new(
        "too-much-data", "sent more data than announced, or Ctrl-Z after a fixed length", "module facts 3");

    /// <summary>Less data than announced.</summary>
    public static DriverRule TooLittleData { get; } = new(
        "too-little-data", "sent less data than announced, so that the module gave up waiting", "module facts 3, 4.11");

    /// <summary>Beyond the module's limits.</summary>
    public static DriverRule RequestTooLong { get; } = new(
        "request-too-long", "asked for more than AT+QSSLSEND and AT+QISEND (1460) or AT+QSSLRECV and AT+QIRD (1500) take, or an SSL socket for nothing", "module facts 4.6, 4.7");

    /// <summary>A line that no module takes.</summary>
    public static DriverRule LineTooLong { get; } = new(
        "line-too-long", "sent a command line that is longer than any module takes", "ITU-T V.250, 5.2.2");

    /// <summary>No command.</summary>
    public static DriverRule NoCommand { get; } = new(
        "no-command", "sent something that is no command while the module waited for one", "ITU-T V.250, 5.2.1");

    /// <summary>A command that there is not.</summary>
    public static DriverRule UnknownCommand { get; } = new(
        "unknown-command", "sent a command, or a form of one, that this module does not know", "module facts 1", IsAdvice: true);

    /// <summary>No silence around the escape.</summary>
    public static DriverRule MissingGuardTime { get; } = new(
        "missing-guard-time", "sent +++ without the silence before and after it", "module facts 4.14");

    /// <summary>Bytes that the UART's ring had no room for.</summary>
    public static DriverRule BytesLost { get; } = new(
        "bytes-lost", "sent more than the module's receive ring holds, without flow control", "module facts 4.11");

    /// <summary>Settings of another context.</summary>
    public static DriverRule ContextNotConfigured { get; } = new(
        "context-not-configured", "opened a socket with an SSL context that was not configured since the module started", "module facts 7");

    /// <summary>No PDP context.</summary>
    public static DriverRule PdpNotActive { get; } = new(
        "pdp-not-active", "opened a socket on a PDP context that is not active", "application note 1.2");

    /// <summary>An id in use.</summary>
    public static DriverRule IdInUse { get; } = new(
        "id-in-use", "opened a client id that was still open", "module facts 4.2");

    /// <summary>No close.</summary>
    public static DriverRule NotClosed { get; } = new(
        "not-closed", "left a socket open at the end", "module facts 4.4");

    /// <summary>A try of the card's that is gone for nothing.</summary>
    public static DriverRule PinRepeated { get; } = new(
        "pin-repeated", "sent a PIN again that the SIM card had refused", "module facts 11");

    /// <summary>A search for nothing.</summary>
    public static DriverRule SettingRewritten { get; } = new(
        "setting-rewritten", "wrote a radio setting that was set already, which begins a new search", "module facts 15", IsAdvice: true);

    /// <summary>No authentication of the server.</summary>
    public static DriverRule InsecureContext { get; } = new(
        "insecure-context", "opened a socket with seclevel 0: anybody could be at the other end", "module facts 7", IsAdvice: true);

    /// <summary>No check of the certificate's dates.</summary>
    public static DriverRule TimeIgnored { get; } = new(
        "time-ignored", "opened a socket with ignorelocaltime 1: expired certificates pass", "module facts 7", IsAdvice: true);

    /// <summary>An address where a name belongs.</summary>
    public static DriverRule NameLost { get; } = new(
        "name-lost", "opened a socket by address with sni or checkhost on: the name of the server is lost", "module facts 2, 7", IsAdvice: true);

    /// <summary>Data nobody read.</summary>
    public static DriverRule DataUnread { get; } = new(
        "data-unread", "closed a socket with received data unread", "module facts 4.3", IsAdvice: true);

    /// <summary>All, in the order of the verdict.</summary>
    public static IReadOnlyList<DriverRule> All { get; } =
    [
        CommandWhileBusy, DataBeforePrompt, TooMuchData, TooLittleData, RequestTooLong, LineTooLong, NoCommand,
        MissingGuardTime, BytesLost, ContextNotConfigured, PdpNotActive, IdInUse, NotClosed, PinRepeated,
        SettingRewritten, UnknownCommand, InsecureContext, TimeIgnored, NameLost, DataUnread,
    ];
}
