// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Http
{
    /// <summary>
    /// A download that resumes where it broke off, over one connection or several. The program gets the page of the first response, byte for
    /// byte, or an exception.
    /// </summary>
    /// <remarks>
    /// The download asks for a part of the page on the condition that the page is still the same (If-Range with a strong ETag). If the server gives
    /// no strong ETag, <see cref="Begin"/> starts from the beginning, and <see cref="Position"/> is 0 again. Each part allocates three short
    /// strings.
    /// </remarks>
    public sealed class HttpDownload
    {
        private const int WholePage = 200;
        private const int PartOfPage = 206;
        private const int NothingBehind = 416;
        private const string RangeUnit = "bytes ";

        private readonly string _path;

        // What the page is known by; null where nothing has come or the server gave none.
        private string _tag;
        private string _seenTag;
        private int _position;
        private int _length = -1;
        private int _first;
        private int _last;
        private int _total;

        // Whether what the client reads is the page or a part of it, and not what a server says in its place.
        private bool _isPage;

        /// <summary>Initializes a new instance of the <see cref="HttpDownload"/> class. Sends nothing.</summary>
        /// <param name="path">
        /// Path and query of the page: begins with "/", printable ASCII without blanks. <see cref="Begin"/> checks it.
        /// </param>
        /// <exception cref="ArgumentNullException"><paramref name="path"/> is <see langword="null"/>.</exception>
        public HttpDownload(string path)
        {
            _path = path ?? throw new ArgumentNullException(nameof(path));
        }

        /// <summary>Gets how many bytes of the page have been read, which is the index of the next byte.</summary>
        public int Position => _position;

        /// <summary>Gets the length of the page in bytes; -1 if it is not known yet.</summary>
        public int Length => _length;

        /// <summary>Gets a value indicating whether the whole page was read.</summary>
        public bool IsComplete => _position == _length;

        /// <summary>
        /// Sends a request for the page from <see cref="Position"/> on, and reads the head of the response. Check <see cref="Position"/>
        /// afterwards: if it is 0 again, the page has changed or the server does not give parts, and what was read before is of no use.
        /// </summary>
        /// <param name="client">A client whose connection can carry a request.</param>
        /// <returns>The status. After 200 or 206 call <see cref="Read"/>; after another status there is nothing to read.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="client"/> is <see langword="null"/>.</exception>
        /// <exception cref="ArgumentException">The path does not have the right form, or does not fit into the client's buffer.</exception>
        /// <exception cref="HttpException">
        /// The server gave another part than was asked for, or the page has changed, or it has no length; or the connection cannot carry another
        /// request; or the response breaks the rules of HTTP or a limit of the client, did not arrive in time, or was cut off.
        /// </exception>
        public int Begin(HttpClient client)
        {
            CheckClient(client);
            _isPage = false;
            client.Begin("GET", _path);

            if (_tag == null)
            {
                _position = 0;
            }

            if (_position > 0)
            {
                try
                {
                    client.AddHeader("Range", "bytes=" + _position.ToString() + "-");
                    client.AddHeader("If-Range", _tag);
                }
                catch (ArgumentException)
                {
                    // The tag is the server's, and may be anything. Without it, the next time begins anew.
                    _tag = null;
                    throw new HttpException(HttpError.BadHeader);
                }
            }

            _seenTag = null;
            _first = -1;
            _total = -1;
            client.SendFor(this);

            if (client.Status == PartOfPage)
            {
                CheckPart();
                _isPage = true;
            }
            else if (client.Status == WholePage)
            {
                StartAnew(client);
                _isPage = true;
            }
            else if (client.Status == NothingBehind && _length < 0 && _total == _position)
            {
                // Only the end of its chunks was missing.
                _length = _position;
            }

            return client.Status;
        }

        /// <summary>
        /// Reads what has arrived of the page; waits if there is nothing. Blocks up to <see cref="HttpClient.Timeout"/>. Allocates nothing.
        /// </summary>
        /// <param name="client">The client of the last <see cref="Begin"/>.</param>
        /// <param name="buffer">Where the bytes go.</param>
        /// <param name="offset">Index of the first byte.</param>
        /// <param name="count">The greatest number of bytes to take; 0 does nothing.</param>
        /// <returns>
        /// The number of bytes; 0 at the end of the page, or at the end of the part if the server gave less than was asked for. If
        /// <see cref="IsComplete"/> is then <see langword="false"/>, call <see cref="Begin"/> again.
        /// </returns>
        /// <exception cref="ArgumentNullException"><paramref name="client"/> is <see langword="null"/>.</exception>
        /// <exception cref="ArgumentException">The range is not in the buffer.</exception>
        /// <exception cref="HttpException">
        /// The body is cut short, breaks the rules of HTTP, has another length than its range, or did not arrive in time. Connect again and call
        /// <see cref="Begin"/>, which goes on after the last byte that was read.
        /// </exception>
        public int Read(HttpClient client, byte[] buffer, int offset, int count)
        {
            CheckClient(client);
            int got = client.ReadBody(buffer, offset, _isPage ? count : 0);

            if (count == 0 || !_isPage)
            {
                return 0;
            }

            if (_last >= 0 && (got == 0 ? _position <= _last : got > _last + 1 - _position))
            {
                throw new HttpException(HttpError.BadRange);
            }

            _position += got;

            if (got == 0)
            {
                // The end of chunks, or of a part.
                _length = _length < 0 ? _position : _length;
            }

            return got;
        }

        /// <summary>Is told each header of the response, beside the program's own handler.</summary>
        internal void TakeHeader(HttpHeader header)
        {
            if (header.Is("etag"))
            {
                _seenTag = header.GetValue();
            }
            else if (header.Is("content-range"))
            {
                TakeRange(header);
            }
        }

        private static void CheckClient(HttpClient client)
        {
            if (client == null)
            {
                throw new ArgumentNullException(nameof(client));
            }
        }

        // "bytes 100-199/200"; where it is not so, the part counts as another than was asked for.
        private void TakeRange(HttpHeader header)
        {
            int first = header.Offset + RangeUnit.Length;
            int end = header.Offset + header.Count;
            int slash = header.Find('/', first, end);
            int dash = header.Find('-', first, slash);

            if (slash < end && header.Matches(header.Offset, RangeUnit))
            {
                _first = header.ReadNumber(first, dash, 10);
                _last = header.ReadNumber(dash + 1, slash, 10);
                _total = header.ReadNumber(slash + 1, end, 10);
            }
        }

        private void CheckPart()
        {
            if (_position == 0 || _first != _position || _last < _first || _last >= _total)
            {
                throw new HttpException(HttpError.BadRange);
            }

            if ((_length >= 0 && _total != _length) || (_seenTag != null && _seenTag != _tag))
            {
                throw new HttpException(HttpError.Changed);
            }

            _length = _total;
        }

        private void StartAnew(HttpClient client)
        {
            // A page without a length could be cut short and look whole.
            if (client.EndsByClose)
            {
                throw new HttpException(HttpError.BadLength);
            }

            _position = 0;
            _length = client.ContentLength;
            _last = -1;

            // A weak tag, W/"...", promises less than the same bytes.
            _tag = _seenTag != null && _seenTag.Length > 0 && _seenTag[0] == '"' ? _seenTag : null;
        }
    }
}
