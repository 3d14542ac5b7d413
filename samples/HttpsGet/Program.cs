// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Text;
using Bg95Http;
using Bg95Ssl;

namespace Samples
{
    /// <summary>
    /// Fetches a page over TLS. The same file runs on a board and on a PC, where <c>dotnet run</c> starts another entry point
    /// around the same three steps: <see cref="Board.GoOnline"/>, <see cref="Board.Trust"/>, <see cref="Fetch"/>.
    /// </summary>
    public static class HttpsGet
    {
        // The page; board and SIM card stand in samples/Board/Board.cs.
        internal const string Host = "valid-isrgrootx1.letsencrypt.org";
        internal const int TcpPort = 443;
        internal const string Path = "/";

        /// <summary>The entry point on the board.</summary>
        public static void Main()
        {
            using Bg95Modem modem = Board.CreateModem();

            try
            {
                Console.WriteLine("Port " + Board.PortName);
                Board.GoOnline(modem);
                Console.WriteLine("Online, address " + modem.Pdp.GetAddress(Board.PdpContext));
                SslContext tls = Board.Trust(modem, Encoding.UTF8.GetBytes(IsrgRootX1.Pem));
                Console.WriteLine("CA certificate is in the module, connecting to " + Host);
                Fetch(tls, Host, TcpPort, Path, new byte[SslSocket.ReceiveChunk], new ConsolePage());
                Console.WriteLine("Done");
            }
            catch (Exception e)
            {
                Board.Explain(modem, Host, e);
            }
        }

        /// <summary>Connects, asks for the page, hands it on block by block, closes.</summary>
        /// <param name="tls">Whom to trust.</param>
        /// <param name="host">Host name, as it stands in the server's certificate.</param>
        /// <param name="port">TCP port.</param>
        /// <param name="path">Path and query; printable ASCII without blanks.</param>
        /// <param name="buffer">For one block: <see cref="SslSocket.ReceiveChunk"/> bytes. All memory that a page of any size needs.</param>
        /// <param name="page">Takes the page.</param>
        /// <returns>The server's status, such as 200.</returns>
        public static int Fetch(SslContext tls, string host, int port, string path, byte[] buffer, IPage page)
        {
            using SslSocket socket = tls.Connect(host, port);
            string name = port == 443 ? host : host + ":" + port.ToString();
            HttpClient client = new HttpClient(socket.GetStream(), name, buffer, () => Environment.TickCount64);
            int status = client.Get(path);
            page.Begin(status, client.ContentLength);
            int count;

            // The client's own buffer may take the body, too.
            while ((count = client.ReadBody(buffer, 0, buffer.Length)) > 0)
            {
                page.Add(buffer, 0, count);
            }

            return status;
        }

        // What a board does with the page: here it only counts.
        private sealed class ConsolePage : IPage
        {
            private const int Every = 10 * 1024;

            private int _count;
            private int _next = Every;

            public void Begin(int status, int length)
            {
                Console.WriteLine("Status " + status.ToString() + ", length " + length.ToString());
            }

            public void Add(byte[] buffer, int offset, int count)
            {
                _count += count;

                if (_count >= _next)
                {
                    Console.WriteLine(_count.ToString() + " bytes");
                    _next += Every;
                }
            }
        }
    }
}
