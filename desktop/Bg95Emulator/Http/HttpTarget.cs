// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Linq;

namespace Bg95Emulator;

/// <summary>Where an address of AT+QHTTPURL leads.</summary>
internal sealed record HttpTarget(string Host, int Port, bool IsSecure, string Path)
{
    // As it was typed: the module does not put right what its host sends.
    private static readonly UriCreationOptions s_asTyped = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <summary>The address without TLS, which the module does itself.</summary>
    public Uri PlainAddress => new($"http://{Bracketed}:{Port}{Path}", s_asTyped);

    /// <summary>Without the port where it is the usual one.</summary>
    public string HostHeader => Port == (IsSecure ? 443 : 80) ? Bracketed : $"{Bracketed}:{Port}";

    private string Bracketed => Host.Contains(':') ? $"[{Host}]" : Host;

    /// <summary>Null where the text is no address of an HTTP server.</summary>
    public static HttpTarget? Parse(string text)
    {
        if (!text.All(character => character is >= ' ' and <= '~')
            || !Uri.TryCreate(text, s_asTyped, out Uri? address)
            || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)
            || address.Host.Length == 0
            || address.Port == 0)
        {
            return null;
        }

        string path = address.PathAndQuery;
        return new HttpTarget(address.DnsSafeHost, address.Port, address.Scheme == Uri.UriSchemeHttps, path.StartsWith('/') ? path : "/" + path);
    }
}
