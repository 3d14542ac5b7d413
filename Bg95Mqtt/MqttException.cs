// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Mqtt
{
    /// <summary>The connection to the broker failed, or the broker refused or did not answer.</summary>
    /// <remarks>
    /// The connection has ended, and <see cref="MqttClient.IsConnected"/> is false, with one exception: after <see cref="MqttError.TimedOut"/> of
    /// publishing or republishing the connection goes on.
    /// </remarks>
    public class MqttException : Exception
    {
        private readonly MqttError _error;
        private readonly int _packetId;

        internal MqttException(MqttError error, int packetId, Exception inner)
            : base(Describe(error), inner)
        {
            _error = error;
            _packetId = packetId;
        }

        /// <summary>Gets the reason.</summary>
        public MqttError Error => _error;

        /// <summary>
        /// Gets the packet id of the message of QoS 1 or 2 that was being published, for
        /// <see cref="MqttClient.Republish(int, string, byte[], int, int, bool)"/>; 0 if there was none.
        /// </summary>
        public int PacketId => _packetId;

        private static string Describe(MqttError error)
        {
            return error == MqttError.ConnectionLost ? "The connection is lost."
                : error <= MqttError.NoPingResponse ? "The broker did not answer in time."
                : error <= MqttError.NotAuthorized ? "The broker refused the connection."
                : "The broker broke the protocol.";
        }
    }
}
