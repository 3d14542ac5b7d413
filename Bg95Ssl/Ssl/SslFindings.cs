// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl
{
    /// <summary>
    /// What may keep a connection from opening (application note 4.1). Up to <see cref="HostIsAddress"/> a check that the module
    /// refuses counts as a finding; of those behind it, a question that is refused or not answered counts as none.
    /// </summary>
    [Flags]
    public enum SslFindings
    {
        /// <summary>Nothing on the module's side: look at the server, its versions, suites and certificate.</summary>
        None = 0,

        /// <summary>The PDP context is not active. Activate it.</summary>
        PdpInactive = 1,

        /// <summary>The host is a name and there is no DNS server to ask for its address. Set one.</summary>
        NoDnsServer = 2,

        /// <summary>The clock is outside of what the context allows. Set it, for example from the network.</summary>
        ClockWrong = 4,

        /// <summary>
        /// Version, cipher suite or security level are not in the module as they are set: it has restarted, or someone else
        /// has changed them. Connecting writes them again. Not looked at if the last connecting failed before it came to them.
        /// </summary>
        SettingsDiffer = 8,

        /// <summary>The security level needs a CA certificate, and its file is not named or not there. Upload it.</summary>
        NoCaCertificate = 16,

        /// <summary>The same for the client's certificate.</summary>
        NoClientCertificate = 32,

        /// <summary>The same for the client's key.</summary>
        NoClientKey = 64,

        /// <summary>
        /// The host is an address, which neither serves as server name nor stands in most certificates. Connect by name.
        /// </summary>
        HostIsAddress = 128,

        /// <summary>There is no SIM, it has failed, or it asks for its PIN or PUK (<c>AT+CPIN?</c>).</summary>
        SimNotReady = 256,

        /// <summary>
        /// Neither <c>AT+CEREG?</c> nor <c>AT+CGREG?</c> says that the module is registered. Wait for it; a first search takes
        /// minutes. Else look at the bands and technologies that are searched, and at the SIM's contract.
        /// </summary>
        NotRegistered = 512,

        /// <summary>The signal is -107 dBm or less, or none is heard while the module is not registered (<c>AT+CSQ</c>). Look at the antenna.</summary>
        WeakSignal = 1024,

        /// <summary>
        /// The module sends URCs to another port than <see cref="Bg95Modem.UrcPort"/>: the result of opening never comes. Opening
        /// the modem sets it.
        /// </summary>
        UrcPortElsewhere = 2048,

        /// <summary>
        /// The PDP context has an address, and yet <c>AT+CGACT?</c> says that it is not active: every connection fails. Deactivate
        /// and activate it.
        /// </summary>
        PdpStale = 4096,

        /// <summary>The clock is wrong and the network has told no time (<c>AT+QLTS</c>): set the clock by a time server.</summary>
        NoNetworkTime = 8192,

        /// <summary>The CA certificate's file does not begin with <c>-----BEGIN</c>: it is not PEM, or it is empty. Upload it as PEM.</summary>
        CaCertificateNotPem = 16384,

        /// <summary>The same for the client's certificate.</summary>
        ClientCertificateNotPem = 32768,

        /// <summary>The same for the client's key.</summary>
        ClientKeyNotPem = 65536,

        /// <summary>
        /// One of the files is PEM and begins with something else than belongs there: a key in place of a certificate, a certificate
        /// in place of the key.
        /// </summary>
        WrongPem = 131072,
    }
}
