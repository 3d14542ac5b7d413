// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace DialogueFuzz;

/// <summary>The driver as programs use it: its public face, member by member, or something that has faults on purpose.</summary>
internal interface IDriver
{
    /// <summary>Gets a value indicating whether the line is open.</summary>
    bool IsOpen { get; }

    /// <summary>Opens the line and gets in step.</summary>
    void Open(int timeoutMilliseconds);

    /// <summary>Closes the line.</summary>
    void Close();

    /// <summary>Closes the line for good.</summary>
    void Dispose();

    /// <summary>Sets an SSL context up as it is to be in this world.</summary>
    /// <param name="context">The context.</param>
    /// <param name="kind">What it demands.</param>
    /// <param name="omitsName">Whether the server is not told its name, since the firmware cannot.</param>
    /// <param name="skipsHost">Whether the server's name is not checked, since the firmware cannot.</param>
    void Configure(int context, ContextKind kind, bool omitsName, bool skipsHost);

    /// <summary>Connects.</summary>
    IDriverSocket Connect(int context, string host, int port, int mode, int ringSize);

    /// <summary>Asks for all sockets.</summary>
    int CountSockets();

    /// <summary>Looks for what is wrong with a context.</summary>
    void Diagnose(int context, string host);

    /// <summary>Sets a PDP context's access point.</summary>
    void ConfigurePdp(int id, string apn);

    /// <summary>Activates a PDP context.</summary>
    void ActivatePdp(int id);

    /// <summary>Deactivates a PDP context.</summary>
    void DeactivatePdp(int id);

    /// <summary>Asks for a PDP context's address.</summary>
    string? GetAddress(int id);

    /// <summary>Writes a file.</summary>
    void Upload(string name, byte[] bytes, Action<int>? progress);

    /// <summary>Reads a file.</summary>
    int Download(string name, byte[] buffer, int offset, int count);

    /// <summary>Deletes a file.</summary>
    void Delete(string name);

    /// <summary>Asks for a file's size.</summary>
    int GetSize(string name);

    /// <summary>Counts files.</summary>
    int CountFiles();

    /// <summary>Reads the clock.</summary>
    DateTime GetUtc();

    /// <summary>Sets the clock.</summary>
    void SetUtc(DateTime time);

    /// <summary>Runs a command of the program's own.</summary>
    string[] Execute(string command, int timeoutMilliseconds);

    /// <summary>Adds handlers of the modem's own events; each gets the event's name.</summary>
    void Listen(Action<string> handler);
}
