// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl
{
    /// <content>What stands behind a payload: whether it is right, and which form the module has.</content>
    internal sealed partial class AtTokenizer
    {
        /// <summary>Looks at what stands behind a payload that was asked for.</summary>
        internal AtToken NextReceiveTrailer()
        {
            int count = UnreadCount;

            if (count >= TwoCrLfAndOk && ExpectedForm == TrailerForm.Two && BitConverter.ToInt64(Buffer, _unreadStart) == OkayTrailer)
            {
                // As nearly always; it costs less than finding two tokens.
                IsTrailerExpected = false;

                if (count == TwoCrLfAndOk)
                {
                    _unreadStart = 0;
                    UnreadEnd = 0;
                }
                else
                {
                    _unreadStart += TwoCrLfAndOk;
                }

                return AtToken.TrailerAndOkay;
            }

            if (count < 4)
            {
                return AtToken.NeedMore;
            }

            int four = BitConverter.ToInt32(Buffer, _unreadStart);
            TrailerForm found = four == CrLfCrLf ? TrailerForm.Two
                : (short)four == CrLf && (byte)(four >> 16) > (byte)' ' ? TrailerForm.One : TrailerForm.Unknown;
            IsTrailerExpected = false;

            if (found == TrailerForm.Unknown || (ExpectedForm != found && (ExpectedForm == TrailerForm.One || ExpectedForm == TrailerForm.Two)))
            {
                return AtToken.TrailerWrong;
            }

            // Two lost bytes make the long form look like the short one, with CRLF as the payload's end: that teaches nothing.
            bool endsWithLineEnd = _lastPayloadByte == CarriageReturn || _lastPayloadByte == LineFeed;
            FoundForm = ExpectedForm == TrailerForm.Unknown && !(found == TrailerForm.One && endsWithLineEnd) ? found : ExpectedForm;
            _unreadStart += 2;
            return AtToken.TrailerRight;
        }

        // Nothing ends a pushed payload. If bytes of it were lost, the first bytes of the next line took their places, and what
        // stands here is not the beginning of a line; or, of a module that sends CRLF behind it, that CRLF is missing.
        private AtToken NextPushTrailer(bool isSilent)
        {
            int count = UnreadCount;

            if (!isSilent && count < 4 && IsPartOfLineEnds(count))
            {
                return AtToken.NeedMore;
            }

            int lineEnds = CountLineEnds(count);
            int lineStart = lineEnds * 2;
            bool isOpenResultNext = lineEnds < 2 && _isOpenResultBare && BeginsOpenResult(_unreadStart + lineStart, count - lineStart);

            if (!isSilent && isOpenResultNext && count < lineStart + WordSize)
            {
                return AtToken.NeedMore;
            }

            IsTrailerExpected = false;
            bool isClean = count == lineEnds * 2 || (lineEnds > 0 && Buffer[_unreadStart + (lineEnds * 2)] > (byte)' ');
            bool endsWithLineEnd = _lastPayloadByte == LineFeed || _lastPayloadByte == CarriageReturn;

            // A line needs CRLF before it, or nothing at all where the payload is not one that took it; some modules' prompt has none.
            bool isWhole = !endsWithLineEnd || (isOpenResultNext && ExpectedForm == TrailerForm.None)
                || (_isPromptBare && IsPromptAwaited && count > 0 && Buffer[_unreadStart] == (byte)'>');
            int first = count > 0 && lineEnds == 0 && isWhole ? Buffer[_unreadStart] : 0;

            if (!isClean && first != '+' && !(first == '>' && IsPromptAwaited))
            {
                return AtToken.TrailerWrong;
            }

            // A prompt may have no CRLF of its own before it, and teaches nothing.
            bool isPromptNext = count > lineEnds * 2 && IsPromptAwaited && Buffer[_unreadStart + (lineEnds * 2)] == (byte)'>';
            bool isLineNext = count > lineEnds * 2 && !isPromptNext;
            int trailing = lineEnds - (isLineNext && lineEnds > 0 && !isOpenResultNext ? 1 : 0);

            // A row of an answer may have no CRLF of its own: the one before it is the payload's, if the payload itself has taken none.
            if (ExpectedForm == TrailerForm.One && trailing == 0 && (lineEnds == 0 || endsWithLineEnd))
            {
                return AtToken.TrailerWrong;
            }

            // A lone CRLF may be the beginning of a line that is late: only what has a line behind it teaches.
            FoundForm = ExpectedForm != TrailerForm.Unknown || endsWithLineEnd || !isLineNext ? ExpectedForm
                : trailing > 0 ? TrailerForm.One : TrailerForm.None;
            _unreadStart += trailing * 2;

            // The CRLF may be the prompt's, too: it does not show that a prompt of this module has none.
            _hasPassedFiller |= isPromptNext && trailing > 0;
            return AtToken.TrailerRight;
        }

        // Whether what is here is the beginning of +QSSLOPEN, as far as it goes.
        private bool BeginsOpenResult(int start, int count)
        {
            int missing = count < WordSize ? WordSize - count : 0;
            return count > 0 && (BitConverter.ToInt64(Buffer, start) ^ OpenResultWord) << (missing * 8) == 0;
        }

        // Whether what is here can become CRLF CRLF.
        private bool IsPartOfLineEnds(int count)
        {
            for (int i = 0; i < count; i++)
            {
                if (Buffer[_unreadStart + i] != ((i & 1) == 0 ? CarriageReturn : LineFeed))
                {
                    return false;
                }
            }

            return true;
        }

        private int CountLineEnds(int count)
        {
            return count >= 4 && BitConverter.ToInt32(Buffer, _unreadStart) == CrLfCrLf ? 2
                : count >= 2 && BitConverter.ToInt16(Buffer, _unreadStart) == CrLf ? 1 : 0;
        }
    }
}
