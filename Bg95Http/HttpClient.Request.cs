// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Http
{
    /// <content>A request on its way.</content>
    public sealed partial class HttpClient
    {
        private const int ChunkHead = 6;
        private const int ChunkTail = 2;
        private const int LargestChunk = 0xFFFF;

        /// <summary>
        /// Sends the request with a body and reads the head of its response. A body that fits into the buffer behind the head is sent in one write
        /// with it.
        /// </summary>
        /// <param name="body">Holds the body.</param>
        /// <param name="offset">Index of the body's first byte.</param>
        /// <param name="count">Number of bytes of the body.</param>
        /// <returns>The status, 200 to 599.</returns>
        /// <exception cref="ArgumentException">
        /// The range is not in the array, or the head does not fit into the buffer; then the request is forgotten.
        /// </exception>
        /// <exception cref="InvalidOperationException">No request was begun.</exception>
        /// <exception cref="HttpException">The response breaks the rules of HTTP or a limit of the client, did not arrive in time, or was cut off.</exception>
        public int Send(byte[] body, int offset, int count)
        {
            CheckBegun();
            CheckBlock(body, offset, count);
            AppendLength(count);
            int first = _buffer.Length - _count;
            first = first < count ? first : count;
            Array.Copy(body, offset, _buffer, _count, first);
            _count += first;
            Flush();

            if (first < count)
            {
                _connection.Write(body, offset + first, count - first);
            }

            return ReadHead();
        }

        /// <summary>Sends the request with a body that a method of the program gives piece by piece, and reads the head of its response.</summary>
        /// <param name="body">Gives the pieces.</param>
        /// <param name="length">The number of bytes of all pieces together; -1 if that is not known, and the body is then sent in chunks.</param>
        /// <returns>The status, 200 to 599.</returns>
        /// <exception cref="ArgumentException">
        /// <paramref name="body"/> is <see langword="null"/>, <paramref name="length"/> is less than -1, or the head does not fit into the buffer.
        /// </exception>
        /// <exception cref="InvalidOperationException">No request was begun.</exception>
        /// <exception cref="HttpException">
        /// The pieces have another length than <paramref name="length"/>; or the response breaks the rules of HTTP or a limit of the client, did not
        /// arrive in time, or was cut off.
        /// </exception>
        public int Send(HttpBodyHandler body, int length)
        {
            CheckBegun();

            if (body == null || length < -1)
            {
                throw new ArgumentException();
            }

            if (length < 0)
            {
                AppendHeader(HttpHeader.s_words[HttpHeader.CodingWord], HttpHeader.s_words[HttpHeader.ChunkedWord]);
                AppendLine(string.Empty);
            }
            else
            {
                AppendLength(length);
            }

            SendPieces(body, length);
            return ReadHead();
        }

        /// <summary>Sends the request for a download, which is told each header of the response.</summary>
        [OwnFrame]
        internal int SendFor(HttpDownload download)
        {
            _download = download;
            return Send();
        }

        // The first piece goes in one block with the head, if there is room behind it.
        private void SendPieces(HttpBodyHandler body, int left)
        {
            bool isChunked = left < 0;
            int chunkHead = isChunked ? ChunkHead : 0;
            int frame = isChunked ? ChunkHead + ChunkTail : 0;
            int got;

            do
            {
                if (_count + frame >= _buffer.Length)
                {
                    Flush();
                }

                int most = _buffer.Length - _count - frame;
                most = most < LargestChunk ? most : LargestChunk;
                most = isChunked || most < left ? most : left;
                _connection.EndReason = HttpError.Interrupted;
                got = most > 0 ? body(_buffer, _count + chunkHead, most) : 0;

                if (got < 0 || got > most)
                {
                    throw _connection.Fail(HttpError.RequestBodyLength);
                }

                if (isChunked)
                {
                    AppendChunk(got);
                }
                else
                {
                    _count += got;
                    left -= got;
                }

                Flush();
            }
            while (got > 0 && left != 0);

            if (left > 0)
            {
                throw _connection.Fail(HttpError.RequestBodyLength);
            }
        }

        // The bytes lie there already. Behind the last chunk, which has none, no trailers come.
        private void AppendChunk(int count)
        {
            for (int shift = 12; shift >= 0; shift -= 4)
            {
                int digit = (count >> shift) & 0xF;
                AppendByte(digit < 10 ? '0' + digit : 'A' - 10 + digit);
            }

            AppendLine(string.Empty);
            _count += count;
            AppendLine(string.Empty);
        }

        private void Flush()
        {
            // Until the response's head is read to its end: a request that has begun can not be taken back.
            _connection.EndReason = HttpError.Interrupted;
            int count = _count;
            _count = 0;
            _connection.Write(_buffer, 0, count);
        }

        private void AppendLength(int length)
        {
            Append(HttpHeader.s_words[HttpHeader.LengthWord], ' ');
            Append(HttpHeader.s_words[HttpHeader.SeparatorWord], ' ');
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
            Append(name, '!');
            Append(HttpHeader.s_words[HttpHeader.SeparatorWord], ' ');
            Append(value, ' ');
            AppendLine(string.Empty);
        }

        private void AppendLine(string text)
        {
            Append(text, ' ');
            Append(HttpHeader.s_words[HttpHeader.LineEndWord], '\n');
        }

        // The one way by which the program's words get into a request: no line end comes through.
        private void Append(string text, char lowest)
        {
            int length = text.Length;
            byte[] buffer = _buffer;
            int count = _count;

            if (length > buffer.Length - count)
            {
                throw Refuse();
            }

            for (int i = 0; i < length; i++)
            {
                char c = text[i];

                if (c < lowest || c > '~')
                {
                    throw Refuse();
                }

                buffer[count++] = (byte)c;
            }

            _count = count;
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
            return new ArgumentException("the request has text that must not be sent");
        }
    }
}
