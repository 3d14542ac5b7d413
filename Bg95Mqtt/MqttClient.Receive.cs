// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Mqtt
{
    /// <content>What the broker sends.</content>
    public sealed partial class MqttClient
    {
        private const long NotSent = -1;
        private const int NoAnswer = 0;
        private const int MostCode = 5;

        /// <summary>
        /// Takes what the broker has sent, raises <see cref="MessageReceived"/>, answers, and sends a ping if it is due. Returns when everything
        /// that had arrived was taken, or when the time is over. Call it again and again. Allocates nothing; if nothing arrives, the stream allocates
        /// the exception that says so.
        /// </summary>
        /// <param name="timeoutMilliseconds">How long to wait if nothing has arrived, in milliseconds, 0 or more.</param>
        /// <returns>True if something was taken; false if nothing arrived.</returns>
        /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
        /// <exception cref="MqttException">
        /// The connection has ended: the stream failed, or the broker broke the protocol or did not answer a ping.
        /// </exception>
        /// <exception cref="InvalidOperationException">There is no connection, or a handler calls.</exception>
        public bool ProcessLoop(int timeoutMilliseconds)
        {
            if (timeoutMilliseconds < 0)
            {
                throw new ArgumentOutOfRangeException(nameof(timeoutMilliseconds));
            }

            CheckReady();
            _connection.PacketId = 0;

            if (!Receive(_connection.Clock.Milliseconds + timeoutMilliseconds))
            {
                return false;
            }

            while (_connection.End > 0 && TakePacket())
            {
                // What has come with it.
            }

            return true;
        }

        // Takes one packet, or a piece of a message; false when the time is over. It looks at the stream once at least.
        private bool Receive(long deadline)
        {
            Connection connection = _connection;

            if (connection.End > 0 && TakePacket())
            {
                return true;
            }

            long now = connection.Clock.Milliseconds;

            do
            {
                long until = deadline;

                if (deadline > _lookAtPing)
                {
                    until = UntilPing(now, deadline);
                }

                // Some streams take 0 for no limit.
                int wait = (int)(until - now);

                if (connection.Fill(now, wait > 0 ? wait : 1))
                {
                    if (TakePacket())
                    {
                        return true;
                    }
                }
                else if (_pingSentAt != NotSent && connection.Clock.Milliseconds - _pingSentAt >= _responseTimeout)
                {
                    throw connection.Fail(MqttError.NoPingResponse);
                }

                now = connection.Clock.Milliseconds;
            }
            while (now < deadline);

            return false;
        }

        // Sends a ping if it is due. Gives the deadline, or when there is something to do before. What is written puts the ping off, so
        // that a look at it comes early rather than late.
        private long UntilPing(long now, long deadline)
        {
            if (_pingPeriod == 0)
            {
                _lookAtPing = long.MaxValue;
                return deadline;
            }

            long next = _connection.LastWrite + _pingPeriod;

            if (_pingSentAt == NotSent && next <= now)
            {
                _pingSentAt = now;
                _connection.SendEmpty(PacketType.PingreqByte);
            }

            if (_pingSentAt != NotSent)
            {
                next = _pingSentAt + _responseTimeout;
            }

            _lookAtPing = next;
            return next < deadline ? next : deadline;
        }

        // Takes a packet, or a piece of a message, out of the buffer; false while more has to come.
        private bool TakePacket()
        {
            if (_message.Left > 0)
            {
                return TakePiece();
            }

            Connection connection = _connection;
            int body = connection.FindPacket();

            if (body == 0)
            {
                return false;
            }

            int firstByte = connection.Buffer[connection.Start];
            int type = firstByte >> 4;

            if (_awaitedType == PacketType.Connack)
            {
                Expect(type == PacketType.Connack);
            }

            return type == PacketType.Publish ? TakePublish(firstByte, body) : TakeAnswer(firstByte, type, body);
        }

        private bool TakeAnswer(int firstByte, int type, int body)
        {
            Connection connection = _connection;
            int length = connection.Length;

            if ((length != 2 || type > PacketType.Pubcomp) && length != LengthOf(type))
            {
                throw connection.Malformed();
            }

            if (connection.End - body < length)
            {
                return false;
            }

            byte[] buffer = connection.Buffer;
            int value = length == 0 ? 0 : (buffer[body] << 8) | buffer[body + 1];
            connection.Skip(body + length);

            switch (firstByte)
            {
                case PacketType.PubackByte:
                    Finish(value, Session.NeedsPuback);
                    return true;

                case PacketType.PubrecByte:
                    Expect(_session.Advance(value, Session.NeedsPubrec, Session.NeedsPubcomp));
                    connection.SendId(PacketType.PubrelByte, value);
                    return true;

                case PacketType.PubrelByte:
                    if (value == 0)
                    {
                        throw connection.Malformed();
                    }

                    // Also an id that is not known: the broker has kept the session longer than the client.
                    _session.RemoveReceived(value);
                    connection.SendId(PacketType.PubcompByte, value);
                    return true;

                case PacketType.PubcompByte:
                    Finish(value, Session.NeedsPubcomp);
                    return true;

                case PacketType.ConnackByte:
                    Expect(type == _awaitedType);
                    TakeConnack(value);
                    return true;

                case PacketType.SubackByte:
                case PacketType.UnsubackByte:
                    Expect(type == _awaitedType && value == _awaitedId);
                    TakeGranted(body + 2);
                    return true;

                case PacketType.PingrespByte:
                    Expect(_pingSentAt != NotSent);
                    _pingSentAt = NotSent;
                    _lookAtPing = 0;
                    return true;

                default:
                    throw connection.Malformed();
            }
        }

        // The remaining length that an answer must have.
        private int LengthOf(int type)
        {
            return type == PacketType.Pingresp ? 0 : type == PacketType.Suback && _granted != null ? 2 + _granted.Length : 2;
        }

        private void Expect(bool isExpected)
        {
            if (!isExpected)
            {
                throw _connection.Fail(MqttError.UnexpectedPacket);
            }
        }

        // The last acknowledgement of a message has come.
        private void Finish(int packetId, int state)
        {
            if (!_session.Advance(packetId, state, Session.None))
            {
                Expect(false);
            }

            if (packetId == _connection.PacketId)
            {
                _connection.PacketId = 0;
            }
        }

        private void TakeConnack(int value)
        {
            int code = value & 0xFF;

            // Of the flags one may be set, if the code is 0 (MQTT 3.1.1, 3.2.2); codes go up to 5.
            if (value > 0x100 || code > MostCode)
            {
                throw _connection.Malformed();
            }

            if (code != 0)
            {
                throw _connection.Fail((MqttError)((int)MqttError.UnacceptableProtocolVersion + code - 1));
            }

            _isSessionPresent = value != 0;
            _awaitedType = NoAnswer;
        }

        private void TakeGranted(int codes)
        {
            for (int i = 0; _granted != null && i < _granted.Length; i++)
            {
                int code = _connection.Buffer[codes + i];

                if (code > (int)MqttQos.ExactlyOnce && code != (int)MqttQos.Failure)
                {
                    throw _connection.Malformed();
                }

                _granted[i] = (MqttQos)code;
            }

            _awaitedType = NoAnswer;
        }
    }
}
