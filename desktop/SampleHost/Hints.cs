// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO.Ports;
using Bg95Ssl;

namespace Samples.Pc;

/// <summary>What a person can do about a failure.</summary>
public static class Hints
{
    /// <summary>A sentence or more, or null where there is nothing to add to the message.</summary>
    public static string? For(Exception exception, SampleSettings settings)
    {
        return exception switch
        {
            Bg95Exception e => For(e, settings),
            PortException { InnerException: UnauthorizedAccessException } =>
                "The port does not exist, is in use by another program, or you may not open it (Linux: group dialout). " + Ports(),
            PortException => Ports(),
            _ => null,
        };
    }

    private static string? For(Bg95Exception exception, SampleSettings settings)
    {
        return exception.Error switch
        {
            Bg95Error.NoAnswer when settings.Port != null && exception.Command.StartsWith("AT+Q", StringComparison.Ordinal) =>
                "The module answered before. Can its supply deliver 2 A peaks? Is the antenna fitted?",
            Bg95Error.NoAnswer when settings.Port != null =>
                $"Is the module switched on (PWRKEY), is {settings.Port} its AT port and {settings.Baud} its speed?"
                + " With --flow-control, are RTS and CTS wired? " + Ports(),
            Bg95Error.SocketConnectionFailed =>
                $"The module gives no other reason. Check, in this order: can it reach {settings.Host}:{settings.TcpPort};"
                + " is its clock right (AT+CCLK?); has the root certificate of --ca issued the server's certificate;"
                + " is that certificate for the name of --host; does the server speak TLS 1.2 with the suite (--suite)?",
            Bg95Error.ClockWrong =>
                "The module checks certificates against its own clock. Set the clock (AT+CCLK, AT+QNTP), or wait until the network sends the time.",
            Bg95Error.DnsParseFailed => $"The name {settings.Host} cannot be resolved: is it right, does the network have DNS?",
            Bg95Error.OpenPdpContextFailed or Bg95Error.ApnNotConfigured or Bg95Error.NoNetworkService =>
                "No data connection: is the APN right (--apn), the module registered (AT+CEREG?), the antenna fitted?",
            Bg95Error.Rejected when exception.Command.StartsWith("AT+QIACT", StringComparison.Ordinal) =>
                "No data connection: is the APN right (--apn), the module registered (AT+CEREG?), the antenna fitted?",
            Bg95Error.SimNotInserted or Bg95Error.SimPinRequired or Bg95Error.SimPukRequired or Bg95Error.SimFailure =>
                "Check the SIM card. This sample does not enter a PIN.",
            Bg95Error.LineDamaged or Bg95Error.FileDamaged =>
                "Bytes were lost on the line. Use a lower speed (--baud, AT+IPR) or RTS/CTS (--flow-control).",
            _ => null,
        };
    }

    private static string Ports()
    {
        string[] names = SerialPort.GetPortNames();
        return names.Length == 0 ? "This PC has no serial ports." : "Serial ports of this PC: " + string.Join(", ", names) + ".";
    }
}
