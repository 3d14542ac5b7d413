// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Text;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Messages;

namespace Bg95Mqtt.M2Mqtt
{
    /// <summary>
    /// The interface <see cref="IMqttClient"/> of nanoFramework.M2Mqtt.Core over any stream, for programs that were written against it.
    /// MQTT 3.1.1.
    /// </summary>
    /// <remarks>
    /// <para>
    /// While there is a connection, one thread, the pump, sends what the program has queued, one after the other, takes what the broker sends, and
    /// raises all events. A handler may call any method. One that does not return holds everything up, and what one throws ends the connection.
    /// </para>
    /// <para>
    /// Message ids are this class's own, 1 to 65535, and not the packet ids on the wire. When the connection ends, whatever is in the
    /// queue or not acknowledged is told as failed and forgotten: the program sends it again or not.
    /// </para>
    /// <para>Methods may be called by any thread. <see cref="Dispose"/> does what <see cref="Close"/> does.</para>
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

        /// <summary>Makes a client.</summary>
        /// <param name="openStream">Opens a connection each time <c>Connect</c> is called, on the thread that calls it.</param>
        /// <param name="host">The broker's name or address. <see cref="Init"/> gives another.</param>
        /// <param name="port">The broker's port, 1 to 65535.</param>
        /// <param name="sendBuffer">Holds a packet that is sent: at least 32 bytes, and enough for all of it but the payload of a message.</param>
        /// <param name="receiveBuffer">Holds what is received: at least 32 bytes, and more than the longest topic and 9 bytes.</param>
        /// <param name="queueLength">Most messages, subscriptions and unsubscriptions that are queued, the one being sent included, 1 or more.</param>
        /// <param name="clock">The time; null for the system's.</param>
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
            _endpoint = MakeEndpoint(host, port);
            _client = new MqttClient(sendBuffer, receiveBuffer, clock);
            _client.MaximumPayloadLength = DefaultMaximumPayload;
            _client.MessageReceived += Take;
            _sendBufferLength = sendBuffer.Length;
            _queue = new Request[queueLength];
        }

        /// <summary>
        /// Raised by the pump for each message that has come. Its topic, its payload and the arguments are allocated for each. With QoS 1 and 2 it is acknowledged
        /// when the handler has returned.
        /// </summary>
        public event IMqttClient.MqttMsgPublishEventHandler MqttMsgPublishReceived
        {
            add => _publishReceived += value;
            remove => _publishReceived -= value;
        }

        /// <summary>
        /// Raised by the pump when the broker has acknowledged a message of QoS 1 or 2, perhaps before <c>Publish</c> has returned its id; and, with <c>IsPublished</c>
        /// false, when a message of any QoS was not sent, or its acknowledgement did not come: the broker may have it or not.
        /// </summary>
        public event IMqttClient.MqttMsgPublishedEventHandler MqttMsgPublished
        {
            add => _published += value;
            remove => _published -= value;
        }

        /// <summary>Raised by the pump when the broker has answered a subscription; with <c>GrantedFailure</c> for all if no answer came.</summary>
        public event IMqttClient.MqttMsgSubscribedEventHandler MqttMsgSubscribed
        {
            add => _subscribed += value;
            remove => _subscribed -= value;
        }

        /// <summary>Raised by the pump when the broker has answered an unsubscription.</summary>
        public event IMqttClient.MqttMsgUnsubscribedEventHandler MqttMsgUnsubscribed
        {
            add => _unsubscribed += value;
            remove => _unsubscribed -= value;
        }

        /// <summary>
        /// Raised by the pump, once for each connection, as the last thing it does: whoever ended it. The handler may connect again.
        /// </summary>
        public event IMqttClient.ConnectionClosedEventHandler ConnectionClosed
        {
            add => _connectionClosed += value;
            remove => _connectionClosed -= value;
        }

        /// <summary>Gets a value indicating whether there is a connection that nobody has ended, as far as the pump has seen.</summary>
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
        /// Gets what ended the connection or went wrong with a message last: an <see cref="MqttException"/>, or what a handler threw. Null if nothing has since
        /// <c>Connect</c>.
        /// </summary>
        public Exception LastError => _lastError;

        /// <summary>
        /// Gets or sets how long the pump waits for the broker before it looks into the queue again, in milliseconds, 1 or more. Default 100. It is the
        /// longest that a message waits in an empty queue; each wait costs a read of the stream and its exception.
        /// </summary>
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

        /// <summary>Gets or sets how long an answer of the broker is waited for, in milliseconds, 1 or more. Default 30000. Then the connection ends.</summary>
        public int ResponseTimeout
        {
            get => _client.ResponseTimeout;
            set => _client.ResponseTimeout = value;
        }

        /// <summary>Gets or sets the most payload a received message may have, in bytes, 0 or more. Default 4096. More ends the connection.</summary>
        public int MaximumPayloadLength
        {
            get => _client.MaximumPayloadLength;
            set => _client.MaximumPayloadLength = value;
        }

        /// <summary>Sets the broker for the next <c>Connect</c>. All of it goes to <see cref="OpenStream"/>.</summary>
        /// <param name="brokerHostName">The broker's name or address.</param>
        /// <param name="brokerPort">The broker's port, 1 to 65535.</param>
        /// <param name="secure">Whether TLS is asked for.</param>
        /// <param name="caCert">The CA certificate, or null.</param>
        /// <param name="clientCert">The client certificate, or null.</param>
        /// <param name="sslProtocol">The version of TLS.</param>
        public void Init(string brokerHostName, int brokerPort, bool secure, byte[] caCert, byte[] clientCert, MqttSslProtocols sslProtocol)
        {
            BrokerEndpoint endpoint = MakeEndpoint(brokerHostName, brokerPort);
            endpoint.IsSecure = secure;
            endpoint.CaCertificate = caCert;
            endpoint.ClientCertificate = clientCert;
            endpoint.SslProtocol = sslProtocol;
            _endpoint = endpoint;
        }

        /// <summary>Connects with a clean session and a keep-alive of 60 seconds.</summary>
        /// <param name="clientId">The client id.</param>
        /// <returns>What the broker said; see the overload with all arguments.</returns>
        public MqttReasonCode Connect(string clientId)
        {
            return Connect(clientId, null, null);
        }

        /// <summary>Connects with a clean session and a keep-alive of 60 seconds.</summary>
        /// <param name="clientId">The client id.</param>
        /// <param name="username">The user name, or null.</param>
        /// <param name="password">The password, or null.</param>
        /// <returns>What the broker said; see the overload with all arguments.</returns>
        public MqttReasonCode Connect(string clientId, string username, string password)
        {
            return Connect(clientId, username, password, true, DefaultKeepAlive);
        }

        /// <summary>Connects without a will.</summary>
        /// <param name="clientId">The client id.</param>
        /// <param name="username">The user name, or null.</param>
        /// <param name="password">The password, or null.</param>
        /// <param name="cleanSession">Whether the broker forgets the session.</param>
        /// <param name="keepAlivePeriod">The keep-alive, in seconds, 0 for none.</param>
        /// <returns>What the broker said; see the overload with all arguments.</returns>
        public MqttReasonCode Connect(string clientId, string username, string password, bool cleanSession, ushort keepAlivePeriod)
        {
            return Connect(clientId, username, password, false, MqttQoSLevel.AtMostOnce, false, null, null, cleanSession, keepAlivePeriod);
        }

        /// <summary>Opens a stream, connects to the broker over it and starts the pump.</summary>
        /// <param name="clientId">The client id; empty lets the broker choose one.</param>
        /// <param name="username">The user name, or null.</param>
        /// <param name="password">The password, or null.</param>
        /// <param name="willRetain">Whether the will is retained.</param>
        /// <param name="willQosLevel">The will's QoS.</param>
        /// <param name="willFlag">Whether there is a will; if not, what is said of it counts for nothing.</param>
        /// <param name="willTopic">The will's topic.</param>
        /// <param name="willMessage">The will's payload, sent as UTF-8; null for an empty one.</param>
        /// <param name="cleanSession">Whether the broker forgets the session.</param>
        /// <param name="keepAlivePeriod">The keep-alive, in seconds, 0 for none.</param>
        /// <returns><see cref="MqttReasonCode.Success"/>, or why the broker refused: one of the codes of MQTT 3.1.1, 1 to 5.</returns>
        /// <exception cref="ArgumentException">An argument is not allowed, or does not fit into the send buffer.</exception>
        /// <exception cref="InvalidOperationException">There is a connection, or one is being opened.</exception>
        /// <exception cref="MqttException">The broker did not answer, or the stream failed. What the opening of the stream throws comes through as it is.</exception>
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
            MqttConnectOptions options = new MqttConnectOptions();
            options.ClientId = clientId;
            options.UserName = username;
            options.Password = password;
            options.CleanSession = cleanSession;
            options.KeepAliveSeconds = keepAlivePeriod;

            if (willFlag)
            {
                CheckText(willTopic, nameof(willTopic));
                options.WillTopic = willTopic;
                options.WillPayload = willMessage == null ? null : Encoding.UTF8.GetBytes(willMessage);
                options.WillQos = (MqttQos)(int)willQosLevel;
                options.WillRetain = willRetain;
            }

            return OpenConnection(options);
        }

        /// <summary>
        /// Sends what is queued, for at most <see cref="ResponseTimeout"/>, says goodbye to the broker, disposes the stream and ends the pump, which raises
        /// <see cref="ConnectionClosed"/>. Called by a handler it returns at once, and the pump does it afterwards. Does nothing without a connection.
        /// </summary>
        public void Disconnect()
        {
            Stop(Draining);
        }

        /// <summary>
        /// Disposes the stream without a goodbye and ends the pump, which raises <see cref="ConnectionClosed"/>; waits for it at most <see cref="ResponseTimeout"/>.
        /// Called by a handler it returns at once. Does nothing without a connection.
        /// </summary>
        public void Close()
        {
            Stop(Cut);
        }

        /// <summary>Does what <see cref="Close"/> does.</summary>
        public void Dispose()
        {
            Stop(Cut);
        }

        private static BrokerEndpoint MakeEndpoint(string host, int port)
        {
            CheckText(host, nameof(host));

            if (port < 1 || port > 65535)
            {
                throw new ArgumentOutOfRangeException(nameof(port));
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
