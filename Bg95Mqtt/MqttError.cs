// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Mqtt
{
    /// <summary>Why an <see cref="MqttException"/> was thrown.</summary>
    public enum MqttError
    {
        /// <summary>The stream has failed or ended. If it threw an exception, that is the inner exception.</summary>
        ConnectionLost,

        /// <summary>The answer did not come within <see cref="MqttClient.ResponseTimeout"/>.</summary>
        TimedOut,

        /// <summary>The broker did not answer a ping within <see cref="MqttClient.ResponseTimeout"/>.</summary>
        NoPingResponse,

        /// <summary>Connection refused: the broker does not speak MQTT 3.1.1.</summary>
        UnacceptableProtocolVersion,

        /// <summary>Connection refused: the broker does not accept this client id.</summary>
        IdentifierRejected,

        /// <summary>Connection refused: the broker is not available.</summary>
        ServerUnavailable,

        /// <summary>Connection refused: the user name or the password is wrong.</summary>
        BadUserNameOrPassword,

        /// <summary>Connection refused: this client may not connect.</summary>
        NotAuthorized,

        /// <summary>The broker sent a packet whose flags, length or fields break the rules of MQTT 3.1.1.</summary>
        MalformedPacket,

        /// <summary>The broker sent a packet that is not allowed at this point, or acknowledged a packet that is not under way.</summary>
        UnexpectedPacket,

        /// <summary>The topic of a received message is not well-formed UTF-8, or has a wildcard or a NUL.</summary>
        InvalidTopic,

        /// <summary>
        /// A received message has more payload than <see cref="MqttClient.MaximumPayloadLength"/>, or a topic that leaves the
        /// receive buffer no room for a payload.
        /// </summary>
        MessageTooLarge,

        /// <summary>The broker has more messages of QoS 2 under way than the client has room for.</summary>
        TooManyMessages,
    }
}
