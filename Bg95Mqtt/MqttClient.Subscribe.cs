// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Mqtt
{
    /// <content>Subscriptions.</content>
    public sealed partial class MqttClient
    {
        // Of a SUBACK: its fixed header and the packet id.
        private const int LongestHeader = 7;

        /// <summary>
        /// Subscribes to topics and waits for the broker's answer, up to <see cref="ResponseTimeout"/>. Allocates the result.
        /// </summary>
        /// <param name="filters">Topic filters, one or more: + stands for one level, # at the end for all further levels.</param>
        /// <param name="qos">For each filter the highest QoS with which the broker sends messages.</param>
        /// <returns>For each filter the QoS that the broker grants, or <see cref="MqttQos.Failure"/>.</returns>
        /// <exception cref="ArgumentException">
        /// There is no filter, a value is <see langword="null"/>, a filter or a QoS is not allowed, the numbers of filters and QoS differ, or the request
        /// does not fit into the send buffer or its answer into the receive buffer.
        /// </exception>
        /// <exception cref="InvalidOperationException">There is no connection, or a handler calls.</exception>
        /// <exception cref="MqttException">
        /// The connection has ended: the broker did not answer in time or broke the protocol, or the stream failed.
        /// </exception>
        public MqttQos[] Subscribe(string[] filters, MqttQos[] qos)
        {
            Argument.CheckNotNull(qos, nameof(qos));
            BeginRequest(filters);

            if (qos.Length != filters.Length || qos.Length > _connection.Buffer.Length - LongestHeader)
            {
                throw new ArgumentException("Each filter needs a QoS, and all must fit into the buffers.", nameof(qos));
            }

            for (int i = 0; i < filters.Length; i++)
            {
                CheckQos(qos[i]);
                PutFilter(filters[i]);
                _connection.PutByte((int)qos[i]);
            }

            MqttQos[] granted = new MqttQos[filters.Length];
            _granted = granted;
            Request(PacketType.SubscribeByte, PacketType.Suback);
            return granted;
        }

        /// <summary>
        /// Subscribes to topics by one filter and waits for the broker's answer, up to <see cref="ResponseTimeout"/>. Allocates some arrays.
        /// </summary>
        /// <param name="filter">The topic filter: + stands for one level, # at the end for all further levels.</param>
        /// <param name="qos">The highest QoS with which the broker sends messages.</param>
        /// <returns>The QoS that the broker grants, or <see cref="MqttQos.Failure"/>.</returns>
        /// <exception cref="ArgumentException">
        /// The filter is <see langword="null"/> or not allowed, the QoS is not allowed, or the request does not fit into the send buffer.
        /// </exception>
        /// <exception cref="InvalidOperationException">There is no connection, or a handler calls.</exception>
        /// <exception cref="MqttException">
        /// The connection has ended: the broker did not answer in time or broke the protocol, or the stream failed.
        /// </exception>
        public MqttQos Subscribe(string filter, MqttQos qos)
        {
            return Subscribe(new string[] { filter }, new MqttQos[] { qos })[0];
        }

        /// <summary>Ends subscriptions and waits for the broker's answer, up to <see cref="ResponseTimeout"/>.</summary>
        /// <param name="filters">The topic filters, one or more, as they were subscribed to.</param>
        /// <exception cref="ArgumentException">
        /// There is no filter, one is <see langword="null"/> or not allowed, or they do not fit into the send buffer.
        /// </exception>
        /// <exception cref="InvalidOperationException">There is no connection, or a handler calls.</exception>
        /// <exception cref="MqttException">
        /// The connection has ended: the broker did not answer in time or broke the protocol, or the stream failed.
        /// </exception>
        public void Unsubscribe(params string[] filters)
        {
            BeginRequest(filters);

            for (int i = 0; i < filters.Length; i++)
            {
                PutFilter(filters[i]);
            }

            Request(PacketType.UnsubscribeByte, PacketType.Unsuback);
        }

        private void BeginRequest(string[] filters)
        {
            Argument.CheckNotNull(filters, nameof(filters));
            CheckReady();

            if (filters.Length == 0)
            {
                throw new ArgumentException("There is no filter.", nameof(filters));
            }

            _awaitedId = _session.NewId();
            _connection.PacketId = 0;
            _granted = null;
            _connection.Begin();
            _connection.PutUInt16(_awaitedId);
        }

        private void PutFilter(string filter)
        {
            TopicRules.CheckFilter(filter, nameof(filter));
            _connection.PutString(filter);
        }

        private void Request(int firstByte, int answerType)
        {
            _awaitedType = answerType;
            _connection.Send(firstByte);
            long deadline = _connection.LastWrite + _responseTimeout;

            do
            {
                Receive(deadline);

                if (_awaitedType == NoAnswer)
                {
                    return;
                }
            }
            while (_connection.Clock.Milliseconds < deadline);

            throw _connection.Fail(MqttError.TimedOut);
        }
    }
}
