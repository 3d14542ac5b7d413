// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.IO;

namespace Bg95Mqtt.M2Mqtt
{
    /// <summary>
    /// Opens a connection to the broker. Called by <c>Connect</c>, on its thread; what it throws, <c>Connect</c> throws. Only this method decides how the
    /// connection is secured: the client itself makes no use of the TLS settings in the endpoint.
    /// </summary>
    /// <param name="endpoint">The broker, and the TLS settings that <see cref="M2MqttClient.Init"/> was given.</param>
    /// <returns>
    /// A stream with a read time-out, for example of <c>SslSocket.GetStream()</c>. The client disposes it when the connection has ended.
    /// </returns>
    public delegate Stream OpenStream(BrokerEndpoint endpoint);
}
