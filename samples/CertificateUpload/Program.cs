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

        // Files that are looked for in the module; it may hold more.
        private const int MostFiles = 16;

        /// <summary>The entry point on the board.</summary>
        public static void Main()
        {
            using Bg95Modem modem = Board.CreateModem();

            try
            {
                Console.WriteLine("Looking for the module on " + Board.PortName);
                modem.Open();

                // Certificates are checked by the module's clock; one that was never told the time is in 1980. GoOnline sets it.
                Console.WriteLine("Clock: " + modem.Clock.GetUtc().ToString("u"));
                Console.WriteLine("Free: " + modem.Files.GetSpace(out int total).ToString() + " of " + total.ToString() + " bytes");
                Upload(modem, CaFile, IsrgRootX1.Pem);
                bool client = ClientKey.Length > 0;

                if (client)
                {
                    Upload(modem, CertificateFile, ClientCertificate);
                    Upload(modem, KeyFile, ClientKey);
                }

                foreach (ModuleFile file in List(modem))
                {
                    Console.WriteLine("  " + file.Name + ", " + file.Size.ToString() + " bytes");
                }

                if (Host.Length > 0)
                {
                    Board.GoOnline(modem);
                    using SslSocket socket = Connect(modem, Host, TcpPort, client);
                    Console.WriteLine("Connected to " + Host + ": the certificates are right");
                }

                Console.WriteLine("Done");
            }
            catch (Exception e)
            {
                Board.Explain(modem, Host, e);
            }
        }

        /// <summary>Writes a file of text into the module. Size and checksum, as the module reports them, are verified.</summary>
        /// <param name="modem">An open modem.</param>
        /// <param name="name">The file's name; a file that has it is replaced.</param>
        /// <param name="pem">The text.</param>
        /// <param name="progress">Learns how many bytes have been written, and of how many.</param>
        /// <returns>The number of bytes.</returns>
        public static int Put(Bg95Modem modem, string name, string pem, UploadProgressHandler progress)
        {
            byte[] content = Encoding.UTF8.GetBytes(pem);
            modem.Files.Upload(name, content, progress);
            return content.Length;
        }

        /// <summary>
        /// Reads a file back and compares it. The checksum of an upload says as much; a factory that wants to be sure before the
        /// lid is closed looks at the bytes.
        /// </summary>
        /// <param name="modem">An open modem.</param>
        /// <param name="name">The file's name.</param>
        /// <param name="pem">What it should hold.</param>
        /// <returns>Whether it does.</returns>
        public static bool Holds(Bg95Modem modem, string name, string pem)
        {
            byte[] expected = Encoding.UTF8.GetBytes(pem);
            byte[] read = new byte[expected.Length];
            bool same = modem.Files.GetSize(name) == expected.Length && modem.Files.Download(name, read, 0, read.Length) == read.Length;

            for (int i = 0; same && i < read.Length; i++)
            {
                same = read[i] == expected[i];
            }

            return same;
        }

        /// <summary>Lists the module's files, 16 at most.</summary>
        public static ModuleFile[] List(Bg95Modem modem)
        {
            ModuleFile[] files = new ModuleFile[MostFiles];

            for (int i = 0; i < MostFiles; i++)
            {
                files[i] = new ModuleFile();
            }

            int count = modem.Files.List("*", files);
            ModuleFile[] found = new ModuleFile[count < MostFiles ? count : MostFiles];
            Array.Copy(files, found, found.Length);
            return found;
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

        private static void Upload(Bg95Modem modem, string name, string pem)
        {
            int size = Put(modem, name, pem, (written, all) => Console.WriteLine("  " + name + ": " + written.ToString() + " of " + all.ToString()));
            string read = Holds(modem, name, pem) ? " bytes, size, checksum and content are right" : " bytes, BUT READS OTHERWISE";
            Console.WriteLine(name + ": " + size.ToString() + read);
        }
    }
}
