// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Http
{
    /// <content>The head of a response.</content>
    public sealed partial class HttpClient
    {
        private const int NoContent = 204;
        private const int NotModified = 304;

        private const int Continue = 100;
        private const int SwitchingProtocols = 101;
        private const int LastStatus = 599;

        // Of "HTTP/1.1 200" and CR LF.
        private const int MinorVersion = 7;
        private const int StatusOffset = 9;
        private const int StatusEnd = 12;
        private const int ShortestStatusLine = 14;

        // Of "chunked".
        private const int ChunkedLength = 7;

        private int _status;
        private int _contentLength;
        private string _location;
        private int _headers;

        /// <summary>Gets the status of the last response, such as 200; 0 before the first.</summary>
        public int Status => _status;

        /// <summary>
        /// Gets the number of bytes of the last response's body, as the server states it; -1 if it does not. After HEAD it is the number that the
        /// body would have.
        /// </summary>
        public int ContentLength => _contentLength;

        /// <summary>
        /// Gets the address that a redirect (status 300 to 399) leads to, as the server states it; otherwise <see langword="null"/>.
        /// </summary>
        public string Location => _location;

        // The server may send any number of interim responses before the one that counts.
        [OwnFrame]
        private int ReadHead()
        {
            _connection.LineBudget = MaxHeadBytes;
            _headers = 0;

            do
            {
                // Lines are read here, and not where they are taken: a deep stack waits for each.
                TakeStatusLine(_connection.ReadLine(HttpError.ClosedBeforeResponse));

                while (TryTakeHeaderLine(_connection.ReadLine(HttpError.HeadCutShort)))
                {
                    TakeHeader();
                }
            }
            while (_status < 200);

            _connection.EndReason = _closes ? HttpError.ServerCloses : HttpError.None;
            BeginBody();
            return _status;
        }

        private void TakeStatusLine(int line)
        {
            _contentLength = -1;
            _location = null;
            _isChunked = false;
            _status = 0;

            if (_connection.Start - line >= ShortestStatusLine && _header.Matches(line, HttpHeader.s_words[HttpHeader.HttpWord]))
            {
                // A later minor version is read as this one.
                int minor = _buffer[line + MinorVersion];
                bool isVersion = minor >= '0' && minor <= '9' && _buffer[line + StatusOffset - 1] == ' ';
                _closes = minor == '0';
                _status = isVersion ? _header.ReadNumber(line + StatusOffset, line + StatusEnd, 10) : 0;
            }

            // 101 is the answer to a wish that the client never has.
            if ((_status <= SwitchingProtocols && _status != Continue) || _status > LastStatus || _buffer[line + StatusEnd] > ' ')
            {
                throw _connection.Fail(HttpError.BadStatusLine);
            }
        }

        // False: the line is the empty one behind the last.
        private bool TryTakeHeaderLine(int line)
        {
            int end = _connection.Start - LineEnd;

            if (line == end)
            {
                return false;
            }

            int colon = Array.IndexOf((Array)_buffer, HttpConnection.s_colon, line, end - line);

            // A blank before the name would be a line that goes on, one behind it a name that others read otherwise.
            if (colon <= line || _buffer[line] <= ' ' || _buffer[colon - 1] <= ' ')
            {
                throw _connection.Fail(HttpError.BadHeader);
            }

            if (++_headers > MaxHeaders)
            {
                throw _connection.Fail(HttpError.HeadTooLong);
            }

            int value = colon + 1;

            while (value < end && IsBlank(value))
            {
                value++;
            }

            _header.Set(line, colon - line, value, Trim(value, end) - value);
            return true;
        }

        private void TakeHeader()
        {
            if (Is(HttpHeader.LengthWord))
            {
                int length = _header.ReadNumber(_header.Offset, _header.Offset + _header.Count, 10);

                if (length < 0 || (_contentLength >= 0 && length != _contentLength))
                {
                    throw _connection.Fail(HttpError.BadLength);
                }

                _contentLength = length;
            }
            else if (Is(HttpHeader.CodingWord))
            {
                if (_isChunked || _header.Count != ChunkedLength || !_header.Contains(HttpHeader.s_words[HttpHeader.ChunkedWord]))
                {
                    throw _connection.Fail(HttpError.BadCoding);
                }

                _isChunked = true;
            }
            else if (Is(HttpHeader.ConnectionWord))
            {
                _closes |= _header.Contains("close");
            }
            else if (_status >= 300 && _status < 400 && Is(HttpHeader.LocationWord))
            {
                _location = _header.GetValue();
            }

            if (_status >= 200)
            {
                // Those of an interim response are not the page's.
                _download?.TakeHeader(_header);
            }

            _headerReceived?.Invoke(_header);
        }

        // Gives the end without the blanks before it.
        private int Trim(int offset, int end)
        {
            while (end > offset && IsBlank(end - 1))
            {
                end--;
            }

            return end;
        }

        private bool IsBlank(int offset)
        {
            return _buffer[offset] == ' ' || _buffer[offset] == '\t';
        }
    }
}
