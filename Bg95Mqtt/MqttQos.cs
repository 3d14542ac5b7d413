// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Mqtt
{
    /// <summary>The quality of service of a delivery (MQTT 3.1.1, 4.3).</summary>
    public enum MqttQos
    {
        /// <summary>QoS 0: the message is sent once and not acknowledged. It may be lost.</summary>
        AtMostOnce = 0,

        /// <summary>QoS 1: the message is acknowledged. It may arrive twice.</summary>
        AtLeastOnce = 1,

        /// <summary>QoS 2: the message is acknowledged in two steps. It arrives once.</summary>
        ExactlyOnce = 2,

        /// <summary>
        /// The broker refused the subscription. It is only a result of <see cref="MqttClient.Subscribe(string[], MqttQos[])"/>.
        /// </summary>
        Failure = 0x80,
    }
}
