// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Mqtt.M2Mqtt
{
    /// <summary>What the pump thread has to send: a message; or with filters a subscription, which has levels, or the end of one.</summary>
    internal sealed class Request
    {
        internal ushort Id;
        internal string Topic;
        internal byte[] Payload;
        internal MqttQos Qos;
        internal bool Retain;
        internal string[] Filters;
        internal MqttQos[] Levels;
    }
}
