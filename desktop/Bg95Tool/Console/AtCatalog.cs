// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Linq;

namespace Bg95Tool;

/// <summary>The commands that the console knows: how each is written, and what it does.</summary>
internal static class AtCatalog
{
    /// <summary>All of them, in order.</summary>
    public static IReadOnlyList<Entry> All { get; } =
    [
        new("AT", "AT", "Does nothing; the module answers OK."),
        new("ATI", "ATI", "Maker, model and firmware."),
        new("AT+CCLK", "AT+CCLK?", "The module's clock; certificates are checked by it."),
        new("AT+CEER", "AT+CEER", "Why the last attach or call has failed."),
        new("AT+CEREG", "AT+CEREG?", "Registration on LTE: the second number 1 is home, 5 roaming, 2 searching, 3 denied."),
        new("AT+CFUN", "AT+CFUN?", "1 on, 4 radio off, 0 radio and SIM off; AT+CFUN=1,1 restarts the module."),
        new("AT+CGACT", "AT+CGACT?", "Which PDP contexts are active."),
        new("AT+CGATT", "AT+CGATT?", "Whether the module is attached to the packet network."),
        new("AT+CGDCONT", "AT+CGDCONT?", "The access point of the attach (context 1)."),
        new("AT+CGREG", "AT+CGREG?", "Registration on GSM, as AT+CEREG."),
        new("AT+CGSN", "AT+CGSN", "The IMEI."),
        new("AT+CIMI", "AT+CIMI", "The IMSI."),
        new("AT+CMEE", "AT+CMEE?", "How errors are told; the driver keeps it at 1."),
        new("AT+COPS", "AT+COPS?", "The operator; =? scans for all, which takes minutes."),
        new("AT+CPIN", "AT+CPIN?", "What the SIM card waits for. A wrong PIN costs one of three tries."),
        new("AT+CPSMS", "AT+CPSMS?", "Power saving mode."),
        new("AT+CSQ", "AT+CSQ", "Signal: dBm = 2n - 113, 99 is nothing heard."),
        new("AT+QCCID", "AT+QCCID", "The SIM card's number."),
        new("AT+QCFG", "AT+QCFG=\"band\"", "Radio settings: nwscanmode, iotopmode, nwscanseq, band and others."),
        new("AT+QCSQ", "AT+QCSQ", "Signal by technology: rssi, rsrp, sinr (raw/5 - 20 dB), rsrq."),
        new("AT+QFDEL", "AT+QFDEL=\"ca.pem\"", "Deletes a file."),
        new("AT+QFLDS", "AT+QFLDS=\"UFS\"", "Free and total space for files."),
        new("AT+QFLST", "AT+QFLST=\"*\"", "The files and their sizes."),
        new("AT+QGMR", "AT+QGMR", "The firmware's whole name."),
        new("AT+QIACT", "AT+QIACT?", "Active PDP contexts and addresses; AT+QIACT=1 activates the first."),
        new("AT+QICSGP", "AT+QICSGP=1", "Access point of a PDP context."),
        new("AT+QIDEACT", "AT+QIDEACT=1", "Deactivates a PDP context."),
        new("AT+QIDNSCFG", "AT+QIDNSCFG=1", "DNS servers of a PDP context."),
        new("AT+QIDNSGIP", "AT+QIDNSGIP=1,\"example.com\"", "Resolves a name; the answer comes unasked."),
        new("AT+QIGETERROR", "AT+QIGETERROR", "The last error of a socket or PDP command. It says nothing of TLS."),
        new("AT+QINISTAT", "AT+QINISTAT", "How far the SIM card has started: 3 is all."),
        new("AT+QISTATE", "AT+QISTATE?", "TCP and UDP sockets."),
        new("AT+QLTS", "AT+QLTS=2", "The network's time, or \"\" where it has told none."),
        new("AT+QNTP", "AT+QNTP=1,\"pool.ntp.org\"", "Sets the clock by a time server; the result comes unasked."),
        new("AT+QNWINFO", "AT+QNWINFO", "Technology, operator, band and channel."),
        new("AT+QPING", "AT+QPING=1,\"example.com\"", "Pings; the answers come unasked."),
        new("AT+QPINC", "AT+QPINC?", "Tries that are left for PIN and PUK."),
        new("AT+QPOWD", "AT+QPOWD=1", "Switches the module off."),
        new("AT+QSIMSTAT", "AT+QSIMSTAT?", "Whether a SIM card is in."),
        new("AT+QSSLCFG", "AT+QSSLCFG=\"seclevel\",0", "A TLS setting of a context: sslversion, ciphersuite, cacert, clientcert, clientkey, seclevel, session, sni, checkhost, ignorelocaltime, negotiatetime, dtls, dtlsversion; =? shows all values."),
        new("AT+QSSLCLOSE", "AT+QSSLCLOSE=?", "Closes a TLS socket. The driver does it; only the test form can be sent here."),
        new("AT+QSSLOPEN", "AT+QSSLOPEN=?", "Opens a TLS socket. The driver does it (bg95 get); only the test form can be sent here."),
        new("AT+QSSLRECV", "AT+QSSLRECV=?", "Reads from a TLS socket. The driver does it; only the test form can be sent here."),
        new("AT+QSSLSEND", "AT+QSSLSEND=?", "Sends to a TLS socket. The driver does it; only the test form can be sent here."),
        new("AT+QSSLSTATE", "AT+QSSLSTATE", "TLS sockets: id, type, address, ports, state (2 connected, 4 closing), contexts, mode."),
        new("AT+QURCCFG", "AT+QURCCFG=\"urcport\"", "Where unsolicited results go; --urc-port sets it."),
    ];

    /// <summary>What a beginning can become, in order.</summary>
    public static IReadOnlyList<string> Complete(string beginning) =>
        [.. All.Select(entry => entry.Name).Where(name => name.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))];

    /// <summary>The entry of a command that was typed, with or without what stands behind its name; or null.</summary>
    public static Entry? Find(string typed)
    {
        int end = typed.AsSpan().IndexOfAny('=', '?', ' ');
        string name = end < 0 ? typed : typed[..end];
        return All.FirstOrDefault(entry => entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    /// <param name="Name">The command.</param>
    /// <param name="Example">How it is written.</param>
    /// <param name="Help">What it does, in a sentence.</param>
    internal sealed record Entry(string Name, string Example, string Help);
}
