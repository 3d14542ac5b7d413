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

        /// <summary>
        /// Queues a subscription and returns at once. <see cref="MqttMsgSubscribed"/> reports the result, also if a filter has wildcards in a wrong place.
        /// </summary>
        /// <param name="topics">Topic filters, one or more. The array is not copied.</param>
        /// <param name="qosLevels">For each filter the highest QoS with which the broker sends messages, 0 to 2.</param>
        /// <returns>The id that <see cref="MqttMsgSubscribed"/> reports.</returns>
        /// <exception cref="ArgumentException">
        /// There is no filter, one is missing or empty, the filters do not fit into the send buffer, or there is not a valid QoS for each.
        /// </exception>
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

        /// <summary>Queues the end of subscriptions and returns at once.</summary>
        /// <param name="topics">The topic filters, one or more, as they were subscribed to. The array is not copied.</param>
        /// <returns>The id that <see cref="MqttMsgUnsubscribed"/> reports.</returns>
        /// <exception cref="ArgumentException">
        /// There is no filter, one is missing or empty, or they do not fit into the send buffer.
        /// </exception>
        /// <exception cref="InvalidOperationException">There is no connection, or the queue is full.</exception>
        public ushort Unsubscribe(string[] topics)
        {
            CheckFilters(topics, 0);
            return Enqueue(new Request { Filters = topics });
        }

        /// <summary>Queues a message of QoS 0 that is not retained, and returns at once.</summary>
        /// <param name="topic">The topic, without wildcards.</param>
        /// <param name="message">The payload, which is copied; null for an empty one.</param>
        /// <returns>The id that <see cref="MqttMsgPublished"/> reports if the message could not be sent.</returns>
        /// <exception cref="ArgumentException">The topic is missing, empty or has wildcards, or does not fit into the send buffer.</exception>
        /// <exception cref="InvalidOperationException">There is no connection, or the queue is full.</exception>
        public ushort Publish(string topic, byte[] message)
        {
            return Publish(topic, message, null, null, MqttQoSLevel.AtMostOnce, false);
        }

        /// <summary>Queues a message of QoS 0 that is not retained, and returns at once.</summary>
        /// <param name="topic">The topic, without wildcards.</param>
        /// <param name="message">The payload, which is copied; null for an empty one.</param>
        /// <param name="contentType">Null or empty: MQTT 3.1.1 has no content type.</param>
        /// <returns>The id that <see cref="MqttMsgPublished"/> reports if the message could not be sent.</returns>
        /// <exception cref="ArgumentException">The topic is missing, empty or has wildcards, or does not fit into the send buffer.</exception>
        /// <exception cref="NotSupportedException">There is a content type.</exception>
        /// <exception cref="InvalidOperationException">There is no connection, or the queue is full.</exception>
        public ushort Publish(string topic, byte[] message, string contentType)
        {
            return Publish(topic, message, contentType, null, MqttQoSLevel.AtMostOnce, false);
        }

        /// <summary>
        /// Queues a message and returns at once. Allocates a copy of the payload. <see cref="MqttMsgPublished"/> reports the result, for QoS 0 only a failure.
        /// </summary>
        /// <param name="topic">The topic, without wildcards.</param>
        /// <param name="message">The payload, which is copied; null for an empty one.</param>
        /// <param name="contentType">Null or empty: MQTT 3.1.1 has no content type.</param>
        /// <param name="userProperties">Null or empty: MQTT 3.1.1 has no user properties.</param>
        /// <param name="qosLevel">The quality of service of the delivery, 0 to 2.</param>
        /// <param name="retain">Whether the broker keeps the message for later subscribers.</param>
        /// <returns>The id that <see cref="MqttMsgPublished"/> reports.</returns>
        /// <exception cref="ArgumentException">
        /// The topic is missing, empty or has wildcards, or does not fit into the send buffer; or the QoS is out of range.
        /// </exception>
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

        private static MqttQos ToQos(MqttQoSLevel qosLevel)
        {
            if ((uint)qosLevel > (uint)MqttQoSLevel.ExactlyOnce)
            {
                throw new ArgumentOutOfRangeException(nameof(qosLevel));
            }

            return (MqttQos)(int)qosLevel;
        }

        private void CheckFilters(string[] topics, int extra)
        {
            if (topics == null || topics.Length == 0)
            {
                throw new ArgumentException("There is no filter.", nameof(topics));
            }

            int length = HeaderLength + IdLength;

            for (int i = 0; i < topics.Length; i++)
            {
                length += PrefixLength + CheckText(topics[i], nameof(topics)) + extra;
            }

            CheckRoom(length, nameof(topics));
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
