// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO.Ports;
using Bg95Cellular;
using Bg95Ssl;

namespace Samples
{
    /// <summary>The settings of your board and your SIM card: the one place to change before a sample runs on them.</summary>
    internal static class Board
    {
        // STM32F769I-DISCOVERY: COM6. A new BG95 has 115200 baud.
        internal const string PortName = "COM2";
        internal const int BaudRate = 115200;

        // Handshake.RequestToSend if RTS and CTS are wired and, on an ESP32, mapped. An STM32's port has none: leave it.
        internal const Handshake FlowControl = Handshake.None;

        internal const string Apn = "iot.example";
        internal const string User = "";
        internal const string Password = "";
        internal const int PdpContext = 1;

        // The PIN of the SIM card, or empty if it does not ask for one. It is sent once, and not again if the card refuses it.
        internal const string Pin = "";

        // Used if the network does not send the time. Null if the time server cannot be reached.
        internal const string TimeServer = "pool.ntp.org";

        private const string CaFile = "sample-ca.pem";

        private static OnlineStep s_step;
        private static int s_seconds;

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
        /// Switches the module on, waits for SIM card and registration, opens the data connection, and sets the clock, which certificates are
        /// checked against. Writes each step, and every two seconds that it still waits.
        /// </summary>
        internal static void GoOnline(Bg95Modem modem)
        {
            CellularConnection connection = CreateConnection(modem);
            OnlineOptions options = Options(Apn, User, Password);
            Watch(connection, options);
            connection.GoOnline(options);
        }

        /// <summary>Has each step written that going online takes, and every two seconds that it still waits.</summary>
        internal static void Watch(CellularConnection connection, OnlineOptions options)
        {
            connection.StepBegun += OnStep;
            options.KeepGoing = OnSecond;
        }

        /// <summary>Makes what takes the modem online and keeps it there.</summary>
        internal static CellularConnection CreateConnection(Bg95Modem modem)
        {
            // If the module's power key is wired, pass its pins, too (README.md of this folder). GoOnline then switches the module on, and
            // StayOnline switches it off and on if nothing else helps.
            return new CellularConnection(modem);
        }

        /// <summary>What going online needs. A first search can take ten minutes: give it more time, or fewer bands.</summary>
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
        /// Uploads the CA certificate to the module's file system. Files survive a restart, so a product does this once, in its factory.
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

        /// <summary>Writes what went wrong and, if a connection did not open, what the module reports about it and what to do.</summary>
        internal static void Explain(Bg95Modem modem, string host, Exception fault)
        {
            Console.WriteLine("FAILED: " + fault.Message);

            if (fault is Bg95Exception e && (e.Error == Bg95Error.SocketConnectionFailed || e.Error == Bg95Error.DnsParseFailed))
            {
                try
                {
                    string found = modem.Diagnose(modem.SslContexts[0], host).ToString();
                    Console.WriteLine(found.Length > 0 ? "Found: " + found : "The module's side is in order; check the server and your CA certificate.");
                }
                catch (Bg95Exception silence)
                {
                    Console.WriteLine(silence.Message);
                }
            }
        }

        private static void OnStep(object sender, OnlineStep step)
        {
            s_step = step;
            s_seconds = 0;
            Console.WriteLine(NameOf(step));
        }

        // Called once a second while a step waits.
        private static bool OnSecond()
        {
            if (++s_seconds % 2 == 0)
            {
                Console.WriteLine("  " + NameOf(s_step) + ": " + s_seconds.ToString() + " s");
            }

            return true;
        }

        // The interpreter has no names of enumerations at run time. An array of them would stay in memory.
        private static string NameOf(OnlineStep step)
        {
            switch (step)
            {
                case OnlineStep.Power:
                    return "Looking for the module";
                case OnlineStep.Settings:
                    return "Access point and radio";
                case OnlineStep.Sim:
                    return "SIM card";
                case OnlineStep.Registration:
                    return "Registration";
                case OnlineStep.DataConnection:
                    return "Data connection";
                case OnlineStep.Clock:
                    return "Clock";
                default:
                    return "Online";
            }
        }
    }
}
