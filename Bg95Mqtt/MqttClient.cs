// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;

namespace Bg95Mqtt
{
    /// <summary>
    /// An MQTT 3.1.1 client over any stream that is read with a time limit. It has no thread: what the broker sends is taken,
    /// and answered, while one of its methods runs, and <see cref="MessageReceived"/> is raised by the thread that called it.
    /// </summary>
    /// <remarks>
    /// <para>
    /// A read of the stream gives what there is, 0 at the end, and throws <see cref="TimeoutException"/> when nothing came within
    /// its <c>ReadTimeout</c>, which the client sets before each read. An <see cref="IOException"/> is taken for the same if it
    /// comes only when the time is over. A write has the limit of the stream.
    /// </para>
    /// <para>
    /// The client does not close the stream. After an <see cref="MqttException"/> the program closes it, opens another and calls
    /// <see cref="Connect"/> again with the same client, which keeps the session: what is under way with QoS 1 and 2.
    /// </para>
    /// <para>Not for use by several threads at once. Once made, it allocates nothing but what a method says.</para>
    /// </remarks>
    public sealed partial class MqttClient
    {
        private const int LeastBuffer = 32;
        private const int ProtocolLevel = 4;
        private const int MostUnderWay = 65535;
        private const int DefaultResponseTimeout = 30000;

        // A packet has at most 268435455 bytes after its header, with any topic and a packet id.
        private const int MostPayload = 268435455 - 65539;

        private readonly Connection _connection;
        private readonly Session _session;
        private readonly MqttMessage _message;
        private MqttMessageHandler _messageReceived;

        // The answer that Connect, Subscribe or Unsubscribe waits for: the packet's type, its id, and what a SUBACK grants.
        private int _awaitedType;
        private int _awaitedId;
        private MqttQos[] _granted;

        private int _responseTimeout = DefaultResponseTimeout;
        private int _maximumPayloadLength = MostPayload;
        private int _pingPeriod;
        private long _pingSentAt;
        private long _lookAtPing;
        private bool _isSessionPresent;
        private bool _isInHandler;

        /// <summary>Makes a client.</summary>
        /// <param name="sendBuffer">Holds a packet that is sent: at least 32 bytes, and enough for all of it but the payload of a message.</param>
        /// <param name="receiveBuffer">Holds what is received: at least 32 bytes, and more than the longest topic and 9 bytes.</param>
        /// <param name="clock">The time; null for the system's.</param>
        /// <param name="maximumUnacknowledged">Most messages of QoS 1 and 2 under way to the broker, 1 to 65535; 4 bytes each.</param>
        /// <param name="maximumReceiving">
        /// Most messages of QoS 2 under way from the broker, 1 to 65535; 2 bytes each. MQTT 3.1.1 cannot tell it to the broker: the default is
        /// that of mosquitto.
        /// </param>
        public MqttClient(byte[] sendBuffer, byte[] receiveBuffer, MqttClock clock = null, int maximumUnacknowledged = 4, int maximumReceiving = 20)
        {
            CheckBuffer(sendBuffer, nameof(sendBuffer));
            CheckBuffer(receiveBuffer, nameof(receiveBuffer));
            Argument.CheckRange(maximumUnacknowledged, nameof(maximumUnacknowledged), 1, MostUnderWay - 1);
            Argument.CheckRange(maximumReceiving, nameof(maximumReceiving), 1, MostUnderWay);

            _connection = new Connection(clock == null ? new SystemClock() : clock, sendBuffer, receiveBuffer);
            _session = new Session(maximumUnacknowledged, maximumReceiving);
            _message = new MqttMessage(receiveBuffer);
            _checkedTopic = _message;
        }

        /// <summary>
        /// Raised for each received message, or piece of one, by the thread that called a method of the client. With QoS 1 and 2 the
        /// message is acknowledged after the handler has returned. What a handler throws ends the connection and comes out of that method;
        /// the broker sends a message of QoS 1 or 2 again then, if it keeps the session.
        /// </summary>
        public event MqttMessageHandler MessageReceived
        {
            add => _messageReceived += value;
            remove => _messageReceived -= value;
        }

        /// <summary>Gets a value indicating whether there is a connection, as far as the client has seen.</summary>
        public bool IsConnected => _connection.Stream != null;

        /// <summary>
        /// Gets or sets how long the broker's answer is waited for, in milliseconds, 1 or more. Default 30000. It is the limit of
        /// connect, publish, subscribe and unsubscribe, and of the answer to a ping.
        /// </summary>
        public int ResponseTimeout
        {
            get => _responseTimeout;

            set
            {
                Argument.CheckRange(value, nameof(value), 1, int.MaxValue);
                _responseTimeout = value;
            }
        }

        /// <summary>Gets or sets the most payload a received message may have, in bytes, 0 or more. Default 268369916, the most a packet can have with any topic.</summary>
        public int MaximumPayloadLength
        {
            get => _maximumPayloadLength;

            set
            {
                Argument.CheckRange(value, nameof(value), 0, MostPayload);
                _maximumPayloadLength = value;
            }
        }

        /// <summary>Gets in how many milliseconds a ping is due, 0 when it is; <see cref="int.MaxValue"/> without keep-alive or connection.</summary>
        public int PingDueIn
        {
            get
            {
                if (!IsConnected || _pingPeriod == 0)
                {
                    return int.MaxValue;
                }

                long left = _connection.LastWrite + _pingPeriod - _connection.Clock.Milliseconds;
                return left > 0 ? (int)left : 0;
            }
        }

        /// <summary>Connects to the broker.</summary>
        /// <param name="stream">An open connection, as of <c>SslSocket.GetStream()</c>. It must have a read time-out.</param>
        /// <param name="options">Who the client is, and what it asks for.</param>
        /// <returns>
        /// True if the broker has kept the session. Else it has no subscriptions of this client, and what was under way is sent as new by
        /// <see cref="Republish(int, string, byte[], int, int, bool)"/>.
        /// </returns>
        /// <exception cref="ArgumentException">An option is not allowed, or does not fit into the send buffer.</exception>
        /// <exception cref="MqttException">The broker refused, or did not answer, or the stream failed.</exception>
        public bool Connect(Stream stream, MqttConnectOptions options)
        {
            CheckNotInHandler();
            Argument.CheckNotNull(stream, nameof(stream));
            Argument.CheckNotNull(options, nameof(options));

            if (!stream.CanTimeout)
            {
                throw new ArgumentException("The stream has no read time-out.", nameof(stream));
            }

            _connection.Stream = null;
            PutConnect(options);

            _connection.Open(stream);
            _message.Left = 0;
            _pingSentAt = NotSent;
            _lookAtPing = 0;
            _pingPeriod = options.KeepAliveSeconds * 750;
            _isSessionPresent = false;
            Request(PacketType.ConnectByte, PacketType.Connack);

            if (_isSessionPresent && options.CleanSession)
            {
                throw _connection.Malformed();
            }

            _session.BeginConnection(_isSessionPresent);
            ReleaseAgain();
            return _isSessionPresent;
        }

        /// <summary>Sends DISCONNECT, so that the broker does not publish the will. The program closes the stream. Does nothing without a connection.</summary>
        /// <exception cref="MqttException">The stream failed.</exception>
        public void Disconnect()
        {
            CheckNotInHandler();

            if (IsConnected)
            {
                _connection.SendEmpty(PacketType.DisconnectByte);
            }

            _connection.Stream = null;
        }

        private void PutConnect(MqttConnectOptions options)
        {
            CheckOptions(options);
            bool hasWill = options.WillTopic != null;
            int flags = options.CleanSession ? 0x02 : 0;
            flags |= options.UserName != null ? 0x80 : 0;
            flags |= options.Password != null ? 0x40 : 0;
            flags |= hasWill ? 0x04 | ((int)options.WillQos << 3) : 0;
            flags |= hasWill && options.WillRetain ? 0x20 : 0;

            _connection.Begin();
            _connection.PutString("MQTT");
            _connection.PutByte(ProtocolLevel);
            _connection.PutByte(flags);
            _connection.PutUInt16(options.KeepAliveSeconds);
            PutText(options.ClientId);

            if (hasWill)
            {
                _connection.PutString(options.WillTopic);
                _connection.PutBinary(options.WillPayload == null ? new byte[0] : options.WillPayload);
            }

            if (options.UserName != null)
            {
                PutText(options.UserName);
            }

            if (options.Password != null)
            {
                PutText(options.Password);
            }
        }

        private void PutText(string text)
        {
            TopicRules.CheckText(text, nameof(text));
            _connection.PutString(text);
        }

        private static void CheckOptions(MqttConnectOptions options)
        {
            Argument.CheckNotNull(options.ClientId, nameof(options));
            Argument.CheckRange(options.KeepAliveSeconds, nameof(options), 0, 65535);

            if ((options.ClientId.Length == 0 && !options.CleanSession)
                || (options.Password != null && options.UserName == null)
                || (options.WillPayload != null && options.WillTopic == null))
            {
                throw new ArgumentException("An option needs a client id, user name or topic.");
            }

            if (options.WillTopic != null)
            {
                TopicRules.CheckName(options.WillTopic, nameof(options));
                CheckQos(options.WillQos);
            }
        }

        private static void CheckBuffer(byte[] buffer, string name)
        {
            Argument.CheckNotNull(buffer, name);
            Argument.CheckRange(buffer.Length, name, LeastBuffer, int.MaxValue);
        }

        private static void CheckQos(MqttQos qos)
        {
            if ((uint)qos > (uint)MqttQos.ExactlyOnce)
            {
                throw new ArgumentOutOfRangeException(nameof(qos));
            }
        }

        private void CheckNotInHandler()
        {
            if (_isInHandler)
            {
                throw new InvalidOperationException("A handler may publish with QoS 0 only.");
            }
        }

        private void CheckReady()
        {
            CheckNotInHandler();

            if (_connection.Stream == null)
            {
                throw NotConnected();
            }
        }

        private static InvalidOperationException NotConnected()
        {
            return new InvalidOperationException("There is no connection.");
        }
    }
}
