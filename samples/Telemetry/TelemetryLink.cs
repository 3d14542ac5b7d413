// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Text;
using Bg95Cellular;
using Bg95Ssl;

namespace Samples
{
    /// <summary>Is told what the link does, in words.</summary>
    public delegate void TellHandler(string what);

    /// <summary>
    /// One TLS connection that readings go over, through everything that network and module do to it. A reading is a line with a
    /// number; the server sends the number back once it has the reading. Until then the reading is sent again: what
    /// <see cref="Deliver"/> has returned for is with the server.
    /// </summary>
    public sealed class TelemetryLink : IDisposable
    {
        // A mobile network may be silent for as long as this, in milliseconds, before a reading is sent again.
        private const int Patience = 30000;
        private const int LongestAnswer = 16;

        private readonly CellularConnection _connection;
        private readonly OnlineOptions _options;
        private readonly SslContext _tls;
        private readonly string _host;
        private readonly int _port;
        private readonly TellHandler _tell;
        private readonly byte[] _answer = new byte[LongestAnswer];
        private SslSocket _socket;

        /// <summary>Initializes a new instance of the <see cref="TelemetryLink"/> class; nothing is opened yet.</summary>
        public TelemetryLink(CellularConnection connection, OnlineOptions options, SslContext tls, string host, int port, TellHandler tell)
        {
            _connection = connection;
            _options = options;
            _tls = tls;
            _host = host;
            _port = port;
            _tell = tell;
        }

        /// <summary>Sends a reading until the server has it, however long that takes. Recovers everything on the way.</summary>
        /// <param name="number">Its number; each has one of its own.</param>
        /// <param name="reading">What was measured; a line.</param>
        public void Deliver(int number, string reading)
        {
            byte[] line = Encoding.UTF8.GetBytes(number.ToString() + " " + reading + "\n");

            while (!TryDeliver(number, line))
            {
                // Pauses and measures grow in StayOnline.
            }
        }

        /// <summary>Closes the connection.</summary>
        public void Dispose()
        {
            CloseSocket();
        }

        private bool TryDeliver(int number, byte[] line)
        {
            try
            {
                if (_connection.StayOnline(_options))
                {
                    _tell("online again");
                    CloseSocket();
                }

                if (_socket == null)
                {
                    _socket = _tls.Connect(_host, _port);
                }

                _socket.Send(line, 0, line.Length);

                if (IsAcknowledged(number))
                {
                    _connection.ReportSuccess();
                    return true;
                }

                _connection.ReportFailure(new Bg95Exception(Bg95Error.ClosedByPeer, "acknowledgement"));
            }
            catch (OnlineException e)
            {
                // Counted by itself.
                _tell(e.Message);
            }
            catch (Bg95Exception e)
            {
                _tell(e.Message);
                _connection.ReportFailure(e);
            }

            CloseSocket();
            return false;
        }

        // Numbers of older readings may come late.
        private bool IsAcknowledged(int number)
        {
            int value = 0;
            int count;

            while ((count = _socket.Receive(_answer, 0, _answer.Length, Patience)) > 0)
            {
                for (int i = 0; i < count; i++)
                {
                    if (_answer[i] != '\n')
                    {
                        value = (value * 10) + _answer[i] - '0';
                    }
                    else if (value == number)
                    {
                        return true;
                    }
                    else
                    {
                        value = 0;
                    }
                }
            }

            return false;
        }

        private void CloseSocket()
        {
            SslSocket socket = _socket;
            _socket = null;
            socket?.Dispose();
        }
    }
}
