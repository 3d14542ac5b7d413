// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Net;

namespace Bg95Emulator;

/// <summary>How an <see cref="EmulatedModule"/> behaves: its surroundings, its sizes and the quirks of some firmware.</summary>
public sealed class ModuleOptions
{
    /// <summary>What a card says of itself that wants no PIN.</summary>
    internal static string[] SimResults { get; } = ["+CPIN: READY", "+QUSIM: 1", "+QIND: SMS DONE"];

    /// <summary>The SIM card; it may be changed while the module runs.</summary>
    public SimCard Sim { get; set; } = new();

    /// <summary>The cells around and what they want; they may be changed while the module runs.</summary>
    public RadioNetwork Network { get; set; } = new();

    /// <summary>The true time, and the timers behind delays and time limits. AT+CCLK sets an offset over it.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>
    /// False: the network tells no time; otherwise it does when the module registers. Until then AT+QLTS answers "" and a clock
    /// that AT+CCLK or AT+QNTP has not set counts from 6 January 1980 (module facts 3).
    /// </summary>
    public bool NetworkTimeReceived { get; set; } = true;

    /// <summary>How far the time that the network tells is ahead of <see cref="Clock"/>: networks are wrong at times.</summary>
    public TimeSpan NetworkTimeOffset { get; set; }

    /// <summary>AT+CCLK? tells UTC with the zone behind it while the clock is the network's, as some BG96 do (module facts 8).</summary>
    public bool ClockKeepsUtc { get; set; }

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

    /// <summary>True: each line that is attached sees the module boot (RDY, APP RDY and so on).</summary>
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

    /// <summary>Stands before RDY without a line end: FF or NUL on hardware (module facts 8).</summary>
    public string BootNoise { get; set; } = string.Empty;

    /// <summary>AT+CFUN=1,1 says POWERED DOWN before it goes, as a BG96 does (module facts 8).</summary>
    public bool RestartIsAnnounced { get; set; }

    /// <summary>
    /// When PDP contexts were active before a restart, +QIURC: "pdpdeact" comes before RDY, half of <see cref="BootDelay"/> before it:
    /// of a BG96 3 s after POWERED DOWN and 3 s before RDY (module facts 8).
    /// </summary>
    public bool PdpDeactBeforeReady { get; set; }

    /// <summary>From RDY to APP RDY: every command is answered with ERROR meanwhile (module facts 8).</summary>
    public TimeSpan ApplicationReadyTime { get; set; }

    /// <summary>How long the SIM takes after APP RDY, and after AT+CFUN=1; up to 10 s on hardware (module facts 11).</summary>
    public TimeSpan SimStartTime { get; set; }

    /// <summary>How long AT+CFUN takes; up to 180 s on hardware (module facts 12).</summary>
    public TimeSpan FunctionalityTime { get; set; }

    /// <summary>
    /// How long the module takes to register in a network that it finds; seconds on hardware in a cell it knows. Zero: a module is
    /// registered as soon as it is switched on.
    /// </summary>
    public TimeSpan RegistrationTime { get; set; }

    /// <summary>
    /// How long the search of one band takes, which comes on top where the module does not know the cell: it looks through the
    /// technologies and bands of AT+QCFG in their order. A first search takes minutes on hardware (module facts 13).
    /// </summary>
    public TimeSpan BandSearchTime { get; set; }

    /// <summary>How long AT+QCFG="band" takes to be set; up to 4.5 s on hardware (module facts 15).</summary>
    public TimeSpan BandSettingTime { get; set; }

    /// <summary>How long AT+COPS=? takes; a minute on hardware (module facts 14).</summary>
    public TimeSpan OperatorScanTime { get; set; }

    /// <summary>From the OK of AT+QPOWD to POWERED DOWN; 0.7 to 40 s on hardware (module facts 17).</summary>
    public TimeSpan PowerDownTime { get; set; }

    /// <summary>So long after APP RDY AT+QPOWD is refused, as it may be right after a start (module facts 17).</summary>
    public TimeSpan PowerDownRefusedFor { get; set; }

    /// <summary>How the power key, the reset pin and the status pin behave.</summary>
    public PinTimes PinTimes { get; set; } = PinTimes.Bg95;

    /// <summary>
    /// Where the DTR input stands when nobody has called <see cref="EmulatedModule.SetDataTerminalReady"/>. False: high, as when it floats:
    /// with AT+QSCLK=1 the UART is dead then (module facts 18).
    /// </summary>
    public bool DataTerminalReady { get; set; } = true;

    /// <summary>The member speaks GSM, too.</summary>
    public bool HasGsm { get; set; } = true;

    /// <summary>
    /// AT+QCFG="iotopmode" as an earlier host has left it: 0 LTE-M alone, 1 NB-IoT alone, 2 both. A module that was told nothing
    /// does not look for NB-IoT.
    /// </summary>
    public int LteMode { get; set; }

    /// <summary>The number of LTE-M in answers: 8, or 7 (module facts 10).</summary>
    public int LteMAccessTechnology { get; set; } = 8;

    /// <summary>The highest mode of AT+QSCLK: 1, or 2 of the family with the ALT1250 chip (module facts 10).</summary>
    public int MaxSleepClock { get; set; } = 1;

    /// <summary>AT+QCFG="nwscanseq" is read back as a number, 20301 for 020301 (module facts 15).</summary>
    public bool ScanSequenceLosesZero { get; set; }

    /// <summary>AT+QCSQ and AT+QNWINFO say CAT-M1 and CAT-NB1, as some firmware does, for eMTC and NBIoT (module facts 14).</summary>
    public bool TechnologiesByCategory { get; set; }

    /// <summary>AT+QTEMP tells four temperatures, and not three (module facts 20).</summary>
    public bool HasFourTemperatures { get; set; } = true;

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

    /// <summary>Answers of the user's, to commands that the module does not know or answers otherwise.</summary>
    public UserAnswers Answers { get; set; } = UserAnswers.None;

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

    /// <summary>What AT+QSSLRECV makes of a length of 0.</summary>
    public ZeroLengthRead ZeroLengthRead { get; set; }

    /// <summary>A file whose upload was cut short keeps the part, and +QFUPL comes before 421, as of an EG800K (module facts 8).</summary>
    public bool ShortUploadIsKept { get; set; }

    /// <summary>AT+QIDNSCFG of a context that is not active is an ERROR, as of a BG96 (module facts 8).</summary>
    public bool DnsNeedsActiveContext { get; set; }

    /// <summary>An SSL context is as new when the last socket on it was closed: "the module will release the SSL context" (application note 2.1.5).</summary>
    public bool ReleasesSslContexts { get; set; }

    /// <summary>Names that AT+QSSLCFG does not know on this firmware (module facts 8).</summary>
    public ICollection<string> MissingSslParameters { get; set; } = [];

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

    /// <summary>What AT+QGMR adds to <see cref="Revision"/>, behind an underscore.</summary>
    public string SubRevision { get; set; } = "01.012.01.012";

    /// <summary>The IMEI; one of the test range.</summary>
    public string Imei { get; set; } = "004999010640000";

    /// <summary>PDP contexts, from 1; up to 16.</summary>
    public int PdpContextCount { get; set; } = 16;

    /// <summary>Number of the equipment error of AT+QFDEL for a file that is not there; 0 for a bare ERROR.</summary>
    public int DeleteMissingFileError { get; set; } = 405;

    /// <summary>The cipher suites AT+QSSLCFG takes besides 0XFFFF; null for all of the application note and four more.</summary>
    public ICollection<int>? CipherSuites { get; set; }

    /// <summary>The socket_state of a connected socket in AT+QISTATE rows; a BG96 was seen to tell 3 (module facts 3).</summary>
    public int ConnectedTcpState { get; set; } = 2;

    /// <summary>Bytes a socket buffers before the peer has to wait.</summary>
    public int ReceiveBufferSize { get; set; } = 32 * 1024;

    /// <summary>Bytes a socket holds for sending before AT+QSSLSEND answers SEND FAIL.</summary>
    public int MaxSendBacklog { get; set; } = 32 * 1024;

    /// <summary>Bytes the file system holds.</summary>
    public int FileSystemSize { get; set; } = 3 * 1024 * 1024;
}
