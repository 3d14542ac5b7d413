// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;

namespace DialogueFuzz;

/// <summary>A socket that a program has, and all that it knows of it.</summary>
internal sealed class Handle
{
    public Handle(IDriverSocket socket, Connection connection, ContextKind context, int mode)
    {
        Socket = socket;
        Connection = connection;
        Context = context;
        Mode = mode;
    }

    /// <summary>Gets the socket.</summary>
    public IDriverSocket Socket { get; }

    /// <summary>Gets the connection in the module that it stands for.</summary>
    public Connection Connection { get; }

    /// <summary>Gets what the program demanded of the server.</summary>
    public ContextKind Context { get; }

    /// <summary>Gets or sets the mode that the program has asked for last.</summary>
    public int Mode { get; set; }

    /// <summary>Gets or sets a value indicating whether it was ever in transparent mode.</summary>
    public bool WasTransparent { get; set; }

    /// <summary>Gets what the program has received.</summary>
    public List<byte> Received { get; } = [];

    /// <summary>Gets what it has sent.</summary>
    public List<SendRecord> Sent { get; } = [];

    /// <summary>Gets or sets a value indicating whether a thread receives: two at once would have no order.</summary>
    public bool IsReceiving { get; set; }

    /// <summary>Gets or sets a value indicating whether the program has begun to close it.</summary>
    public bool IsClosed { get; set; }

    /// <summary>Gets or sets a value indicating whether wrong bytes were found: no more is said about it.</summary>
    public bool IsWrong { get; set; }

    /// <summary>Gets or sets a value indicating whether a handler waits for data.</summary>
    public bool HasDataHandler { get; set; }

    /// <summary>Gets or sets how often the handler for the end was called.</summary>
    public int ClosedCalls { get; set; }

    /// <summary>Gets or sets how often the handler for data was called.</summary>
    public int DataCalls { get; set; }
}
