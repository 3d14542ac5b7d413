// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Text;
using Bg95Cellular;
using Bg95Ssl;

namespace Samples
{
    /// <summary>
    /// Publishes a reading each minute over MQTT and takes commands, for days: whatever the network, the module or the broker does, it
    /// goes online again and no reading is lost. The same file runs on a board and on a PC.
    /// </summary>
    public static class MqttTelemetry
    {
        // A broker that speaks MQTT 3.1.1 over TLS.
        internal const string Host = "broker.example";
        internal const int TcpPort = 8883;

        internal const string ClientId = "board-1";
        internal const string ReadingTopic = "devices/board-1/reading";
        internal const string CommandTopic = "devices/board-1/command";

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
                connection.GoOnline(options);
                SslContext tls = Board.Trust(modem, Encoding.UTF8.GetBytes(IsrgRootX1.Pem));
                using MqttLink link = new MqttLink(connection, options, tls, Host, TcpPort, Console.WriteLine, OnCommand);

                for (int number = 1; ; number++)
                {
                    link.Deliver(number.ToString() + " " + Measure(connection));
                    Console.WriteLine("Reading " + number.ToString() + " is with the broker");
                    link.Wait(Interval);
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

        private static void OnCommand(string command)
        {
            Console.WriteLine("Command: " + command);
        }
    }
}
