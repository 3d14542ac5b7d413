// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;

namespace Bg95Http
{
    /// <summary>
    /// HTTP/1.1 over a stream: one request after the other, each with its response, for as long as both sides keep the connection.
    /// </summary>
    /// <remarks>
    /// A request: <see cref="Begin"/>, <see cref="AddHeader"/> as often as needed, one of the <c>Send</c>; or <see cref="Get"/> and its
    /// like, which are all of that in one call. Then <see cref="ReadBody"/> until it gives 0. Redirects are told, not followed. All calls
    /// come from one thread, and handlers are called on it. The stream stays the program's: the client never closes it. Allocated are the
    /// client's own 500 bytes or so, once, <see cref="Location"/> where there is one, and an exception where one is thrown.
    /// </remarks>
    public sealed partial class HttpClient
    {
        /// <summary>The most headers of a response, those of interim responses counted, too.</summary>
        public const int MaxHeaders = 100;

        /// <summary>The most bytes of a response's head, interim responses counted, and of what stands between two chunks of a body.</summary>
        public const int MaxHeadBytes = 8192;

        /// <summary>The most bytes of a body that was not read to its end which the next request reads and forgets.</summary>
        public const int MaxDrainBytes = 4096;

        private const int DefaultTimeout = 60000;
        private const int SmallestBuffer = 128;

        private readonly HttpConnection _connection;
        private readonly byte[] _buffer;
        private readonly string _host;
        private readonly HttpHeader _header;

        private int _timeout = DefaultTimeout;
        private HttpHeaderHandler _headerReceived;
        private HttpDownload _download;

        // The number of bytes of the request's head so far; 0 where none was begun.
        private int _count;
        private bool _isHead;

        /// <summary>Initializes a new instance of the <see cref="HttpClient"/> class on a connection just made. Sends nothing.</summary>
        /// <param name="stream">
        /// The connection. Its <c>Read</c> gives what there is, 0 at the end; if it can time out, its <c>ReadTimeout</c> is set before each.
        /// </param>
        /// <param name="host">The server's name as each request states it, with ":" and its port if that is not the usual one.</param>
        /// <param name="buffer">
        /// For the head of a request, all of which must fit, and for each line of a response: 128 bytes or more. Blocks of a request's body
        /// go through it, too. The client owns it as long as it is used.
        /// </param>
        /// <param name="clock">The time, which every limit is measured by.</param>
        /// <exception cref="ArgumentException">The host is empty, or holds blanks or what is not ASCII; or the buffer is too small.</exception>
        public HttpClient(Stream stream, string host, byte[] buffer, HttpClock clock)
        {
            if (stream == null || clock == null || host.Length == 0 || buffer.Length < SmallestBuffer)
            {
                throw new ArgumentException();
            }

            _connection = new HttpConnection(stream, buffer, clock);
            _buffer = buffer;
            _host = host;
            _header = new HttpHeader(buffer);

            // Refused now, not at the first request.
            Append(host, '!');
            _count = 0;
        }

        /// <summary>
        /// Gets or sets how long a request may take from <see cref="Begin"/> to the end of its response's head, and how long a call of
        /// <see cref="ReadBody"/>: milliseconds, default 60000. A write that has begun ends by the stream's own limit.
        /// </summary>
        public int Timeout
        {
            get => _timeout;
            set => _timeout = value;
        }

        /// <summary>Gets or sets the handler that is called for each header of a response, and each trailer of a body; or <see langword="null"/>.</summary>
        public HttpHeaderHandler HeaderReceived
        {
            get => _headerReceived;
            set => _headerReceived = value;
        }

        /// <summary>Gets why the connection cannot carry another request; <see cref="HttpError.None"/> if it can.</summary>
        public HttpError EndReason => _connection.EndReason;

        /// <summary>Begins a request. What is left of the last response's body is read and forgotten first.</summary>
        /// <param name="method">The method, in capital letters.</param>
        /// <param name="path">Path and query: begins with "/", printable ASCII without blanks.</param>
        /// <exception cref="ArgumentException">Method or path are not of that form, or do not fit into the buffer; nothing was sent.</exception>
        /// <exception cref="HttpException">The connection cannot be used (<see cref="EndReason"/>), or the rest could not be read.</exception>
        public void Begin(string method, string path)
        {
            _count = 0;

            if (method.Length == 0 || path.Length == 0 || path[0] != '/')
            {
                throw Refuse();
            }

            if (EndReason != HttpError.None)
            {
                throw new HttpException(EndReason);
            }

            _connection.StartDeadline(_timeout);
            Drain();
            Append(method, '!');
            AppendByte(' ');
            Append(path, '!');
            AppendLine(HttpHeader.s_words[HttpHeader.VersionWord]);
            AppendHeader(HttpHeader.s_words[HttpHeader.HostWord], _host);
            _download = null;
            _isHead = method == HttpHeader.s_words[HttpHeader.HeadWord];
        }

        /// <summary>Adds a header to the request that was begun.</summary>
        /// <param name="name">Its name: letters, digits and "-". What says where a request ends, and its host, are the client's.</param>
        /// <param name="value">Its value: printable ASCII.</param>
        /// <exception cref="ArgumentException">Name or value are not of that form, or do not fit into the buffer; the request is forgotten.</exception>
        public void AddHeader(string name, string value)
        {
            CheckBegun();
            int start = _count;
            AppendHeader(name, value);
            _header.Set(start, name.Length, 0, 0);

            // Two lengths in one request, and another host than the connection's: nobody must write them but the client.
            if (!IsName(start, name.Length)
                || Is(HttpHeader.HostWord) || Is(HttpHeader.ConnectionWord) || Is(HttpHeader.LengthWord) || Is(HttpHeader.CodingWord))
            {
                throw Refuse();
            }
        }

        /// <summary>Sends the request without a body and reads the head of its response.</summary>
        /// <returns>The status, such as 200.</returns>
        /// <exception cref="HttpException">The response is not in order, or did not come in time.</exception>
        [OwnFrame]
        public int Send()
        {
            CheckBegun();

            // POST, PUT, PATCH: without a length, some servers wait for a body.
            if (_buffer[0] == 'P')
            {
                return Send(_buffer, 0, 0);
            }

            AppendLine(string.Empty);
            Flush();
            return ReadHead();
        }

        /// <summary>Fetches a page: its head now, its body by <see cref="ReadBody"/>.</summary>
        /// <param name="path">See <see cref="Begin"/>.</param>
        /// <returns>The status, such as 200.</returns>
        /// <exception cref="HttpException">The response is not in order, or did not come in time.</exception>
        [OwnFrame]
        public int Get(string path)
        {
            Begin("GET", path);
            return Send();
        }

        /// <summary>Posts a body.</summary>
        /// <param name="path">See <see cref="Begin"/>.</param>
        /// <param name="contentType">What the body is, such as "application/json".</param>
        /// <param name="body">Holds the body.</param>
        /// <param name="offset">Index of its first byte.</param>
        /// <param name="count">Its number of bytes.</param>
        /// <returns>The status, such as 200.</returns>
        /// <exception cref="HttpException">The response is not in order, or did not come in time.</exception>
        public int Post(string path, string contentType, byte[] body, int offset, int count)
        {
            Begin("POST", path);
            AddHeader("Content-Type", contentType);
            return Send(body, offset, count);
        }

        private bool IsName(int offset, int length)
        {
            for (int i = offset; i < offset + length; i++)
            {
                int letter = _buffer[i] | 0x20;

                if ((letter < 'a' || letter > 'z') && (letter < '0' || letter > '9') && letter != '-')
                {
                    return false;
                }
            }

            return length > 0;
        }

        private bool Is(int word)
        {
            return _header.Is(HttpHeader.s_words[word]);
        }

        private void CheckBegun()
        {
            if (_count == 0)
            {
                throw new InvalidOperationException();
            }
        }
    }
}
