// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.M2Mqtt;

namespace Bg95Mqtt.M2Mqtt
{
    /// <summary>
    /// The broker to connect to, from the constructor of <see cref="M2MqttClient"/> or from <see cref="M2MqttClient.Init"/>.
    /// </summary>
    public sealed class BrokerEndpoint
    {
        private readonly string _host;
        private readonly int _port;
        private bool _isSecure;
        private byte[] _caCertificate;
        private byte[] _clientCertificate;
        private MqttSslProtocols _sslProtocol;

        internal BrokerEndpoint(string host, int port)
        {
            _host = host;
            _port = port;
        }

        /// <summary>Gets the broker's name or address.</summary>
        public string Host => _host;

        /// <summary>Gets the broker's port, 1 to 65535.</summary>
        public int Port => _port;

        /// <summary>Gets a value indicating whether <see cref="M2MqttClient.Init"/> asked for TLS; false if it was not called.</summary>
        public bool IsSecure
        {
            get => _isSecure;
            internal set => _isSecure = value;
        }

        /// <summary>Gets the CA certificate that <see cref="M2MqttClient.Init"/> was given; null for none.</summary>
        public byte[] CaCertificate
        {
            get => _caCertificate;
            internal set => _caCertificate = value;
        }

        /// <summary>Gets the client certificate that <see cref="M2MqttClient.Init"/> was given; null for none.</summary>
        public byte[] ClientCertificate
        {
            get => _clientCertificate;
            internal set => _clientCertificate = value;
        }

        /// <summary>Gets the version of TLS that <see cref="M2MqttClient.Init"/> asked for; 0 if it was not called.</summary>
        public MqttSslProtocols SslProtocol
        {
            get => _sslProtocol;
            internal set => _sslProtocol = value;
        }
    }
}
