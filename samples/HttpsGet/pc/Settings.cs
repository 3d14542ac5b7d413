// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Samples.Pc;

/// <summary>What the command line says.</summary>
internal sealed record Settings
{
    /// <summary>The serial port of a real module; null for the emulated one.</summary>
    public string? Port { get; init; }

    public int Baud { get; init; } = HttpsGet.BaudRate;

    public bool FlowControl { get; init; }

    public string Apn { get; init; } = HttpsGet.Apn;

    public string User { get; init; } = HttpsGet.User;

    public string Password { get; init; } = HttpsGet.Password;

    public string Host { get; init; } = HttpsGet.Host;

    public int TcpPort { get; init; } = HttpsGet.TcpPort;

    public string Path { get; init; } = HttpsGet.Path;

    /// <summary>A PEM file; null for the certificate that the sample has built in.</summary>
    public string? CaFile { get; init; }

    /// <summary>The one cipher suite to offer; null for the driver's own choice.</summary>
    public int? Suite { get; init; }

    public bool Trace { get; init; }

    /// <summary>Pages of a server that the sample starts, through the emulated module.</summary>
    public bool OwnServer { get; init; }
}
