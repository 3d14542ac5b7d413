// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Text;
using System.Threading;
using Bg95Ssl;

namespace Samples
{
    /// <summary>Takes a block of what came. The array is used again for the next: take from it what you need.</summary>
    public delegate void BlockHandler(byte[] buffer, int offset, int count);

    /// <summary>
    /// Receives in direct push mode: the module sends what comes without being asked, into a ring of fixed size, and an event
    /// tells. The second half shows what happens when nobody empties the ring. The same file runs on a board and on a PC.
    /// </summary>
    public static class DirectPush
    {
        // Any server that answers a request; this one with a short page.
        internal const string Host = "valid-isrgrootx1.letsencrypt.org";
        internal const int TcpPort = 443;
        internal const string Request = "GET / HTTP/1.1\r\nHost: " + Host + "\r\nConnection: close\r\n\r\n";

        // As large as what comes at once while the program is busy, and a block of 1500 bytes more.
        internal const int RingSize = SslSocket.DefaultRingSize;

        // A mobile network may be silent for as long as this, in milliseconds.
        private const int Patience = 60000;

        private static int s_count;

        /// <summary>The entry point on the board.</summary>
        public static void Main()
        {
            using Bg95Modem modem = Board.CreateModem();

            try
            {
                Console.WriteLine("Port " + Board.PortName);
                Board.GoOnline(modem);
                SslContext tls = Board.Trust(modem, Encoding.UTF8.GetBytes(IsrgRootX1.Pem));
                byte[] request = Encoding.UTF8.GetBytes(Request);
                Console.WriteLine("Asking " + Host);
                int events = Receive(tls, Host, TcpPort, request, RingSize, Count);
                Console.WriteLine("Pushed: " + s_count.ToString() + " bytes, " + events.ToString() + " events");

                Console.WriteLine("Asking again, and not taking what comes");
                s_count = 0;
                int lost = Overflow(tls, Host, TcpPort, request, SslSocket.ReceiveChunk, Count);
                Console.WriteLine("Kept: " + s_count.ToString() + " bytes, lost: " + lost.ToString());
                Console.WriteLine("Overflows counted: " + modem.Statistics[LineCounter.RingOverflows].ToString());
                Console.WriteLine("Done");
            }
            catch (Exception e)
            {
                Board.Explain(modem, Host, e);
            }
        }

        /// <summary>Sends a request and takes what is pushed, until the server closes.</summary>
        /// <param name="tls">Whom to trust.</param>
        /// <param name="host">Host name, as it stands in the server's certificate.</param>
        /// <param name="port">TCP port.</param>
        /// <param name="request">What to send.</param>
        /// <param name="ringSize">Bytes that can wait for the program.</param>
        /// <param name="take">Takes what came, on the driver's event thread.</param>
        /// <returns>How many events there were.</returns>
        public static int Receive(SslContext tls, string host, int port, byte[] request, int ringSize, BlockHandler take)
        {
            using SslSocket socket = tls.Connect(host, port, AccessMode.DirectPush, ringSize);
            Receiver receiver = new Receiver(take);
            socket.DataReceived += receiver.OnEvent;
            socket.Closed += receiver.OnEvent;
            socket.Send(request, 0, request.Length);
            receiver.Wait(Patience);
            return receiver.Events;
        }

        /// <summary>Sends a request and does nothing until the ring has overflowed; then takes what it has kept.</summary>
        /// <param name="tls">Whom to trust.</param>
        /// <param name="host">Host name, as it stands in the server's certificate.</param>
        /// <param name="port">TCP port.</param>
        /// <param name="request">What to send.</param>
        /// <param name="ringSize">Bytes that can wait for the program.</param>
        /// <param name="take">Takes what was kept: what came first, without a gap.</param>
        /// <returns>How many bytes were lost; 0 if all that came had room.</returns>
        public static int Overflow(SslContext tls, string host, int port, byte[] request, int ringSize, BlockHandler take)
        {
            const int Pause = 20;
            byte[] buffer = new byte[500];
            using SslSocket socket = tls.Connect(host, port, AccessMode.DirectPush, ringSize);
            socket.Send(request, 0, request.Length);

            for (int waited = 0; socket.LostBytes == 0 && socket.State == SocketState.Connected && waited < Patience; waited += Pause)
            {
                Thread.Sleep(Pause);
            }

            try
            {
                int count;

                while ((count = socket.Receive(buffer, 0, buffer.Length, 0)) > 0)
                {
                    take(buffer, 0, count);
                }
            }
            catch (Bg95Exception e) when (e.Error == Bg95Error.RingOverflow)
            {
                // After what was kept comes not the next byte but this: never wrong data. Other sockets do not notice.
                return socket.LostBytes;
            }

            return 0;
        }

        private static void Count(byte[] buffer, int offset, int count)
        {
            s_count += count;
        }

        // Empties the ring at each event.
        private sealed class Receiver
        {
            private readonly byte[] _buffer = new byte[SslSocket.ReceiveChunk];
            private readonly BlockHandler _take;
            private readonly AutoResetEvent _end = new AutoResetEvent(false);
            private Exception _fault;

            internal Receiver(BlockHandler take)
            {
                _take = take;
            }

            internal int Events { get; private set; }

            internal void OnEvent(object sender, EventArgs e)
            {
                Events++;

                try
                {
                    int count;

                    while ((count = ((SslSocket)sender).Receive(_buffer, 0, _buffer.Length, 0)) > 0)
                    {
                        _take(_buffer, 0, count);
                    }

                    if (count == 0)
                    {
                        // Closed, and all is taken.
                        _end.Set();
                    }
                }
                catch (Exception fault)
                {
                    // It belongs to the thread that waits, not to the driver's.
                    _fault = fault;
                    _end.Set();
                }
            }

            internal void Wait(int timeout)
            {
                if (!_end.WaitOne(timeout, false))
                {
                    throw new TimeoutException("the server is silent");
                }

                if (_fault != null)
                {
                    throw _fault;
                }
            }
        }
    }
}
