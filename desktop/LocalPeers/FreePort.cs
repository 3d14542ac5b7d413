// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Net;
using System.Net.Sockets;

namespace LocalPeers;

/// <summary>For servers that cannot be told to take any port and say which.</summary>
public static class FreePort
{
    /// <summary>Gives a TCP port of the loopback address that nobody listens on. Another program may take it before the caller does.</summary>
    public static int Find()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
