// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Mqtt
{
    /// <summary>Takes a received message, or a piece of one. Called on the thread that called a method of the client.</summary>
    /// <param name="client">
    /// The client that received it. The handler may publish with QoS 0 through it and read its properties, but call no other method.
    /// </param>
    /// <param name="message">
    /// The message. The client uses the object and its buffer again after the handler has returned, so copy what you need.
    /// </param>
    public delegate void MqttMessageHandler(MqttClient client, MqttMessage message);
}
