// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.IO.Ports;
using System.Threading;

namespace Bg95Emulator.Tool;

/// <summary>
/// A serial port of this PC that a board is wired to. Its RTS and CTS are used when AT+IFC=2,2 switches them on, or
/// always, or never; its DSR is the module's DTR input.
/// </summary>
internal sealed class SerialServedLine : ServedLine
{
    private readonly SerialPort _port;
    private readonly FlowControl _flow;

    public SerialServedLine(string name, int baudRate, FlowControl flow)
    {
        // System.IO.Ports calls it a denied access.
        if (!OperatingSystem.IsWindows() && !File.Exists(name))
        {
            throw new FileNotFoundException($"{name}: no such device.");
        }

        _flow = flow;
        _port = new SerialPort(name, baudRate)
        {
            Handshake = flow == FlowControl.RtsCts ? Handshake.RequestToSend : Handshake.None,
            ReadTimeout = SerialPort.InfiniteTimeout,
        };
        _port.Open();
    }

    public override string Name => _port.PortName;

    public override string Description => $"{_port.PortName}, {_port.BaudRate} baud, RTS/CTS {_flow switch
    {
        FlowControl.RtsCts => "on",
        FlowControl.None => "off",
        _ => "as AT+IFC says",
    }}";

    public override void Serve(EmulatedModule module)
    {
        if (_flow == FlowControl.Auto)
        {
            module.FlowControlChanged += on => SetHandshake(on ? Handshake.RequestToSend : Handshake.None);
        }

        _port.PinChanged += (_, change) =>
        {
            if (change.EventType == SerialPinChange.DsrChanged)
            {
                module.SetDataTerminalReady(_port.DsrHolding);
            }
        };
        module.Attach(_port.BaseStream);
    }

    public override Stream Accept() => _port.BaseStream;

    public override void Drain()
    {
        try
        {
            // Bytes that still wait in the driver, at the port's speed.
            Thread.Sleep(100 + (_port.BytesToWrite * 10_000 / _port.BaudRate));
        }
        catch (IOException)
        {
            // A driver that cannot tell.
        }
    }

    public override void Dispose() => _port.Dispose();

    private void SetHandshake(Handshake handshake)
    {
        try
        {
            _port.Handshake = handshake;
        }
        catch (Exception fault) when (fault is IOException or InvalidOperationException)
        {
            // The port is gone, or has no such lines.
        }
    }
}
