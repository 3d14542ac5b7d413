// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Text;
using Bg95Cellular;
using Bg95Mqtt;
using Bg95Ssl;

namespace Samples
{
    /// <summary>Is told something, in words.</summary>
    public delegate void TellHandler(string what);

    /// <summary>
    /// An MQTT session over TLS through everything that network, module and broker do to it. A reading is published with QoS 1 until the
    /// broker has acknowledged it; the broker keeps commands while there is no connection.
    /// </summary>
    public sealed class MqttLink : IDisposable
    {
        // Room for the largest packet to the broker without its payload, and for a command with its topic in one piece.
        private const int BufferSize = 192;

        private readonly CellularConnection _connection;
        private readonly OnlineOptions _options;
        private readonly SslContext _tls;
        private readonly string _host;
        private readonly int _port;
        private readonly TellHandler _tell;
        private readonly TellHandler _onCommand;
        private readonly MqttClient _client;
        private readonly MqttConnectOptions _session;
        private Stream _stream;
        private bool _isSubscribed;
        private int _packetId;

        /// <summary>Initializes a new instance of the <see cref="MqttLink"/> class; nothing is opened yet.</summary>
        public MqttLink(CellularConnection connection, OnlineOptions options, SslContext tls, string host, int port, TellHandler tell, TellHandler onCommand)
        {
            _connection = connection;
            _options = options;
            _tls = tls;
            _host = host;
            _port = port;
            _tell = tell;
            _onCommand = onCommand;
            _client = new MqttClient(new byte[BufferSize], new byte[BufferSize]);
            _client.MessageReceived += OnMessage;
            _session = new MqttConnectOptions { ClientId = MqttTelemetry.ClientId, CleanSession = false };
        }

        /// <summary>Publishes a reading until the broker has it, however long that takes. Recovers everything on the way.</summary>
        /// <param name="reading">What was measured.</param>
        public void Deliver(string reading)
        {
            byte[] payload = Encoding.UTF8.GetBytes(reading);
            _packetId = 0;

            while (!TryDeliver(payload))
            {
                // Pauses and measures grow in StayOnline.
            }
        }

        /// <summary>Takes commands and keeps the connection alive.</summary>
        /// <param name="milliseconds">How long.</param>
        public void Wait(int milliseconds)
        {
            long end = Environment.TickCount64 + milliseconds;
            long left;

            while ((left = end - Environment.TickCount64) > 0)
            {
                TryWait((int)left);
            }
        }

        /// <summary>Ends the connection; the broker keeps the session.</summary>
        public void Dispose()
        {
            CloseStream();
        }

        private bool TryDeliver(byte[] payload)
        {
            try
            {
                Connect();

                if (_packetId == 0)
                {
                    _client.Publish(MqttTelemetry.ReadingTopic, payload, MqttQos.AtLeastOnce);
                }
                else
                {
                    _client.Republish(_packetId, MqttTelemetry.ReadingTopic, payload, 0, payload.Length, false);
                }

                _connection.ReportSuccess();
                return true;
            }
            catch (Exception e)
            {
                // Also what a closed module or a bad option throws comes out of here.
                Recover(e);
                return false;
            }
        }

        private void TryWait(int milliseconds)
        {
            try
            {
                Connect();
                _client.ProcessLoop(milliseconds);
            }
            catch (Exception e)
            {
                Recover(e);
            }
        }

        private void Connect()
        {
            if (_connection.StayOnline(_options))
            {
                _tell("online again");
                CloseStream();
            }

            if (_stream != null)
            {
                return;
            }

            _stream = _tls.Connect(_host, _port).GetStream();

            if (!_client.Connect(_stream, _session))
            {
                _tell("a new session");
                _isSubscribed = false;
            }

            if (!_isSubscribed)
            {
                _client.Subscribe(MqttTelemetry.CommandTopic, MqttQos.AtLeastOnce);
                _isSubscribed = true;
            }
        }

        // What the recovery of network and module can do something about; everything else is for the program.
        private void Recover(Exception fault)
        {
            MqttException cutOff = fault as MqttException;
            Bg95Exception reason = (cutOff == null ? fault : cutOff.InnerException) as Bg95Exception;

            if (cutOff == null && reason == null && !(fault is OnlineException))
            {
                throw fault;
            }

            _tell(fault.Message);

            if (cutOff != null && cutOff.PacketId != 0)
            {
                _packetId = cutOff.PacketId;
            }

            // An OnlineException is counted by itself.
            if (!(fault is OnlineException))
            {
                _connection.ReportFailure(reason == null ? new Bg95Exception(Bg95Error.ClosedByPeer, "MQTT") : reason);
            }

            CloseStream();
        }

        private void OnMessage(MqttClient client, MqttMessage message)
        {
            // A command is short; of a longer one the first piece tells enough.
            if (message.PayloadOffset == 0)
            {
                _onCommand(Encoding.UTF8.GetString(message.Buffer, message.Offset, message.Count));
            }
        }

        private void CloseStream()
        {
            Stream stream = _stream;
            _stream = null;
            stream?.Dispose();
        }
    }
}
