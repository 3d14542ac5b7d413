// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Text;
using Bg95Ssl;

namespace Samples
{
    /// <summary>
    /// Streams through a connection in transparent mode, where the line is the connection and nothing else: to a server that
    /// sends back what it gets. In between the line is taken back for commands, and given again. The same file runs on a
    /// board and on a PC.
    /// </summary>
    public static class TransparentEcho
    {
        // A server that echoes, over TLS.
        internal const string Host = "echo.example";
        internal const int TcpPort = 443;

        // Bytes sent before their echo is awaited. Not more than the UART's ring and the socket's can hold together: in this
        // mode only RTS stops the module, and an STM32 has none.
        internal const int Block = 1000;
        internal const int Rounds = 8;

        // A mobile network may be silent for as long as this, in milliseconds.
        private const int Patience = 60000;

        /// <summary>The entry point on the board.</summary>
        public static void Main()
        {
            using Bg95Modem modem = Board.CreateModem();

            // Transparent mode is left by +++ between two pauses of a second. A pin wired to the module's DTR is quicker; with
            // the package nanoFramework.System.Device.Gpio:
            //   GpioPin dtr = new GpioController().OpenPin(5, PinMode.Output);
            //   dtr.Write(PinValue.Low);
            //   modem.SslContexts.DataTerminalReady = ready => dtr.Write(ready ? PinValue.Low : PinValue.High);
            try
            {
                Console.WriteLine("Port " + Board.PortName);
                Board.GoOnline(modem);
                SslContext tls = Board.Trust(modem, Encoding.UTF8.GetBytes(IsrgRootX1.Pem));
                using SslSocket socket = Connect(tls, Host, TcpPort);
                Console.WriteLine("CONNECT: the line is the connection to " + Host);
                byte[] buffer = new byte[2 * Block];
                Console.WriteLine("Came back: " + Echo(socket, buffer, Rounds).ToString() + " bytes");
                Pause(socket);
                Console.WriteLine("Commands again, address " + modem.Pdp.GetAddress(Board.PdpContext));
                Resume(socket);
                Console.WriteLine("CONNECT: the same connection goes on");
                Console.WriteLine("Came back: " + Echo(socket, buffer, Rounds).ToString() + " bytes");
                Console.WriteLine("Done");
            }
            catch (Exception e)
            {
                Board.Explain(modem, Host, e);
            }
        }

        /// <summary>Connects and hands the line to the connection.</summary>
        public static SslSocket Connect(SslContext tls, string host, int port)
        {
            return tls.Connect(host, port, AccessMode.Transparent);
        }

        /// <summary>Sends blocks, waits for each to come back, and compares.</summary>
        /// <param name="socket">A socket in transparent mode.</param>
        /// <param name="buffer">Of 2 * <see cref="Block"/> bytes: one half goes, the other comes.</param>
        /// <param name="rounds">How many blocks.</param>
        /// <returns>How many bytes came back as they went.</returns>
        public static int Echo(SslSocket socket, byte[] buffer, int rounds)
        {
            for (int round = 0; round < rounds; round++)
            {
                // All values come, also those that a modem could take for an order.
                for (int i = 0; i < Block; i++)
                {
                    buffer[i] = (byte)(round + i);
                }

                socket.Send(buffer, 0, Block);
                int got = 0;

                while (got < Block)
                {
                    int count = socket.Receive(buffer, Block + got, Block - got, Patience);

                    if (count <= 0)
                    {
                        throw new IOException(count == 0 ? "the server has closed" : "the server is silent");
                    }

                    got += count;
                }

                for (int i = 0; i < Block; i++)
                {
                    if (buffer[i] != buffer[Block + i])
                    {
                        throw new IOException("byte " + i.ToString() + " of a block came back as another");
                    }
                }
            }

            return rounds * Block;
        }

        /// <summary>Takes the line back for commands; the connection stays. By DTR if there is a pin for it, else by +++.</summary>
        public static void Pause(SslSocket socket)
        {
            socket.SwitchMode(AccessMode.Buffer);
        }

        /// <summary>Gives the line to the connection again, by ATO.</summary>
        public static void Resume(SslSocket socket)
        {
            socket.SwitchMode(AccessMode.Transparent);
        }

        /// <summary>Whether the line is taken: whoever wants to give the module a command then is told so at once.</summary>
        public static bool IsLineTaken(Bg95Modem modem)
        {
            try
            {
                modem.Pdp.GetAddress(Board.PdpContext);
                return false;
            }
            catch (Bg95Exception e) when (e.Error == Bg95Error.LineBusy)
            {
                return true;
            }
        }

        /// <summary>Waits until the other side closes: the module says NO CARRIER, and the line is for commands again.</summary>
        /// <returns>Whether it did, with nothing left to read.</returns>
        public static bool WaitForEnd(SslSocket socket, byte[] buffer)
        {
            return socket.Receive(buffer, 0, 1, Patience) == 0;
        }
    }
}
