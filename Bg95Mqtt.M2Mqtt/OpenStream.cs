// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.IO;

namespace Bg95Mqtt.M2Mqtt
{
    /// <summary>
    /// Opens a connection to the broker. It decides how the connection is secured: what the program asked <see cref="M2MqttClient.Init"/> for stands in
    /// the endpoint, and nothing else looks at it.
    /// </summary>
    /// <param name="endpoint">Where to, and what was asked for.</param>
    /// <returns>A stream with a read time-out, as of <c>SslSocket.GetStream()</c>. The client disposes it when the connection has ended.</returns>
    public delegate Stream OpenStream(BrokerEndpoint endpoint);
}
