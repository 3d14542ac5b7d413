// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;

namespace Bg95Emulator;

/// <summary>Every fault there is, in the order of the help.</summary>
public static class FaultCatalog
{
    internal const string UrcInGaps = "urc-in-gaps";
    internal const string Split = "split";
    internal const string Garbage = "garbage";
    internal const string DropByte = "drop-byte";
    internal const string DoubleByte = "double-byte";
    internal const string FlipBit = "flip-bit";
    internal const string Overrun = "overrun";
    internal const string LateAnswer = "late-answer";
    internal const string NoAnswer = "no-answer";
    internal const string Refuse = "refuse";
    internal const string PromptWithoutSpace = "prompt-without-space";
    internal const string SendFail = "send-fail";
    internal const string DiskFull = "disk-full";
    internal const string FileLost = "file-lost";
    internal const string PdpDeact = "pdpdeact";
    internal const string Reboot = "reboot";
    internal const string IdsTaken = "ids-taken";
    internal const string Open552 = "open-552";
    internal const string LostRecv = "lost-recv";
    internal const string RemoteClose = "remote-close";
    internal const string TlsAlert = "tls-alert";
    internal const string SlowPeer = "slow-peer";
    internal const string NeverRegisters = "never-registers";
    internal const string LateRegistration = "late-registration";
    internal const string RegistrationLost = "registration-lost";
    internal const string PdpHollow = "pdp-hollow";
    internal const string PsmUnasked = "psm-unasked";
    internal const string UrcPort = "urc-port";

    private static readonly FaultParameter s_direction = new("direction", "to-host", "to-host, to-module or both");
    private static readonly FaultParameter s_command = new("command", "", "only for this command, such as +QSSLSEND");

    /// <summary>Parameters that every fault takes.</summary>
    public static IReadOnlyList<FaultParameter> Common { get; } =
    [
        new("chance", "", "probability on each occasion, 0 to 1"),
        new("every", "", "on each n-th occasion, instead of by chance"),
        new("after", "0", "so many occasions pass unharmed first"),
        new("times", "", "at most so many times"),
        new("seed", "", "of the random numbers; the same seed gives the same faults"),
    ];

    /// <summary>The faults.</summary>
    public static IReadOnlyList<FaultKind> All { get; } =
    [
        new(UrcInGaps, "Unsolicited results in every gap: before the echo, before the answer, between its lines.",
            "gap", 1, "module facts 3",
            [
                new("text", "+QIND: \"csq\",24,99", "the result"),
                new("payload", "0", "1: also between the line end after a payload and OK"),
            ]),
        new(Split, "The line delivers pieces of 1 to max bytes.", "piece", 1, "module facts 6",
            [new("max", "7", "bytes in a piece"), new("ms", "0", "pause between pieces, in milliseconds")]),
        new(Garbage, "Noise on the line before an answer or an unsolicited result.", "answer or result", 1, "module facts 6",
            [new("max", "8", "bytes of noise")]),
        new(DropByte, "Bytes are lost on the line.", "byte", 0.001, "module facts 4.11, 6", [s_direction]),
        new(DoubleByte, "Bytes come twice.", "byte", 0.001, "module facts 6", [s_direction]),
        new(FlipBit, "A bit of a byte changes on the line.", "byte", 0.001, "module facts 6", [s_direction]),
        new(Overrun, "A receive ring overflows: to the host in an answer longer than the ring, to the module in data and "
            + "while a command runs. Not where AT+IFC has set flow control.",
            "overflow", 1, "module facts 4.11, 6",
            [s_direction, new("ring", "256", "bytes that the ring holds"), new("lost", "16", "bytes lost in data to the module")]),
        new(LateAnswer, "The first byte of the answer comes late.", "command line", 1, "module facts 6",
            [new("ms", "1000", "how late, in milliseconds"), s_command]),
        new(NoAnswer, "No answer at all.", "command line", 1, "module facts 4.5, 4.12",
            [new("done", "1", "0: the command is not carried out either"), s_command]),
        new(Refuse, "The answer is an error, and the command is not carried out.", "command line", 1, "module facts 3",
            [new("code", "", "+CME ERROR with this number; a bare ERROR without"), s_command]),
        new(PromptWithoutSpace, "The prompt is > alone.", "prompt", 1, "module facts 3", []),
        new(SendFail, "SEND FAIL: the module's buffer is full.", "send", 1, "module facts 4.8", []),
        new(DiskFull, "The file system has no room.", "command line", 1, "module facts 5 (403, 420)", []),
        new(FileLost, "Files are gone from the file system.", "command line", 1, "module facts 5 (405)",
            [new("name", "*", "which; * stands for any text")]),
        new(PdpDeact, "The network takes a PDP context away.", "command line", 1, "module facts 4.9",
            [new("context", "1", "which, 1 to 16"), s_command]),
        new(Reboot, "The module crashes and starts anew in the middle of whatever it does; every= and after= count bytes, not commands.", "byte, either way", 0.0005,
            "module facts 3, 6", []),
        new(IdsTaken, "Client ids are in use when the module is switched on, as after a reset of the host alone.",
            "start", 1, "module facts 4.2", [new("ids", "0-11", "which, such as 4 or 0-3")]),
        new(Open552, "Every further opening ends in 552, until the module is switched off and on.", "opening", 1,
            "module facts 4.10", []),
        new(LostRecv, "The result that announces data is lost.", "recv result", 1, "module facts 6", []),
        new(RemoteClose, "The peer closes while data is left to read.", "connection", 1, "module facts 4.4",
            [new("bytes", "1", "payload bytes that come before the end")]),
        new(TlsAlert, "The handshake ends with a fatal alert.", "handshake", 1, "module facts 4.1",
            [new("alert", "40", "number of the alert that the server is sent, as in RFC 5246, 7.2")]),
        new(SlowPeer, "The peer sends and takes slowly.", "connection", 1, "module facts 4.8",
            [new("rate", "1000", "bytes per second each way")]),
        new(NeverRegisters, "The module searches and never finds a network.", "search", 1, "module facts 13", []),
        new(LateRegistration, "The registration takes longer.", "search", 1, "module facts 13",
            [new("ms", "180000", "how much longer, in milliseconds")]),
        new(RegistrationLost, "The network is gone, and every PDP context with it.", "command line", 1, "module facts 13",
            [new("ms", "10000", "search again after so many milliseconds; 0: not before something begins one"), s_command]),
        new(PdpHollow, "AT+QIACT succeeds and AT+QIACT? shows an address, but AT+CGACT? says not active and nothing connects.",
            "AT+QIACT", 1, "module facts 8", []),
        new(PsmUnasked, "Power saving begins although nobody has asked for it.", "command line", 1, "module facts 18",
            [new("wake", "0", "wakes by itself after so many milliseconds; 0: only by the power key"), s_command]),
        new(UrcPort, "Unsolicited results go to another port of the module.", "start", 1, "module facts 9",
            [new("port", "usbat", "which, as AT+QURCCFG calls it; the second of a member that has no such")]),
    ];

    /// <summary>The fault of this name, or null.</summary>
    public static FaultKind? Find(string name)
    {
        foreach (FaultKind kind in All)
        {
            if (kind.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return kind;
            }
        }

        return null;
    }
}
