// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Text;

namespace Samples.Pc;

/// <summary>What the command line says, and before it has been read: what the sample takes where it says nothing.</summary>
public sealed record SampleSettings
{
    /// <summary>The serial port of a real module; null for the emulated one.</summary>
    public string? Port { get; init; }

    /// <summary>Speed of <see cref="Port"/>.</summary>
    public required int Baud { get; init; }

    /// <summary>RTS and CTS of <see cref="Port"/> are wired.</summary>
    public bool FlowControl { get; init; }

    /// <summary>Access point name; empty leaves the choice to the network.</summary>
    public required string Apn { get; init; }

    /// <summary>User name for the access point, or empty.</summary>
    public string User { get; init; } = string.Empty;

    /// <summary>Password for the access point, or empty.</summary>
    public string Password { get; init; } = string.Empty;

    /// <summary>The server, by the name in its certificate.</summary>
    public required string Host { get; init; }

    /// <summary>TCP port of <see cref="Host"/>.</summary>
    public required int TcpPort { get; init; }

    /// <summary>A PEM file; null for the certificate that the sample has built in.</summary>
    public string? CaFile { get; init; }

    /// <summary>The one cipher suite to offer; null for the driver's own choice.</summary>
    public int? Suite { get; init; }

    /// <summary>The AT dialogue is to be shown.</summary>
    public bool Trace { get; init; }

    /// <summary>A server that the sample starts, through the emulated module.</summary>
    public bool OwnServer { get; init; }

    /// <summary>The certificate to trust: <see cref="CaFile"/>'s content, or what the sample has built in.</summary>
    public byte[] ReadCa(string builtIn) => Encoding.ASCII.GetBytes(CaFile == null ? builtIn : ReadPem("--ca", CaFile));

    /// <summary>The content of a PEM file. What is wrong with it is told with the option that names it.</summary>
    /// <exception cref="OptionException">The file cannot be read, or is not PEM.</exception>
    public static string ReadPem(string option, string file)
    {
        try
        {
            string text = File.ReadAllText(file);
            return text.Contains("-----BEGIN ", StringComparison.Ordinal)
                ? text
                : throw new OptionException($"{option} {file}: this is not a PEM file; its first line must begin with -----BEGIN");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            string reason = e is FileNotFoundException or DirectoryNotFoundException ? "the file does not exist" : e.Message;
            throw new OptionException($"{option} {file}: {reason}", e);
        }
    }
}
