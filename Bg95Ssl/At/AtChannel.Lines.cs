// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl
{
    /// <content>Says what a line means and whose it is.</content>
    internal sealed partial class AtChannel
    {
        // Words as numbers, first letter lowest: a string, even a constant, would cost the device 12 bytes of heap each time.
        // No word is found beyond a line's end, since there stands a CR or a LF.
        private const short OkWord = 0x4B4F; // OK
        private const long SendOkWord = 0x0D4B4F20444E4553; // SEND OK, CR
        private const long ReceiveWord = 0x4345524C5353512B; // +QSSLREC
        private const short ReceiveEnd = 0x3A56; // V:
        private const int RecvWord = 0x56434552; // RECV
        private const int DownWord = 0x4E574F44; // DOWN
        private const int CmeWord = 0x454D432B; // +CME
        private const long SslWord = 0x4C5353512B; // +QSSL
        private const long SslMask = 0xFFFFFFFFFF;

        // Boxed once: Array.IndexOf takes an object.
        private static readonly object s_colon = (byte)':';

        /// <summary>
        /// Runs the command and gives what its information lines say behind <c>+NAME: </c>, without quotes, with a line feed
        /// between lines. Throws if the end is not OK, and this error if there is none. For what is asked seldom: it allocates.
        /// </summary>
        internal string Ask(Bg95Error none = Bg95Error.UnexpectedAnswer)
        {
            string name = _name;
            Bg95Error error = Invoke(null, 0, ShortLimit);
            string text = _message;
            error = End(error);
            Check(error == Bg95Error.Success && text == null ? none : error, name);
            return text;
        }

        private void OnLine(int start, int end)
        {
            byte[] buffer = _array;
            long word = BitConverter.ToInt64(buffer, start);

            if ((byte)word != (byte)'+')
            {
                if ((end - start == 2 && (short)word == OkWord) || (end - start == 7 && word == SendOkWord))
                {
                    Set(Bg95Error.Success);
                    return;
                }

                _fields.Set(buffer, start, end);

                if (_fields.Trim("ERROR", 0))
                {
                    Set(Bg95Error.Rejected);
                }
                else if (_fields.Trim("SEND FAIL", 0))
                {
                    Set(Bg95Error.SendBufferFull);
                }
                else if (_fields.Trim("NO CARRIER", 0))
                {
                    // The answer to ATO if there is nothing to go back to.
                    Set(Bg95Error.ClosedByPeer);
                }
                else if (_fields.Trim("CONNECT", 0))
                {
                    if (_wanted > 0)
                    {
                        // AT+QFREAD: the number of bytes that follow, and one CRLF before its OK, whatever other answers have.
                        Begin(_fields.ToInt32(), Either);
                    }
                    else
                    {
                        Resume();
                    }
                }
                else if (_fields.Trim("RDY", 0))
                {
                    Statistics.Count(LineCounter.Restarts);
                    Reset(Restarted);
                }
                else if (end > 3 && BitConverter.ToInt32(_array, end - 4) == DownWord)
                {
                    // POWERED DOWN, NORMAL POWER DOWN, PSM POWER DOWN.
                    Reset(PoweredDown);
                }
                else if (!_fields.Trim("AT", 0) && !_fields.Trim("APP RDY", 0))
                {
                    // An echo begins with AT. All else is a URC of another firmware, or what is left of a damaged line.
                    OnLine();
                }
            }
            else if (word == ReceiveWord && BitConverter.ToInt16(buffer, start + 8) == ReceiveEnd && !_unsure)
            {
                _fields.Set(buffer, start + 10, end);
                int count = _fields.ToInt32();

                // With no bytes there is one CRLF less (module facts 3), which teaches nothing.
                Begin(count, count == 0 ? Either : _mode == 0 ? Learn : _mode);
            }
            else
            {
                int pushed = _unsure ? -1 : OnUrc(word, buffer, start, end);

                if (pushed > 0)
                {
                    _seen = end - start == PushLength - 1 ? BitConverter.ToInt64(buffer, start + RecvLength) : 0;
                    Push(pushed);
                }
                else if (pushed < 0)
                {
                    _fields.Set(buffer, start, end);

                    if (_state > Finished && _fields.Trim(_name, 2) && _fields.Trim(":", 0))
                    {
                        _found = true;

                        if (_lines != null)
                        {
                            _lines.OnLine(Answer, _fields);
                        }
                        else
                        {
                            _message = (_message == null ? null : _message + "\n") + _fields.Substring();
                            _value = _fields.ToInt32();
                        }
                    }
                    else if ((int)word == CmeWord && _fields.Trim("+CME ERROR:", 0))
                    {
                        int code = _fields.ToInt32();
                        Set(code > 0 ? (Bg95Error)code : Bg95Error.Rejected);
                    }
                    else if (!_unsure)
                    {
                        // The second half of the URC that counts a pushed payload.
                        int at = Array.IndexOf(_array, s_colon, start, end - start);

                        if ((word & SslMask) == SslWord || (int)(word >> 32) == RecvWord
                            || (at > 0 && BitConverter.ToInt64(_array, at) == RecvUrcWord))
                        {
                            // Not a URC of the network or the SIM, for instance: nothing but ours begins like this. It may be the
                            // count of a payload, a byte short.
                            OnLine();
                        }
                    }
                }
            }
        }

        // A pushed payload begins; without a ring it is dropped.
        private void Push(int count)
        {
            SocketRing ring = Pushed;

            if (ring != null)
            {
                Start(ring.Buffer, ring.Tail, count, PushTrailer);
            }
            else
            {
                Start(null, 0, count, NoTrailer);
            }
        }

        private void OnLine()
        {
            Statistics.Count(LineCounter.UnknownLines);

            if (_state > Finished && _wanted > 0)
            {
                // It may have been the line that counts the payload; what follows must not be read as lines.
                Abort();
            }
            else if (Unasked.OnLine(Unknown, null) > 0)
            {
                // The same of a payload that is pushed.
                _lost = true;
                _unsure = true;
                Raise(BytesLost);
            }
            else
            {
                // Or a URC: the sockets ask.
                Raise(LinesLost);
            }
        }

        // The module has lost all it was told; whoever waits for an answer waits in vain.
        private void Reset(int kind)
        {
            _lost = true;

            // First the sockets: who is woken by the failure may look at them at once.
            Raise(kind);
            Reply(Bg95Error.ModuleRestarted);
        }
    }
}
