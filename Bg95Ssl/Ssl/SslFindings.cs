// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl
{
    /// <summary>
    /// What can keep a connection from opening (application note 4.1). If the module refuses a command of the checks from
    /// <see cref="PdpInactive"/> to <see cref="NoClientKey"/>, that counts as the finding. If it refuses a command of the later checks, or does
    /// not answer it, that counts as no finding.
    /// </summary>
    [Flags]
    public enum SslFindings
    {
        /// <summary>Nothing on the module's side. Check the server: its versions, cipher suites and certificate.</summary>
        None = 0,

        /// <summary>The PDP context is not active. Activate it.</summary>
        PdpInactive = 1,

        /// <summary>The host is a name, and the PDP context has no DNS server to ask for its address. Set one.</summary>
        NoDnsServer = 2,

        /// <summary>
        /// The clock is before <see cref="SslContext.NotBefore"/> or after <see cref="SslContext.NotAfter"/>. Set the clock, for example from
        /// the network.
        /// </summary>
        ClockWrong = 4,

        /// <summary>
        /// The module has another version, cipher suite or security level than the context: it has restarted, or something else has changed
        /// them. Connect again, which writes them. Not checked if the last <see cref="SslContext.Connect"/> failed before it wrote them.
        /// </summary>
        SettingsDiffer = 8,

        /// <summary>
        /// The security level needs a CA certificate, and the context names no file, or the module does not have the file. Upload it and name it.
        /// </summary>
        NoCaCertificate = 16,

        /// <summary>
        /// The security level needs a client certificate, and the context names no file, or the module does not have the file. Upload it and name it.
        /// </summary>
        NoClientCertificate = 32,

        /// <summary>
        /// The security level needs the client's key, and the context names no file, or the module does not have the file. Upload it and name it.
        /// </summary>
        NoClientKey = 64,

        /// <summary>
        /// The host is an IP address. It cannot be sent as server name, and few certificates contain one. Connect by name. Not a finding if the
        /// context neither sends nor checks the name.
        /// </summary>
        HostIsAddress = 128,

        /// <summary>
        /// There is no SIM card, it has failed, or it asks for its PIN or PUK (<c>AT+CPIN?</c>). Insert it, or enter its PIN.
        /// </summary>
        SimNotReady = 256,

        /// <summary>
        /// The module is not registered with a network (<c>AT+CEREG?</c>, <c>AT+CGREG?</c>). Wait: a first search takes minutes. Then check the
        /// bands and technologies that are searched, and the contract of the SIM card.
        /// </summary>
        NotRegistered = 512,

        /// <summary>
        /// The signal is -107 dBm or less, or nothing is received and the module is not registered (<c>AT+CSQ</c>). Check the antenna.
        /// </summary>
        WeakSignal = 1024,

        /// <summary>
        /// The module sends URCs to another port than <see cref="Bg95Modem.UrcPort"/>, so the result of <c>AT+QSSLOPEN</c> does not arrive.
        /// <see cref="Bg95Modem.Open"/> sets the port, and so does a <see cref="SslContext.Connect"/> that misses its result. Not checked if <see cref="Bg95Modem.UrcPort"/> is <see langword="null"/>.
        /// </summary>
        UrcPortElsewhere = 2048,

        /// <summary>
        /// The PDP context has an address but is not active (<c>AT+CGACT?</c>), so every connection fails. Deactivate and activate it.
        /// </summary>
        PdpStale = 4096,

        /// <summary>The clock is wrong, and the network has told no time (<c>AT+QLTS</c>). Set the clock by a time server.</summary>
        NoNetworkTime = 8192,

        /// <summary>The file of the CA certificate does not begin with <c>-----BEGIN</c>: it is not PEM, or it is empty. Upload it as PEM.</summary>
        CaCertificateNotPem = 16384,

        /// <summary>The file of the client certificate does not begin with <c>-----BEGIN</c>. Upload it as PEM.</summary>
        ClientCertificateNotPem = 32768,

        /// <summary>The file of the client's key does not begin with <c>-----BEGIN</c>. Upload it as PEM.</summary>
        ClientKeyNotPem = 65536,

        /// <summary>
        /// One of the files is PEM but of the wrong kind: a key where a certificate belongs, or a certificate or public key where the private key
        /// belongs. Upload each file under its own name.
        /// </summary>
        WrongPem = 131072,
    }
}
