// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections;
using nanoFramework.M2Mqtt.Messages;

namespace Bg95Mqtt.M2Mqtt
{
    /// <content>What the program asks for: it is checked and queued for the pump.</content>
    public sealed partial class M2MqttClient
    {
        private const int MostId = 65535;

        // Of a packet that is sent: the fixed header, the packet id, the length of a text, the QoS of a filter.
        private const int HeaderLength = 5;
        private const int IdLength = 2;
        private const int PrefixLength = 2;
        private const int QosLength = 1;

        // Under the lock.
        private readonly Request[] _queue;
        private int _first;
        private int _count;
        private int _lastId;

        /// <summary>Queues a subscription.</summary>
        /// <param name="topics">Topic filters. The array is not copied.</param>
        /// <param name="qosLevels">For each the highest QoS with which messages come.</param>
        /// <returns>The id that <see cref="MqttMsgSubscribed"/> tells.</returns>
        /// <exception cref="ArgumentException">A filter is missing, or they do not fit into the send buffer.</exception>
        /// <exception cref="InvalidOperationException">There is no connection, or the queue is full.</exception>
        public ushort Subscribe(string[] topics, MqttQoSLevel[] qosLevels)
        {
            CheckFilters(topics, QosLength);

            if (qosLevels == null || qosLevels.Length != topics.Length)
            {
                throw new ArgumentException("Each filter needs a QoS.", nameof(qosLevels));
            }

            MqttQos[] levels = new MqttQos[topics.Length];

            for (int i = 0; i < levels.Length; i++)
            {
                levels[i] = ToQos(qosLevels[i]);
            }

            return Enqueue(new Request { Filters = topics, Levels = levels });
        }

        /// <summary>Queues the end of subscriptions.</summary>
        /// <param name="topics">Topic filters, as they were subscribed to. The array is not copied.</param>
        /// <returns>The id that <see cref="MqttMsgUnsubscribed"/> tells.</returns>
        /// <exception cref="ArgumentException">A filter is missing, or they do not fit into the send buffer.</exception>
        /// <exception cref="InvalidOperationException">There is no connection, or the queue is full.</exception>
        public ushort Unsubscribe(string[] topics)
        {
            CheckFilters(topics, 0);
            return Enqueue(new Request { Filters = topics });
        }

        /// <summary>Queues a message of QoS 0 that is not retained.</summary>
        /// <param name="topic">Its topic, without wildcards.</param>
        /// <param name="message">Its payload, which is copied.</param>
        /// <returns>Its id.</returns>
        public ushort Publish(string topic, byte[] message)
        {
            return Publish(topic, message, null, null, MqttQoSLevel.AtMostOnce, false);
        }

        /// <summary>Queues a message of QoS 0 that is not retained.</summary>
        /// <param name="topic">Its topic, without wildcards.</param>
        /// <param name="message">Its payload, which is copied.</param>
        /// <param name="contentType">Null or empty.</param>
        /// <returns>Its id.</returns>
        public ushort Publish(string topic, byte[] message, string contentType)
        {
            return Publish(topic, message, contentType, null, MqttQoSLevel.AtMostOnce, false);
        }

        /// <summary>Queues a message and returns at once. Allocates a copy of the payload.</summary>
        /// <param name="topic">Its topic, without wildcards.</param>
        /// <param name="message">Its payload, which is copied; null for an empty one.</param>
        /// <param name="contentType">Null or empty: MQTT 3.1.1 has none.</param>
        /// <param name="userProperties">Null or empty, likewise.</param>
        /// <param name="qosLevel">The quality of service of the delivery.</param>
        /// <param name="retain">Whether the broker keeps it for later subscribers.</param>
        /// <returns>The id that <see cref="MqttMsgPublished"/> tells.</returns>
        /// <exception cref="ArgumentException">The topic is not allowed, or does not fit into the send buffer.</exception>
        /// <exception cref="NotSupportedException">There is a content type or a user property.</exception>
        /// <exception cref="InvalidOperationException">There is no connection, or the queue is full.</exception>
        public ushort Publish(string topic, byte[] message, string contentType, ArrayList userProperties, MqttQoSLevel qosLevel, bool retain)
        {
            if (!string.IsNullOrEmpty(contentType) || (userProperties != null && userProperties.Count > 0))
            {
                throw new NotSupportedException("MQTT 3.1.1 has no content type and no user properties.");
            }

            MqttQos qos = ToQos(qosLevel);
            int length = CheckText(topic, nameof(topic));

            if (topic.IndexOf('+') >= 0 || topic.IndexOf('#') >= 0)
            {
                throw new ArgumentException("A topic has no wildcards.", nameof(topic));
            }

            CheckRoom(HeaderLength + PrefixLength + length + (qos == MqttQos.AtMostOnce ? 0 : IdLength), nameof(topic));
            byte[] payload = new byte[message == null ? 0 : message.Length];

            if (payload.Length > 0)
            {
                Array.Copy(message, payload, payload.Length);
            }

            return Enqueue(new Request { Topic = topic, Payload = payload, Qos = qos, Retain = retain });
        }

        private static MqttQos ToQos(MqttQoSLevel level)
        {
            if ((uint)level > (uint)MqttQoSLevel.ExactlyOnce)
            {
                throw new ArgumentOutOfRangeException(nameof(level));
            }

            return (MqttQos)(int)level;
        }

        private void CheckFilters(string[] filters, int extra)
        {
            if (filters == null || filters.Length == 0)
            {
                throw new ArgumentException("There is no filter.", nameof(filters));
            }

            int length = HeaderLength + IdLength;

            for (int i = 0; i < filters.Length; i++)
            {
                length += PrefixLength + CheckText(filters[i], nameof(filters)) + extra;
            }

            CheckRoom(length, nameof(filters));
        }

        private void CheckRoom(int length, string name)
        {
            if (length > _sendBufferLength)
            {
                throw new ArgumentException("The packet does not fit into the send buffer.", name);
            }
        }

        private ushort Enqueue(Request request)
        {
            lock (_lock)
            {
                if (_state != Open)
                {
                    throw new InvalidOperationException("There is no connection.");
                }

                if (_count == _queue.Length)
                {
                    throw new InvalidOperationException("The queue is full.");
                }

                _lastId = (_lastId % MostId) + 1;
                request.Id = (ushort)_lastId;
                _queue[(_first + _count) % _queue.Length] = request;
                _count++;
                return request.Id;
            }
        }

        private Request Peek()
        {
            return _count == 0 ? null : _queue[_first];
        }

        private void Remove()
        {
            lock (_lock)
            {
                _queue[_first] = null;
                _first = (_first + 1) % _queue.Length;
                _count--;
            }
        }
    }
}
