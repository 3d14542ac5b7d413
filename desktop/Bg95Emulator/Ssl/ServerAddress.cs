// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Net;
using System.Net.Sockets;

namespace Bg95Emulator;

/// <summary>The module's name resolution: its own table first, then the system's resolver.</summary>
internal static class ServerAddress
{
    /// <summary>Where a connection to an address really goes.</summary>
    public static IPEndPoint Route(ModuleState module, IPEndPoint remote) =>
        module.Options.Routes.TryGetValue(remote, out IPEndPoint? route) ? route : remote;

    /// <summary>Null when the name does not exist, or no DNS server of the PDP context answers.</summary>
    public static IPAddress? Resolve(ModuleState module, int pdpContext, string host)
    {
        ModuleOptions options = module.Options;
        bool isAddress = IPAddress.TryParse(host, out IPAddress? literal);
        if (!isAddress && !module.Pdp.HasDns(pdpContext))
        {
            return null;
        }

        if (options.Hosts.TryGetValue(host, out IPAddress? known))
        {
            return known;
        }

        if (isAddress || options.OfflineDns)
        {
            return literal;
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
