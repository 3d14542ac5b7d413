// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO.Ports;
using System.Text;
using Bg95Ssl;

namespace Samples
{
    /// <summary>
    /// Fetches a page over TLS. The same file runs on a board and on a PC, where <c>dotnet run</c> starts another entry point
    /// around the same three steps: <see cref="GoOnline"/>, <see cref="Trust"/>, <see cref="Fetch"/>.
    /// </summary>
    public static class HttpsGet
    {
        // What your board, SIM card and server are. BG95 answers at 115200 out of the box.
        internal const string PortName = "COM2";
        internal const int BaudRate = 115200;
        internal const string Apn = "iot.example";
        internal const string User = "";
        internal const string Password = "";
        internal const string Host = "valid-isrgrootx1.letsencrypt.org";
        internal const int TcpPort = 443;
        internal const string Path = "/";

        // The root that this server's certificate goes back to, "ISRG Root X1" of Let's Encrypt, valid to June 2035.
        internal const string CaCertificate = @"-----BEGIN CERTIFICATE-----
MIIFazCCA1OgAwIBAgIRAIIQz7DSQONZRGPgu2OCiwAwDQYJKoZIhvcNAQELBQAw
TzELMAkGA1UEBhMCVVMxKTAnBgNVBAoTIEludGVybmV0IFNlY3VyaXR5IFJlc2Vh
cmNoIEdyb3VwMRUwEwYDVQQDEwxJU1JHIFJvb3QgWDEwHhcNMTUwNjA0MTEwNDM4
WhcNMzUwNjA0MTEwNDM4WjBPMQswCQYDVQQGEwJVUzEpMCcGA1UEChMgSW50ZXJu
ZXQgU2VjdXJpdHkgUmVzZWFyY2ggR3JvdXAxFTATBgNVBAMTDElTUkcgUm9vdCBY
MTCCAiIwDQYJKoZIhvcNAQEBBQADggIPADCCAgoCggIBAK3oJHP0FDfzm54rVygc
h77ct984kIxuPOZXoHj3dcKi/vVqbvYATyjb3miGbESTtrFj/RQSa78f0uoxmyF+
0TM8ukj13Xnfs7j/EvEhmkvBioZxaUpmZmyPfjxwv60pIgbz5MDmgK7iS4+3mX6U
A5/TR5d8mUgjU+g4rk8Kb4Mu0UlXjIB0ttov0DiNewNwIRt18jA8+o+u3dpjq+sW
T8KOEUt+zwvo/7V3LvSye0rgTBIlDHCNAymg4VMk7BPZ7hm/ELNKjD+Jo2FR3qyH
B5T0Y3HsLuJvW5iB4YlcNHlsdu87kGJ55tukmi8mxdAQ4Q7e2RCOFvu396j3x+UC
B5iPNgiV5+I3lg02dZ77DnKxHZu8A/lJBdiB3QW0KtZB6awBdpUKD9jf1b0SHzUv
KBds0pjBqAlkd25HN7rOrFleaJ1/ctaJxQZBKT5ZPt0m9STJEadao0xAH0ahmbWn
OlFuhjuefXKnEgV4We0+UXgVCwOPjdAvBbI+e0ocS3MFEvzG6uBQE3xDk3SzynTn
jh8BCNAw1FtxNrQHusEwMFxIt4I7mKZ9YIqioymCzLq9gwQbooMDQaHWBfEbwrbw
qHyGO0aoSCqI3Haadr8faqU9GY/rOPNk3sgrDQoo//fb4hVC1CLQJ13hef4Y53CI
rU7m2Ys6xt0nUW7/vGT1M0NPAgMBAAGjQjBAMA4GA1UdDwEB/wQEAwIBBjAPBgNV
HRMBAf8EBTADAQH/MB0GA1UdDgQWBBR5tFnme7bl5AFzgAiIyBpY9umbbjANBgkq
hkiG9w0BAQsFAAOCAgEAVR9YqbyyqFDQDLHYGmkgJykIrGF1XIpu+ILlaS/V9lZL
ubhzEFnTIZd+50xx+7LSYK05qAvqFyFWhfFQDlnrzuBZ6brJFe+GnY+EgPbk6ZGQ
3BebYhtF8GaV0nxvwuo77x/Py9auJ/GpsMiu/X1+mvoiBOv/2X/qkSsisRcOj/KK
NFtY2PwByVS5uCbMiogziUwthDyC3+6WVwW6LLv3xLfHTjuCvjHIInNzktHCgKQ5
ORAzI4JMPJ+GslWYHb4phowim57iaztXOoJwTdwJx4nLCgdNbOhdjsnvzqvHu7Ur
TkXWStAmzOVyyghqpZXjFaH3pO3JLF+l+/+sKAIuvtd7u+Nxe5AW0wdeRlN8NwdC
jNPElpzVmbUq4JUagEiuTDkHzsxHpFKVK7q4+63SM1N95R1NbdWhscdCb+ZAJzVc
oyi3B43njTOQ5yOf+1CceWxG1bQVs5ZufpsMljq4Ui0/1lvh+wjChP4kqKOJ2qxq
4RgqsahDYVvTH9w7jXbyLeiNdd8XM2w9U/t7y0Ff/9yi0GE44Za4rF2LN9d11TPA
mRGunUHBcnWEvgJBQl9nJEiU0Zsnvgc/ubhPgXRR4Xq37Z0j4r7g1SgEEzwxA57d
emyPxgcYxn/eR44/KJ4EBs+lVDR3veyJm+kXQ99b21/+jh5Xos1AnX5iItreGCc=
-----END CERTIFICATE-----
";

        private const int PdpContext = 1;
        private const string CaFile = "httpsget-ca.pem";

        /// <summary>The entry point on the board.</summary>
        public static void Main()
        {
            // On an ESP32 tell it first which pins are COM2, with the package nanoFramework.Hardware.Esp32:
            //   Configuration.SetPinFunction(17, DeviceFunction.COM2_TX);
            //   Configuration.SetPinFunction(16, DeviceFunction.COM2_RX);
            // On an STM32 the image fixes the pins.
            using Bg95Modem modem = new Bg95Modem(new SerialPort(PortName, BaudRate));

            try
            {
                Console.WriteLine("Looking for the module on " + PortName);
                GoOnline(modem, Apn, User, Password);
                Console.WriteLine("Online, address " + modem.Pdp.GetAddress(PdpContext));
                SslContext tls = Trust(modem, Encoding.UTF8.GetBytes(CaCertificate));
                Console.WriteLine("CA certificate is in the module, connecting to " + Host);
                Fetch(tls, Host, TcpPort, Path, new byte[SslSocket.ReceiveChunk], new ConsolePage());
                Console.WriteLine("Done");
            }
            catch (Bg95Exception e)
            {
                Console.WriteLine(e.Message);

                if (e.Error == Bg95Error.SocketConnectionFailed)
                {
                    Console.WriteLine("Check the module's clock, the CA certificate, the host's name and the cipher suite.");
                }
            }
            catch (Exception e)
            {
                Console.WriteLine(e.Message);
            }
        }

        /// <summary>Step 1: finds the module on the line, and connects it to the mobile network's data service.</summary>
        public static void GoOnline(Bg95Modem modem, string apn, string user, string password)
        {
            modem.Open();
            PdpAuthentication how = user.Length == 0 ? PdpAuthentication.None : PdpAuthentication.PapOrChap;
            modem.Pdp.Configure(PdpContext, PdpType.IPv4, apn, user, password, how);
            modem.Pdp.Activate(PdpContext);
        }

        /// <summary>
        /// Step 2: puts the certificate to be trusted into the module's file system. Files outlive a restart: a product does
        /// this once, in its factory.
        /// </summary>
        public static SslContext Trust(Bg95Modem modem, byte[] caCertificate)
        {
            modem.Files.Upload(CaFile, caCertificate);
            SslContext tls = modem.SslContexts[0];
            tls.PdpContextId = PdpContext;
            tls.CaCertificate = CaFile;
            return tls;
        }

        /// <summary>Step 3: connects, asks for the page, hands it on block by block, closes.</summary>
        /// <param name="tls">Whom to trust.</param>
        /// <param name="host">Host name, as it stands in the server's certificate.</param>
        /// <param name="port">TCP port.</param>
        /// <param name="path">Path and query; printable ASCII without blanks.</param>
        /// <param name="buffer">For one block: <see cref="SslSocket.ReceiveChunk"/> bytes. All memory that a page of any size needs.</param>
        /// <param name="page">Takes the page.</param>
        /// <returns>The server's status, such as 200.</returns>
        public static int Fetch(SslContext tls, string host, int port, string path, byte[] buffer, IPage page)
        {
            HttpExchange.CheckPath(path);
            using SslSocket socket = tls.Connect(host, port);
            HttpExchange exchange = new HttpExchange(socket, buffer);
            exchange.SendRequest(host, port, path);
            return exchange.ReadAnswer(page);
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
