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

    /// <summary>Names the module resolves by itself, like a hosts file.</summary>
    public IDictionary<string, IPAddress> Hosts { get; set; } =
        new Dictionary<string, IPAddress>(StringComparer.OrdinalIgnoreCase);

    /// <summary>True: a name that is not in <see cref="Hosts"/> does not exist. False: the system's resolver is asked.</summary>
    public bool OfflineDns { get; set; }

    /// <summary>Echo of the command lines when the module is switched on.</summary>
    public bool Echo { get; set; } = true;

    /// <summary>True: the first line attached sees the module boot (RDY, APP RDY and so on).</summary>
    public bool BootUrcsOnAttach { get; set; }

    /// <summary>How long the module is deaf and mute between POWERED DOWN and RDY; 3 to 13 s on hardware.</summary>
    public TimeSpan BootDelay { get; set; }

    /// <summary>Added before every AT+QSSLOPEN does anything; 0.3 to 15 s on hardware.</summary>
    public TimeSpan OpenDelay { get; set; }

    /// <summary>Silence wanted before and after "+++" (application note 1.3).</summary>
    public TimeSpan EscapeGuardTime { get; set; } = TimeSpan.FromSeconds(1);

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

    /// <summary>What stands before file names in AT+QFLST rows and certificate paths read back, such as "UFS:".</summary>
    public string? FileNamePrefix { get; set; }

    /// <summary>Takes "secllevel", as the application note prints it, and refuses "seclevel".</summary>
    public bool OnlyKnowsSecllevel { get; set; }

    /// <summary>Bytes a socket buffers before the peer has to wait.</summary>
    public int ReceiveBufferSize { get; set; } = 32 * 1024;

    /// <summary>Bytes a socket holds for sending before AT+QSSLSEND answers SEND FAIL.</summary>
    public int MaxSendBacklog { get; set; } = 32 * 1024;

    /// <summary>Bytes the file system holds.</summary>
    public int FileSystemSize { get; set; } = 3 * 1024 * 1024;
}
