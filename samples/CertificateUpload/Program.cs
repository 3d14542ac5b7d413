// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Text;
using Bg95Ssl;

namespace Samples
{
    /// <summary>
    /// Puts certificates and a key into the module's file system, as a factory does once for each board, and proves by a
    /// connection on which both sides show theirs that they are right. The same file runs on a board and on a PC.
    /// </summary>
    public static class CertificateUpload
    {
        // Whom to connect to with them; "" leaves the connection out.
        internal const string Host = "";
        internal const int TcpPort = 443;

        // Who this board is, as PEM; both "" uploads the CA alone.
        internal const string ClientCertificate = "";
        internal const string ClientKey = "";

        internal const string CaFile = "ca.pem";
        internal const string CertificateFile = "client.pem";
        internal const string KeyFile = "client.key";

        /// <summary>The entry point on the board.</summary>
        public static void Main()
        {
            using Bg95Modem modem = Board.CreateModem();

            try
            {
                Console.WriteLine("Looking for the module on " + Board.PortName);
                modem.Open();
                Show(CaFile, Put(modem, CaFile, IsrgRootX1.Pem));
                bool client = ClientKey.Length > 0;

                if (client)
                {
                    Show(CertificateFile, Put(modem, CertificateFile, ClientCertificate));
                    Show(KeyFile, Put(modem, KeyFile, ClientKey));
                }

                if (Host.Length > 0)
                {
                    Board.GoOnline(modem, Board.Apn, Board.User, Board.Password);
                    using SslSocket socket = Connect(modem, Host, TcpPort, client);
                    Console.WriteLine("Connected to " + Host + ": the certificates are right");
                }

                Console.WriteLine("Done");
            }
            catch (Exception e)
            {
                Console.WriteLine(e.Message);
            }
        }

        /// <summary>Writes a file of text into the module. Size and checksum, as the module reports them, are verified.</summary>
        /// <param name="modem">An open modem.</param>
        /// <param name="name">The file's name; a file that has it is replaced.</param>
        /// <param name="pem">The text.</param>
        /// <returns>The number of bytes.</returns>
        public static int Put(Bg95Modem modem, string name, string pem)
        {
            byte[] content = Encoding.UTF8.GetBytes(pem);
            modem.Files.Upload(name, content);
            return content.Length;
        }

        /// <summary>Connects with what was uploaded.</summary>
        /// <param name="modem">A modem that is online.</param>
        /// <param name="host">Host name, as it stands in the server's certificate.</param>
        /// <param name="port">TCP port.</param>
        /// <param name="client">Whether the board proves to the server who it is.</param>
        /// <returns>The connection.</returns>
        public static SslSocket Connect(Bg95Modem modem, string host, int port, bool client)
        {
            SslContext tls = modem.SslContexts[0];
            tls.PdpContextId = Board.PdpContext;
            tls.CaCertificate = CaFile;

            if (client)
            {
                tls.SecurityLevel = SecurityLevel.ServerAndClient;
                tls.ClientCertificate = CertificateFile;
                tls.ClientKey = KeyFile;
            }

            return tls.Connect(host, port);
        }

        private static void Show(string name, int size)
        {
            Console.WriteLine(name + ": " + size.ToString() + " bytes, size and checksum are right");
        }
    }
}
