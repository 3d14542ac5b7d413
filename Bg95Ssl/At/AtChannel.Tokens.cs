// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Threading;

namespace Bg95Ssl
{
    /// <content>
    /// <para>
    /// Finds lines, prompts and counted payload in the bytes, whatever pieces they come in. No clock, no I/O, no allocation, no
    /// exception; each find goes at once to whom it belongs.
    /// </para>
    /// <code>
    /// input   = *( *SP-or-control ( line / prompt ) / payload )
    /// line    = 1*byte *CR LF            ; the first byte is printable
    /// prompt  = "&gt;"                      ; only while one is awaited (module facts 3)
    /// payload = N*N byte trailer         ; after _left was set to N
    /// trailer = CRLF CRLF / CRLF         ; the second CRLF of the long form begins the next line; each module has one form
    ///         / silence / CRLF / "+"     ; behind a pushed payload: nothing, or the beginning of the next line
    /// </code>
    /// The receive buffer is not circular: unread bytes are moved to its beginning when room runs short, one block move, so
    /// that every line lies in one piece and can be read where it is.
    /// </content>
    internal sealed partial class AtChannel
    {
        // Words of up to eight bytes are compared at once, and may reach that far beyond a line.
        private const int Word = 8;

        private const int CrLf = 0x0A0D;
        private const int CrLfCrLf = 0x0A0D0A0D;

        // CRLF CRLF "OK" CRLF, what stands behind a payload unless a URC comes between: compared in one go.
        private const long OkTrailer = 0x0A0D4B4F0A0D0A0D;

        // The shortest text behind a payload: two or one CRLF, then "OK" and its CRLF.
        private const int LongTrailer = 8;
        private const int ShortTrailer = 6;

        // What may stand behind a payload. A sum: 1 for one CRLF, 2 for two, and 4 if this module's form is to be learned.
        private const int NoTrailer = 0;
        private const int KnownLong = 2;
        private const int Either = 3;
        private const int LearnLong = 6;
        private const int Learn = 7;

        // Another line; the same after it had time to come.
        private const int PushTrailer = 8;
        private const int QuietTrailer = 9;

        // +QSSLRECV: 1500 CRLF
        private const int CountIndex = 11;
        private const int CountLength = 4;
        private const int LeastLongCount = 1000;

        // +QSSLURC: "recv",0,1500 CR
        private const int PushLength = 24;

        // Boxed once: Array.IndexOf takes an object, and searches a whole line for the price of looking at one byte.
        private static readonly object s_end = (byte)'\n';

        // The receive buffer; new bytes go to _endIndex, which is then moved behind them.
        private readonly byte[] _array;
        private int _startIndex;
        private int _endIndex;

        // An overlong line is being dropped.
        private bool _skip;

        // A > at the beginning of a line is a prompt.
        private bool _asked;

        // The number of payload bytes that are to come next, and what must stand behind them, to the letter.
        private int _left;
        private int _trailer;

        // The end of the URC before the last pushed payload, if that had a count of four digits: ,0,1500 CR
        private long _seen;

        // How many CRLF this module puts behind a payload; 0 as long as that is not known.
        private int _mode;

        private void Parse()
        {
            byte[] buffer = _array;

            while (_left == 0)
            {
                int start = _startIndex;
                int end = _endIndex;
                int trailer = _trailer;

                if ((start == end && trailer != QuietTrailer) || Target != null)
                {
                    return;
                }

                if (trailer != NoTrailer)
                {
                    if (trailer == KnownLong && end - start >= LongTrailer && BitConverter.ToInt64(buffer, start) == OkTrailer)
                    {
                        _startIndex = start + LongTrailer;
                        _trailer = NoTrailer;
                        Set(Bg95Error.Success);
                    }
                    else if (!Parse(buffer, start, end - start))
                    {
                        return;
                    }

                    continue;
                }

                if (!_skip)
                {
                    if (start + 1 < end && BitConverter.ToInt16(buffer, start) == CrLf)
                    {
                        // As nearly always; it costs less than byte by byte.
                        start += 2;
                    }

                    while (start < end && buffer[start] <= (byte)' ')
                    {
                        start++;
                    }
                }

                _startIndex = start;

                if (start == end)
                {
                    return;
                }

                if (_wanted >= LeastLongCount && end - start >= CountIndex + CountLength + 2
                    && BitConverter.ToInt32(buffer, start + CountIndex) == _digits
                    && BitConverter.ToInt64(buffer, start) == ReceiveWord
                    && BitConverter.ToInt16(buffer, start + CountIndex + CountLength) == CrLf && !_unsure
                    && Interlocked.CompareExchange(ref _state, Payload, Running) == Running)
                {
                    // As many bytes as were asked for, and no need to read the number.
                    _startIndex = start + CountIndex + CountLength + 2;
                    _found = true;
                    _received = _wanted;
                    Start(_target, _head, _wanted, _mode == 0 ? Learn : _mode);
                    continue;
                }

                if (_asked && buffer[start] == (byte)'>')
                {
                    _asked = false;
                    _startIndex = start + 1;
                    Resume();
                    continue;
                }

                if (end - start > PushLength && BitConverter.ToInt64(buffer, start + RecvLength) == _seen
                    && BitConverter.ToInt64(buffer, start) == SslUrcWord
                    && BitConverter.ToInt64(buffer, start + Word) == RecvUrcWord && !_unsure)
                {
                    // The same count to the same socket as with the last block, and no need to read the numbers.
                    int pushed = Unasked.OnLine(PushedAgain, null);

                    if (pushed > 0)
                    {
                        _startIndex = start + PushLength + 1;
                        Push(pushed);
                        continue;
                    }
                }

                int feed = Array.IndexOf(buffer, s_end, start, end - start);

                if (feed < 0)
                {
                    if (end - start >= buffer.Length - Word)
                    {
                        // A line that does not fit is dropped to its end.
                        _skip = true;
                        _startIndex = end;
                    }

                    return;
                }

                _startIndex = feed + 1;

                if (_skip)
                {
                    _skip = false;
                    Statistics.Count(LineCounter.Overruns);
                    continue;
                }

                while (feed > start && buffer[feed - 1] == (byte)'\r')
                {
                    feed--;
                }

                OnLine(start, feed);
            }
        }

        // Says whether it was all there to see.
        private bool Parse(byte[] buffer, int start, int length)
        {
            int trailer = _trailer;
            bool pushed = trailer >= PushTrailer;
            int first = length > 0 ? buffer[start] : 0;

            if (pushed ? length == 1 && first == '\r' : length < 4)
            {
                return false;
            }

            int four = BitConverter.ToInt32(buffer, start);
            int lineEnds = four == CrLfCrLf ? 2 : (short)four == CrLf && (byte)(four >> 16) > (byte)' ' ? 1 : 0;

            if (!pushed)
            {
                if ((trailer & lineEnds) == 0)
                {
                    Abort();
                    return true;
                }

                if (trailer > Either)
                {
                    _mode = lineEnds;
                }

                // Of the long form, the second CRLF begins the next line.
                _startIndex = start + 2;
            }
            else if (length > 0 && (short)four != CrLf && (first != '+' || _items[_tail - 1] == (byte)'\n'))
            {
                // Nothing ends a pushed payload. If bytes of it were lost, the first bytes of the next line took their places,
                // and what stands here now is not the beginning of a line.
                Abort();
                return true;
            }

            _trailer = NoTrailer;

            if (pushed)
            {
                Flush();
            }

            return true;
        }

        // A pushed payload, with nothing behind it that says otherwise, is the socket's.
        private void Flush()
        {
            Pushed.Tail = _tail;
            Raise(Pushed, 0);
        }

        // All payload bytes are in their target.
        private void End()
        {
            if (_trailer == Learn && (_items == null || _items[_tail - 1] == (byte)'\r' || _items[_tail - 1] == (byte)'\n'))
            {
                // Two lost bytes make the long trailer look like the short one, with CRLF as the payload's end.
                _trailer = LearnLong;
            }

            // The reader has let go of the target; what stands behind the payload is still to come.
            Interlocked.CompareExchange(ref _state, Running, Payload);
        }
    }
}
