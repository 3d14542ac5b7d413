// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;

namespace Bg95Emulator;

/// <summary>The members of the family whose quirks are known. Each row says where it is known from.</summary>
public static class ModuleProfiles
{
    // The vendor's list for the BG96; module facts 2 have the number of them, not the codes.
    private static readonly int[] s_bg96Suites =
    [
        0x0035, 0x002F, 0x0005, 0x0004, 0x000A, 0x003D, 0xC011, 0xC012, 0xC013, 0xC014, 0xC027, 0xC028, 0xC02F,
    ];

    private static readonly ProfileRow s_bareNames =
        new("file names read back bare", "module facts 2, 3 [C]", options => options.FileNamePrefix = null);

    private static readonly ProfileRow s_storageNames =
        new("file names read back with their storage, UFS:", "module facts 2, 3 [C]", options => options.FileNamePrefix = "UFS:");

    private static readonly ProfileRow s_missing405 =
        new("deleting a missing file gives 405", "module facts 4.12 [C]", options => options.DeleteMissingFileError = 405);

    private static readonly ProfileRow s_sixteenPdp =
        new("PDP contexts 1 to 16", "application note 2.1.2", options => options.PdpContextCount = 16);

    private static readonly ProfileRow s_uart =
        new("the port is called uart1", "module facts 3 [C]", options => options.PortName = "uart1");

    private static readonly ProfileRow s_usb =
        new("the port is called usbmodem", "application note 3.3.1", options => options.PortName = "usbmodem");

    private static readonly ProfileRow s_closeTimeout =
        new("AT+QSSLCLOSE takes a time-out", "application note 2.1.5", options => options.CloseTakesNoTimeout = false);

    private static readonly ProfileRow s_twoLineEnds = new(
        "two line ends between a payload and OK, and before +QSSLOPEN", "module facts 3 [C]", options =>
        {
            options.SingleLineEndAfterPayload = false;
            options.SingleLineEndBeforeOpenResult = false;
        });

    private static readonly ProfileRow s_oneBeforeOpen = new(
        "one line end before +QSSLOPEN", "module facts 3 [C]", options => options.SingleLineEndBeforeOpenResult = true);

    private static readonly ProfileRow s_oneAfterPayload = new(
        "one line end between a payload and OK", "module facts 3 [M]", options => options.SingleLineEndAfterPayload = true);

    private static readonly ProfileRow s_allSuites = new(
        "takes the suites of the note and four more; reads 0XFFFF back in capitals", "module facts 2 [S]",
        options => options.CipherSuites = null);

    private static readonly ProfileRow s_seclevel = new(
        "takes seclevel, with one l", "module facts 1 [C]", options => options.OnlyKnowsSecllevel = false);

    private static readonly ProfileRow s_qualcomm = new(
        "LTE-M is 8 in answers, AT+QSCLK takes 0 and 1", "module facts 10 [S]", options =>
        {
            options.LteMAccessTechnology = 8;
            options.MaxSleepClock = 1;
        });

    private static readonly ProfileRow s_alt1250 = new(
        "LTE-M is 7 in answers, AT+QSCLK takes 2 as well", "module facts 10 [S]", options =>
        {
            options.LteMAccessTechnology = 7;
            options.MaxSleepClock = 2;
        });

    private static readonly ProfileRow s_fourTemperatures =
        new("AT+QTEMP tells four temperatures", "module facts 20 [S]", options => options.HasFourTemperatures = true);

    private static readonly ProfileRow s_threeTemperatures =
        new("AT+QTEMP tells three temperatures", "module facts 20 [S]", options => options.HasFourTemperatures = false);

    private static readonly ProfileRow s_gsm =
        new("GSM beside LTE, the sequence of the search is 020301", "module facts 10, 15 [S]", options => options.HasGsm = true);

    private static readonly ProfileRow s_noGsm =
        new("no GSM, the sequence of the search is 0203", "module facts 10 [S]", options => options.HasGsm = false);

    private static readonly ProfileRow s_alt1250Ports = new(
        "the ports of AT+QURCCFG are called main, aux and emux", "module facts 9 [S]", options => options.UrcPorts = ["main", "aux", "emux"]);

    private static readonly ProfileRow s_pins =
        new("the power key's and the reset's times are the BG95's", "module facts 17 [D]", options => options.PinTimes = PinTimes.Bg95);

    /// <summary>All, in the order of the help.</summary>
    public static IReadOnlyList<ModuleProfile> All { get; } =
    [
        new("bg95", "BG95-M3, LTE Cat M1/NB2/EGPRS",
        [
            Identity("BG95-M3", "BG95M3LAR02A04"), s_seclevel, s_allSuites, s_bareNames, s_missing405, s_closeTimeout,
            s_twoLineEnds, s_sixteenPdp, s_uart, s_qualcomm, s_gsm, s_pins, s_fourTemperatures,
        ]),
        new("bg77", "BG77, LTE Cat M1/NB2",
        [
            Identity("BG77", "BG77LAR02A04"), s_seclevel, s_allSuites, s_bareNames, s_missing405, s_closeTimeout,
            s_twoLineEnds, s_sixteenPdp, s_usb, s_qualcomm, s_noGsm, s_fourTemperatures,
            new("the power key's times are the BG95's, and it is the reset, too", "module facts 17 [D]", options => options.PinTimes = PinTimes.Bg77),
        ]),
        new("bg96", "BG96, LTE Cat M1/NB1/EGPRS",
        [
            Identity("BG96", "BG96MAR02A07M1G"), s_seclevel,
            new("takes only 13 suites and 0XFFFF", "module facts 2 [C]; which ones [I]", options => options.CipherSuites = s_bg96Suites),
            s_bareNames, s_missing405, s_closeTimeout, s_twoLineEnds, s_sixteenPdp, s_usb,
            new("a connected TCP socket has state 3", "module facts 3 [C]", options => options.ConnectedTcpState = 3),
            new("AT+QSSLCFG knows no session, dtls and dtlsversion", "module facts 8 [C]",
                options => options.MissingSslParameters = ["session", "dtls", "dtlsversion"]),
            new("AT+QIDNSCFG of a context that is not active is an ERROR", "module facts 8 [C]", options => options.DnsNeedsActiveContext = true),
            new("AT+CFUN=1,1 says POWERED DOWN without a line end, and pdpdeact halfway to RDY", "module facts 8 [C]", options =>
            {
                options.RestartIsAnnounced = true;
                options.PowerDownWithoutLineEnd = true;
                options.PdpDeactBeforeReady = true;
            }),
            new("AT+CCLK? tells UTC with the zone behind it", "module facts 8 [C]; not of every BG96", options => options.ClockKeepsUtc = true),
            s_qualcomm, s_gsm, s_threeTemperatures,
            new("AT+QCSQ and AT+QNWINFO say CAT-M1 and CAT-NB1", "module facts 14 [C, S]", options => options.TechnologiesByCategory = true),
            new("the power key's and the reset's times", "module facts 17 [D]", options => options.PinTimes = PinTimes.Bg96),
        ]),
        new("bg770a", "BG770A-GL, LTE Cat M1/NB2",
        [
            Identity("BG770A-GL", "BG770AGLAAR02A05"), s_seclevel, s_allSuites, s_bareNames,
            new("deleting a missing file gives a bare ERROR", "module facts 4.12 [C]", options => options.DeleteMissingFileError = 0),
            new("AT+QSSLCLOSE takes no time-out", "module facts 1 [C]", options => options.CloseTakesNoTimeout = true),
            new("PDP contexts 1 to 5", "module facts 4.6 [C]", options => options.PdpContextCount = 5),
            s_alt1250Ports, s_alt1250, s_noGsm, s_pins, s_twoLineEnds, s_uart, s_threeTemperatures,
        ]),
        new("bg951a", "BG951A-GL, LTE Cat M1/NB2",
        [
            Identity("BG951A-GL", "BG951AGLAAR02A04"), s_seclevel, s_allSuites, s_bareNames, s_missing405, s_closeTimeout,
            s_alt1250Ports, s_alt1250, s_noGsm, s_pins, s_twoLineEnds, s_sixteenPdp, s_uart, s_threeTemperatures,
        ]),
        new("eg800k", "EG800K, LTE Cat 1 bis",
        [
            Identity("EG800K", "EG800KEULCR07A07M04"), s_seclevel, s_allSuites, s_storageNames,
            new("deleting a missing file gives 418", "module facts 4.12 [C EC25]", options => options.DeleteMissingFileError = 418),
            s_closeTimeout, s_oneBeforeOpen, s_uart,
            new("PDP contexts 1 to 8", "module facts 8 [C]", options => options.PdpContextCount = 8),
            new("280 KB of files", "module facts 8 [C]", options => options.FileSystemSize = 280 * 1024),
            new("an upload that is cut short keeps the part, and says +QFUPL before 421", "module facts 8 [C]", options => options.ShortUploadIsKept = true),
            new("LTE is 7 in answers", "module facts 13 [I]", options => options.LteMAccessTechnology = 7), s_noGsm, s_threeTemperatures,
            new("after 20 openings every further one gives 552, until a power cycle", "module facts 4.10 [C]",
                options => options.Faults.Add(FaultCatalog.Open552 + ":after=20")),
        ]),
        new("note", "a module that does what the application note prints, and only that",
        [
            new("takes secllevel, with two l, and nothing else", "module facts 1; application note 2.1.1",
                options => options.OnlyKnowsSecllevel = true),
            new("an SSL context is as new when the last socket on it was closed", "application note 2.1.5", options => options.ReleasesSslContexts = true),
            s_allSuites, s_bareNames, s_missing405, s_closeTimeout, s_twoLineEnds, s_sixteenPdp, s_usb,
        ]),
        new("mock", "one line end where others have two, and > alone: as a third-party mock has it",
        [
            s_seclevel, s_allSuites, s_bareNames, s_missing405, s_closeTimeout, s_oneAfterPayload, s_oneBeforeOpen,
            s_sixteenPdp, s_uart,
            new("the prompt is > alone", "module facts 3 [D]", options => options.PromptWithoutSpace = true),
        ]),
    ];

    /// <summary>The profile of this name, or null.</summary>
    public static ModuleProfile? Find(string name)
    {
        foreach (ModuleProfile profile in All)
        {
            if (profile.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return profile;
            }
        }

        return null;
    }

    // The model's name is what the member is called; the revisions are of the form the vendor uses [I].
    private static ProfileRow Identity(string model, string revision) => new(
        $"ATI says {model}, {revision}", "the vendor's names; revision [I]", options =>
        {
            options.Model = model;
            options.Revision = revision;
        });
}
