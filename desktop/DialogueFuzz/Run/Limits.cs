// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace DialogueFuzz;

/// <summary>How long the public calls may take, in milliseconds: what their documentation says.</summary>
internal static class Limits
{
    /// <summary>What a call may be late by: the world's clock goes in milliseconds, and code takes some.</summary>
    public const int Slack = 500;

    /// <summary>Commands that the module answers by itself: the line may be another command's first, and out of step.</summary>
    public const int Command = 20000;

    /// <summary>Besides the time that <c>Open</c> is given.</summary>
    public const int OpenExtra = 12000;

    /// <summary><c>Close</c> and <c>Dispose</c> of the modem.</summary>
    public const int ModemClose = 10000;

    /// <summary><c>Connect</c>, besides <see cref="Negotiation"/>.</summary>
    public const int Connect = 190000;

    /// <summary>The handshake's own limit.</summary>
    public const int Negotiation = 300000;

    /// <summary><c>Send</c>, for each piece of <see cref="SendPiece"/> bytes.</summary>
    public const int Send = 30000;

    /// <summary>What one command sends.</summary>
    public const int SendPiece = 1460;

    /// <summary>Besides the time that <c>Receive</c> is given.</summary>
    public const int ReceiveExtra = 10000;

    /// <summary><c>SwitchMode</c>.</summary>
    public const int SwitchMode = 40000;

    /// <summary><c>Close</c> and <c>Dispose</c> of a socket, besides what the module is given.</summary>
    public const int Close = 20000;

    /// <summary>What a module gives itself for closing.</summary>
    public const int DefaultClose = 10000;

    /// <summary><c>Activate</c>.</summary>
    public const int Activate = 175000;

    /// <summary><c>Deactivate</c>.</summary>
    public const int Deactivate = 55000;

    /// <summary><c>Upload</c>, besides two milliseconds a byte; <c>Download</c> has <see cref="Command"/> for each command.</summary>
    public const int Upload = 60000;

    /// <summary><c>GetUtc</c>.</summary>
    public const int GetUtc = 40000;

    /// <summary><c>Diagnose</c>.</summary>
    public const int Diagnose = 24 * Command;

    /// <summary>The end of the chaos to a connection that works and is closed again.</summary>
    public const int Recovery = 300000;
}
