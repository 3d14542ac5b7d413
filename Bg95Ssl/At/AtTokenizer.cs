// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl
{
    /// <summary>
    /// Turns bytes into lines, prompts and counted payload. A pure machine: no clock, no I/O, no allocation after it is made,
    /// no exception, and the same tokens whatever pieces the bytes come in.
    /// </summary>
    /// <remarks>
    /// <code>
    /// input   = *( *SP-or-control ( line / prompt ) / payload )
    /// line    = 1*byte *CR LF            ; the first byte is printable
    /// prompt  = "&gt;"                      ; only while one is awaited (module facts 3)
    /// payload = N*N byte [ trailer ]     ; after Payload was set to N
    /// trailer = CRLF CRLF / CRLF         ; the second CRLF of the long form begins the next line; each module has one form
    /// </code>
    /// The receive buffer is not circular: unread bytes are moved to its beginning when room runs short, one block move, so
    /// that every line lies in one piece and can be read where it is.
    /// </remarks>
    internal sealed class AtTokenizer
    {
        // AtName compares words of eight bytes and may look that far beyond a line.
        private const int Word = 8;

        private const int CrLf = 0x0A0D;
        private const int CrLfCrLf = 0x0A0D0A0D;

        // CRLF CRLF "OK" CRLF, what stands behind a payload unless a URC comes between: compared in one go.
        private const long OkTrailer = 0x0A0D4B4F0A0D0A0D;

        // The shortest text behind a payload: two or one CRLF, then "OK" and its CRLF.
        private const int LongTrailer = 8;
        private const int ShortTrailer = 6;

        // Boxed once: Array.IndexOf takes an object, and searches a whole line for the price of looking at one byte.
        private static readonly object s_lineFeed = (byte)'\n';

        private readonly int _capacity;
        private int _start;
        private int _searched;
        private bool _doubtful;
        private bool _skipping;
        private long _again;
        private long _againMiddle;
        private long _againEnd;
        private int _againLength;

        /// <summary>The receive buffer; new bytes go to <see cref="End"/>, which is then moved behind them.</summary>
        internal readonly byte[] Buffer;
        internal int End;
        internal int LineStart;
        internal int LineEnd;

        /// <summary>A <c>&gt;</c> at the beginning of a line is a prompt.</summary>
        internal bool PromptExpected;

        /// <summary>The first byte of a line that has begun and not ended, or 0.</summary>
        internal int Begun;

        /// <summary>The number of payload bytes that are to come next.</summary>
        internal int Payload;

        /// <summary>Behind the payload a trailer must stand, to the letter.</summary>
        internal bool Trailer;

        /// <summary>There is no payload to this trailer: it has one CRLF less (module facts 3), which teaches nothing.</summary>
        internal bool Empty;

        /// <summary>How many CRLF this module puts behind a payload; 0 as long as that is not known.</summary>
        internal int LineEnds;

        internal AtTokenizer(int capacity)
        {
            _capacity = capacity;
            Buffer = new byte[capacity + Word];
        }

        /// <summary>Gets the number of bytes that new bytes have room for.</summary>
        internal int Room => _capacity - End;

        /// <summary>
        /// Makes room for new bytes and gives the least number of them that must come before there can be another token;
        /// called before each read.
        /// </summary>
        internal int Prepare()
        {
            if (_start == End)
            {
                _start = 0;
                End = 0;
                _searched = 0;
            }
            else if (End > _capacity / 2)
            {
                End -= _start;
                Array.Copy(Buffer, _start, Buffer, 0, End);
                _searched -= _start;
                _start = 0;
            }

            if (!Trailer)
            {
                return 1;
            }

            int least = (LineEnds == 2 && !Empty ? LongTrailer : ShortTrailer) - (End - _start);
            return least > 0 ? least : 1;
        }

        /// <summary>
        /// Moves the payload bytes that are here already, a target of <see langword="null"/> drops them; says whether these
        /// were the last.
        /// </summary>
        internal bool Take(byte[] target, int offset)
        {
            int count = End - _start;

            if (count > Payload)
            {
                count = Payload;
            }

            if (target != null)
            {
                Array.Copy(Buffer, _start, target, offset, count);
            }

            _start += count;
            return Taken(target, offset, count);
        }

        /// <summary>Notes payload bytes that are in their target; says whether these were the last.</summary>
        internal bool Taken(byte[] target, int offset, int count)
        {
            Payload -= count;
            _searched = _start;

            if (Payload > 0)
            {
                return false;
            }

            if (LineEnds == 0)
            {
                // Two lost bytes make the long trailer look like the short one, with CRLF as the payload's end.
                offset += count - 1;
                _doubtful = target == null || offset < 0 || target[offset] == (byte)'\r' || target[offset] == (byte)'\n';
            }

            return true;
        }

        /// <summary>Forgets payload and trailer after damage, and what form the trailer has.</summary>
        internal void Abandon()
        {
            Payload = 0;
            Trailer = false;
            LineEnds = 0;
        }

        /// <summary>Takes what has come of a line for the whole line: some modules end <c>POWERED DOWN</c> with nothing.</summary>
        internal void EndLine()
        {
            LineStart = _start;

            while (Buffer[LineStart] <= (byte)' ')
            {
                LineStart++;
            }

            LineEnd = End;
            _start = End;
            Begun = 0;
        }

        /// <summary>
        /// Remembers the line that was just found, with its line ends, if it is 16 to 24 bytes long: if the next but equals
        /// it, <see cref="AtToken.Again"/> says so for the price of three comparisons. Answers of full size are all alike.
        /// </summary>
        internal void Remember()
        {
            int start = LineStart - 2;
            int length = _start - start;
            _againLength = 0;

            if (start >= 0 && length >= 2 * Word && length <= 3 * Word)
            {
                _againLength = length;
                _again = BitConverter.ToInt64(Buffer, start);
                _againMiddle = BitConverter.ToInt64(Buffer, start + Word);
                _againEnd = BitConverter.ToInt64(Buffer, _start - Word);
            }
        }

        internal AtToken Next()
        {
            if (Payload > 0)
            {
                return AtToken.None;
            }

            if (Trailer)
            {
                int length = End - _start;

                if (length >= LongTrailer && LineEnds == 2 && !Empty && BitConverter.ToInt64(Buffer, _start) == OkTrailer)
                {
                    _start += LongTrailer;
                    Trailer = false;
                    return AtToken.Ok;
                }

                if (length < 4)
                {
                    return AtToken.None;
                }

                if (!PassTrailer())
                {
                    return AtToken.Damage;
                }
            }

            byte[] buffer = Buffer;
            int start = _start;
            int end = End;

            if (end - start >= _againLength && _againLength != 0 && BitConverter.ToInt64(buffer, start) == _again
                && BitConverter.ToInt64(buffer, start + Word) == _againMiddle
                && BitConverter.ToInt64(buffer, start + _againLength - Word) == _againEnd)
            {
                _start = start + _againLength;
                return AtToken.Again;
            }

            if (!_skipping)
            {
                while (start < end && buffer[start] <= (byte)' ')
                {
                    start++;
                }
            }

            if (start == end)
            {
                return None(start);
            }

            if (PromptExpected && buffer[start] == (byte)'>')
            {
                PromptExpected = false;
                _start = start + 1;
                return AtToken.Prompt;
            }

            int from = _searched > start ? _searched : start;
            int feed = from < end ? Array.IndexOf(buffer, s_lineFeed, from, end - from) : -1;

            if (feed < 0)
            {
                _searched = end;

                if (end - _start >= _capacity)
                {
                    // A line that does not fit is dropped to its end.
                    _skipping = true;
                    _start = end;
                    return AtToken.None;
                }

                Begun = buffer[start];
                return None(start);
            }

            LineStart = start;
            Begun = 0;
            _start = feed + 1;

            while (feed > start && buffer[feed - 1] == (byte)'\r')
            {
                feed--;
            }

            LineEnd = feed;

            if (_skipping)
            {
                _skipping = false;
                return AtToken.Overlong;
            }

            return AtToken.Line;
        }

        // The CRLF before a line is kept till the line is there, to see whether it comes again.
        private AtToken None(int start)
        {
            if (start - _start > 2)
            {
                _start = start;
            }

            return AtToken.None;
        }

        private bool PassTrailer()
        {
            int four = BitConverter.ToInt32(Buffer, _start);
            int known = Empty ? 0 : LineEnds;
            int lineEnds = 0;

            if (four == CrLfCrLf)
            {
                lineEnds = 2;
            }
            else if ((four & 0xFFFF) == CrLf && ((four >> 16) & 0xFF) > ' ' && (known != 0 || Empty || !_doubtful))
            {
                lineEnds = 1;
            }

            if (lineEnds == 0 || (known != 0 && lineEnds != known))
            {
                return false;
            }

            if (!Empty)
            {
                LineEnds = lineEnds;
            }

            // Of the long form, the second CRLF begins the next line.
            _start += 2;
            Trailer = false;
            return true;
        }
    }
}
