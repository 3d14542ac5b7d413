// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Http
{
    /// <summary>
    /// A download that resumes where it broke: over one connection, or over as many as it takes. What comes is the page of the first
    /// response, byte for byte, or an exception.
    /// </summary>
    /// <remarks>
    /// A part is asked for on the condition (If-Range) that the page is still the same, by its strong ETag. A server that gives none can
    /// not promise that: <see cref="Begin"/> restarts then, and <see cref="Position"/> is 0 again. Allocated are this object, once, and
    /// three short strings for each part.
    /// </remarks>
    public sealed class HttpDownload
    {
        private const int WholePage = 200;
        private const int PartOfPage = 206;
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

        /// <summary>Initializes a new instance of the <see cref="HttpDownload"/> class. Sends nothing.</summary>
        /// <param name="path">Path and query of the page; see <see cref="HttpClient.Begin"/>.</param>
        public HttpDownload(string path)
        {
            _path = path;
        }

        /// <summary>Gets how many bytes have been read; the next byte's place in the page.</summary>
        public int Position => _position;

        /// <summary>Gets the page's length in bytes; -1 where it is not known.</summary>
        public int Length => _length;

        /// <summary>Gets a value indicating whether all of the page was read.</summary>
        public bool IsComplete => _position == _length;

        /// <summary>
        /// Asks for the page from <see cref="Position"/> on. Look at <see cref="Position"/> afterwards: where it is 0 again the page has
        /// changed, or the server does not give parts, and what was read before is of no use.
        /// </summary>
        /// <param name="client">A client on a connection that can be used.</param>
        /// <returns>The status: 200 or 206, then <see cref="Read"/>; another, then there is nothing to read.</returns>
        /// <exception cref="HttpException">The part is not the one that was asked for; or see <see cref="HttpClient.Send()"/>.</exception>
        public int Begin(HttpClient client)
        {
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
            client.SendFor(this);
            if (client.Status == PartOfPage)
            {
                CheckPart();
            }
            else if (client.Status == WholePage)
            {
                StartAnew(client);
            }

            return client.Status;
        }

        /// <summary>Reads what has come of the page; waits for it if need be.</summary>
        /// <param name="client">The client of the last <see cref="Begin"/>.</param>
        /// <param name="buffer">Where the bytes go.</param>
        /// <param name="offset">Index of the first byte.</param>
        /// <param name="count">The greatest number of bytes to take.</param>
        /// <returns>
        /// The number of bytes; 0 at the end of the page (<see cref="IsComplete"/>), or of the part, if the server gave less than was asked
        /// for: then <see cref="Begin"/> again.
        /// </returns>
        /// <exception cref="HttpException">See <see cref="HttpClient.ReadBody"/>. <see cref="Begin"/> goes on behind the last byte that was read.</exception>
        public int Read(HttpClient client, byte[] buffer, int offset, int count)
        {
            int got = client.ReadBody(buffer, offset, count);

            if (count == 0)
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

        // "bytes 100-199/200"; where it is not so, the part counts as another than was asked for.
        private void TakeRange(HttpHeader header)
        {
            int first = header.Offset + RangeUnit.Length;
            int end = header.Offset + header.Count;
            int dash = header.Find('-', first, end);
            int slash = header.Find('/', dash, end);

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
