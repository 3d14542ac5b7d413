// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Net;

namespace Bg95Emulator;

/// <summary>How an <see cref="EmulatedModule"/> behaves: its surroundings, its sizes and the quirks of some firmware.</summary>
public sealed class ModuleOptions
{
    /// <summary>The network's time, and the timers behind delays and time limits. AT+CCLK sets an offset over it.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>
    /// False: the network has not told its time yet. AT+QLTS answers "" and a clock that AT+CCLK or AT+QNTP has not set
    /// counts from 6 January 1980 (module facts 3).
    /// </summary>
    public bool NetworkTimeReceived { get; set; } = true;

    /// <summary>The network's time zone, in quarters of an hour east of Greenwich.</summary>
    public int NetworkTimeZone { get; set; }

    /// <summary>How far the time server that AT+QNTP asks is ahead of <see cref="Clock"/>.</summary>
    public TimeSpan TimeServerOffset { get; set; }

    /// <summary>False: no time server answers, and AT+QNTP ends in 569 after 125 s.</summary>
    public bool TimeServerAnswers { get; set; } = true;

    /// <summary>Names that the DNS servers know, and addresses that lead elsewhere, like a hosts file.</summary>
    public IDictionary<string, IPAddress> Hosts { get; set; } =
        new Dictionary<string, IPAddress>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Where connections to an address and port really go; the module goes on showing the address that was asked for.
    /// For servers on this PC behind public addresses.
    /// </summary>
    public IDictionary<IPEndPoint, IPEndPoint> Routes { get; set; } = new Dictionary<IPEndPoint, IPEndPoint>();

    /// <summary>DNS servers that never answer, besides addresses that cannot be any, such as 0.0.0.0.</summary>
    public ISet<IPAddress> DeadDnsServers { get; set; } = new HashSet<IPAddress>();

    /// <summary>Addresses the network gives to PDP contexts; others get 100.64.0.n.</summary>
    public IDictionary<int, IPAddress> PdpAddresses { get; set; } = new Dictionary<int, IPAddress>();

    /// <summary>True: AT+QIACT without an access point from AT+QICSGP ends in ERROR and 573.</summary>
    public bool AccessPointRequired { get; set; }

    /// <summary>How long AT+QIACT takes; up to 150 s on hardware (module facts 4.9).</summary>
    public TimeSpan ActivateDelay { get; set; }

    /// <summary>How long AT+QIDEACT takes; up to 40 s on hardware (module facts 4.9).</summary>
    public TimeSpan DeactivateDelay { get; set; }

    /// <summary>
    /// Asked before AT+QSSLOPEN, QSSLSEND, QSSLRECV, QSSLCLOSE, QISWTMD, QIACT, QIDEACT and QNTP do anything: takes the
    /// command's name, such as "+QSSLOPEN", and how many times it came since the boot, and returns the error number it
    /// ends with, 0 to let it work. Called on the module's threads.
    /// </summary>
    public Func<string, int, int>? Refusal { get; set; }

    /// <summary>True: a name that is not in <see cref="Hosts"/> does not exist. False: the system's resolver is asked.</summary>
    public bool OfflineDns { get; set; }

    /// <summary>Echo of the command lines when the module is switched on.</summary>
    public bool Echo { get; set; } = true;

    /// <summary>True: the first line attached sees the module boot (RDY, APP RDY and so on).</summary>
    public bool BootUrcsOnAttach { get; set; }

    /// <summary>What the module says when it boots, in this order unless <see cref="BootOrderSeed"/> is set.</summary>
    public IReadOnlyList<string> BootResults { get; set; } =
        ["RDY", "APP RDY", "+CFUN: 1", "+CPIN: READY", "+QUSIM: 1", "+QIND: SMS DONE"];

    /// <summary>Shuffles the boot results anew at each boot: their order varies on hardware (module facts 3).</summary>
    public int? BootOrderSeed { get; set; }

    /// <summary>The line end after POWERED DOWN and its kin is missing, as it may be (module facts 3).</summary>
    public bool PowerDownWithoutLineEnd { get; set; }

    /// <summary>How long the module is deaf and mute between POWERED DOWN and RDY; 3 to 13 s on hardware.</summary>
    public TimeSpan BootDelay { get; set; }

    /// <summary>Added before every AT+QSSLOPEN does anything; 0.3 to 15 s on hardware.</summary>
    public TimeSpan OpenDelay { get; set; }

    /// <summary>Added before the first byte of every answer.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>Bits per second at which both directions of the line are paced; 0 for as fast as it goes.</summary>
    public int BaudRate { get; set; }

    /// <summary>Faults the module has from the start, as <see cref="Fault.Parse"/> takes them.</summary>
    public IList<string> Faults { get; set; } = [];

    /// <summary>Of the random numbers of <see cref="Faults"/> that have no seed of their own.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>Silence wanted before and after "+++" (application note 1.3).</summary>
    public TimeSpan EscapeGuardTime { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The name AT+QSSLSTATE shows for the port: "uart1", or "usbmodem" as in the application note's examples.</summary>
    public string PortName { get; set; } = "uart1";

    /// <summary>
    /// The module's ports as AT+QURCCFG takes them; the first is the one that the host is on. Empty: a module without that command.
    /// </summary>
    public IReadOnlyList<string> UrcPorts { get; set; } = ["uart1", "usbmodem", "usbat"];

    /// <summary>Where unsolicited results go, as an earlier host has left it: to another port and none comes here. Null: here.</summary>
    public string? UrcPort { get; set; }

    /// <summary>At most this many bytes in one write to the line; 0 for whole answers.</summary>
    public int DeliveryChunk { get; set; }

    /// <summary>Only one CRLF between the payload of AT+QSSLRECV and OK.</summary>
    public bool SingleLineEndAfterPayload { get; set; }

    /// <summary>The prompt is "&gt;" instead of "&gt; ".</summary>
    public bool PromptWithoutSpace { get; set; }

    /// <summary>+QSSLOPEN: starts its line right after the line end of the text before it.</summary>
    public bool SingleLineEndBeforeOpenResult { get; set; }

    /// <summary>AT+QSSLCLOSE refuses its second parameter, as a BG770A does.</summary>
    public bool CloseTakesNoTimeout { get; set; }

    /// <summary>A "recv" follows "closed" when data is left, which it may (module facts 4.4).</summary>
    public bool LateRecvAfterClosed { get; set; }

    /// <summary>AT+QFUPL answers 421 although the file is stored, as it may (module facts 4.12).</summary>
    public bool UploadTimesOutThoughStored { get; set; }

    /// <summary>What stands before file names in AT+QFLST rows and certificate paths read back, such as "UFS:".</summary>
    public string? FileNamePrefix { get; set; }

    /// <summary>Takes "secllevel", as the application note prints it, and refuses "seclevel".</summary>
    public bool OnlyKnowsSecllevel { get; set; }

    /// <summary>What ATI and AT+CGMI tell.</summary>
    public string Manufacturer { get; set; } = "Quectel";

    /// <summary>What ATI and AT+CGMM tell.</summary>
    public string Model { get; set; } = "BG95-M3";

    /// <summary>What ATI and AT+CGMR tell.</summary>
    public string Revision { get; set; } = "BG95M3LAR02A04";

    /// <summary>PDP contexts, from 1; up to 16.</summary>
    public int PdpContextCount { get; set; } = 16;

    /// <summary>Number of the equipment error of AT+QFDEL for a file that is not there; 0 for a bare ERROR.</summary>
    public int DeleteMissingFileError { get; set; } = 405;

    /// <summary>The cipher suites AT+QSSLCFG takes besides 0XFFFF; null for all of the application note and four more.</summary>
    public ICollection<int>? CipherSuites { get; set; }

    /// <summary>The socket_state of a connected socket in AT+QSSLSTATE rows.</summary>
    public int ConnectedState { get; set; } = 2;

    /// <summary>Bytes a socket buffers before the peer has to wait.</summary>
    public int ReceiveBufferSize { get; set; } = 32 * 1024;

    /// <summary>Bytes a socket holds for sending before AT+QSSLSEND answers SEND FAIL.</summary>
    public int MaxSendBacklog { get; set; } = 32 * 1024;

    /// <summary>Bytes the file system holds.</summary>
    public int FileSystemSize { get; set; } = 3 * 1024 * 1024;
}
