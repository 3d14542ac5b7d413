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

        // Of "HTTP/1.1 200".
        private const int StatusOffset = 9;
        private const int StatusEnd = 12;

        // Boxed once: see HttpConnection.
        private static readonly object s_colon = (byte)':';
        private static readonly object s_semicolon = (byte)';';

        private int _headers;
        private bool _isOld;

        /// <summary>Gets the status of the last response, such as 200.</summary>
        public int Status { get; private set; }

        /// <summary>Gets the number of bytes that the last response's body has, of HEAD: would have; -1 where the server did not say.</summary>
        public int ContentLength { get; private set; }

        /// <summary>Gets where a redirect (a status from 300 to 399) leads, as the server said it; else <see langword="null"/>.</summary>
        public string Location { get; private set; }

        /// <summary>Gets or sets who looks at the headers for a download, beside the program's own handler.</summary>
        internal HttpDownload Download { get; set; }

        // The server may send any number of interim responses before the one that counts.
        private int ReadHead()
        {
            _connection.LineBudget = MaxHeadBytes;
            _headers = 0;

            do
            {
                ReadStatusLine();

                while (ReadHeader())
                {
                    TakeHeader();
                }
            }
            while (Status < 200);

            _connection.EndReason = _closes ? HttpError.ServerCloses : HttpError.None;
            BeginBody();
            return Status;
        }

        private void ReadStatusLine()
        {
            int line = _connection.ReadLine(HttpError.ClosedBeforeResponse);
            ContentLength = -1;
            Location = null;
            _isChunked = false;
            int status = -1;

            if (_connection.Start - line > StatusEnd + 1 && HttpHeader.Matches(_buffer, line, "HTTP/1.") && _buffer[line + StatusOffset - 1] == ' ')
            {
                status = HttpHeader.ReadNumber(_buffer, line + StatusOffset, line + StatusEnd, 10);
            }

            int minor = _buffer[line + 7] - '0';
            int behind = _buffer[line + StatusEnd];

            // 101 is the answer to a wish that the client never has.
            if (status <= 101 && status != 100 || status > 599 || (minor != 0 && minor != 1) || (behind != ' ' && behind != '\r'))
            {
                throw _connection.Fail(HttpError.BadStatusLine);
            }

            Status = status;
            _isOld = minor == 0;
            _closes = _isOld;
        }

        // False: the line is the empty one behind the last.
        private bool ReadHeader()
        {
            int line = _connection.ReadLine(HttpError.HeadCutShort);
            int end = _connection.Start - 2;

            if (line == end)
            {
                return false;
            }

            int colon = Array.IndexOf((Array)_buffer, s_colon, line, end - line);

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

            while (end > value && IsBlank(end - 1))
            {
                end--;
            }

            _header.NameOffset = line;
            _header.NameCount = colon - line;
            _header.ValueOffset = value;
            _header.ValueCount = end - value;
            return true;
        }

        private void TakeHeader()
        {
            if (_header.Is("content-length"))
            {
                int length = HttpHeader.ReadNumber(_buffer, _header.ValueOffset, _header.ValueOffset + _header.ValueCount, 10);

                if (length < 0 || (ContentLength >= 0 && length != ContentLength))
                {
                    throw _connection.Fail(HttpError.BadLength);
                }

                ContentLength = length;
            }
            else if (_header.Is("transfer-encoding"))
            {
                if (_isChunked || _isOld || _header.ValueCount != 7 || !HttpHeader.Matches(_buffer, _header.ValueOffset, "chunked"))
                {
                    throw _connection.Fail(HttpError.BadCoding);
                }

                _isChunked = true;
            }
            else if (_header.Is("connection"))
            {
                for (int i = _header.ValueCount - 5; i >= 0; i--)
                {
                    _closes |= HttpHeader.Matches(_buffer, _header.ValueOffset + i, "close");
                }
            }
            else if (Status >= 300 && Status < 400 && _header.Is("location"))
            {
                Location = _header.GetValue();
            }

            Download?.TakeHeader(_header);
            HeaderReceived?.Invoke(_header);
        }

        private bool IsBlank(int offset)
        {
            return _buffer[offset] == ' ' || _buffer[offset] == '\t';
        }
    }
}
