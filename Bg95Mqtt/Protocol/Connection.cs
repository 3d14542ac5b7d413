// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;

namespace Bg95Mqtt
{
    /// <summary>
    /// The stream while it is good, with the two buffers: a packet is composed in one, packets are found in the other. Whoever finds
    /// a fault ends the connection here.
    /// </summary>
    /// <remarks>Fields, where a property would do: on the interpreter each look at a property is a call.</remarks>
    internal sealed partial class Connection
    {
        internal readonly MqttClock Clock;

        /// <summary>When something was written last.</summary>
        internal long LastWrite;

        /// <summary>The id of the message that is being published, until it is acknowledged; 0 without one.</summary>
        internal int PacketId;

        /// <summary>The stream; null when there is no connection.</summary>
        internal Stream Stream;

        internal Connection(MqttClock clock, byte[] sendBuffer, byte[] receiveBuffer)
        {
            Clock = clock;
            _sendBuffer = sendBuffer;
            Buffer = receiveBuffer;
        }

        internal void Open(Stream stream)
        {
            Stream = stream;
            PacketId = 0;
            _instantFaults = 0;
            Skip(End);
        }

        /// <summary>Ends the connection. The caller throws what this gives.</summary>
        internal MqttException Fail(MqttError error)
        {
            return Fail(error, null);
        }

        internal MqttException Malformed()
        {
            return Fail(MqttError.MalformedPacket, null);
        }

        private MqttException Fail(MqttError error, Exception inner)
        {
            Stream = null;
            return new MqttException(error, PacketId, inner);
        }

        private void Write(byte[] buffer, int offset, int count)
        {
            try
            {
                Stream.Write(buffer, offset, count);
            }
            catch (Exception ex)
            {
                // There is no stream if a handler that published has found the connection ended.
                throw Fail(MqttError.ConnectionLost, ex);
            }

            LastWrite = Clock.Milliseconds;
        }
    }
}
