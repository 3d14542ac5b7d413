// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;

namespace Bg95Http
{
    /// <summary>The stream under a client: its bytes, its lines, its deadline, and why it cannot be used any more.</summary>
    internal sealed class HttpConnection
    {
        internal readonly byte[] Buffer;

        /// <summary>The index of the first byte that has come and is not used yet.</summary>
        internal int Start;

        /// <summary>The index behind the last byte that has come.</summary>
        internal int End;

        /// <summary>How many bytes the lines to come may have together.</summary>
        internal int LineBudget;

        internal HttpError EndReason;

        // Boxed once: Array.IndexOf is native, and looks through a buffer in the time of one call.
        internal static readonly object s_colon = (byte)':';
        private static readonly object s_lineFeed = (byte)'\n';
        private static readonly object s_carriageReturn = (byte)'\r';

        private readonly Stream _stream;
        private readonly HttpClock _clock;
        private long _deadline;

        internal HttpConnection(Stream stream, byte[] buffer, HttpClock clock)
        {
            _stream = stream;
            _clock = clock;
            Buffer = buffer;
        }

        internal void StartDeadline(int milliseconds)
        {
            _deadline = _clock() + milliseconds;
        }

        /// <summary>Ends the connection for further requests.</summary>
        internal HttpException Fail(HttpError error)
        {
            EndReason = error;
            return new HttpException(error);
        }

        internal void Write(byte[] buffer, int offset, int count)
        {
            TimeLeft();
            _stream.Write(buffer, offset, count);
        }

        /// <summary>Reads what there is, at least a byte; 0 at the peer's end.</summary>
        internal int Read(byte[] buffer, int offset, int count)
        {
            int left = TimeLeft();
            HttpError reason = EndReason;
            int got = -1;

            // Stays, if an exception goes through.
            EndReason = HttpError.Interrupted;

            try
            {
                if (_stream.CanTimeout)
                {
                    _stream.ReadTimeout = left;
                }

                got = _stream.Read(buffer, offset, count);
            }
            catch (Exception e) when (e is TimeoutException || _clock() >= _deadline)
            {
                // Not every stream has the same exception for it.
            }

            if (got < 0)
            {
                throw Fail(HttpError.Timeout);
            }

            EndReason = reason;
            return got;
        }

        /// <summary>Gives what has come already; else reads what there is, at least a byte; 0 at the peer's end.</summary>
        internal int Take(byte[] buffer, int offset, int count)
        {
            int held = End - Start;

            if (held == 0)
            {
                return Read(buffer, offset, count);
            }

            count = count < held ? count : held;
            Array.Copy(Buffer, Start, buffer, offset, count);
            Start += count;
            return count;
        }

        /// <summary>Gets the next line to lie in the buffer as a whole.</summary>
        /// <param name="closed">What it means if the connection is closed within it.</param>
        /// <returns>The index of its first byte; its CR LF end before <see cref="Start"/>.</returns>
        internal int ReadLine(HttpError closed)
        {
            int looked = 0;

            while (true)
            {
                int count = End - Start - looked;
                int lineFeed = count > 0 ? Array.IndexOf((Array)Buffer, s_lineFeed, Start + looked, count) : -1;

                if (lineFeed >= 0)
                {
                    return TakeLine(lineFeed);
                }

                looked = End - Start;

                MakeRoom();
                int got = Read(Buffer, End, Buffer.Length - End);
                End += got;

                if (got == 0)
                {
                    throw Fail(closed);
                }
            }
        }

        private int TakeLine(int lineFeed)
        {
            int line = Start;
            int length = lineFeed - line;

            // A lone CR, or a LF without one, is a line's end to some and not to others: that is how responses are smuggled.
            if (length == 0 || Array.IndexOf((Array)Buffer, s_carriageReturn, line, length) != lineFeed - 1)
            {
                throw Fail(HttpError.BadHeader);
            }

            LineBudget -= length + 1;

            if (LineBudget < 0)
            {
                throw Fail(HttpError.HeadTooLong);
            }

            Start = lineFeed + 1;
            return line;
        }

        private void MakeRoom()
        {
            End -= Start;
            Array.Copy(Buffer, Start, Buffer, 0, End);
            Start = 0;

            if (End == Buffer.Length)
            {
                throw Fail(HttpError.LineTooLong);
            }
        }

        private int TimeLeft()
        {
            long left = _deadline - _clock();

            if (left <= 0)
            {
                throw Fail(HttpError.Timeout);
            }

            return (int)left;
        }
    }
}
