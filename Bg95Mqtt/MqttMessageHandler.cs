// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Mqtt
{
    /// <summary>Takes a received message, or a piece of one.</summary>
    /// <param name="client">The client that received it. The handler may publish with QoS 0 through it, and call nothing else of it.</param>
    /// <param name="message">The message. It and its buffer are used again after the handler has returned: copy what has to stay.</param>
    public delegate void MqttMessageHandler(MqttClient client, MqttMessage message);
}
