// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Text;

namespace Bg95Mqtt
{
    /// <content>
    /// A packet's body is composed first, behind room for the longest fixed header; the header is then put in front of it, so that
    /// the packet lies in one piece and goes in one write.
    /// </content>
    internal sealed partial class Connection
    {
        /// <summary>Index where a body begins.</summary>
        internal const int HeaderRoom = 5;

        private const int LongestField = 65535;
        private const string NoRoom = "The send buffer is too small for it.";
        private const string TooLong = "A field has at most 65535 bytes.";

        private static readonly Encoding s_utf8 = Encoding.UTF8;

        private readonly byte[] _sendBuffer;
        private int _bodyEnd;

        internal void Begin()
        {
            _bodyEnd = HeaderRoom;
        }

        internal void PutByte(int value)
        {
            CheckRoom(1);
            _sendBuffer[_bodyEnd++] = (byte)value;
        }

        /// <summary>Puts a text with its length before it.</summary>
        internal void PutString(string text)
        {
            PutString(text, _bodyEnd);
        }

        /// <summary>Puts it at an index, after which the body goes on.</summary>
        internal void PutString(string text, int index)
        {
            byte[] buffer = _sendBuffer;
            int start = index + 2;
            int count;

            try
            {
                count = s_utf8.GetBytes(text, 0, text.Length, buffer, start);
            }
            catch (Exception)
            {
                throw new ArgumentException(NoRoom);
            }

            if (count > LongestField)
            {
                throw new ArgumentException(TooLong);
            }

            buffer[start - 2] = (byte)(count >> 8);
            buffer[start - 1] = (byte)count;
            _bodyEnd = start + count;
        }

        /// <summary>Puts a packet id, or another number of two bytes.</summary>
        internal void PutUInt16(int value)
        {
            byte[] buffer = _sendBuffer;
            int end = _bodyEnd + 2;

            if (end > buffer.Length)
            {
                throw new ArgumentException(NoRoom);
            }

            buffer[end - 2] = (byte)(value >> 8);
            buffer[end - 1] = (byte)value;
            _bodyEnd = end;
        }

        /// <summary>Puts bytes with their number before them.</summary>
        internal void PutBinary(byte[] data)
        {
            if (data.Length > LongestField)
            {
                throw new ArgumentException(TooLong);
            }

            PutUInt16(data.Length);
            CheckRoom(data.Length);
            Array.Copy(data, 0, _sendBuffer, _bodyEnd, data.Length);
            _bodyEnd += data.Length;
        }

        /// <summary>Sends a packet that has no body.</summary>
        internal void SendEmpty(int firstByte)
        {
            SendBody(firstByte, HeaderRoom, 0);
        }

        /// <summary>Sends what was put, as a packet.</summary>
        internal void Send(int firstByte)
        {
            SendBody(firstByte, _bodyEnd, 0);
        }

        /// <summary>Sends what was put and a payload, in one write if both fit into the buffer.</summary>
        internal void Send(int firstByte, byte[] payload, int offset, int count)
        {
            int end = _bodyEnd;
            int fits = _sendBuffer.Length - end;

            if (fits > count)
            {
                fits = count;
            }

            Array.Copy(payload, offset, _sendBuffer, end, fits);
            SendBody(firstByte, end + fits, count - fits);

            if (fits < count)
            {
                Write(payload, offset + fits, count - fits);
            }
        }

        /// <summary>Sends an acknowledgement: a header and a packet id.</summary>
        internal void SendId(int firstByte, int packetId)
        {
            byte[] buffer = _sendBuffer;
            buffer[0] = (byte)firstByte;
            buffer[1] = 2;
            buffer[2] = (byte)(packetId >> 8);
            buffer[3] = (byte)packetId;
            Write(buffer, 0, 4);
        }

        // The remaining length counts what follows later too.
        private void SendBody(int firstByte, int end, int following)
        {
            byte[] buffer = _sendBuffer;
            int length = end - HeaderRoom + following;
            int start = HeaderRoom - 2;

            // Seven bits a byte, the lowest first, and a bit that says that more come.
            if (length < 0x80)
            {
                buffer[HeaderRoom - 1] = (byte)length;
            }
            else if (length < 0x4000)
            {
                start = HeaderRoom - 3;
                buffer[HeaderRoom - 2] = (byte)(length | 0x80);
                buffer[HeaderRoom - 1] = (byte)(length >> 7);
            }
            else
            {
                start = PutLongLength(length);
            }

            buffer[start] = (byte)firstByte;
            Write(buffer, start, end - start);
        }

        // Three or four bytes. Gives where the first byte of the packet goes.
        private int PutLongLength(int length)
        {
            int start = length < 0x200000 ? 1 : 0;

            for (int i = start + 1; i < HeaderRoom; i++)
            {
                _sendBuffer[i] = (byte)(i < HeaderRoom - 1 ? length | 0x80 : length);
                length >>= 7;
            }

            return start;
        }

        private void CheckRoom(int count)
        {
            if (count > _sendBuffer.Length - _bodyEnd)
            {
                throw new ArgumentException(NoRoom);
            }
        }
    }
}
