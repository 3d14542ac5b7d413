// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Threading;

namespace Bg95Ssl
{
    /// <content>
    /// <para>
    /// Turns bytes into lines, prompts and counted payload. A pure machine: no clock, no I/O, no allocation after it is made,
    /// no exception, and the same tokens whatever pieces the bytes come in.
    /// </para>
    /// <code>
    /// input   = *( *SP-or-control ( line / prompt ) / payload )
    /// line    = 1*byte *CR LF            ; the first byte is printable
    /// prompt  = "&gt;"                      ; only while one is awaited (module facts 3)
    /// payload = N*N byte trailer         ; after _payload was set to N
    /// trailer = CRLF CRLF / CRLF         ; the second CRLF of the long form begins the next line; each module has one form
    ///         / silence / CRLF / "+"     ; behind a pushed payload: nothing, or the beginning of the next line
    /// </code>
    /// The receive buffer is not circular: unread bytes are moved to its beginning when room runs short, one block move, so
    /// that every line lies in one piece and can be read where it is.
    /// </content>
    internal sealed partial class AtChannel
    {
        // What Parse gives: nothing more in the bytes that have come,
        private const int None = 0;

        // a line without its end,
        private const int Line = 1;

        // the same line as the one that was remembered,
        private const int Again = 2;

        // the line OK right behind a payload,
        private const int Ok = 3;

        // the prompt that was awaited,
        private const int Prompt = 4;

        // the end of a line that did not fit into the buffer and was dropped,
        private const int Overlong = 5;

        // not the text that must stand behind a payload: bytes were lost.
        private const int Damaged = 6;

        // a pushed payload is complete.
        private const int Pushed = 7;

        // What may stand behind a payload: nothing that is known of, the words of an answer, another line; and another line
        // that had time to come.
        private const int NoTrailer = 0;
        private const int AnswerTrailer = 1;
        private const int PushTrailer = 2;
        private const int QuietTrailer = 3;

        // Words of up to eight bytes are compared at once, and may reach that far beyond a line.
        private const int Word = 8;

        private const int CrLf = 0x0A0D;
        private const int CrLfCrLf = 0x0A0D0A0D;

        // CRLF CRLF "OK" CRLF, what stands behind a payload unless a URC comes between: compared in one go.
        private const long OkTrailer = 0x0A0D4B4F0A0D0A0D;

        // The shortest text behind a payload: two or one CRLF, then "OK" and its CRLF.
        private const int LongTrailer = 8;
        private const int ShortTrailer = 6;

        // Boxed once: Array.IndexOf takes an object, and searches a whole line for the price of looking at one byte.
        private readonly object _lineFeed = (byte)'\n';

        // The receive buffer; new bytes go to _endIndex, which is then moved behind them. Line ends are searched from _index on.
        private readonly byte[] _buffer;
        private int _startIndex;
        private int _index;
        private int _endIndex;

        // The line that was found last.
        private int _lineStart;
        private int _lineEnd;

        // The remembered line: its first, middle and last eight bytes.
        private long _head;
        private long _middle;
        private long _tail;
        private int _length;

        // An overlong line is being dropped.
        private bool _skipping;

        // A > at the beginning of a line is a prompt.
        private bool _prompts;

        // The first byte of a line that has begun and not ended, or 0.
        private int _begun;

        // The number of payload bytes that are to come next.
        private int _payload;

        // What must stand behind the payload, to the letter.
        private int _trailer;

        // There is no payload to this trailer: it has one CRLF less (module facts 3), which teaches nothing.
        private bool _empty;

        // How many CRLF this module puts behind a payload; 0 as long as that is not known.
        private int _lineEnds;

        // The payload's last byte looks like a piece of the trailer.
        private bool _doubtful;

        // Makes room for new bytes and gives the least number of them that must come before there can be another token;
        // called before each read.
        private int MakeRoom()
        {
            if (_startIndex == _endIndex)
            {
                _startIndex = 0;
                _endIndex = 0;
                _index = 0;
            }
            else if (_endIndex > _buffer.Length / 2)
            {
                _endIndex -= _startIndex;
                Array.Copy(_buffer, _startIndex, _buffer, 0, _endIndex);
                _index -= _startIndex;
                _startIndex = 0;
            }

            if (_trailer != AnswerTrailer)
            {
                return _trailer == PushTrailer && _startIndex == _endIndex ? 0 : 1;
            }

            int least = (_lineEnds == 2 && !_empty ? LongTrailer : ShortTrailer) - (_endIndex - _startIndex);
            return least > 0 ? least : 1;
        }

        // Notes payload bytes that are in their target.
        private void Taken(int count)
        {
            _payload -= count;
            _index = _startIndex;

            _at += count;

            if (_payload > 0)
            {
                return;
            }

            if (_lineEnds == 0 || _trailer == PushTrailer)
            {
                // Two lost bytes make the long trailer look like the short one, with CRLF as the payload's end.
                int last = _at - 1;
                _doubtful = _into == null || last < 0 || _into[last] == (byte)'\r' || _into[last] == (byte)'\n';
            }

            if (_trailer == PushTrailer)
            {
                return;
            }

            // The reader has let go of the target; what stands behind the payload is still to come.
            Interlocked.CompareExchange(ref _state, Running, Payload);
        }

        // Remembers the line that was just found, with its line ends, if it is 16 to 24 bytes long: if the next but equals
        // it, Again says so for the price of three comparisons. Answers of full size are all alike.
        private void Remember()
        {
            int start = _lineStart - 2;
            int length = _startIndex - start;
            _length = 0;

            if (start >= 0 && length >= 2 * Word && length <= 3 * Word)
            {
                _length = length;
                _head = BitConverter.ToInt64(_buffer, start);
                _middle = BitConverter.ToInt64(_buffer, start + Word);
                _tail = BitConverter.ToInt64(_buffer, _startIndex - Word);
            }
        }

        private int Parse()
        {
            if (_payload > 0)
            {
                return None;
            }

            if (_trailer == AnswerTrailer)
            {
                int length = _endIndex - _startIndex;

                if (length >= LongTrailer && _lineEnds == 2 && !_empty && BitConverter.ToInt64(_buffer, _startIndex) == OkTrailer)
                {
                    _startIndex += LongTrailer;
                    _trailer = NoTrailer;
                    return Ok;
                }

                if (length < 4)
                {
                    return None;
                }

                if (!TrimStart())
                {
                    return Damaged;
                }
            }
            else if (_trailer != NoTrailer)
            {
                return ParsePushed();
            }

            byte[] buffer = _buffer;
            int start = _startIndex;
            int end = _endIndex;

            if (end - start >= _length && _length != 0 && BitConverter.ToInt64(buffer, start) == _head
                && BitConverter.ToInt64(buffer, start + Word) == _middle
                && BitConverter.ToInt64(buffer, start + _length - Word) == _tail)
            {
                _startIndex = start + _length;
                return Again;
            }

            if (!_skipping)
            {
                while (start < end && buffer[start] <= (byte)' ')
                {
                    start++;
                }
            }

            if (_prompts && start < end && buffer[start] == (byte)'>')
            {
                _prompts = false;
                _startIndex = start + 1;
                return Prompt;
            }

            int from = _index > start ? _index : start;
            int feed = from < end ? Array.IndexOf(buffer, _lineFeed, from, end - from) : -1;

            if (feed < 0)
            {
                _index = end;

                if (start - _startIndex > 2)
                {
                    // The CRLF before a line is kept till the line is there, to see whether it comes again.
                    _startIndex = start;
                }

                if (end - _startIndex >= _buffer.Length - Word)
                {
                    // A line that does not fit is dropped to its end.
                    _skipping = true;
                    _startIndex = end;
                }
                else if (start < end)
                {
                    _begun = buffer[start];
                }

                return None;
            }

            _lineStart = start;
            _begun = 0;
            _startIndex = feed + 1;

            while (feed > start && buffer[feed - 1] == (byte)'\r')
            {
                feed--;
            }

            _lineEnd = feed;

            if (_skipping)
            {
                _skipping = false;
                return Overlong;
            }

            return Line;
        }

        private bool TrimStart()
        {
            int four = BitConverter.ToInt32(_buffer, _startIndex);
            int known = _empty ? 0 : _lineEnds;
            int lineEnds = 0;

            if (four == CrLfCrLf)
            {
                lineEnds = 2;
            }
            else if ((four & 0xFFFF) == CrLf && ((four >> 16) & 0xFF) > ' ' && (known != 0 || _empty || !_doubtful))
            {
                lineEnds = 1;
            }

            if (lineEnds == 0 || (known != 0 && lineEnds != known))
            {
                return false;
            }

            if (!_empty)
            {
                _lineEnds = lineEnds;
            }

            // Of the long form, the second CRLF begins the next line.
            _startIndex += 2;
            _trailer = NoTrailer;
            return true;
        }

        // Nothing ends a pushed payload. If bytes of it were lost, the first bytes of the next line took their places, and
        // what stands here now is not the beginning of a line. The reader comes here when the line is quiet, too.
        private int ParsePushed()
        {
            int length = _endIndex - _startIndex;
            int first = length > 0 ? _buffer[_startIndex] : 0;

            if ((length == 1 && first == '\r') || (length == 0 && _trailer == PushTrailer))
            {
                return None;
            }

            if (length > 0 && (first != '\r' || _buffer[_startIndex + 1] != (byte)'\n') && (first != '+' || _doubtful))
            {
                return Damaged;
            }

            _trailer = NoTrailer;
            return Pushed;
        }
    }
}
