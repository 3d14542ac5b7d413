// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl
{
    /// <summary>
    /// Finds lines, prompts and what stands behind payloads in the bytes, whatever pieces they come in. No clock, no I/O, no
    /// allocation, no exception.
    /// </summary>
    /// <remarks>
    /// <code>
    /// input   = *( *filler ( line / prompt ) / payload trailer )
    /// filler  = %x00-20 / %x7F-FF        ; FF and NUL can stand before RDY (module facts 8)
    /// line    = 1*byte *CR LF            ; the first byte is printable
    /// prompt  = "&gt;"                      ; only while one is awaited (module facts 3)
    /// payload = N*N byte                 ; taken by TakePayload, never looked at
    /// trailer = CRLF CRLF / CRLF         ; of AT+QSSLRECV; the second CRLF of the long form begins the next line
    ///         / [CRLF] ( line / silence ) ; of a pushed payload
    /// </code>
    /// The buffer is not circular: unread bytes are moved to its beginning when room runs short, one block move, so that every
    /// line lies in one piece and can be read where it is.
    /// </remarks>
    internal sealed partial class AtTokenizer
    {
        /// <summary>So many bytes behind any byte of the buffer can be read: words of eight bytes are compared at once.</summary>
        internal const int WordSize = 8;

        private const int CrLf = 0x0A0D;
        private const int CrLfCrLf = 0x0A0D0A0D;
        private const int CrLfPrompt = 0x203E0A0D; // CR LF > and a blank
        private const int OkayLine = 0x0A0D4B4F; // OK CR LF
        private const long SendOkayLine = 0x0D4B4F20444E4553; // SEND OK CR
        private const long OkayTrailer = 0x0A0D4B4F0A0D0A0D;
        private const long OpenResultWord = 0x45504F4C5353512B; // +QSSLOPE
        private const byte LineFeed = (byte)'\n';
        private const byte CarriageReturn = (byte)'\r';

        private const int PromptSize = 4;
        private const int CrLfSize = 2;

        // CRLF CRLF "OK" CRLF, and CRLF "OK" CRLF: the least that stands behind the payload of an answer.
        private const int TwoCrLfAndOk = 8;
        private const int OneCrLfAndOk = 6;

        // CRLF "SEND OK" CRLF.
        private const int CrLfAndSendOk = 11;

        /// <summary>"OK" CRLF.</summary>
        internal const int ShortestLine = 4;

        // "+QSSLRECV: 1500" CRLF. Behind a shorter number so many bytes come, too.
        private const int PlusQss = 0x5353512B;
        private const int PayloadHeader = 17;
        private const int CrLfAndHeader = CrLfSize + PayloadHeader;
        internal const long ReceiveWord = 0x4345524C5353512B; // +QSSLREC

        // Boxed once: Array.IndexOf takes an object, and searches a whole line for the price of looking at one byte.
        private static readonly object s_boxedLineFeed = LineFeed;

        internal readonly byte[] Buffer;
        private int _unreadStart;
        internal int UnreadEnd;
        private bool _hasPassedFiller;
        private bool _isPromptBare;

        // The module says +QSSLOPEN without a CRLF of its own before it (module facts 3).
        private bool _isOpenResultBare;
        private bool _isSkippingLine;

        // What must stand behind the payload that was begun last; whether it is pushed, so that silence is a right ending, too; its
        // last byte.
        internal bool IsTrailerExpected;
        internal bool IsPush;
        internal TrailerForm ExpectedForm;
        private byte _lastPayloadByte;

        internal AtTokenizer(int size)
        {
            Buffer = new byte[size + WordSize];
            Capacity = size;
            HalfSize = Buffer.Length / 2;
        }

        /// <summary>Gets where the line begins that was found last.</summary>
        internal int LineStart;

        /// <summary>Gets where it ends; CR and LF stand behind.</summary>
        internal int LineEnd;

        /// <summary>Gets the form of the trailer that was found last.</summary>
        internal TrailerForm FoundForm;

        /// <summary>Gets or sets a value indicating whether a <c>&gt;</c> at the beginning of a line is a prompt.</summary>
        internal bool IsPromptAwaited;

        /// <summary>
        /// The last eight bytes, before the LF, of the line that announces as many bytes as were asked for (<see cref="AtCommandBuilder.WholeAnswerEnd"/>);
        /// 0 while none is awaited. Such a line is known without reading it.
        /// </summary>
        internal long AwaitedHeaderEnd;

        /// <summary>Gets how many bytes have not been read yet.</summary>
        internal int UnreadCount => UnreadEnd - _unreadStart;

        /// <summary>New bytes may be put before this index of the buffer.</summary>
        internal readonly int Capacity;

        /// <summary>Unread bytes that end behind this index of the buffer have to be moved to its beginning.</summary>
        internal readonly int HalfSize;

        /// <summary>Gets a value indicating whether the pushed payload is whole if nothing more comes in a moment.</summary>
        internal bool MayEndBySilence => UnreadCount == 0 ? ExpectedForm != TrailerForm.One : CountLineEnds(UnreadCount) * 2 == UnreadCount;

        /// <summary>Gets a value indicating whether a wrong trailer has lost one byte and no more: the CR of the next line.</summary>
        internal bool IsOnlyOneByteLost => UnreadCount > 0 && Buffer[_unreadStart] == LineFeed;

        /// <summary>Gets a value indicating whether the unread bytes can be a whole line without an end (module facts 3).</summary>
        internal bool MayBePowerDown => _unreadStart < UnreadEnd && (Buffer[_unreadStart] == (byte)'P' || Buffer[_unreadStart] == (byte)'N');

        /// <summary>Forgets everything.</summary>
        internal void Clear()
        {
            _unreadStart = 0;
            UnreadEnd = 0;
            _isSkippingLine = false;
            IsTrailerExpected = false;
            IsPromptAwaited = false;
            AwaitedHeaderEnd = 0;
        }

        /// <summary>Moves unread bytes to the beginning when more than half of the buffer is used up.</summary>
        internal void MakeRoom()
        {
            if (_unreadStart == UnreadEnd)
            {
                _unreadStart = 0;
                UnreadEnd = 0;
            }
            else if (_unreadStart > 0 && UnreadEnd > HalfSize)
            {
                UnreadEnd -= _unreadStart;
                Array.Copy(Buffer, _unreadStart, Buffer, 0, UnreadEnd);
                _unreadStart = 0;
            }
        }

        /// <summary>Takes bytes over that were read into another array; what has no room is dropped.</summary>
        internal void AppendCopy(byte[] source, int offset, int count)
        {
            MakeRoom();
            count = count < Capacity - UnreadEnd ? count : Capacity - UnreadEnd;
            Array.Copy(source, offset, Buffer, UnreadEnd, count);
            UnreadEnd += count;
        }

        /// <summary>
        /// Gives how many bytes must come, as far as that is sure, before the end of an answer can be found whose payload has been
        /// taken. Fewer than four of them are here: else it would have been looked at.
        /// </summary>
        internal int LeastToCome()
        {
            return (ExpectedForm == TrailerForm.Two ? TwoCrLfAndOk : OneCrLfAndOk) - UnreadEnd + _unreadStart;
        }

        /// <summary>
        /// Gives how many bytes must come, as far as that is sure, before the line that has begun is whole, while a command runs. A URC
        /// may be shorter; it then waits for the command's answer.
        /// </summary>
        internal int LeastOfLine()
        {
            int here = UnreadEnd - _unreadStart;
            return here < ShortestLine ? ShortestLine - here
                : here < PayloadHeader && BitConverter.ToInt32(Buffer, _unreadStart) == PlusQss ? PayloadHeader - here : 1;
        }

        /// <summary>Takes payload that is here already, without looking at it.</summary>
        /// <param name="target">Where it goes, or <see langword="null"/> to drop it.</param>
        /// <param name="offset">Index of the first byte in <paramref name="target"/>.</param>
        /// <param name="most">How many bytes to take at most.</param>
        /// <returns>How many were taken.</returns>
        internal int TakePayload(byte[] target, int offset, int most)
        {
            int start = _unreadStart;
            int count = UnreadEnd - start;

            if (count <= most)
            {
                _unreadStart = 0;
                UnreadEnd = 0;
            }
            else
            {
                count = most;
                _unreadStart = start + most;
            }

            if (target != null)
            {
                Array.Copy(Buffer, start, target, offset, count);
            }

            return count;
        }

        /// <summary>Says what must stand behind the payload that begins.</summary>
        /// <param name="isPush">Whether it is pushed, and not asked for.</param>
        /// <param name="form">The module's form; Unknown to learn it.</param>
        internal void ExpectTrailer(bool isPush, TrailerForm form)
        {
            IsPush = isPush;
            ExpectedForm = form;
        }

        /// <summary>The payload has been taken to its last byte; now comes what must stand behind it.</summary>
        internal void EndPayload(byte lastByte)
        {
            IsTrailerExpected = true;
            _lastPayloadByte = lastByte;
        }

        /// <summary>Finds the next token.</summary>
        internal AtToken Next()
        {
            int start = _unreadStart;
            int end = UnreadEnd;

            if (start == end)
            {
                _unreadStart = 0;
                UnreadEnd = 0;
                return AtToken.NeedMore;
            }

            if (IsTrailerExpected)
            {
                return IsPush ? NextPushTrailer(false) : NextReceiveTrailer();
            }

            byte[] buffer = Buffer;

            if (AwaitedHeaderEnd != 0 && end - start >= CrLfAndHeader && BitConverter.ToInt64(buffer, start + CrLfSize + WordSize) == AwaitedHeaderEnd
                && BitConverter.ToInt64(buffer, start + CrLfSize) == ReceiveWord && BitConverter.ToInt16(buffer, start) == CrLf
                && buffer[start + CrLfAndHeader - 1] == LineFeed && !_isSkippingLine)
            {
                _unreadStart = start + CrLfAndHeader;
                _hasPassedFiller = false;
                return AtToken.AwaitedHeader;
            }

            int first = start;

            if (!_isSkippingLine)
            {
                if (IsPromptAwaited && end - start == PromptSize && BitConverter.ToInt32(buffer, start) == CrLfPrompt)
                {
                    // As nearly always; it costs less than byte by byte.
                    _isPromptBare = false;
                    _hasPassedFiller = false;
                    _unreadStart = 0;
                    UnreadEnd = 0;
                    return AtToken.Prompt;
                }

                if (end - start > 1 && BitConverter.ToInt16(buffer, start) == CrLf)
                {
                    // As nearly always; it costs less than byte by byte.
                    start += 2;

                    if (end - first == CrLfAndSendOk && BitConverter.ToInt64(buffer, start) == SendOkayLine && buffer[end - 1] == LineFeed)
                    {
                        _unreadStart = 0;
                        UnreadEnd = 0;
                        _hasPassedFiller = false;
                        return AtToken.SendOkay;
                    }

                    if (end - first >= OneCrLfAndOk && BitConverter.ToInt32(buffer, start) == OkayLine)
                    {
                        _unreadStart = start + ShortestLine;
                        _hasPassedFiller = false;
                        return AtToken.Okay;
                    }
                }

                while (start < end && (buffer[start] <= (byte)' ' || buffer[start] >= 0x7F))
                {
                    start++;
                }

                _unreadStart = start;

                if (start > first)
                {
                    _hasPassedFiller = true;
                }

                if (IsPromptAwaited && start < end && buffer[start] == (byte)'>')
                {
                    _isPromptBare = !_hasPassedFiller;
                    _hasPassedFiller = false;
                    _unreadStart = start + 1;
                    return AtToken.Prompt;
                }
            }

            int lineFeed = start < end ? Array.IndexOf(buffer, s_boxedLineFeed, start, end - start) : -1;

            if (lineFeed < 0)
            {
                if (end - start >= Capacity)
                {
                    _isSkippingLine = true;
                }

                _unreadStart = _isSkippingLine ? end : start;
                return AtToken.NeedMore;
            }

            _unreadStart = lineFeed + 1;

            if (!_hasPassedFiller)
            {
                _isOpenResultBare |= BitConverter.ToInt64(buffer, start) == OpenResultWord;
            }

            _hasPassedFiller = false;

            if (_isSkippingLine)
            {
                _isSkippingLine = false;
                return AtToken.LineTooLong;
            }

            return FoundLine(start, lineFeed);
        }

        /// <summary>Gives the header that was found last as a line: nobody waits for it any more.</summary>
        internal void SetLineOfHeader()
        {
            LineStart = _unreadStart - PayloadHeader;
            LineEnd = _unreadStart - CrLfSize;
        }

        /// <summary>Takes what has come of a line for the whole: some modules end POWERED DOWN with nothing.</summary>
        internal AtToken TakeUnfinishedLine()
        {
            int start = _unreadStart;
            _unreadStart = UnreadEnd;
            return FoundLine(start, UnreadEnd);
        }

        /// <summary>Nothing has come behind a pushed payload while it had time to.</summary>
        internal AtToken EndBySilence()
        {
            return NextPushTrailer(true);
        }

        /// <summary>What must stand behind a payload has not come in time.</summary>
        internal AtToken EndByTimeout()
        {
            IsTrailerExpected = false;
            return AtToken.TrailerWrong;
        }

        private AtToken FoundLine(int start, int end)
        {
            byte[] buffer = Buffer;

            // A line's first byte is printable.
            while (buffer[end - 1] == CarriageReturn)
            {
                end--;
            }

            LineStart = start;
            LineEnd = end;
            return AtToken.Line;
        }
    }
}
