// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace DialogueFuzz;

/// <summary>A socket as programs use it.</summary>
internal interface IDriverSocket
{
    /// <summary>Gets its number.</summary>
    int Id { get; }

    /// <summary>Gets a value indicating whether the driver takes it for connected.</summary>
    bool IsConnected { get; }

    /// <summary>Sends all.</summary>
    void Send(byte[] buffer, int offset, int count);

    /// <summary>Sends by the form without a length.</summary>
    void SendVariable(byte[] buffer, int offset, int count);

    /// <summary>Receives.</summary>
    int Receive(byte[] buffer, int offset, int count, int timeoutMilliseconds);

    /// <summary>Switches the mode.</summary>
    void SwitchMode(int mode, int ringSize);

    /// <summary>Asks the module for the state.</summary>
    string QueryState();

    /// <summary>Closes it.</summary>
    void Close(int timeoutMilliseconds);

    /// <summary>Closes it and says nothing.</summary>
    void Dispose();

    /// <summary>Adds a handler for data.</summary>
    void OnDataReceived(Action handler);

    /// <summary>Adds a handler for the end.</summary>
    void OnClosed(Action handler);
}
