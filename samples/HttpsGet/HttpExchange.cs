// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Text;
using Bg95Ssl;

namespace Samples
{
    /// <summary>
    /// One request and its answer, HTTP/1.1, in a single buffer. Everything is looked at as bytes: a string for each line of a
    /// header would cost a board ten times its size, and payload in a string ends at its first NUL.
    /// </summary>
    internal sealed class HttpExchange
    {
        private const int LongestPath = 1000;

        // A mobile network may be silent for as long as this, in milliseconds, before the page is given up.
        private const int Patience = 60000;

        private readonly SslSocket _socket;
        private readonly byte[] _buffer;

        // The bytes that have come and are not used yet.
        private int _start;
        private int _end;

        /// <summary>Initializes a new instance of the <see cref="HttpExchange"/> class on a connection just made.</summary>
        public HttpExchange(SslSocket socket, byte[] buffer)
        {
            _socket = socket;
            _buffer = buffer;
        }

        /// <summary>Refuses a path in which a blank or a line end would make another request of it.</summary>
        public static void CheckPath(string path)
        {
            bool good = path.Length > 0 && path.Length <= LongestPath && path[0] == '/';

            for (int i = 0; good && i < path.Length; i++)
            {
                good = path[i] > ' ' && path[i] <= '~';
            }

            if (!good)
            {
                throw new ArgumentException("the path must begin with / and hold no blanks");
            }
        }

        /// <summary>Asks for a page.</summary>
        public void SendRequest(string host, int port, string path)
        {
            int count = Write("GET ", 0);
            count = Write(path, count);
            count = Write(" HTTP/1.1\r\nHost: ", count);
            count = Write(host, count);
            count = Write(port == 443 ? "" : ":" + port.ToString(), count);
            count = Write("\r\nUser-Agent: nanoBg95\r\nConnection: close\r\n\r\n", count);
            _socket.Send(_buffer, 0, count);
        }

        /// <summary>Reads the answer to its end.</summary>
        /// <returns>The server's status.</returns>
        public int ReadAnswer(IPage page)
        {
            int line = ReadLine();
            int status = Begins(line, "http/1.") ? ReadNumber(line + 9, 10) : -1;
            int length = -1;
            bool chunked = false;

            if (status < 0)
            {
                throw new IOException("the server does not speak HTTP");
            }

            for (line = ReadLine(); !IsEmpty(line); line = ReadLine())
            {
                if (Begins(line, "content-length:"))
                {
                    length = ReadNumber(line + 15, 10);
                }
                else if (Begins(line, "transfer-encoding:"))
                {
                    // Of the codings there are, a server may use this one unasked.
                    chunked = true;
                }
            }

            page.Begin(status, chunked ? -1 : length);

            if (chunked)
            {
                ReadChunks(page);
            }
            else
            {
                ReadBlocks(page, length);
            }

            return status;
        }

        // Each chunk has a line with its size in hexadecimal before it and an empty line behind; one of 0 is the last.
        private void ReadChunks(IPage page)
        {
            for (int size = ReadNumber(ReadLine(), 16); size != 0; size = ReadNumber(ReadLine(), 16))
            {
                if (size < 0)
                {
                    throw new IOException("a chunk of the page has no size");
                }

                ReadBlocks(page, size);
                ReadLine();
            }
        }

        private void ReadBlocks(IPage page, int length)
        {
            int left = length < 0 ? int.MaxValue : length;

            while (left > 0)
            {
                if (_start == _end && !Fill())
                {
                    if (length < 0)
                    {
                        // The server gave no length: its closing is the end of the page.
                        return;
                    }

                    throw new IOException("the page ended " + left.ToString() + " bytes early");
                }

                int count = _end - _start < left ? _end - _start : left;
                page.Add(_buffer, _start, count);
                _start += count;
                left -= count;
            }
        }

        // Gets the next line to lie in the buffer as a whole. Returns where it begins; it ends before _start.
        private int ReadLine()
        {
            int looked = 0;

            while (true)
            {
                while (_start + looked < _end)
                {
                    if (_buffer[_start + looked++] == '\n')
                    {
                        int line = _start;
                        _start += looked;
                        return line;
                    }
                }

                if (!Fill())
                {
                    throw new IOException("the server closed before the page");
                }
            }
        }

        // Waits for what comes next. False: the server has closed and everything is read.
        private bool Fill()
        {
            _end -= _start;
            Array.Copy(_buffer, _start, _buffer, 0, _end);
            _start = 0;

            if (_end == _buffer.Length)
            {
                throw new IOException("a line of the HTTP header is too long");
            }

            int got = _socket.Receive(_buffer, _end, _buffer.Length - _end, Patience);

            if (got == SslSocket.WouldBlock)
            {
                throw new TimeoutException("the server is silent");
            }

            _end += got;
            return got > 0;
        }

        private bool IsEmpty(int line)
        {
            return _buffer[line] == '\n' || _buffer[line] == '\r';
        }

        // The name in lower case; the server may send either.
        private bool Begins(int line, string name)
        {
            int i = 0;

            while (i < name.Length && line + i < _start && (_buffer[line + i] | 0x20) == name[i])
            {
                i++;
            }

            return i == name.Length;
        }

        // -1 where there is none, or one beyond any page.
        private int ReadNumber(int from, int radix)
        {
            const int Largest = int.MaxValue / 16;
            int number = 0;
            int digits = 0;

            for (; from < _start && number < Largest; from++)
            {
                int digit = _buffer[from] <= '9' ? _buffer[from] - '0' : (_buffer[from] | 0x20) - 'a' + 10;

                if (digit >= 0 && digit < radix)
                {
                    number = (number * radix) + digit;
                    digits++;
                }
                else if (digits > 0 || _buffer[from] != ' ')
                {
                    break;
                }
            }

            return digits > 0 && number < Largest ? number : -1;
        }

        private int Write(string text, int offset)
        {
            return offset + Encoding.UTF8.GetBytes(text, 0, text.Length, _buffer, offset);
        }
    }
}
