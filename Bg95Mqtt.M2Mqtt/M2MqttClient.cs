// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Text;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Messages;

namespace Bg95Mqtt.M2Mqtt
{
    /// <summary>
    /// Implements the interface <see cref="IMqttClient"/> of nanoFramework.M2Mqtt.Core over any stream, for programs that use that interface. It
    /// speaks MQTT 3.1.1.
    /// </summary>
    /// <remarks>
    /// <para>
    /// While there is a connection, one thread, the pump, sends what the program has queued, one after the other, takes what the broker sends, and
    /// raises all events. A handler may call any method. While a handler runs, the pump does nothing else. What a handler throws ends the connection.
    /// </para>
    /// <para>
    /// Message ids are this class's own, 1 to 65535; they are not the packet ids that the broker sees. When the connection ends, the events report every
    /// message and subscription as failed that is still in the queue or not acknowledged, and the client forgets them. The program can send them again.
    /// </para>
    /// <para>Any thread may call the methods.</para>
    /// </remarks>
    public sealed partial class M2MqttClient : IMqttClient, IDisposable
    {
        private const int DefaultQueueLength = 8;
        private const int DefaultMaximumPayload = 4096;
        private const int DefaultPollInterval = 100;
        private const ushort DefaultKeepAlive = 60;

        private readonly OpenStream _openStream;
        private readonly MqttClient _client;
        private readonly int _sendBufferLength;
        private BrokerEndpoint _endpoint;

        private IMqttClient.MqttMsgPublishEventHandler _publishReceived;
        private IMqttClient.MqttMsgPublishedEventHandler _published;
        private IMqttClient.MqttMsgSubscribedEventHandler _subscribed;
        private IMqttClient.MqttMsgUnsubscribedEventHandler _unsubscribed;
        private IMqttClient.ConnectionClosedEventHandler _connectionClosed;

        /// <summary>Initializes a new instance of the <see cref="M2MqttClient"/> class. Opens nothing.</summary>
        /// <param name="openStream">Opens a connection each time that <c>Connect</c> is called, on the thread that calls it.</param>
        /// <param name="host">The broker's name or address. <see cref="Init"/> can set another.</param>
        /// <param name="port">The broker's port, 1 to 65535.</param>
        /// <param name="sendBuffer">
        /// Holds a packet that is sent: 32 bytes or more, and enough for all of the packet except the payload of a message.
        /// </param>
        /// <param name="receiveBuffer">Holds what is received: 32 bytes or more, and at least 10 bytes more than the longest topic.</param>
        /// <param name="queueLength">
        /// The greatest number of messages, subscriptions and unsubscriptions in the queue, including the one that is being sent; 1 or more.
        /// </param>
        /// <param name="clock">The clock that all time limits are measured by; null for the system's.</param>
        /// <exception cref="ArgumentException">A value is missing, empty or out of range, or a buffer is too small.</exception>
        public M2MqttClient(OpenStream openStream, string host, int port, byte[] sendBuffer, byte[] receiveBuffer, int queueLength = DefaultQueueLength, MqttClock clock = null)
        {
            if (openStream == null)
            {
                throw new ArgumentNullException(nameof(openStream));
            }

            if (queueLength < 1)
            {
                throw new ArgumentOutOfRangeException(nameof(queueLength));
            }

            _openStream = openStream;
            _endpoint = MakeEndpoint(host, nameof(host), port, nameof(port));
            _client = new MqttClient(sendBuffer, receiveBuffer, clock);
            _client.MaximumPayloadLength = DefaultMaximumPayload;
            _client.MessageReceived += Take;
            _sendBufferLength = sendBuffer.Length;
            _queue = new Request[queueLength];
        }

        /// <summary>
        /// Raised by the pump for each message that has arrived. Each message allocates its topic, its payload and the arguments of the event. With QoS 1
        /// and 2 the client acknowledges it when the handler has returned.
        /// </summary>
        public event IMqttClient.MqttMsgPublishEventHandler MqttMsgPublishReceived
        {
            add => _publishReceived += value;
            remove => _publishReceived -= value;
        }

        /// <summary>
        /// Raised by the pump when the broker has acknowledged a message of QoS 1 or 2. That may be before <c>Publish</c> has returned its id. Also raised, with
        /// <c>IsPublished</c> false, when a message of any QoS was not sent or its acknowledgement did not arrive: the broker may have it or not.
        /// </summary>
        public event IMqttClient.MqttMsgPublishedEventHandler MqttMsgPublished
        {
            add => _published += value;
            remove => _published -= value;
        }

        /// <summary>
        /// Raised by the pump when the broker has answered a subscription. If it did not answer, or a filter is not allowed, all filters have
        /// <c>GrantedFailure</c>.
        /// </summary>
        public event IMqttClient.MqttMsgSubscribedEventHandler MqttMsgSubscribed
        {
            add => _subscribed += value;
            remove => _subscribed -= value;
        }

        /// <summary>
        /// Raised by the pump when the broker has answered an unsubscription. Not raised if it did not answer or a filter is not allowed.
        /// </summary>
        public event IMqttClient.MqttMsgUnsubscribedEventHandler MqttMsgUnsubscribed
        {
            add => _unsubscribed += value;
            remove => _unsubscribed -= value;
        }

        /// <summary>
        /// Raised by the pump when a connection has ended, whoever ended it: once for each connection, as the last event of it. The handler may connect
        /// again.
        /// </summary>
        public event IMqttClient.ConnectionClosedEventHandler ConnectionClosed
        {
            add => _connectionClosed += value;
            remove => _connectionClosed -= value;
        }

        /// <summary>Gets a value indicating whether there is a connection, as far as the pump knows, and nobody has begun to end it.</summary>
        public bool IsConnected
        {
            get
            {
                lock (_lock)
                {
                    return _state == Open;
                }
            }
        }

        /// <summary>
        /// Gets the last error since <c>Connect</c>: what ended the connection (an <see cref="MqttException"/>, or what a handler threw), or why a message or
        /// subscription could not be sent. Null if there was none.
        /// </summary>
        public Exception LastError => _lastError;

        /// <summary>
        /// Gets or sets how long the pump waits for the broker before it looks into the queue again, in milliseconds, 1 or more. Default 100. A message that is
        /// queued while the pump waits is sent at most this much later.
        /// </summary>
        /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
        public int PollInterval
        {
            get => _pollInterval;

            set
            {
                if (value < 1)
                {
                    throw new ArgumentOutOfRangeException(nameof(value));
                }

                _pollInterval = value;
            }
        }

        /// <summary>
        /// Gets or sets how long the pump waits for an answer of the broker, in milliseconds, 1 or more. Default 30000. If none arrives, the connection ends.
        /// </summary>
        /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
        public int ResponseTimeout
        {
            get => _client.ResponseTimeout;
            set => _client.ResponseTimeout = value;
        }

        /// <summary>
        /// Gets or sets the greatest payload of a received message, in bytes, 0 to 268369916. Default 4096. A larger message ends the connection.
        /// </summary>
        /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
        public int MaximumPayloadLength
        {
            get => _client.MaximumPayloadLength;
            set => _client.MaximumPayloadLength = value;
        }

        /// <summary>Sets the broker for the next <c>Connect</c>. The values go to <see cref="OpenStream"/>; the client makes no other use of them.</summary>
        /// <param name="brokerHostName">The broker's name or address.</param>
        /// <param name="brokerPort">The broker's port, 1 to 65535.</param>
        /// <param name="secure">Whether TLS is asked for.</param>
        /// <param name="caCert">The CA certificate, or null.</param>
        /// <param name="clientCert">The client certificate, or null.</param>
        /// <param name="sslProtocol">The version of TLS.</param>
        /// <exception cref="ArgumentException">The name is missing or empty, or the port is out of range.</exception>
        public void Init(string brokerHostName, int brokerPort, bool secure, byte[] caCert, byte[] clientCert, MqttSslProtocols sslProtocol)
        {
            BrokerEndpoint endpoint = MakeEndpoint(brokerHostName, nameof(brokerHostName), brokerPort, nameof(brokerPort));
            endpoint.IsSecure = secure;
            endpoint.CaCertificate = caCert;
            endpoint.ClientCertificate = clientCert;
            endpoint.SslProtocol = sslProtocol;
            _endpoint = endpoint;
        }

        /// <summary>Connects without user name and will, with a clean session and a keep-alive of 60 seconds.</summary>
        /// <param name="clientId">The client id; empty lets the broker choose one.</param>
        /// <returns><see cref="MqttReasonCode.Success"/>, or why the broker refused: one of the codes of MQTT 3.1.1, 1 to 5.</returns>
        /// <exception cref="ArgumentException">An argument is not allowed, or does not fit into the send buffer.</exception>
        /// <exception cref="InvalidOperationException">There is a connection, or one is being opened.</exception>
        /// <exception cref="MqttException">The broker did not answer, or the stream failed.</exception>
        public MqttReasonCode Connect(string clientId)
        {
            return Connect(clientId, null, null);
        }

        /// <summary>Connects without a will, with a clean session and a keep-alive of 60 seconds.</summary>
        /// <param name="clientId">The client id; empty lets the broker choose one.</param>
        /// <param name="username">The user name, or null.</param>
        /// <param name="password">The password, which needs a user name; or null.</param>
        /// <returns><see cref="MqttReasonCode.Success"/>, or why the broker refused: one of the codes of MQTT 3.1.1, 1 to 5.</returns>
        /// <exception cref="ArgumentException">An argument is not allowed, or does not fit into the send buffer.</exception>
        /// <exception cref="InvalidOperationException">There is a connection, or one is being opened.</exception>
        /// <exception cref="MqttException">The broker did not answer, or the stream failed.</exception>
        public MqttReasonCode Connect(string clientId, string username, string password)
        {
            return Connect(clientId, username, password, true, DefaultKeepAlive);
        }

        /// <summary>Connects without a will.</summary>
        /// <param name="clientId">The client id; empty lets the broker choose one, with a clean session only.</param>
        /// <param name="username">The user name, or null.</param>
        /// <param name="password">The password, which needs a user name; or null.</param>
        /// <param name="cleanSession">Whether the broker forgets the session when the client connects and when the connection ends.</param>
        /// <param name="keepAlivePeriod">The keep-alive, in seconds, 0 for none.</param>
        /// <returns><see cref="MqttReasonCode.Success"/>, or why the broker refused: one of the codes of MQTT 3.1.1, 1 to 5.</returns>
        /// <exception cref="ArgumentException">An argument is not allowed, or does not fit into the send buffer.</exception>
        /// <exception cref="InvalidOperationException">There is a connection, or one is being opened.</exception>
        /// <exception cref="MqttException">The broker did not answer, or the stream failed.</exception>
        public MqttReasonCode Connect(string clientId, string username, string password, bool cleanSession, ushort keepAlivePeriod)
        {
            return Connect(clientId, username, password, false, MqttQoSLevel.AtMostOnce, false, null, null, cleanSession, keepAlivePeriod);
        }

        /// <summary>
        /// Opens a stream, connects to the broker over it and starts the pump. Blocks as long as opening the stream takes, and up to
        /// <see cref="ResponseTimeout"/>.
        /// </summary>
        /// <param name="clientId">The client id; empty lets the broker choose one.</param>
        /// <param name="username">The user name, or null.</param>
        /// <param name="password">The password, which needs a user name; or null.</param>
        /// <param name="willRetain">Whether the will is retained.</param>
        /// <param name="willQosLevel">The will's QoS.</param>
        /// <param name="willFlag">Whether there is a will; if not, the other values of the will are ignored.</param>
        /// <param name="willTopic">The topic of the will, without wildcards.</param>
        /// <param name="willMessage">The payload of the will, sent as UTF-8; null for an empty one.</param>
        /// <param name="cleanSession">Whether the broker forgets the session when the client connects and when the connection ends.</param>
        /// <param name="keepAlivePeriod">The keep-alive, in seconds, 0 for none.</param>
        /// <returns><see cref="MqttReasonCode.Success"/>, or why the broker refused: one of the codes of MQTT 3.1.1, 1 to 5.</returns>
        /// <exception cref="ArgumentException">An argument is not allowed, or does not fit into the send buffer.</exception>
        /// <exception cref="InvalidOperationException">There is a connection, or one is being opened.</exception>
        /// <exception cref="MqttException">
        /// The broker did not answer or broke the protocol, or the stream failed. What <see cref="OpenStream"/> throws comes through as it is.
        /// </exception>
        public MqttReasonCode Connect(
            string clientId,
            string username,
            string password,
            bool willRetain,
            MqttQoSLevel willQosLevel,
            bool willFlag,
            string willTopic,
            string willMessage,
            bool cleanSession,
            ushort keepAlivePeriod)
        {
            // What the client would refuse over a connection that was opened for nothing.
            if (clientId == null)
            {
                throw new ArgumentNullException(nameof(clientId));
            }

            MqttConnectOptions options = new MqttConnectOptions();
            options.ClientId = clientId;
            options.UserName = username;
            options.Password = password;
            options.CleanSession = cleanSession;
            options.KeepAliveSeconds = keepAlivePeriod;

            if (willFlag)
            {
                CheckText(willTopic, nameof(willTopic));

                if ((uint)willQosLevel > (uint)MqttQoSLevel.ExactlyOnce)
                {
                    throw new ArgumentOutOfRangeException(nameof(willQosLevel));
                }

                options.WillTopic = willTopic;
                options.WillPayload = willMessage == null ? null : Encoding.UTF8.GetBytes(willMessage);
                options.WillQos = (MqttQos)(int)willQosLevel;
                options.WillRetain = willRetain;
            }

            return OpenConnection(options);
        }

        /// <summary>
        /// Sends what is queued, for at most <see cref="ResponseTimeout"/>, then a DISCONNECT packet, disposes the stream and ends the pump, which raises
        /// <see cref="ConnectionClosed"/>. If that takes longer, it disposes the stream and waits for the pump for another <see cref="ResponseTimeout"/>. Called by
        /// a handler it returns at once, and the pump does it afterwards. Does nothing without a connection.
        /// </summary>
        public void Disconnect()
        {
            Stop(Draining);
        }

        /// <summary>
        /// Disposes the stream without a DISCONNECT packet and ends the pump, which raises <see cref="ConnectionClosed"/>. Waits for the pump for at most
        /// <see cref="ResponseTimeout"/>. Called by a handler it returns at once. Does nothing without a connection. The client can connect again.
        /// </summary>
        public void Close()
        {
            Stop(Cut);
        }

        /// <summary>Ends the connection as <see cref="Close"/> does.</summary>
        public void Dispose()
        {
            Stop(Cut);
        }

        private static BrokerEndpoint MakeEndpoint(string host, string hostName, int port, string portName)
        {
            CheckText(host, hostName);

            if (port < 1 || port > 65535)
            {
                throw new ArgumentOutOfRangeException(portName);
            }

            return new BrokerEndpoint(host, port);
        }

        // Gives its number of bytes.
        private static int CheckText(string text, string name)
        {
            if (string.IsNullOrEmpty(text))
            {
                throw new ArgumentException("The value is missing or empty.", name);
            }

            return Encoding.UTF8.GetBytes(text).Length;
        }
    }
}
