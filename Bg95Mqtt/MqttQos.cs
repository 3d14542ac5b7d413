// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Mqtt
{
    /// <summary>The quality of service of a delivery (MQTT 3.1.1, 4.3).</summary>
    public enum MqttQos
    {
        /// <summary>QoS 0: sent once and not acknowledged.</summary>
        AtMostOnce = 0,

        /// <summary>QoS 1: acknowledged; it may come twice.</summary>
        AtLeastOnce = 1,

        /// <summary>QoS 2: acknowledged in two steps; it comes once.</summary>
        ExactlyOnce = 2,

        /// <summary>The broker refused the subscription. Only an answer to <see cref="MqttClient.Subscribe(string[], MqttQos[])"/>.</summary>
        Failure = 0x80,
    }
}
