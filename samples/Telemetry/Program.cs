// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Text;
using System.Threading;
using Bg95Cellular;
using Bg95Ssl;

namespace Samples
{
    /// <summary>
    /// Sends a reading each minute over one TLS connection, for days: whatever the network or the module does, it goes online again and
    /// no reading is lost. The same file runs on a board and on a PC.
    /// </summary>
    public static class Telemetry
    {
        // A server that takes lines "<number> <reading>" and sends each number back, over TLS.
        internal const string Host = "telemetry.example";
        internal const int TcpPort = 443;

        // Between two readings, in milliseconds.
        private const int Interval = 60000;

        /// <summary>The entry point on the board.</summary>
        public static void Main()
        {
            using Bg95Modem modem = Board.CreateModem();
            CellularConnection connection = Board.CreateConnection(modem);
            OnlineOptions options = Board.Options(Board.Apn, Board.User, Board.Password);
            Board.Watch(connection, options);

            try
            {
                SslContext tls = Start(connection, options, modem);
                using TelemetryLink link = new TelemetryLink(connection, options, tls, Host, TcpPort, Tell);

                for (int number = 1; ; number++)
                {
                    link.Deliver(number, Measure(connection));
                    Console.WriteLine("Reading " + number.ToString() + " is with the server");
                    Thread.Sleep(Interval);
                }
            }
            catch (Exception e)
            {
                Board.Explain(modem, Host, e);
            }
        }

        /// <summary>A reading: how well the module hears the network, in dBm.</summary>
        internal static string Measure(CellularConnection connection)
        {
            try
            {
                return connection.Network.GetSignal().TryGetRssi(out int power) ? power.ToString() : "not measured";
            }
            catch (Bg95Exception)
            {
                // The module is off or starts: sending the reading sees to that.
                return "not measured";
            }
        }

        // Until the module is online and has the certificate: somebody may still be wiring.
        private static SslContext Start(CellularConnection connection, OnlineOptions options, Bg95Modem modem)
        {
            byte[] certificate = Encoding.UTF8.GetBytes(IsrgRootX1.Pem);

            for (int attempt = 0; ; attempt++)
            {
                try
                {
                    if (attempt == 0)
                    {
                        connection.GoOnline(options);
                    }
                    else
                    {
                        connection.StayOnline(options);
                    }

                    return Board.Trust(modem, certificate);
                }
                catch (OnlineException e)
                {
                    Tell(e.Message);
                }
                catch (Bg95Exception e)
                {
                    Tell(e.Message);
                    connection.ReportFailure(e);
                }
            }
        }

        private static void Tell(string what)
        {
            Console.WriteLine(what);
        }
    }
}
