// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;
using Org.BouncyCastle.Tls;

namespace Bg95Emulator;

/// <summary>
/// Sessions to take up again, for contexts with "session" 1. The settings are part of the key: what was agreed under
/// some must not stand in for a check under others.
/// </summary>
internal sealed class TlsSessionCache
{
    private readonly object _gate = new();
    private readonly Dictionary<(int Context, SslContextSettings Settings, string Server), TlsSession> _sessions = [];

    public TlsSession? Find(SocketRequest request)
    {
        lock (_gate)
        {
            return _sessions.GetValueOrDefault(Key(request));
        }
    }

    public void Keep(SocketRequest request, TlsSession session)
    {
        lock (_gate)
        {
            _sessions[Key(request)] = session;
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _sessions.Clear();
        }
    }

    private static (int Context, SslContextSettings Settings, string Server) Key(SocketRequest request) =>
        (request.SslContext, request.Settings, $"{request.Host}:{request.Port}");
}
