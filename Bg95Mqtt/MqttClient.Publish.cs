// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Mqtt
{
    /// <content>Messages to the broker.</content>
    public sealed partial class MqttClient
    {
        // No topic at first, and not null, which has to be checked too.
        private object _checkedTopic;

        /// <summary>
        /// Publishes a message that is not retained. With QoS 1 and 2 it returns when the broker has acknowledged the message. Allocates nothing.
        /// </summary>
        /// <param name="topic">The topic, without wildcards.</param>
        /// <param name="payload">The payload, which may be larger than the send buffer.</param>
        /// <param name="qos">The quality of service of the delivery.</param>
        /// <exception cref="ArgumentNullException">The topic or the payload is <see langword="null"/>.</exception>
        /// <exception cref="ArgumentException">The topic is not allowed or does not fit into the send buffer, or the QoS is out of range.</exception>
        /// <exception cref="InvalidOperationException">
        /// There is no connection, too many messages are under way, or a handler calls with QoS 1 or 2.
        /// </exception>
        /// <exception cref="MqttException">
        /// The stream failed, the broker broke the protocol, or the message was not acknowledged in time. With QoS 1 and 2 the broker may have the message
        /// or not: <see cref="MqttException.PacketId"/> is under way until it is republished or forgotten.
        /// </exception>
        public void Publish(string topic, byte[] payload, MqttQos qos)
        {
            Publish(topic, payload, 0, payload == null ? 0 : payload.Length, qos, false);
        }

        /// <summary>
        /// Publishes a message. With QoS 0 it returns when the message is written to the stream; with QoS 1 and 2 it returns when the broker has
        /// acknowledged the message. Meanwhile it takes what the broker sends. Allocates nothing.
        /// </summary>
        /// <param name="topic">The topic, without wildcards.</param>
        /// <param name="payload">Holds the payload, which may be larger than the send buffer.</param>
        /// <param name="offset">Index of the payload's first byte.</param>
        /// <param name="count">Number of bytes of the payload, 0 to 268369916.</param>
        /// <param name="qos">The quality of service of the delivery.</param>
        /// <param name="retain">Whether the broker keeps the message for later subscribers.</param>
        /// <exception cref="ArgumentNullException">The topic or the payload is <see langword="null"/>.</exception>
        /// <exception cref="ArgumentException">
        /// The topic is not allowed or does not fit into the send buffer, the range is not in the array, or the QoS is out of range.
        /// </exception>
        /// <exception cref="InvalidOperationException">
        /// There is no connection, too many messages are under way, or a handler calls with QoS 1 or 2.
        /// </exception>
        /// <exception cref="MqttException">
        /// The stream failed, the broker broke the protocol, or the message was not acknowledged in time. With QoS 1 and 2 the broker may have
        /// the message or not: its <see cref="MqttException.PacketId"/> is under way until
        /// <see cref="Republish(int, string, byte[], int, int, bool)"/> returns or <see cref="Forget"/> is called.
        /// </exception>
        public void Publish(string topic, byte[] payload, int offset, int count, MqttQos qos, bool retain)
        {
            CheckMessage(topic, payload, offset, count);

            if ((uint)qos > (uint)MqttQos.ExactlyOnce)
            {
                throw new ArgumentOutOfRangeException(nameof(qos));
            }

            Connection connection = _connection;
            connection.PutString(topic, Connection.HeaderRoom);
            int firstByte = PacketType.PublishByte | ((int)qos << 1);

            if (retain)
            {
                firstByte |= PacketType.RetainFlag;
            }

            if (qos == MqttQos.AtMostOnce)
            {
                connection.Send(firstByte, payload, offset, count);
                return;
            }

            CheckNotInHandler();
            int packetId = _session.NewId();
            connection.PutUInt16(packetId);
            _session.Add(packetId, (int)qos);
            connection.PacketId = packetId;
            connection.Send(firstByte, payload, offset, count);
            AwaitAcknowledgement(connection.LastWrite);
        }

        /// <summary>
        /// Finishes publishing a message that was cut off, and returns when the broker has acknowledged the message. Call it after
        /// <see cref="Connect"/>, in the order in which the messages were first published, with the same topic, payload and <paramref name="retain"/>.
        /// It sends nothing if the message was acknowledged meanwhile, or if only the release of its id (QoS 2) is missing. Allocates nothing.
        /// </summary>
        /// <param name="packetId">The <see cref="MqttException.PacketId"/> of the message.</param>
        /// <param name="topic">The topic.</param>
        /// <param name="payload">Holds the payload.</param>
        /// <param name="offset">Index of the payload's first byte.</param>
        /// <param name="count">Number of bytes of the payload.</param>
        /// <param name="retain">Whether the broker keeps the message for later subscribers.</param>
        /// <exception cref="ArgumentNullException">The topic or the payload is <see langword="null"/>.</exception>
        /// <exception cref="ArgumentException">
        /// The topic is not allowed or does not fit into the send buffer, or the range is not in the array.
        /// </exception>
        /// <exception cref="InvalidOperationException">There is no connection, or a handler calls.</exception>
        /// <exception cref="MqttException">Publishing was cut off again; the message stays under way.</exception>
        public void Republish(int packetId, string topic, byte[] payload, int offset, int count, bool retain)
        {
            CheckMessage(topic, payload, offset, count);
            CheckNotInHandler();
            int index = _session.IndexOf(packetId);

            if (index < 0)
            {
                return;
            }

            int state = _session.StateAt(index);
            _connection.PutString(topic, Connection.HeaderRoom);
            _connection.PutUInt16(packetId);
            _connection.PacketId = packetId;

            // Where nothing is sent, the time for the answer begins now.
            long began = _connection.Clock.Milliseconds;

            if (state != Session.NeedsPubcomp && _session.MarkSent(index, out bool isDuplicate))
            {
                int firstByte = PacketType.PublishByte | (state << 1) | (retain ? PacketType.RetainFlag : 0) | (isDuplicate ? PacketType.DuplicateFlag : 0);
                _connection.Send(firstByte, payload, offset, count);
                began = _connection.LastWrite;
            }

            AwaitAcknowledgement(began);
        }

        /// <summary>Gives the packet ids of the messages that the broker has not acknowledged, oldest first. Allocates the array.</summary>
        /// <returns>The ids.</returns>
        public int[] GetUnacknowledged()
        {
            int[] ids = new int[_session.Count];

            for (int i = 0; i < ids.Length; i++)
            {
                ids[i] = _session.IdAt(i);
            }

            return ids;
        }

        /// <summary>
        /// Gives up a message that was cut off: the broker may have it or not. A message of QoS 2 still counts as under way until the broker has
        /// released its id. Call it only without a connection. Does nothing if the id is not under way.
        /// </summary>
        /// <param name="packetId">The <see cref="MqttException.PacketId"/> of the message.</param>
        /// <exception cref="InvalidOperationException">There is a connection, on which the acknowledgement may still arrive.</exception>
        public void Forget(int packetId)
        {
            if (IsConnected)
            {
                throw new InvalidOperationException("It can still be acknowledged.");
            }

            int index = _session.IndexOf(packetId);

            if (index >= 0)
            {
                _session.SetState(index, _session.StateAt(index) == Session.NeedsPuback ? Session.None : Session.NeedsPubcomp);
            }
        }

        private void CheckMessage(string topic, byte[] payload, int offset, int count)
        {
            if (payload == null)
            {
                throw new ArgumentNullException(nameof(payload));
            }

            if (offset < 0 || count < 0 || count > payload.Length - offset || count > MostPayload)
            {
                throw new ArgumentOutOfRangeException(nameof(count));
            }

            if (_connection.Stream == null)
            {
                throw NotConnected();
            }

            if ((object)topic != _checkedTopic)
            {
                TopicRules.CheckName(topic, nameof(topic));
                _checkedTopic = topic;
            }
        }

        private void AwaitAcknowledgement(long began)
        {
            Connection connection = _connection;
            long deadline = began + _responseTimeout;

            // The time may be over also because other packets come without end.
            do
            {
                Receive(deadline);

                if (connection.PacketId == 0)
                {
                    return;
                }
            }
            while (connection.Clock.Milliseconds < deadline);

            int packetId = connection.PacketId;
            connection.PacketId = 0;
            throw new MqttException(MqttError.TimedOut, packetId, null);
        }

        // Messages of QoS 2 that the broker has are released again on a new connection (MQTT 3.1.1, 4.4).
        private void ReleaseAgain()
        {
            for (int i = 0; i < _session.Count; i++)
            {
                if (_session.StateAt(i) == Session.NeedsPubcomp)
                {
                    _connection.SendId(PacketType.PubrelByte, _session.IdAt(i));
                }
            }
        }
    }
}
