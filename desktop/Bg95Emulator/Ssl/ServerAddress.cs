// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Net;
using System.Net.Sockets;

namespace Bg95Emulator;

/// <summary>The module's name resolution: its own table first, then the system's resolver.</summary>
internal static class ServerAddress
{
    /// <summary>Null when the name does not exist.</summary>
    public static IPAddress? Resolve(ModuleOptions options, string host)
    {
        if (options.Hosts.TryGetValue(host, out IPAddress? known) || IPAddress.TryParse(host, out known))
        {
            return known;
        }

        if (options.OfflineDns)
        {
            return null;
        }

        try
        {
            IPAddress[] addresses = Dns.GetHostAddresses(host);
            IPAddress? preferred = Array.Find(addresses, item => item.AddressFamily == AddressFamily.InterNetwork);
            return preferred ?? (addresses.Length > 0 ? addresses[0] : null);
        }
        catch (SocketException)
        {
            return null;
        }
        catch (ArgumentException)
        {
            // Not even the form of a name.
            return null;
        }
    }
}
