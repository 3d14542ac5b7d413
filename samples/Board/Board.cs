// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO.Ports;
using Bg95Cellular;
using Bg95Ssl;

namespace Samples
{
    /// <summary>What your board and your SIM card are: the one place to change before a sample runs on them.</summary>
    internal static class Board
    {
        // STM32F769I-DISCOVERY: COM6. A BG95 answers at 115200 as it comes.
        internal const string PortName = "COM2";
        internal const int BaudRate = 115200;

        // RTS and CTS are wired and, on an ESP32, mapped. On an STM32 leave it: the port has none.
        internal const Handshake FlowControl = Handshake.None;

        internal const string Apn = "iot.example";
        internal const string User = "";
        internal const string Password = "";
        internal const int PdpContext = 1;

        // Of a SIM card that asks for one, else empty. It is sent once, and not again if the card refuses it.
        internal const string Pin = "";

        // Where the network does not tell the time; null for a network that leads nowhere else.
        internal const string TimeServer = "pool.ntp.org";

        private const string CaFile = "sample-ca.pem";

        /// <summary>Makes the modem on the board's port. Switch the module on first: README.md of this folder.</summary>
        internal static Bg95Modem CreateModem()
        {
            // On an ESP32 say first which pins are COM2, with the package nanoFramework.Hardware.Esp32:
            //   Configuration.SetPinFunction(17, DeviceFunction.COM2_TX);
            //   Configuration.SetPinFunction(16, DeviceFunction.COM2_RX);
            // On an STM32 the image fixes the pins.
            SerialPort port = new SerialPort(PortName, BaudRate);
            port.Handshake = FlowControl;
            return new Bg95Modem(port);
        }

        /// <summary>
        /// Switches the module on, waits for SIM card and network, connects to the mobile network's data service, and sets the clock if it
        /// was never set: certificates are checked by it.
        /// </summary>
        internal static void GoOnline(Bg95Modem modem, string apn, string user, string password)
        {
            CreateConnection(modem).GoOnline(Options(apn, user, password));
        }

        /// <summary>Makes what takes the modem online and keeps it there.</summary>
        internal static CellularConnection CreateConnection(Bg95Modem modem)
        {
            // If the module's power key is wired, hand over the pins, too: README.md of this folder. Then the module is switched on
            // here, and switched off and on where nothing else helps.
            return new CellularConnection(modem);
        }

        /// <summary>What going online needs to know. A first search may take ten minutes: then give it more time, or fewer bands.</summary>
        internal static OnlineOptions Options(string apn, string user, string password)
        {
            return new OnlineOptions
            {
                Apn = apn,
                User = user,
                Password = password,
                PdpContextId = PdpContext,
                Pin = Pin.Length == 0 ? null : Pin,
                TimeServer = TimeServer,
            };
        }

        /// <summary>
        /// Puts the certificate to be trusted into the module's file system. Files outlive a restart: a product does this once,
        /// in its factory.
        /// </summary>
        /// <returns>The settings for a connection that trusts it.</returns>
        internal static SslContext Trust(Bg95Modem modem, byte[] caCertificate)
        {
            modem.Files.Upload(CaFile, caCertificate);
            SslContext tls = modem.SslContexts[0];
            tls.PdpContextId = PdpContext;
            tls.CaCertificate = CaFile;
            return tls;
        }

        /// <summary>Tells what went wrong, and what the module has to say about a connection that did not open.</summary>
        internal static void Explain(Bg95Modem modem, string host, Exception fault)
        {
            Console.WriteLine(fault.Message);

            if (fault is Bg95Exception e && (e.Error == Bg95Error.SocketConnectionFailed || e.Error == Bg95Error.DnsParseFailed))
            {
                try
                {
                    string found = modem.Diagnose(modem.SslContexts[0], host).ToString();
                    Console.WriteLine(found.Length > 0 ? "Found: " + found : "The module's side is in order; look at the server and your CA.");
                }
                catch (Bg95Exception silence)
                {
                    Console.WriteLine(silence.Message);
                }
            }
        }
    }
}
