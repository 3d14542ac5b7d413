// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Text;

namespace Bg95Mqtt
{
    /// <summary>
    /// A received message, or a piece of a message that is larger than the receive buffer. Pieces come in order. A piece with
    /// <see cref="PayloadOffset"/> 0 begins a message, also after a connection was lost in the middle of the message and the broker sends it again.
    /// </summary>
    /// <remarks>The client uses one object for all messages; it is valid until the handler returns.</remarks>
    public sealed class MqttMessage
    {
        // Set by the client, from the packet.
        internal int FirstByte;
        internal int TopicStart;
        internal int TopicLength;
        internal int PayloadStart;
        internal int PieceLength;
        internal int WholeLength;

        // What has not been given to the handler.
        internal int Left;

        private readonly byte[] _buffer;

        internal MqttMessage(byte[] buffer)
        {
            _buffer = buffer;
        }

        /// <summary>Gets the receive buffer, which holds topic and payload.</summary>
        public byte[] Buffer => _buffer;

        /// <summary>Gets the index of the first byte of this piece's payload.</summary>
        public int Offset => PayloadStart;

        /// <summary>Gets the number of bytes of this piece's payload; 0 only if the message has no payload.</summary>
        public int Count => PieceLength;

        /// <summary>Gets how many bytes of the payload were in the pieces before this one.</summary>
        public int PayloadOffset => WholeLength - Left - PieceLength;

        /// <summary>Gets the number of bytes of the whole payload.</summary>
        public int PayloadLength => WholeLength;

        /// <summary>Gets a value indicating whether this piece completes the message.</summary>
        public bool IsLast => Left == 0;

        /// <summary>Gets the topic. Each call allocates a new string; <see cref="TopicIs"/> allocates nothing.</summary>
        public string Topic => Encoding.UTF8.GetString(_buffer, TopicStart, TopicLength);

        /// <summary>Gets the QoS with which the broker sent it.</summary>
        public MqttQos Qos => (MqttQos)((FirstByte >> 1) & 3);

        /// <summary>Gets a value indicating whether the broker had kept the message from before the subscription.</summary>
        public bool Retain => (FirstByte & 1) != 0;

        /// <summary>
        /// Gets a value indicating whether the broker may have sent the message before. A message of QoS 2 was not given to the handler completely before.
        /// </summary>
        public bool Duplicate => (FirstByte & 8) != 0;

        /// <summary>Tells whether the message has this topic. Allocates nothing.</summary>
        /// <param name="topic">The topic in UTF-8.</param>
        /// <returns>True if it has.</returns>
        /// <exception cref="System.ArgumentNullException">The topic is <see langword="null"/>.</exception>
        public bool TopicIs(byte[] topic)
        {
            Argument.CheckNotNull(topic, nameof(topic));
            int count = topic.Length;

            if (count != TopicLength)
            {
                return false;
            }

            // Topics differ at their ends mostly.
            for (int i = count - 1; i >= 0; i--)
            {
                if (topic[i] != _buffer[TopicStart + i])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
