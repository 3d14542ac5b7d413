// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Mqtt
{
    /// <summary>What a client tells the broker when it connects. The client keeps nothing of it but the keep-alive.</summary>
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
        /// Gets or sets the client id: two clients with the same one cannot be connected at the same time. Empty (the default)
        /// lets the broker choose one, which is allowed with a clean session only.
        /// </summary>
        public string ClientId
        {
            get => _clientId;
            set => _clientId = value;
        }

        /// <summary>
        /// Gets or sets a value indicating whether both sides forget the session at connecting and at the end. Default true. False
        /// keeps subscriptions, messages that came while there was no connection, and what was under way with QoS 1 and 2.
        /// </summary>
        public bool CleanSession
        {
            get => _cleanSession;
            set => _cleanSession = value;
        }

        /// <summary>
        /// Gets or sets the keep-alive, in seconds, 0 (none) to 65535. Default 240. The client sends a ping when it has sent nothing
        /// for three quarters of it; the broker ends the connection when it got nothing for one and a half of it.
        /// </summary>
        public int KeepAliveSeconds
        {
            get => _keepAliveSeconds;
            set => _keepAliveSeconds = value;
        }

        /// <summary>Gets or sets the user name; null for none.</summary>
        public string UserName
        {
            get => _userName;
            set => _userName = value;
        }

        /// <summary>Gets or sets the password, sent as UTF-8; null for none. It needs a user name.</summary>
        public string Password
        {
            get => _password;
            set => _password = value;
        }

        /// <summary>Gets or sets the topic of the message that the broker publishes when the connection is lost; null for none.</summary>
        public string WillTopic
        {
            get => _willTopic;
            set => _willTopic = value;
        }

        /// <summary>Gets or sets the payload of that message, at most 65535 bytes; null for an empty one.</summary>
        public byte[] WillPayload
        {
            get => _willPayload;
            set => _willPayload = value;
        }

        /// <summary>Gets or sets the QoS of that message.</summary>
        public MqttQos WillQos
        {
            get => _willQos;
            set => _willQos = value;
        }

        /// <summary>Gets or sets a value indicating whether that message is retained.</summary>
        public bool WillRetain
        {
            get => _willRetain;
            set => _willRetain = value;
        }
    }
}
