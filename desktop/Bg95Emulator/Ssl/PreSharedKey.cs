// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Text;
using Org.BouncyCastle.Tls;

namespace Bg95Emulator;

/// <summary>Pre-shared keys come from a file named after the SSL context, "1_server.psk": identity&amp;hexkey (module facts 4.15).</summary>
internal static class PreSharedKey
{
    /// <summary>Null when there is no such file or no key in it.</summary>
    public static TlsPskIdentity? Read(ModuleFileSystem files, int sslContext)
    {
        byte[]? content = files.Read($"{sslContext}_server.psk");
        string[] parts = content == null ? [] : Encoding.ASCII.GetString(content).Trim('\0', '\r', '\n', ' ').Split('&');
        try
        {
            return parts.Length == 2 ? new BasicTlsPskIdentity(parts[0], Convert.FromHexString(parts[1])) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
