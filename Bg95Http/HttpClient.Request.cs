// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Http
{
    /// <content>A request on its way.</content>
    public sealed partial class HttpClient
    {
        private const int ChunkHead = 6;
        private const int ChunkTail = 7;
        private const int LargestChunk = 0xFFFF;

        /// <summary>Sends the request with a body and reads the head of its response. A small body goes in one block with the head.</summary>
        /// <param name="body">Holds the body.</param>
        /// <param name="offset">Index of its first byte.</param>
        /// <param name="count">Its number of bytes.</param>
        /// <returns>The status, such as 200.</returns>
        /// <exception cref="HttpException">The response is not in order, or did not come in time.</exception>
        public int Send(byte[] body, int offset, int count)
        {
            CheckBegun();
            CheckBlock(body, offset, count);
            AppendLength(count);
            int first = _buffer.Length - _count;
            first = first < count ? first : count;
            Array.Copy(body, offset, _buffer, _count, first);
            Flush(_count + first);

            if (first < count)
            {
                _connection.Write(body, offset + first, count - first);
            }

            return ReadHead();
        }

        /// <summary>Sends the request with a body that a method gives piece by piece, and reads the head of its response.</summary>
        /// <param name="body">Gives the pieces.</param>
        /// <param name="length">The number of bytes of all pieces; -1 where that is not known: the body goes in chunks then.</param>
        /// <returns>The status, such as 200.</returns>
        /// <exception cref="HttpException">The pieces have another length, or the response is not in order, or did not come in time.</exception>
        public int Send(HttpBodyHandler body, int length)
        {
            CheckBegun();

            if (body == null || length < -1)
            {
                throw new ArgumentException(nameof(body));
            }

            if (length < 0)
            {
                AppendHeader("Transfer-Encoding", "chunked");
                AppendLine(string.Empty);
                SendChunks(body);
            }
            else
            {
                AppendLength(length);
                SendPieces(body, length);
            }

            return ReadHead();
        }

        private int SendHead()
        {
            AppendLine(string.Empty);
            Flush(_count);
            return ReadHead();
        }

        private void SendPieces(HttpBodyHandler body, int length)
        {
            int used = _count;

            while (length > 0)
            {
                // Where the head leaves no room it goes alone.
                int room = _buffer.Length - used;

                if (room > 0)
                {
                    int got = Ask(body, used, room < length ? room : length);

                    if (got == 0)
                    {
                        throw _connection.Fail(HttpError.RequestBodyLength);
                    }

                    used += got;
                    length -= got;
                }

                Flush(used);
                used = 0;
            }

            if (used > 0)
            {
                Flush(used);
            }
        }

        // Each chunk has its size in four hexadecimal digits before it, the last has none.
        private void SendChunks(HttpBodyHandler body)
        {
            int used = _count;
            int got;

            do
            {
                int room = _buffer.Length - used - ChunkHead - ChunkTail;

                if (room <= 0)
                {
                    Flush(used);
                    used = 0;
                    room = _buffer.Length - ChunkHead - ChunkTail;
                }

                got = Ask(body, used + ChunkHead, room < LargestChunk ? room : LargestChunk);
                _count = used;

                if (got > 0)
                {
                    for (int shift = 12; shift >= 0; shift -= 4)
                    {
                        int digit = (got >> shift) & 0xF;
                        AppendByte(digit < 10 ? '0' + digit : 'A' - 10 + digit);
                    }

                    AppendLine(string.Empty);
                    _count += got;
                    AppendLine(string.Empty);
                }
                else
                {
                    AppendLine("0");
                    AppendLine(string.Empty);
                }

                Flush(_count);
                used = 0;
            }
            while (got > 0);
        }

        private int Ask(HttpBodyHandler body, int offset, int count)
        {
            _connection.EndReason = HttpError.Interrupted;
            int got = body(_buffer, offset, count);

            if (got < 0 || got > count)
            {
                throw _connection.Fail(HttpError.RequestBodyLength);
            }

            return got;
        }

        private void Flush(int count)
        {
            // Until the response's head is read to its end: a request that has begun can not be taken back.
            _connection.EndReason = HttpError.Interrupted;
            _count = 0;
            _connection.Write(_buffer, 0, count);
        }

        private void AppendLength(int length)
        {
            Append("Content-Length: ", ' ', '~');
            int divisor = 1;

            while (length / divisor > 9)
            {
                divisor *= 10;
            }

            for (; divisor > 0; divisor /= 10)
            {
                AppendByte('0' + (length / divisor % 10));
            }

            AppendLine(string.Empty);
            AppendLine(string.Empty);
        }

        private void AppendHeader(string name, string value)
        {
            Append(name, '!', '~');
            Append(": ", ' ', '~');
            Append(value, ' ', '~');
            AppendLine(string.Empty);
        }

        private void AppendLine(string text)
        {
            Append(text, ' ', '~');
            AppendByte('\r');
            AppendByte('\n');
        }

        // The one way by which the program's words get into a request: no line end comes through.
        private void Append(string text, char lowest, char highest)
        {
            for (int i = 0; i < text.Length; i++)
            {
                char c = text[i];

                if (c < lowest || c > highest)
                {
                    throw Refuse();
                }

                AppendByte(c);
            }
        }

        private void AppendByte(int value)
        {
            if (_count == _buffer.Length)
            {
                throw Refuse();
            }

            _buffer[_count++] = (byte)value;
        }

        // A request that was refused in part is forgotten as a whole.
        private ArgumentException Refuse()
        {
            _count = 0;
            return new ArgumentException("not to be sent in a request, or longer than the buffer");
        }
    }
}
