// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Http
{
    /// <content>The body of a response.</content>
    public sealed partial class HttpClient
    {
        private const int NothingLeft = -1;

        // CR LF.
        private const int LineEnd = 2;

        private bool _closes;
        private bool _isChunked;
        private bool _isUntilClose;

        // Of the body, or of the chunk that is read; 0 where a chunk is to begin.
        private int _left = NothingLeft;
        private bool _isFirstChunk;

        /// <summary>
        /// Reads what has arrived of the response's body; waits if there is nothing. Blocks up to <see cref="Timeout"/>. Allocates nothing.
        /// </summary>
        /// <remarks>
        /// If the server gives neither a length nor chunks, the body ends when the connection ends, and nobody can tell that from a broken
        /// connection. <see cref="EndsByClose"/> says whether it is so.
        /// </remarks>
        /// <param name="buffer">
        /// Where the bytes go. It may be the client's own buffer, with the index 0: its content is then valid until the next call of the client.
        /// </param>
        /// <param name="offset">Index of the first byte.</param>
        /// <param name="count">The greatest number of bytes to take; 0 does nothing.</param>
        /// <returns>The number of bytes; 0 if the body is read to its end or there is none.</returns>
        /// <exception cref="ArgumentException">The range is not in the buffer.</exception>
        /// <exception cref="HttpException">
        /// The body is cut short or breaks the rules of HTTP, or nothing arrived in time; or the connection has ended before for such a reason.
        /// </exception>
        public int ReadBody(byte[] buffer, int offset, int count)
        {
            CheckBlock(buffer, offset, count);

            // What comes before it in the list are no failures.
            if (_connection.EndReason > HttpError.ServerCloses)
            {
                throw new HttpException(_connection.EndReason);
            }

            _connection.StartDeadline(_timeout);
            return count == 0 ? 0 : ReadPiece(buffer, offset, count);
        }

        /// <summary>
        /// Gets a value indicating whether the body ends when the connection ends. If so, a body that was cut short looks complete.
        /// </summary>
        public bool EndsByClose => _isUntilClose;

        private static void CheckBlock(byte[] buffer, int offset, int count)
        {
            if (buffer == null || offset < 0 || count < 0 || offset > buffer.Length || count > buffer.Length - offset)
            {
                throw new ArgumentException();
            }
        }

        private void BeginBody()
        {
            if (_isChunked && _contentLength >= 0)
            {
                throw _connection.Fail(HttpError.BadLength);
            }

            _isFirstChunk = true;
            _isUntilClose = false;

            if (_isHead || _status == NoContent || _status == NotModified || _contentLength == 0)
            {
                _left = NothingLeft;
            }
            else if (_isChunked)
            {
                _left = 0;
            }
            else if (_contentLength > 0)
            {
                _left = _contentLength;
            }
            else
            {
                _left = int.MaxValue;
                _isUntilClose = true;
                _connection.EndReason = HttpError.ServerCloses;
            }
        }

        private int ReadPiece(byte[] buffer, int offset, int count)
        {
            if (_left == 0)
            {
                BeginChunk();
            }

            if (_left < 0)
            {
                return 0;
            }

            count = count < _left ? count : _left;
            int got = _connection.Take(buffer, offset, count);

            if (_isUntilClose)
            {
                _left = got > 0 ? _left : NothingLeft;
            }
            else if (got == 0)
            {
                throw _connection.Fail(HttpError.BodyCutShort);
            }
            else
            {
                _left -= got;
                _left = _left > 0 || _isChunked ? _left : NothingLeft;
            }

            return got;
        }

        // Behind a chunk's bytes is an empty line, before them one with their number; behind the last chunk, which has none, are trailers.
        private void BeginChunk()
        {
            _connection.LineBudget = MaxHeadBytes;
            _headers = 0;

            if (!_isFirstChunk && _connection.ReadLine(HttpError.BodyCutShort) != _connection.Start - LineEnd)
            {
                throw _connection.Fail(HttpError.BadChunk);
            }

            _isFirstChunk = false;
            int line = _connection.ReadLine(HttpError.BodyCutShort);
            int end = _header.Find(';', line, _connection.Start - LineEnd);
            _left = _header.ReadNumber(line, Trim(line, end), 16);

            if (_left < 0)
            {
                throw _connection.Fail(HttpError.BadChunk);
            }

            if (_left == 0)
            {
                while (TryTakeHeaderLine(_connection.ReadLine(HttpError.BodyCutShort)))
                {
                    // Stays, if an exception goes through.
                    HttpError reason = _connection.EndReason;
                    _connection.EndReason = HttpError.Interrupted;
                    _headerReceived?.Invoke(_header);
                    _connection.EndReason = reason;
                }

                _left = NothingLeft;
            }
        }

        // What the last response has left on the connection.
        private void Drain()
        {
            int budget = MaxDrainBytes;

            while (_left >= 0)
            {
                // The client's buffer holds nothing else now; what is copied within it goes to lower places.
                budget -= _left > budget ? _left : ReadPiece(_buffer, 0, _buffer.Length);

                if (budget < 0)
                {
                    throw _connection.Fail(HttpError.UnreadBody);
                }
            }

            if (_connection.End != _connection.Start)
            {
                throw _connection.Fail(HttpError.UnexpectedBytes);
            }
        }
    }
}
