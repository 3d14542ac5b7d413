// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Samples.Pc;

/// <summary>The board's constants as what holds on a PC where the command line says nothing.</summary>
internal static class BoardOnPc
{
    /// <summary>The options of a sample.</summary>
    /// <param name="server">The server that it connects to.</param>
    /// <param name="tcpPort">The server's TCP port.</param>
    /// <param name="host">What --host is for, as a sentence.</param>
    /// <param name="portNeedsHost">The sample has no server for a real module.</param>
    public static SampleOptions Options(string server, int tcpPort, string host, bool portNeedsHost = false)
    {
        SampleSettings settings = new()
        {
            Baud = Board.BaudRate,
            Apn = Board.Apn,
            User = Board.User,
            Password = Board.Password,
            Host = server,
            TcpPort = tcpPort,
        };
        return new SampleOptions(settings, host) { PortNeedsHost = portNeedsHost };
    }
}
