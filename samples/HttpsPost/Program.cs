// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Text;
using Bg95Cellular;
using Bg95Http;
using Bg95Ssl;

namespace Samples
{
    /// <summary>
    /// Posts readings as JSON to a server that wants to know who the board is, several over one connection, and reads what it answers.
    /// The same file runs on a board and on a PC.
    /// </summary>
    public static class HttpsPost
    {
        // Whom to post to; board and SIM card stand in samples/Board/Board.cs.
        internal const string Host = "readings.example";
        internal const int TcpPort = 443;
        internal const string Path = "/readings";

        // Who this board is, as PEM; both "" for a server that does not ask. Those of real devices do not belong into sources.
        internal const string ClientCertificate = "";
        internal const string ClientKey = "";

        internal const int Readings = 3;

        private const string CertificateFile = "client.pem";
        private const string KeyFile = "client.key";

        // For a request with its JSON in one block, and for each line of a response.
        private const int BufferSize = 512;

        // The longest answer that is taken.
        private const int AnswerSize = 256;

        /// <summary>The entry point on the board.</summary>
        public static void Main()
        {
            using Bg95Modem modem = Board.CreateModem();

            try
            {
                Console.WriteLine("Port " + Board.PortName);
                CellularConnection connection = Board.CreateConnection(modem);
                OnlineOptions options = Board.Options(Board.Apn, Board.User, Board.Password);
                Board.Watch(connection, options);
                connection.GoOnline(options);
                Console.WriteLine("Online, address " + modem.Pdp.GetAddress(Board.PdpContext));
                SslContext tls = Board.Trust(modem, Encoding.UTF8.GetBytes(IsrgRootX1.Pem));

                if (ClientKey.Length > 0)
                {
                    Identify(modem, tls, ClientCertificate, ClientKey);
                }

                Console.WriteLine("Connecting to " + Host);
                using SslSocket socket = tls.Connect(Host, TcpPort);
                HttpClient client = CreateClient(socket, Host, TcpPort);

                for (int number = 1; number <= Readings; number++)
                {
                    Console.WriteLine("Reading " + number.ToString() + ": " + Post(client, Path, number, Measure(connection)));
                }

                Console.WriteLine("Done");
            }
            catch (Exception e)
            {
                Board.Explain(modem, Host, e);
            }
        }

        /// <summary>Puts the board's certificate and key into the module, and has it show them. A product does the first once.</summary>
        /// <param name="modem">An open modem.</param>
        /// <param name="tls">The settings for a connection.</param>
        /// <param name="certificate">The certificate, PEM.</param>
        /// <param name="key">Its key, PEM, not encrypted.</param>
        public static void Identify(Bg95Modem modem, SslContext tls, string certificate, string key)
        {
            modem.Files.Upload(CertificateFile, Encoding.UTF8.GetBytes(certificate));
            modem.Files.Upload(KeyFile, Encoding.UTF8.GetBytes(key));
            tls.SecurityLevel = SecurityLevel.ServerAndClient;
            tls.ClientCertificate = CertificateFile;
            tls.ClientKey = KeyFile;
        }

        /// <summary>Makes a client on a connection just made.</summary>
        public static HttpClient CreateClient(SslSocket socket, string host, int port)
        {
            string name = port == 443 ? host : host + ":" + port.ToString();
            return new HttpClient(socket.GetStream(), name, new byte[BufferSize], () => Environment.TickCount64);
        }

        /// <summary>Posts a reading and gives what the server answers.</summary>
        /// <param name="client">A client whose connection can be used.</param>
        /// <param name="path">Path and query.</param>
        /// <param name="number">The reading's number.</param>
        /// <param name="power">The reading: received power in dBm.</param>
        /// <returns>The answer, as text of 256 bytes at most.</returns>
        public static string Post(HttpClient client, string path, int number, int power)
        {
            byte[] json = Encoding.UTF8.GetBytes("{\"number\":" + number.ToString() + ",\"rssi\":" + power.ToString() + "}");
            int status = client.Post(path, "application/json", json, 0, json.Length);

            if (status != 200)
            {
                throw new IOException("the server answered with status " + status.ToString());
            }

            byte[] answer = new byte[AnswerSize];
            int length = 0;
            int count;

            while ((count = client.ReadBody(answer, length, answer.Length - length)) > 0)
            {
                length += count;
            }

            return Encoding.UTF8.GetString(answer, 0, length);
        }

        /// <summary>A reading: how well the module hears the network, in dBm; 0 if it could not be measured.</summary>
        public static int Measure(CellularConnection connection)
        {
            return connection.Network.GetSignal().TryGetRssi(out int power) ? power : 0;
        }
    }
}
