// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>
    /// Why a call failed. Values above 0 are the module's own numbers: it sends 3 to 426 as <c>+CME ERROR</c> (general and file
    /// errors); 550 to 574 are Table 3 in chapter 5 of the application note. A number that is not listed keeps its value. Values
    /// below 0 are the driver's.
    /// </summary>
    public enum Bg95Error
    {
        /// <summary>The module did not answer within the command's limit.</summary>
        NoAnswer = -1,

        /// <summary>
        /// Bytes were lost on the line, and what was received cannot be trusted. If a call of a socket throws this, close the socket.
        /// </summary>
        LineDamaged = -2,

        /// <summary>The module restarted or was switched off while the command ran or the connection was open.</summary>
        ModuleRestarted = -3,

        /// <summary>The module answered <c>ERROR</c> and gives no reason.</summary>
        Rejected = -4,

        /// <summary>The module's answer does not have the documented form, or belongs to no command that runs.</summary>
        UnexpectedAnswer = -5,

        /// <summary>The module reads a setting back otherwise than it was written, or does not know it.</summary>
        SettingNotTaken = -6,

        /// <summary>The size or the checksum of the uploaded file is wrong: bytes were lost on the way to the module.</summary>
        FileDamaged = -7,

        /// <summary>The module's send buffer was full (<c>SEND FAIL</c>) until the time limit of the call was over.</summary>
        SendBufferFull = -8,

        /// <summary>
        /// Commands of other threads used the line until the time limit of the call was over, or a socket uses it in transparent mode.
        /// </summary>
        LineBusy = -9,

        /// <summary>The serial port failed or was closed.</summary>
        PortFailed = -10,

        /// <summary>The connection was closed by the peer or the network.</summary>
        ClosedByPeer = -11,

        /// <summary>In direct push or transparent mode data came faster than the program took them, and some were dropped.</summary>
        RingOverflow = -12,

        /// <summary>
        /// The module has refused at least three connections in a row with 552 or 553, although nothing is wrong with them. Some firmware
        /// does so after about twenty connections, and only switching the module off and on helps (module facts 4.10).
        /// </summary>
        PowerCycleNeeded = -13,

        /// <summary>
        /// The module's clock is before <see cref="SslContext.NotBefore"/> or after <see cref="SslContext.NotAfter"/>, so no
        /// certificate would be valid. Set the clock (<see cref="ModuleClock"/>) and connect again.
        /// </summary>
        ClockWrong = -14,

        /// <summary>The module does not know the connection any more and has not said why.</summary>
        ConnectionLost = -15,

        /// <summary>The network or the program has deactivated the PDP context that the connection went over.</summary>
        PdpDeactivated = -16,

        /// <summary>Operation successful.</summary>
        Success = 0,

        /// <summary>Operation not allowed.</summary>
        NotAllowed = 3,

        /// <summary>Operation not supported by the module.</summary>
        NotSupported = 4,

        /// <summary>SIM not inserted.</summary>
        SimNotInserted = 10,

        /// <summary>SIM PIN required.</summary>
        SimPinRequired = 11,

        /// <summary>SIM PUK required.</summary>
        SimPukRequired = 12,

        /// <summary>SIM failure.</summary>
        SimFailure = 13,

        /// <summary>SIM busy.</summary>
        SimBusy = 14,

        /// <summary>No network service.</summary>
        NoNetworkService = 30,

        /// <summary>Network time-out.</summary>
        NetworkTimeout = 31,

        /// <summary>File: invalid input value.</summary>
        FileInvalidInput = 400,

        /// <summary>File: larger than the size of the file.</summary>
        FileLargerThanSize = 401,

        /// <summary>File: read zero byte, the end of the file.</summary>
        FileReadZeroByte = 402,

        /// <summary>File: drive full.</summary>
        FileDriveFull = 403,

        /// <summary>File: not found.</summary>
        FileNotFound = 405,

        /// <summary>File: invalid name.</summary>
        FileInvalidName = 406,

        /// <summary>File: already exists.</summary>
        FileExists = 407,

        /// <summary>File: writing failed.</summary>
        FileWriteFailed = 409,

        /// <summary>File: opening failed.</summary>
        FileOpenFailed = 410,

        /// <summary>File: reading failed.</summary>
        FileReadFailed = 411,

        /// <summary>File: too many open files.</summary>
        FileTooManyOpen = 413,

        /// <summary>File: read-only.</summary>
        FileReadOnly = 414,

        /// <summary>File: invalid descriptor.</summary>
        FileInvalidDescriptor = 416,

        /// <summary>File: listing failed.</summary>
        FileListFailed = 417,

        /// <summary>File: deleting failed.</summary>
        FileDeleteFailed = 418,

        /// <summary>File: reading the disk information failed.</summary>
        FileDiskInfoFailed = 419,

        /// <summary>File: no space.</summary>
        FileNoSpace = 420,

        /// <summary>File: time-out.</summary>
        FileTimeout = 421,

        /// <summary>File: too large.</summary>
        FileTooLarge = 423,

        /// <summary>File: invalid parameter.</summary>
        FileInvalidParameter = 425,

        /// <summary>File: already open.</summary>
        FileAlreadyOpen = 426,

        /// <summary>Unknown error.</summary>
        Unknown = 550,

        /// <summary>Operation blocked.</summary>
        OperationBlocked = 551,

        /// <summary>Invalid parameter.</summary>
        InvalidParameter = 552,

        /// <summary>Memory not enough.</summary>
        MemoryNotEnough = 553,

        /// <summary>Create socket failed.</summary>
        CreateSocketFailed = 554,

        /// <summary>Operation not supported.</summary>
        OperationNotSupported = 555,

        /// <summary>Socket bind failed.</summary>
        SocketBindFailed = 556,

        /// <summary>Socket listen failed.</summary>
        SocketListenFailed = 557,

        /// <summary>Socket write failed.</summary>
        SocketWriteFailed = 558,

        /// <summary>Socket read failed.</summary>
        SocketReadFailed = 559,

        /// <summary>Socket accept failed.</summary>
        SocketAcceptFailed = 560,

        /// <summary>Open PDP context failed.</summary>
        OpenPdpContextFailed = 561,

        /// <summary>Close PDP context failed.</summary>
        ClosePdpContextFailed = 562,

        /// <summary>Socket identity has been used.</summary>
        SocketIdentityUsed = 563,

        /// <summary>DNS busy.</summary>
        DnsBusy = 564,

        /// <summary>DNS parse failed.</summary>
        DnsParseFailed = 565,

        /// <summary>Socket connection failed. Also the only code for any TLS failure: no or wrong CA certificate, name, validity or clock, version, cipher suite.</summary>
        SocketConnectionFailed = 566,

        /// <summary>Socket has been closed.</summary>
        SocketClosed = 567,

        /// <summary>Operation busy.</summary>
        OperationBusy = 568,

        /// <summary>Operation timeout.</summary>
        OperationTimeout = 569,

        /// <summary>PDP context break down.</summary>
        PdpContextBroken = 570,

        /// <summary>Cancel send.</summary>
        CancelSend = 571,

        /// <summary>Operation not allowed.</summary>
        OperationNotAllowed = 572,

        /// <summary>APN not configured.</summary>
        ApnNotConfigured = 573,

        /// <summary>Port busy.</summary>
        PortBusy = 574,
    }
}
