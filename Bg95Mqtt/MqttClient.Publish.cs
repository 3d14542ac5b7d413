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

        /// <summary>Publishes a message that is not retained.</summary>
        /// <param name="topic">Its topic, without wildcards.</param>
        /// <param name="payload">Its payload.</param>
        /// <param name="qos">The quality of service of the delivery.</param>
        /// <exception cref="MqttException">See the overload with all arguments.</exception>
        public void Publish(string topic, byte[] payload, MqttQos qos)
        {
            Publish(topic, payload, 0, payload == null ? 0 : payload.Length, qos, false);
        }

        /// <summary>
        /// Publishes a message; with QoS 1 and 2 it returns when the broker has acknowledged it. Allocates nothing. The topic that was
        /// published to last is not checked again if it is the same string object.
        /// </summary>
        /// <param name="topic">Its topic, without wildcards.</param>
        /// <param name="payload">Holds the payload, which may be larger than the send buffer.</param>
        /// <param name="offset">Index of its first byte.</param>
        /// <param name="count">Its number of bytes.</param>
        /// <param name="qos">The quality of service of the delivery.</param>
        /// <param name="retain">Whether the broker keeps it for later subscribers.</param>
        /// <exception cref="MqttException">
        /// The message was cut off, or not acknowledged in time. With QoS 1 and 2 the broker may have it or not: its <see cref="MqttException.PacketId"/>
        /// is under way until <see cref="Republish(int, string, byte[], int, int, bool)"/> returns or <see cref="Forget"/> is called.
        /// </exception>
        /// <exception cref="InvalidOperationException">There is no connection, or too many messages are under way, or a handler calls.</exception>
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
            AwaitAcknowledgement();
        }

        /// <summary>
        /// Finishes a publish that was cut off, and returns when the broker has acknowledged the message. Call it after
        /// <see cref="Connect"/>, in the order in which the messages were published first, with what was given then. If the message was
        /// acknowledged meanwhile, or is only to be released (QoS 2), nothing is sent again.
        /// </summary>
        /// <param name="packetId">The message's <see cref="MqttException.PacketId"/>.</param>
        /// <param name="topic">Its topic.</param>
        /// <param name="payload">Holds the payload.</param>
        /// <param name="offset">Index of its first byte.</param>
        /// <param name="count">Its number of bytes.</param>
        /// <param name="retain">Whether the broker keeps it for later subscribers.</param>
        /// <exception cref="MqttException">It was cut off again.</exception>
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

            if (state != Session.NeedsPubcomp && _session.MarkSent(index, out bool isDuplicate))
            {
                int firstByte = PacketType.PublishByte | (state << 1) | (retain ? PacketType.RetainFlag : 0) | (isDuplicate ? PacketType.DuplicateFlag : 0);
                _connection.Send(firstByte, payload, offset, count);
            }

            AwaitAcknowledgement();
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
        /// Gives up a message that was cut off: the broker may have it or not. One of QoS 2 takes its place among those under way until the
        /// broker has released its id. Only while there is no connection; does nothing if the id is not under way.
        /// </summary>
        /// <param name="packetId">The message's <see cref="MqttException.PacketId"/>.</param>
        /// <exception cref="InvalidOperationException">There is a connection, on which its acknowledgement may come yet.</exception>
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

        private void AwaitAcknowledgement()
        {
            Connection connection = _connection;
            long deadline = connection.LastWrite + _responseTimeout;

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
