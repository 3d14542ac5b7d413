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

        /// <summary>Subscribes to topics and waits for the broker's answer. Allocates the result.</summary>
        /// <param name="filters">Topic filters: + stands for one level, # at the end for all the rest.</param>
        /// <param name="qos">For each the highest QoS with which messages come.</param>
        /// <returns>For each the QoS the broker grants, or <see cref="MqttQos.Failure"/>.</returns>
        /// <exception cref="ArgumentException">A filter is not allowed, or they do not fit into the send buffer.</exception>
        /// <exception cref="MqttException">The broker did not answer in time, or the stream failed: the connection has ended.</exception>
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

        /// <summary>Subscribes to topics with one filter and waits for the broker's answer.</summary>
        /// <param name="filter">The topic filter: + stands for one level, # at the end for all the rest.</param>
        /// <param name="qos">The highest QoS with which messages come.</param>
        /// <returns>The QoS the broker grants, or <see cref="MqttQos.Failure"/>.</returns>
        /// <exception cref="MqttException">See the overload with several.</exception>
        public MqttQos Subscribe(string filter, MqttQos qos)
        {
            return Subscribe(new string[] { filter }, new MqttQos[] { qos })[0];
        }

        /// <summary>Ends subscriptions and waits for the broker's answer.</summary>
        /// <param name="filters">Topic filters, as they were subscribed to.</param>
        /// <exception cref="ArgumentException">A filter is not allowed, or they do not fit into the send buffer.</exception>
        /// <exception cref="MqttException">The broker did not answer in time, or the stream failed: the connection has ended.</exception>
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
