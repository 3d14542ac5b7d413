// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;

namespace Bg95Http
{
    /// <summary>
    /// HTTP/1.1 over a stream: one request after the other, each with its response, as long as both sides keep the connection.
    /// </summary>
    /// <remarks>
    /// <para>
    /// For a request call <see cref="Begin"/>, <see cref="AddHeader"/> as often as needed, and one of the <c>Send</c> methods; or call
    /// <see cref="Get"/> or <see cref="Post"/>, which do all of that. Then call <see cref="ReadBody"/> until it returns 0. The client does not follow
    /// redirects; it gives their <see cref="Location"/>. All calls must come from one thread; handlers are called on it. The stream belongs to the program: the
    /// client never closes it.
    /// </para>
    /// <para>
    /// An exception of the stream, except one that means that its time was over, comes through as it is; so does an exception of a handler. After
    /// either, <see cref="EndReason"/> is <see cref="HttpError.Interrupted"/>. The constructor allocates. After that only
    /// <see cref="Location"/> and exceptions are allocated.
    /// </para>
    /// </remarks>
    public sealed partial class HttpClient
    {
        /// <summary>The greatest number of headers of a response, including those of interim responses (status 100 to 199).</summary>
        public const int MaxHeaders = 100;

        /// <summary>
        /// The greatest number of bytes of a response's head, including interim responses; also of what stands between two chunks of a body.
        /// </summary>
        public const int MaxHeadBytes = 8192;

        /// <summary>The greatest number of unread bytes of a body that the next <see cref="Begin"/> reads and drops.</summary>
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

        /// <summary>Initializes a new instance of the <see cref="HttpClient"/> class on a new connection. Sends nothing.</summary>
        /// <param name="stream">
        /// The connection. Its <c>Read</c> must give what there is, at least one byte, and 0 at the end. If the stream can time out, the client sets its
        /// <c>ReadTimeout</c> before each read.
        /// </param>
        /// <param name="host">
        /// The server's name for the header Host, with ":" and the port if that is not the usual one; printable ASCII without blanks.
        /// </param>
        /// <param name="buffer">
        /// Buffer of 128 bytes or more. The whole head of a request must fit into it, and so must each line of a response's head. Pieces of a request's
        /// body go through it, too. The program must not change it as long as it uses the client.
        /// </param>
        /// <param name="clock">The clock that all time limits are measured by.</param>
        /// <exception cref="ArgumentException">
        /// A value is <see langword="null"/>; or the host is empty, has other characters or does not fit into the buffer; or the buffer is too small.
        /// </exception>
        public HttpClient(Stream stream, string host, byte[] buffer, HttpClock clock)
        {
            if (stream == null || clock == null || host == null || host.Length == 0 || buffer == null || buffer.Length < SmallestBuffer)
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
        /// <see cref="ReadBody"/> may take, in milliseconds. Default 60000. Not checked; with 0 or less every call fails with
        /// <see cref="HttpError.Timeout"/>. A write that has begun has the stream's own time limit.
        /// </summary>
        public int Timeout
        {
            get => _timeout;
            set => _timeout = value;
        }

        /// <summary>
        /// Gets or sets the handler that is called for each header of a response and each trailer of a body; <see langword="null"/>, the default, for
        /// none.
        /// </summary>
        public HttpHeaderHandler HeaderReceived
        {
            get => _headerReceived;
            set => _headerReceived = value;
        }

        /// <summary>Gets why the connection cannot carry another request; <see cref="HttpError.None"/> if it can.</summary>
        public HttpError EndReason => _connection.EndReason;

        /// <summary>
        /// Begins a request. Sends nothing yet. First it reads and drops what is left of the last response's body. A request that was begun and not
        /// sent is forgotten.
        /// </summary>
        /// <param name="method">The method, not empty and printable ASCII without blanks. HTTP has them in capital letters.</param>
        /// <param name="path">Path and query: begins with "/", printable ASCII without blanks.</param>
        /// <exception cref="ArgumentNullException">Method or path are <see langword="null"/>.</exception>
        /// <exception cref="ArgumentException">Method or path do not have that form, or do not fit into the buffer.</exception>
        /// <exception cref="HttpException">
        /// The connection cannot carry another request: its <see cref="HttpException.Error"/> is <see cref="EndReason"/>. Or what is left of the last
        /// body is more than <see cref="MaxDrainBytes"/>, or could not be read.
        /// </exception>
        public void Begin(string method, string path)
        {
            _count = 0;

            if (method == null || path == null)
            {
                throw new ArgumentNullException(method == null ? nameof(method) : nameof(path));
            }

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

        /// <summary>Adds a header to the request that was begun. Sends nothing yet.</summary>
        /// <param name="name">
        /// Its name: letters, digits and "-". Host, Connection, Content-Length and Transfer-Encoding are refused: the client writes them.
        /// </param>
        /// <param name="value">Its value: printable ASCII; may be empty.</param>
        /// <exception cref="ArgumentNullException">Name or value are <see langword="null"/>. The request is forgotten.</exception>
        /// <exception cref="ArgumentException">
        /// Name or value do not have that form, or do not fit into the buffer. The request is forgotten: call <see cref="Begin"/> again.
        /// </exception>
        /// <exception cref="InvalidOperationException">No request was begun.</exception>
        public void AddHeader(string name, string value)
        {
            CheckBegun();
            int start = _count;

            if (name == null || value == null)
            {
                _count = 0;
                throw new ArgumentNullException(name == null ? nameof(name) : nameof(value));
            }

            AppendHeader(name, value);
            _header.Set(start, name.Length, 0, 0);

            // Two lengths in one request, and another host than the connection's: nobody must write them but the client.
            if (!IsName(start, name.Length)
                || Is(HttpHeader.HostWord) || Is(HttpHeader.ConnectionWord) || Is(HttpHeader.LengthWord) || Is(HttpHeader.CodingWord))
            {
                throw Refuse();
            }
        }

        /// <summary>
        /// Sends the request without a body and reads the head of its response. If the method begins with P (POST, PUT, PATCH), it sends
        /// <c>Content-Length: 0</c>.
        /// </summary>
        /// <returns>The status, 200 to 599.</returns>
        /// <exception cref="ArgumentException">The head does not fit into the buffer. The request is forgotten.</exception>
        /// <exception cref="InvalidOperationException">No request was begun.</exception>
        /// <exception cref="HttpException">The response breaks the rules of HTTP or a limit of the client, did not arrive in time, or was cut off.</exception>
        [OwnFrame]
        public int Send()
        {
            CheckBegun();

            // POST, PUT, PATCH: without a length, some servers wait for a body.
            if (_buffer[0] == 'P')
            {
                return Send(_buffer, 0, 0);
            }

            EndHead();
            return ReadHead();
        }

        /// <summary>Sends a GET request and reads the head of its response. <see cref="ReadBody"/> then gives the body.</summary>
        /// <param name="path">Path and query: begins with "/", printable ASCII without blanks.</param>
        /// <returns>The status, 200 to 599.</returns>
        /// <exception cref="ArgumentNullException">The path is <see langword="null"/>.</exception>
        /// <exception cref="ArgumentException">The path does not have that form, or does not fit into the buffer.</exception>
        /// <exception cref="HttpException">
        /// The connection cannot carry another request; or the response breaks the rules of HTTP or a limit of the client, did not arrive in time,
        /// or was cut off.
        /// </exception>
        [OwnFrame]
        public int Get(string path)
        {
            Begin("GET", path);
            CheckBegun();

            // Not by Send: its stack frame would wait for the response with this one.
            EndHead();
            return ReadHead();
        }

        /// <summary>Sends a POST request with a body and reads the head of its response.</summary>
        /// <param name="path">Path and query: begins with "/", printable ASCII without blanks.</param>
        /// <param name="contentType">The kind of the body, such as "application/json"; printable ASCII.</param>
        /// <param name="body">Holds the body.</param>
        /// <param name="offset">Index of the body's first byte.</param>
        /// <param name="count">Number of bytes of the body.</param>
        /// <returns>The status, 200 to 599.</returns>
        /// <exception cref="ArgumentNullException">Path or content type are <see langword="null"/>.</exception>
        /// <exception cref="ArgumentException">
        /// Path or content type do not have that form, the head does not fit into the buffer, or the range is not in the body's array.
        /// </exception>
        /// <exception cref="HttpException">
        /// The connection cannot carry another request; or the response breaks the rules of HTTP or a limit of the client, did not arrive in time,
        /// or was cut off.
        /// </exception>
        public int Post(string path, string contentType, byte[] body, int offset, int count)
        {
            if (contentType == null)
            {
                throw new ArgumentNullException(nameof(contentType));
            }

            Begin("POST", path);
            AddHeader("Content-Type", contentType);
            return Send(body, offset, count);
        }

        private void EndHead()
        {
            AppendLine(string.Empty);
            Flush();
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

            if (EndReason != HttpError.None)
            {
                // A handler has interrupted the request on its way.
                throw new HttpException(EndReason);
            }
        }
    }
}
