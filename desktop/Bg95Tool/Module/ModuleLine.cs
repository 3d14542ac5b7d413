// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.IO.Ports;
using System.Net;
using Bg95Emulator;
using Bg95Ssl;
using Bg95Ssl.Pc;

namespace Bg95Tool;

/// <summary>The way to the module: a serial port, a TCP port, or an emulated module and a TLS server that are started here.</summary>
internal sealed class ModuleLine : IDisposable
{
    // Of those that are kept for documentation: it leads nowhere else.
    private static readonly IPAddress s_serverAddress = IPAddress.Parse("192.0.2.1");

    private readonly List<IDisposable> _parts = [];

    private ModuleLine(ITransport transport)
    {
        Transport = transport;
    }

    /// <summary>What the driver speaks on; not open yet.</summary>
    public ITransport Transport { get; }

    /// <summary>The server beside an emulated module; null for a real one.</summary>
    public TryServer? Server { get; private init; }

    /// <summary>Moves the module's DTR; null where nobody knows whether it is wired.</summary>
    public DataTerminalReadyHandler? DataTerminalReady { get; private init; }

    /// <summary>Makes it.</summary>
    /// <param name="settings">Where the module is.</param>
    /// <param name="caName">The name that the emulated module has the server's certificate under.</param>
    public static ModuleLine Create(CommonSettings settings, string caName)
    {
        if (settings.Port != null)
        {
            return new ModuleLine(PcSerialTransport.Create(settings.Port, settings.Baud, settings.FlowControl));
        }

        if (settings.TcpHost != null)
        {
            return new ModuleLine(new TcpTransport(settings.TcpHost, settings.TcpPort));
        }

        TryServer server = new();
        ModuleOptions options = new() { BaudRate = settings.Baud };
        options.Hosts[TryServer.Host] = s_serverAddress;
        options.Routes[new IPEndPoint(s_serverAddress, TryServer.PublicPort)] = new IPEndPoint(IPAddress.Loopback, server.Port);
        EmulatedModule module = new(options);
        module.Files.Write(caName, server.CaPem);
        TcpLine line = new(module);
        return new ModuleLine(new TcpTransport(line.EndPoint.Address.ToString(), line.EndPoint.Port))
        {
            Server = server,
            DataTerminalReady = module.SetDataTerminalReady,
            _parts = { line, module, server },
        };
    }

    /// <summary>The names of this PC's serial ports, in a sentence.</summary>
    public static string PortsOfThisPc()
    {
        string[] names = SerialPort.GetPortNames();
        Array.Sort(names, StringComparer.Ordinal);
        return names.Length == 0 ? "This PC has no serial ports." : "Serial ports of this PC: " + string.Join(", ", names) + ".";
    }

    /// <summary>Ends what was started here.</summary>
    public void Dispose()
    {
        Transport.Dispose();
        _parts.ForEach(part => part.Dispose());
    }
}
