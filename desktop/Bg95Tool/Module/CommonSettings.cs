// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Tool;

/// <summary>What the options that every command has say.</summary>
internal sealed record CommonSettings
{
    /// <summary>The serial port; null for another way.</summary>
    public string? Port { get; init; }

    /// <summary>Its speed; 0 for an emulated module that is as fast as it can.</summary>
    public int Baud { get; init; }

    /// <summary>RTS and CTS are wired.</summary>
    public bool FlowControl { get; init; }

    /// <summary>Where the module sends URCs, so that they come here.</summary>
    public string UrcPort { get; init; } = Bg95Ssl.Bg95Modem.Uart;

    /// <summary>Host of --tcp, or null.</summary>
    public string? TcpHost { get; init; }

    /// <summary>Port of --tcp.</summary>
    public int TcpPort { get; init; }

    /// <summary>The module is emulated, in this process.</summary>
    public bool Emulated { get; init; }

    /// <summary>How long the whole command may take; null for the limits of each step.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Standard output is one JSON document.</summary>
    public bool Json { get; init; }

    /// <summary>The file that the dialogue is written to, or null.</summary>
    public string? Log { get; init; }

    /// <summary>What goes through sockets is written there, too.</summary>
    public bool LogWithPayload { get; init; }

    /// <summary>Where the module is, to read.</summary>
    public string Place => Port != null ? $"{Port}, {Baud} baud" : TcpHost != null ? $"{TcpHost}:{TcpPort}" : "an emulated BG95";
}
