// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Mqtt
{
    /// <summary>
    /// What a client tells the broker when it connects. <see cref="MqttClient.Connect"/> checks the values; after it the client keeps only the
    /// keep-alive.
    /// </summary>
    public class MqttConnectOptions
    {
        private string _clientId = string.Empty;
        private bool _cleanSession = true;
        private int _keepAliveSeconds = 240;
        private string _userName;
        private string _password;
        private string _willTopic;
        private byte[] _willPayload;
        private MqttQos _willQos;
        private bool _willRetain;

        /// <summary>
        /// Gets or sets the client id. Two clients with the same id cannot be connected at the same time. Empty, the default, lets the broker
        /// choose one; that needs <see cref="CleanSession"/>.
        /// </summary>
        public string ClientId
        {
            get => _clientId;
            set => _clientId = value;
        }

        /// <summary>
        /// Gets or sets a value indicating whether the broker forgets the session when the client connects and when the connection ends. Default
        /// true. False keeps the subscriptions, the messages that arrived while there was no connection, and what is under way with QoS 1 and 2.
        /// </summary>
        public bool CleanSession
        {
            get => _cleanSession;
            set => _cleanSession = value;
        }

        /// <summary>
        /// Gets or sets the keep-alive in seconds, 0 (none) to 65535. Default 240. The client sends a ping if it has sent nothing for three
        /// quarters of that time; the broker ends the connection if it has received nothing for one and a half times that time.
        /// </summary>
        public int KeepAliveSeconds
        {
            get => _keepAliveSeconds;
            set => _keepAliveSeconds = value;
        }

        /// <summary>Gets or sets the user name; null, the default, for none.</summary>
        public string UserName
        {
            get => _userName;
            set => _userName = value;
        }

        /// <summary>Gets or sets the password, sent as UTF-8; null, the default, for none. It needs a user name.</summary>
        public string Password
        {
            get => _password;
            set => _password = value;
        }

        /// <summary>
        /// Gets or sets the topic of the will, the message that the broker publishes if the connection is lost; null, the default, for no will.
        /// </summary>
        public string WillTopic
        {
            get => _willTopic;
            set => _willTopic = value;
        }

        /// <summary>Gets or sets the payload of the will, at most 65535 bytes; null, the default, for an empty one. It needs a topic.</summary>
        public byte[] WillPayload
        {
            get => _willPayload;
            set => _willPayload = value;
        }

        /// <summary>Gets or sets the QoS of the will. Default <see cref="MqttQos.AtMostOnce"/>.</summary>
        public MqttQos WillQos
        {
            get => _willQos;
            set => _willQos = value;
        }

        /// <summary>Gets or sets a value indicating whether the broker keeps the will for later subscribers. Default false.</summary>
        public bool WillRetain
        {
            get => _willRetain;
            set => _willRetain = value;
        }
    }
}
