// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace DialogueFuzz;

/// <summary>How long the public calls may take, in milliseconds: what their documentation says.</summary>
internal static class Limits
{
    /// <summary>What a call may be late by: the world's clock goes in milliseconds, and code takes some.</summary>
    public const int Slack = 500;

    /// <summary>Commands that the module answers by itself: the line may be another command's first, and out of step.</summary>
    public const int Command = 60000;

    /// <summary>Besides the time that <c>Open</c> is given.</summary>
    public const int OpenExtra = 1000;

    /// <summary><c>Close</c> and <c>Dispose</c> of the modem.</summary>
    public const int ModemClose = 6000;

    /// <summary>Besides the handshake's own limit of <see cref="Negotiation"/>.</summary>
    public const int Connect = 150000 + Command;

    /// <summary>The handshake.</summary>
    public const int Negotiation = 300000;

    /// <summary><c>Send</c>, for each piece of <see cref="SendPiece"/> bytes.</summary>
    public const int Send = 60000;

    /// <summary>What one command sends.</summary>
    public const int SendPiece = 1460;

    /// <summary>Besides the time that <c>Receive</c> is given.</summary>
    public const int ReceiveExtra = 30000;

    /// <summary><c>Activate</c>.</summary>
    public const int Activate = 150000 + Command;

    /// <summary><c>Deactivate</c>.</summary>
    public const int Deactivate = 40000 + Command;

    /// <summary><c>Upload</c> and <c>Download</c>, besides two milliseconds a byte.</summary>
    public const int File = 120000;

    /// <summary>The end of the chaos to a connection that works and is closed again.</summary>
    public const int Recovery = 300000;
}
