// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;

namespace Bg95Mqtt
{
    /// <summary>
    /// An MQTT 3.1.1 client over any stream that has a read time-out. It has no thread: it takes what the broker sends, and answers, while
    /// one of its methods runs. It raises <see cref="MessageReceived"/> on the thread that called that method.
    /// </summary>
    /// <remarks>
    /// <para>
    /// A read of the stream must give what there is, and 0 at the end. It must throw <see cref="TimeoutException"/> if nothing arrived within
    /// its <c>ReadTimeout</c>, which the client sets before each read. An <see cref="IOException"/> counts as the same if it is thrown only
    /// when the time is over. A write has the time limit of the stream.
    /// </para>
    /// <para>
    /// The client does not close the stream. After an <see cref="MqttException"/> the program closes the stream, opens a new one and calls
    /// <see cref="Connect"/> of the same client again. The client keeps the session, which is what is under way with QoS 1 and 2.
    /// </para>
    /// <para>
    /// One thread at a time may use the client. The constructor allocates; after that the client allocates only what the docs of a method say,
    /// and exceptions.
    /// </para>
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

        /// <summary>Initializes a new instance of the <see cref="MqttClient"/> class. Sends nothing.</summary>
        /// <param name="sendBuffer">
        /// Holds a packet that is sent: 32 bytes or more, and enough for all of the packet except the payload of a message.
        /// </param>
        /// <param name="receiveBuffer">
        /// Holds what is received: 32 bytes or more, and at least 10 bytes more than the longest topic.
        /// </param>
        /// <param name="clock">The clock that all time limits are measured by; <see langword="null"/> for the system's.</param>
        /// <param name="maximumUnacknowledged">
        /// The greatest number of messages of QoS 1 and 2 under way to the broker, 1 to 65534; 4 bytes each.
        /// </param>
        /// <param name="maximumReceiving">
        /// The greatest number of messages of QoS 2 under way from the broker, 1 to 65535; 2 bytes each. A client cannot tell the broker this number in
        /// MQTT 3.1.1; the default is the limit that mosquitto keeps by itself.
        /// </param>
        /// <exception cref="ArgumentNullException">A buffer is <see langword="null"/>.</exception>
        /// <exception cref="ArgumentOutOfRangeException">A buffer is too small, or a number is out of range.</exception>
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
        /// Raised for each received message, or piece of one, on the thread that called a method of the client. With QoS 1 and 2 the client
        /// acknowledges the message after the handler has returned. If a handler throws, the connection ends, and the exception comes through that
        /// method as it is; if the broker keeps the session, it then sends a message of QoS 1 or 2 again.
        /// </summary>
        public event MqttMessageHandler MessageReceived
        {
            add => _messageReceived += value;
            remove => _messageReceived -= value;
        }

        /// <summary>Gets a value indicating whether there is a connection, as far as the client knows. It does not look at the stream.</summary>
        public bool IsConnected => _connection.Stream != null;

        /// <summary>
        /// Gets or sets how long the client waits for an answer of the broker, in milliseconds, 1 or more. Default 30000. It is the time limit of
        /// connecting, publishing with QoS 1 and 2, subscribing, unsubscribing, and of the answer to a ping.
        /// </summary>
        /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
        public int ResponseTimeout
        {
            get => _responseTimeout;

            set
            {
                Argument.CheckRange(value, nameof(value), 1, int.MaxValue);
                _responseTimeout = value;
            }
        }

        /// <summary>
        /// Gets or sets the greatest payload of a received message, in bytes, 0 to 268369916. Default 268369916, the most that fits into a packet with
        /// any topic. A larger message ends the connection with <see cref="MqttError.MessageTooLarge"/>.
        /// </summary>
        /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
        public int MaximumPayloadLength
        {
            get => _maximumPayloadLength;

            set
            {
                Argument.CheckRange(value, nameof(value), 0, MostPayload);
                _maximumPayloadLength = value;
            }
        }

        /// <summary>
        /// Gets the time until a ping is due, in milliseconds; 0 if it is due; <see cref="int.MaxValue"/> without a keep-alive or a connection. Call
        /// <see cref="ProcessLoop"/> by then.
        /// </summary>
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

        /// <summary>
        /// Connects to the broker over a new stream; a connection that the client still has is given up without a DISCONNECT packet. Blocks up to
        /// <see cref="ResponseTimeout"/> and the time of the write.
        /// </summary>
        /// <param name="stream">An open stream, for example of <c>SslSocket.GetStream()</c>. It must have a read time-out.</param>
        /// <param name="options">What the client tells the broker: client id, user name, will and the like.</param>
        /// <returns>
        /// True if the broker has kept the session. If not, the broker has no subscriptions of this client, and
        /// <see cref="Republish(int, string, byte[], int, int, bool)"/> sends what was under way as new messages.
        /// </returns>
        /// <exception cref="ArgumentNullException">The stream, the options or the client id is <see langword="null"/>.</exception>
        /// <exception cref="ArgumentException">
        /// The stream has no read time-out; or an option is out of range, not allowed, or does not fit into the send buffer.
        /// </exception>
        /// <exception cref="InvalidOperationException">A handler calls.</exception>
        /// <exception cref="MqttException">The broker refused, broke the protocol or did not answer in time, or the stream failed.</exception>
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

        /// <summary>
        /// Ends the connection by a DISCONNECT packet, so that the broker does not publish the will. The program must then close the stream. Does
        /// nothing without a connection.
        /// </summary>
        /// <exception cref="InvalidOperationException">A handler calls.</exception>
        /// <exception cref="MqttException">The stream failed. The connection has ended all the same.</exception>
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
