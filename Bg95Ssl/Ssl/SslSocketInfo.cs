// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>
    /// What the module says of a socket (<c>+QSSLSTATE</c>, application note 2.1.6). The program makes one and lets it be
    /// filled again and again; each time allocates the address' string. Fields, because an accessor costs the device 40 bytes.
    /// </summary>
    public sealed class SslSocketInfo
    {
        /// <summary>The socket's number, 0 to 11; -1 if the module did not know the socket.</summary>
        public int Id;

        /// <summary>The address of the remote server, as the module prints it.</summary>
        public string Address;

        /// <summary>The port of the remote server.</summary>
        public int RemotePort;

        /// <summary>The local port; some firmware prints 0 (module facts 3).</summary>
        public int LocalPort;

        /// <summary>The state.</summary>
        public SocketState State;

        /// <summary>The PDP context, 1 to 16.</summary>
        public int PdpContextId;

        /// <summary>The access mode.</summary>
        public AccessMode Mode;

        /// <summary>The SSL context, 0 to 5.</summary>
        public int SslContextId;
    }
}
