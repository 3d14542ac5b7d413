// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>
    /// What the module reports about a socket (<c>+QSSLSTATE</c>, application note 2.1.6). The program makes one and lets
    /// <see cref="SslSocket.GetInfo"/> or <see cref="Bg95Modem.GetSockets"/> fill it again and again; each time allocates the strings. A
    /// number that the module does not tell is -1, a string <see langword="null"/>.
    /// </summary>
    public sealed class SslSocketInfo
    {
        /// <summary>Initializes a new instance of the <see cref="SslSocketInfo"/> class.</summary>
        public SslSocketInfo()
        {
            Clear();
        }

        /// <summary>
        /// Gets the socket's number, 0 to 11; -1 if the module does not know the socket, and then all but <see cref="State"/> is as before.
        /// </summary>
        public int Id { get; internal set; }

        /// <summary>Gets the kind of the socket, <c>SSLClient</c>.</summary>
        public string SocketType { get; internal set; }

        /// <summary>Gets the address of the remote server, as the module prints it.</summary>
        public string Address { get; internal set; }

        /// <summary>Gets the port of the remote server.</summary>
        public int RemotePort { get; internal set; }

        /// <summary>Gets the local port; some firmware prints 0 (module facts 3).</summary>
        public int LocalPort { get; internal set; }

        /// <summary>Gets the state; <see cref="SocketState.Initial"/> if the module does not know the socket.</summary>
        public SocketState State { get; internal set; }

        /// <summary>Gets the PDP context, 1 to 16.</summary>
        public int PdpContextId { get; internal set; }

        /// <summary>Gets the server number. The application note reserves it; modules print the socket's number or 0.</summary>
        public int ServerId { get; internal set; }

        /// <summary>Gets the access mode.</summary>
        public AccessMode Mode { get; internal set; }

        /// <summary>Gets the name of the module's port that opened the socket, such as <c>uart1</c> or <c>usbmodem</c>.</summary>
        public string Port { get; internal set; }

        /// <summary>Gets the SSL context, 0 to 5.</summary>
        public int SslContextId { get; internal set; }

        internal void Clear()
        {
            Id = -1;
            State = SocketState.Initial;
        }
    }
}
