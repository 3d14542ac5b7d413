// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Mqtt
{
    /// <content>Messages from the broker.</content>
    public sealed partial class MqttClient
    {
        // The id of the message that is taken.
        private int _packetId;

        private bool TakePublish(int firstByte, int body)
        {
            Connection connection = _connection;
            byte[] buffer = connection.Buffer;
            int length = connection.Length;
            bool isComplete = connection.End - body >= length;
            int qos = (firstByte >> 1) & 3;

            if (!isComplete)
            {
                if (length <= buffer.Length - (body - connection.Start))
                {
                    return false;
                }

                // It comes in pieces, and its topic stays where it is.
                body -= connection.MoveToFront();

                if (connection.End < body + 2)
                {
                    return false;
                }
            }

            if (length < 2 || qos == 3 || (firstByte & 0x0E) == PacketType.DuplicateFlag)
            {
                throw connection.Malformed();
            }

            int topic = body + 2;
            int topicLength = (buffer[body] << 8) | buffer[body + 1];
            int payload = topic + topicLength;

            if (qos > 0)
            {
                payload += 2;
            }

            int payloadLength = length - (payload - body);

            if (payloadLength < 0 || topicLength == 0)
            {
                throw connection.Malformed();
            }

            if (payloadLength > _maximumPayloadLength)
            {
                throw connection.Fail(MqttError.MessageTooLarge);
            }

            if (!isComplete)
            {
                if (payload >= buffer.Length)
                {
                    throw connection.Fail(MqttError.MessageTooLarge);
                }

                if (connection.End <= payload)
                {
                    return false;
                }
            }

            if (!TopicRules.IsName(buffer, topic, topic + topicLength))
            {
                throw connection.Fail(MqttError.InvalidTopic);
            }

            if (qos > 0)
            {
                int packetId = (buffer[payload - 2] << 8) | buffer[payload - 1];
                _packetId = packetId;

                if (packetId == 0)
                {
                    throw connection.Malformed();
                }

                if (qos == 2 && !_session.CanReceive(packetId))
                {
                    throw connection.Fail(MqttError.TooManyMessages);
                }
            }

            MqttMessage message = _message;
            message.FirstByte = firstByte;
            message.TopicStart = topic;
            message.TopicLength = topicLength;
            message.PayloadStart = payload;
            message.WholeLength = payloadLength;
            message.Left = payloadLength;
            return TakePiece();
        }

        // Gives the handler what has come of the payload; acknowledges the message with the last of it.
        private bool TakePiece()
        {
            Connection connection = _connection;
            MqttMessage message = _message;
            int start = message.PayloadStart;
            int left = message.Left;
            int count = connection.End - start;

            if (count >= left)
            {
                count = left;
                connection.Skip(start + count);
            }
            else if (count == 0)
            {
                return false;
            }
            else
            {
                // The next piece takes the place of this one, behind the topic.
                connection.End = start;
            }

            left -= count;
            int qos = (message.FirstByte >> 1) & 3;
            message.Left = left;
            message.PieceLength = count;
            bool isRepeated = qos == 2 && _session.HasReceived(_packetId);

            if (!isRepeated && _messageReceived != null)
            {
                _isInHandler = true;

                try
                {
                    _messageReceived(this, message);
                }
                catch
                {
                    _isInHandler = false;
                    connection.Stream = null;
                    throw;
                }

                _isInHandler = false;

                if (connection.Stream == null)
                {
                    // It has published, and keeps to itself that the connection has ended.
                    throw connection.Fail(MqttError.ConnectionLost);
                }
            }

            if (left > 0 || qos == 0)
            {
                return true;
            }

            if (qos == 2 && !isRepeated)
            {
                _session.AddReceived(_packetId);
            }

            connection.SendId(qos == 1 ? PacketType.PubackByte : PacketType.PubrecByte, _packetId);
            return true;
        }
    }
}
