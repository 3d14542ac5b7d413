// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using Bg95Ssl;

namespace Bg95Tool;

/// <summary>"diagnose": tries to open TLS, and where it does not open, asks the module why.</summary>
internal sealed class DiagnoseCommand(CommandRun run)
{
    private const int DefaultPort = 443;
    private const int HandshakeLimit = 60_000;

    private static readonly (SslFindings Finding, string Meaning, string Advice)[] s_texts =
    [
        (SslFindings.SimNotReady, "The SIM card is not ready.", "Put it in, or give its PIN: bg95 online --pin."),
        (SslFindings.NotRegistered, "The module is not registered in a network.", "bg95 online waits for it; a first search takes minutes. Else look at antenna, bands and the card's contract."),
        (SslFindings.WeakSignal, "The signal is weak, or there is none.", "Look at the antenna and at the place."),
        (SslFindings.PdpInactive, "There is no data connection: the PDP context is not active.", "bg95 online makes one; give the access point with --apn."),
        (SslFindings.PdpStale, "The PDP context has an address and is not active.", "bg95 at AT+QIDEACT=1, then bg95 online."),
        (SslFindings.NoDnsServer, "There is no DNS server.", "Set one: bg95 at 'AT+QIDNSCFG=1,\"9.9.9.9\"'."),
        (SslFindings.UrcPortElsewhere, "Unsolicited results go to another port of the module.", "Say which port this is: --urc-port usbat, for the AT port on USB."),
        (SslFindings.ClockWrong, "The module's clock is wrong, so no certificate is valid.", "bg95 online sets it."),
        (SslFindings.NoNetworkTime, "The network tells no time.", "bg95 online asks a time server: --time-server."),
        (SslFindings.SettingsDiffer, "The module has other TLS settings than were written.", "Try again; something else may be using the module, too."),
        (SslFindings.NoCaCertificate, "The CA certificate is not in the module.", "bg95 provision --ca root.pem, or name the one that is there: --ca-name."),
        (SslFindings.NoClientCertificate, "The module's own certificate is not there.", "bg95 provision --client-cert, or another --client-cert-name."),
        (SslFindings.NoClientKey, "The module's own key is not there.", "bg95 provision --client-key, or another --client-key-name."),
        (SslFindings.CaCertificateNotPem, "The file with the CA certificate is no PEM.", "bg95 provision --ca root.pem --replace."),
        (SslFindings.ClientCertificateNotPem, "The file with the module's own certificate is no PEM.", "bg95 provision --client-cert FILE --replace."),
        (SslFindings.ClientKeyNotPem, "The file with the module's own key is no PEM.", "bg95 provision --client-key FILE --replace."),
        (SslFindings.WrongPem, "A key is where a certificate belongs, or the other way.", "bg95 provision with each under its own option, and --replace."),
        (SslFindings.HostIsAddress, "The host is an address, which is no server name and stands in few certificates.", "Give the host's name."),
    ];

    private readonly CommonOptions _common = new();
    private readonly TlsOptions _tls = new(withCa: false);
    private readonly Argument<string> _host = new("host") { Description = "The server by its name, or name:port; port 443 unless set." };

    public Command Build()
    {
        Command command = new(
            "diagnose",
            """
            Tries to open TLS to a server, as the module is now. Where it does not open, asks the module why: SIM card,
            registration, signal, data connection, DNS, clock, files, settings. Takes nothing online and writes no file.
            """) { _host };
        _host.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !IsHost(result.Tokens[0].Value, out _, out _))
            {
                result.AddError($"'{result.Tokens[0].Value}' is no host: it has to be name or name:port.");
            }
        });
        _tls.AddTo(command);
        _common.AddTo(command);
        command.SetAction(result => run.Run("diagnose", _common.Read(result), session => Diagnose(result, session), _tls.CaName(result, null)));
        return command;
    }

    private DiagnoseResult Diagnose(ParseResult result, Session session)
    {
        _ = IsHost(result.GetRequiredValue(_host), out string host, out int port);
        SslContext tls = _tls.Apply(result, session, null);
        tls.NegotiateTimeoutMilliseconds = Math.Clamp(session.TimeLeft(HandshakeLimit), SslContext.MinimumNegotiateTimeoutMilliseconds, SslContext.MaximumNegotiateTimeoutMilliseconds);
        session.Begin("TLS", $"opening TLS to {host}:{port}");
        Stopwatch connecting = Stopwatch.StartNew();
        try
        {
            using SslSocket socket = tls.Connect(host, port);
            return new DiagnoseResult(host, port, true, (int)connecting.ElapsedMilliseconds, null, []);
        }
        catch (Bg95Exception fault) when (!session.IsEnding && fault.Error is not (Bg95Error.PortFailed or Bg95Error.NoAnswer))
        {
            session.Begin("diagnosis", "asking the module why");
            SslFindings found = session.Modem.Diagnose(tls, host).Findings;
            return new DiagnoseResult(host, port, false, null, Describe(fault), [.. Explain(found)]);
        }
    }

    private static string Describe(Bg95Exception fault) => Enum.IsDefined(fault.Error) && fault.Error > Bg95Error.Success
        ? $"{fault.Command}: error {(int)fault.Error}, {fault.Error}"
        : fault.Message;

    private static IEnumerable<DiagnoseResult.Finding> Explain(SslFindings found) =>
        from text in s_texts
        where found.HasFlag(text.Finding)
        let name = text.Finding.ToString()
        select new DiagnoseResult.Finding(char.ToLowerInvariant(name[0]) + name[1..], text.Meaning, text.Advice);

    private static bool IsHost(string text, out string host, out int port)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        host = colon < 0 ? text : text[..colon];
        port = DefaultPort;
        return (colon < 0 || (int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is >= 1 and <= 65535))
            && host.Length is >= 1 and <= SslContext.LongestHost
            && host.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_');
    }
}
