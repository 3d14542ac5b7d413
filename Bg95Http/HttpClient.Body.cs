// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Http
{
    /// <content>The body of a response.</content>
    public sealed partial class HttpClient
    {
        private bool _closes;
        private bool _isChunked;
        private bool _isUntilClose;
        private bool _isBodyLeft;

        // Of the body, or of the chunk that is read.
        private int _left;
        private bool _isFirstChunk;

        /// <summary>Reads what has come of the response's body; waits for it if need be. Nothing is allocated.</summary>
        /// <remarks>
        /// A body whose server gave neither a length nor chunks ends with the connection: nobody can tell such an end from a connection
        /// that broke. <see cref="EndsByClose"/> says so.
        /// </remarks>
        /// <param name="buffer">Where the bytes go.</param>
        /// <param name="offset">Index of the first byte.</param>
        /// <param name="count">Most bytes to take.</param>
        /// <returns>The number of bytes; 0 once the body is read to its end, which never is before its last byte.</returns>
        /// <exception cref="HttpException">The body is cut short or not in order, or nothing came in time.</exception>
        public int ReadBody(byte[] buffer, int offset, int count)
        {
            CheckBlock(buffer, offset, count);

            if (EndReason > HttpError.ServerCloses)
            {
                throw new HttpException(EndReason);
            }

            _connection.StartDeadline(Timeout);
            return count == 0 ? 0 : ReadPiece(buffer, offset, count);
        }

        /// <summary>Gets a value indicating whether the body's end is the connection's end: a body cut short looks whole then.</summary>
        public bool EndsByClose => _isUntilClose;

        private static void CheckBlock(byte[] buffer, int offset, int count)
        {
            if (buffer == null)
            {
                throw new ArgumentNullException(nameof(buffer));
            }

            if (offset < 0 || count < 0 || offset > buffer.Length || count > buffer.Length - offset)
            {
                throw new ArgumentOutOfRangeException(nameof(count));
            }
        }

        private void BeginBody()
        {
            _isFirstChunk = true;
            _left = 0;
            bool isNone = _isHead || Status == NoContent || Status == NotModified;

            if (_isChunked && ContentLength >= 0)
            {
                throw _connection.Fail(HttpError.BadLength);
            }

            _isBodyLeft = !isNone && ContentLength != 0;
            _isUntilClose = _isBodyLeft && !_isChunked && ContentLength < 0;

            if (_isUntilClose)
            {
                _left = int.MaxValue;
                _connection.EndReason = HttpError.ServerCloses;
            }
            else if (_isBodyLeft && !_isChunked)
            {
                _left = ContentLength;
            }
        }

        private int ReadPiece(byte[] buffer, int offset, int count)
        {
            if (_isBodyLeft && _left == 0)
            {
                BeginChunk();
            }

            if (!_isBodyLeft)
            {
                return 0;
            }

            int got = _connection.End - _connection.Start;
            count = count < _left ? count : _left;

            if (got > 0)
            {
                got = got < count ? got : count;
                Array.Copy(_buffer, _connection.Start, buffer, offset, got);
                _connection.Start += got;
            }
            else
            {
                got = _connection.Read(buffer, offset, count);
            }

            if (_isUntilClose)
            {
                _isBodyLeft = got > 0;
                return got;
            }

            if (got == 0)
            {
                throw _connection.Fail(HttpError.BodyCutShort);
            }

            _left -= got;
            _isBodyLeft = _isChunked || _left > 0;
            return got;
        }

        // Behind a chunk's bytes is an empty line, before them one with their number; behind the last chunk, which has none, are trailers.
        private void BeginChunk()
        {
            _connection.LineBudget = MaxHeadBytes;

            if (!_isFirstChunk && ReadChunkLine() > 0)
            {
                throw _connection.Fail(HttpError.BadChunk);
            }

            _isFirstChunk = false;
            _headers = 0;
            int length = ReadChunkLine();
            int line = _connection.Start - 2 - length;
            int semicolon = length > 0 ? Array.IndexOf((Array)_buffer, s_semicolon, line, length) : -1;
            int end = semicolon < 0 ? line + length : semicolon;

            while (end > line && IsBlank(end - 1))
            {
                end--;
            }

            _left = HttpHeader.ReadNumber(_buffer, line, end, 16);

            if (_left < 0)
            {
                throw _connection.Fail(HttpError.BadChunk);
            }

            if (_left == 0)
            {
                while (ReadHeader())
                {
                    HeaderReceived?.Invoke(_header);
                }

                _isBodyLeft = false;
            }
        }

        // Gives the line's length.
        private int ReadChunkLine()
        {
            int line = _connection.ReadLine(HttpError.BodyCutShort);
            return _connection.Start - 2 - line;
        }

        // What the last response has left on the connection.
        private void Drain()
        {
            int budget = MaxDrainBytes;

            while (_isBodyLeft)
            {
                // The client's buffer holds nothing else now; what is copied within it goes to lower places.
                int got = _left > budget ? budget + 1 : ReadPiece(_buffer, 0, _buffer.Length);
                budget -= got;

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
