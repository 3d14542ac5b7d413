// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl
{
    /// <summary>
    /// A connection that uses the line in transparent mode (application note 1.3): its ring takes what comes, until the module says
    /// NO CARRIER, or OK after the mode was asked to end.
    /// </summary>
    /// <remarks>
    /// Any byte may be payload, the module's last words too. What could be their beginning is held back until more has come or the
    /// line was quiet for 300 ms; they count only if nothing but URCs stands behind them. A peer that says the words itself
    /// ends its own connection.
    /// </remarks>
    internal sealed class TransparentConnection
    {
        // Variables: naming a constant string costs the device 12 bytes of heap each time.
        private static readonly string s_noCarrier = "\r\nNO CARRIER\r\n";
        private static readonly string s_okay = "\r\nOK\r\n";
        private static readonly string s_pushPrefix = "+QSSLURC: \"recv\",";

        // Who says so many lines behind the last words has said these, too: the URCs that were kept back, an ERROR for each CR of
        // what the program was sending.
        private const int EnoughLines = 1200;
        private const int RoomPause = 100;
        private const int LastWordsPause = 300;
        private const int FewBytes = 64;

        // For a few batches of an ESP32's driver. Unread bytes are moved only if there is less behind them.
        private const int EnoughRoom = 512;

        // Boxed once: Array.IndexOf takes an object.
        private static readonly object s_carriageReturn = (byte)'\r';

        private static readonly object s_lineFeed = (byte)'\n';

        private readonly AtFieldReader _line = new AtFieldReader();
        private readonly SocketRing _ring;
        private readonly AtChannel _channel;
        internal readonly ITransparentListener Listener;

        /// <summary>Moves the module's DTR pin, which ends the mode; <see langword="null"/> to send <c>+++</c>.</summary>
        internal readonly DataTerminalReadyHandler DataTerminalReady;

        /// <summary>Set when the module has ended the mode.</summary>
        internal readonly Signal Ended;

        private readonly Signal _hasRoom;
        private int _heldCount;
        private int _lastWordsLength;
        private bool _lastWordsAreOk;

        // They need no quiet behind them: there are lines enough, or pushed data of another socket, whose form tells nothing.
        private bool _areLastWordsSure;

        internal TransparentConnection(
            AtChannel channel, SocketRing ring, ITransparentListener listener, DataTerminalReadyHandler dataTerminalReady)
        {
            DataTerminalReady = dataTerminalReady;
            _channel = channel;
            _ring = ring;
            Listener = listener;
            _hasRoom = channel.Time.CreateSignal();
            Ended = channel.Time.CreateSignal();
            ring.HasRoom = _hasRoom;
        }

        internal byte[] Buffer => _ring.Buffer;

        /// <summary>Gets where the next byte goes.</summary>
        internal int WriteIndex => _ring.WriteIndex;

        /// <summary>Gets a value indicating whether lines that stood behind the last words, and may have said why, were lost.</summary>
        internal bool HasLostLines;

        /// <summary>Gets or sets a value indicating whether the mode is about to be asked to end: nobody makes room any more.</summary>
        internal bool IsLeaving;

        /// <summary>Gets or sets a value indicating whether the module was asked to end the mode: OK ends it now, too.</summary>
        internal bool IsEscapeSaid;

        /// <summary>
        /// Reads to the ring's tail; waits for the first byte, or until the line was quiet if bytes are held back.
        /// </summary>
        /// <returns>How many bytes have come; 0 if the line was quiet; -1 if there was no room.</returns>
        internal int Read(ITransport transport, AtTokenizer tokenizer)
        {
            byte[] buffer = _ring.Buffer;
            int room = _ring.Room;

            if (room < EnoughRoom)
            {
                room = _ring.MakeRoom(buffer.Length);
            }

            if (IsLeaving)
            {
                room += SocketRing.RoomForLastWords;
            }

            int tail = _ring.WriteIndex;

            if (_ring.LostCount > 0 || (room == 0 && IsLeaving))
            {
                // There is nobody who would make room; or there was none before, and what comes now does not belong behind that.
                tokenizer.MakeRoom();
                int lost = transport.Read(tokenizer.Buffer, 0, 1, tokenizer.Capacity, LastWordsPause);
                _ring.LostCount += lost;

                // The ring is full to its last byte, and the line was quiet: what is held back may be the last words.
                return _ring.LostCount == 0 && _heldCount > 0 ? 0 : -1;
            }

            // Less than none, if the last bytes have come while the mode was being left the last time.
            if (room <= 0)
            {
                // Meanwhile the UART's ring takes what comes.
                _hasRoom.Wait(RoomPause);
                return -1;
            }

            if (tokenizer.UnreadEnd > 0)
            {
                // What came in one piece with CONNECT.
                return tokenizer.TakePayload(buffer, tail, room);
            }

            int count = transport.Read(buffer, tail, 1, room, _heldCount > 0 ? LastWordsPause : -1);

            if (count > 0 && count < FewBytes && count < room)
            {
                // An STM32 hands over a few bytes at a time; looking at each handful costs more than waiting for a moment.
                count += transport.Read(buffer, tail + count, 0, room - count, 0);
            }

            return count;
        }

        /// <summary>So many bytes have come to the ring's tail; none: the line was quiet; -1: there was no room.</summary>
        internal void OnRead(int count, AtTokenizer tokenizer)
        {
            if (count < 0)
            {
                return;
            }

            if (count == 0 && _heldCount == 0)
            {
                throw new InvalidOperationException("the port gives nothing without a limit");
            }

            if (count > 0)
            {
                _ring.WriteIndex += count;
                _heldCount = FindLastWords(_ring.VisibleEnd);
            }

            while (count == 0 && _heldCount > 0 && _lastWordsLength == 0)
            {
                // The line is quiet: what was held back has not become the last words. They may stand behind its beginning.
                _heldCount = FindLastWords(_ring.WriteIndex - _heldCount + 1);
            }

            if (_heldCount > 0 && _lastWordsLength > 0 && (count == 0 || _areLastWordsSure))
            {
                End(tokenizer);
                return;
            }

            _ring.Publish(_heldCount);
            Listener.OnTransparentData();
        }

        private void End(AtTokenizer tokenizer)
        {
            // What stands behind the last words are lines, and what stands before OK, if it is not too long.
            int behind = _lastWordsAreOk ? _heldCount : _heldCount - _lastWordsLength;
            tokenizer.Clear();

            if (behind > tokenizer.Capacity)
            {
                // There is no room for them, and what still comes may be the rest of pushed data.
                behind = 0;
                HasLostLines = true;
                _channel.Interpreter.Doubt();
            }

            // A module that has ended the mode by itself has no OK for +++: then NO CARRIER was the peer's.
            HasLostLines |= !_lastWordsAreOk && IsEscapeSaid && IsOkayAmong(behind);
            Array.Copy(_ring.Buffer, _ring.WriteIndex - behind, tokenizer.Buffer, 0, behind);
            tokenizer.UnreadEnd = behind;
            _ring.WriteIndex -= _heldCount;
            _ring.Publish(0);
            _channel.Resynchronizer.OnTransparentEnded(this, _lastWordsAreOk);
        }

        private bool IsOkayAmong(int count)
        {
            for (int at = _ring.WriteIndex - count; at <= _ring.WriteIndex - s_okay.Length; at++)
            {
                if (IsAt(s_okay, at, s_okay.Length))
                {
                    return true;
                }
            }

            return false;
        }

        // Gives how many bytes at the end, from an index on, may be the module's last words and what stands behind them.
        private int FindLastWords(int first)
        {
            byte[] buffer = _ring.Buffer;
            int tail = _ring.WriteIndex;

            for (int at = first; at < tail; at++)
            {
                at = Array.IndexOf(buffer, s_carriageReturn, at, tail - at);

                if (at < 0)
                {
                    break;
                }

                if (IsLastWords(s_noCarrier, at, tail))
                {
                    _lastWordsAreOk = false;
                    return tail - at;
                }

                if (IsEscapeSaid && IsAnswerToEscape(at, tail))
                {
                    _lastWordsAreOk = true;
                    return tail - at;
                }
            }

            _lastWordsLength = 0;
            return 0;
        }

        // OK, perhaps with URCs before it, which the module has kept back; one may have pushed payload behind it.
        private bool IsAnswerToEscape(int at, int tail)
        {
            byte[] buffer = _ring.Buffer;

            while (at + 2 < tail && buffer[at] == (byte)'\r' && buffer[at + 1] == (byte)'\n' && buffer[at + 2] == (byte)'+')
            {
                int end = Array.IndexOf(buffer, s_lineFeed, at + 2, tail - at - 2);

                if (end < 0)
                {
                    _lastWordsLength = 0;
                    return tail - at <= EnoughLines;
                }

                // Without the CR before the line feed.
                _line.SetLine(buffer, at + 2, end - 1);
                at = end + 1;

                if (_line.PassPrefix(s_pushPrefix, 0))
                {
                    // What is pushed may not be here yet.
                    _line.SkipField();
                    int count = _line.ReadNumber();
                    at += count > 0 ? count : 0;
                }
            }

            return IsLastWords(s_okay, at, tail);
        }

        private bool IsLastWords(string words, int at, int tail)
        {
            int here = tail - at;

            if (!IsAt(words, at, here < words.Length ? here : words.Length))
            {
                return false;
            }

            _lastWordsLength = here < words.Length ? 0 : words.Length;
            _areLastWordsSure = here > words.Length + EnoughLines;
            return here <= words.Length || AreLines(at + words.Length, tail);
        }

        private bool IsAt(string words, int at, int count)
        {
            byte[] buffer = _ring.Buffer;

            for (int i = 0; i < count; i++)
            {
                if (buffer[at + i] != words[i])
                {
                    return false;
                }
            }

            return true;
        }

        // Where the payload ends that a whole line at this place announces, as far as anybody can know; -1 if it announces none.
        private int PushEnd(int at, int tail)
        {
            int lineFeed = _line.PassPrefix(s_pushPrefix, 0) ? Array.IndexOf(_ring.Buffer, s_lineFeed, at, tail - at) : -1;

            if (lineFeed < 0)
            {
                return -1;
            }

            // Without the CR before the line feed.
            _line.SetLine(_ring.Buffer, at, lineFeed - 1);
            _line.PassPrefix(s_pushPrefix, 0);
            bool hasPayload = _channel.Listener.MayPushTo(_line.ReadNumber()) && !_line.IsAtEnd;
            int count = hasPayload ? _line.ReadNumber() : -1;
            return count < 0 ? -1 : lineFeed + 1 + count;
        }

        // Lines with CRLF before and behind, the last one perhaps cut off: URCs, RDY, APP RDY, POWERED DOWN; and OK and ERROR, if the
        // program was sending while the connection ended and the module has taken the rest for commands. A line that pushes has its
        // payload behind it, and then lines again.
        private bool AreLines(int at, int tail)
        {
            byte[] buffer = _ring.Buffer;
            int lineEnds = 2;
            bool isInLine = false;

            for (; at < tail; at++)
            {
                byte value = buffer[at];

                if (value == (byte)'\r' || value == (byte)'\n')
                {
                    isInLine = false;
                    lineEnds++;
                }
                else if (!isInLine && (value == 0 || value == 0xFF))
                {
                    // A module that starts anew says these before RDY (module facts 8).
                    continue;
                }
                else if (value < (byte)' ' || value > (byte)'~')
                {
                    return false;
                }
                else if (!isInLine)
                {
                    _line.SetLine(buffer, at, tail);

                    if (lineEnds < 2 || ((value < (byte)'A' || value > (byte)'Z') && value != (byte)'+' && value != (byte)'^')
                        || _line.PassPrefix(s_noCarrier, 2))
                    {
                        // The last words are the last that are said, and those before are payload.
                        return false;
                    }

                    int pushEnd = PushEnd(at, tail);

                    if (pushEnd >= tail)
                    {
                        // What still comes tells nothing, and may never be quiet, if there is a socket that is pushed to.
                        _areLastWordsSure |= _channel.Listener.MayPayloadBePushed;

                        // Nor does what comes then tell whether the peer has said all of this.
                        HasLostLines |= _areLastWordsSure;
                        return true;
                    }

                    if (pushEnd >= 0)
                    {
                        at = pushEnd - 1;
                        lineEnds = 2;
                        continue;
                    }

                    isInLine = true;
                    lineEnds = 0;
                }
            }

            return true;
        }
    }
}
