// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Emulator;

/// <summary>The error numbers of the application note's Table 3 that the module gives, and their texts.</summary>
internal static class SslError
{
    public const int None = 0;
    public const int InvalidParameter = 552;
    public const int NotSupported = 555;
    public const int BindFailed = 556;
    public const int OpenPdpFailed = 561;
    public const int ClosePdpFailed = 562;
    public const int IdentityUsed = 563;
    public const int DnsFailed = 565;
    public const int ConnectFailed = 566;
    public const int SocketClosed = 567;
    public const int Busy = 568;
    public const int Timeout = 569;
    public const int PdpBrokeDown = 570;
    public const int SendCancelled = 571;
    public const int NotAllowed = 572;
    public const int AccessPointMissing = 573;

    private const int First = 550;

    private static readonly string[] s_texts =
    [
        "unknown error", "operation blocked", "invalid parameters", "memory not enough", "create socket failed",
        "operation not supported", "socket bind failed", "socket listen failed", "socket write failed",
        "socket read failed", "socket accept failed", "open pdp context failed", "close pdp context failed",
        "socket identity has been used", "dns busy", "dns parse failed", "socket connect failed",
        "socket has been closed", "operation busy", "operation timeout", "pdp context break down", "cancel send",
        "operation not allowed", "apn not configured", "port busy",
    ];

    /// <summary>What follows +QIGETERROR: with the uneven spaces of module facts 3.</summary>
    public static string Describe(int error) =>
        error == None ? "0,operate successfully" : $"{error}, {s_texts[error - First]}";
}
