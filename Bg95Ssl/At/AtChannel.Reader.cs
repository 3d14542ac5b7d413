// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Threading;

namespace Bg95Ssl
{
    /// <content>
    /// The thread that reads the line: lines to where they are found, payload straight to its target.
    /// While nothing is under way it waits in one read without a limit: no processor time, no allocation. As soon as a payload
    /// runs every wait is finite, since one lost byte would make it swallow the next answer.
    /// </content>
    internal sealed partial class AtChannel
    {
        // Longest silence in the middle of a payload: a busy module pauses for tens of milliseconds, a lost byte for ever.
        private const int PayloadPause = 2000;

        // The module's last words may lack a line end; nothing follows them for seconds (module facts 3).
        private const int LastWordsPause = 300;
        private const int LongestPayload = 1500;

        private readonly AtFields _fields = new AtFields();
        private Thread _thread;

        // Where the payload that is running goes.
        private byte[] _items;
        private int _tail;

        /// <summary>How much of a payload the line surely holds.</summary>
        internal int Size;

        // Set by each read, to see whether the line is quiet.
        private bool _busy;

        // The port has failed or was closed; nothing more will come.
        private bool _failed;

        // The call that marks this is saved in each read but the highest.
        private int _limit;

        // An unasked result or lost bytes were seen since this was last reset.
        private bool _lost;

        // The line may be in the middle of a payload. What looks like a URC then is not one: a peer decides what is in a
        // payload.
        private bool _unsure;

        /// <summary>
        /// Gets how many payload bytes to ask for: no more than the line can take in one piece with what may come besides,
        /// and one only as long as it is not known what this module sends behind a payload.
        /// </summary>
        internal int Truncate(int count)
        {
            return _mode == 0 ? 1 : count < Size ? count : Size;
        }

        private void Read()
        {
            try
            {
                while (!_failed)
                {
                    if (_left > 0)
                    {
                        Copy();
                        continue;
                    }

                    if (Target != null)
                    {
                        Read(Target);
                        continue;
                    }

                    Load();
                }
            }
            catch (Exception)
            {
                // The port was closed or has broken; ThreadAbortException goes on by itself.
            }

            _failed = true;
            Exit();
            Reply(Bg95Error.PortFailed);

            if (IsOpen)
            {
                // Who waits for a line waits in vain; asking tells them why.
                Raise(LinesLost);
            }
        }

        private void Load()
        {
            byte[] buffer = _array;
            int start = _startIndex;
            int end = _endIndex;
            int trailer = _trailer;
            int least = 1;
            int pause = -1;

            if (start == end)
            {
                start = 0;
                end = 0;
                _startIndex = 0;
            }
            else if (end > buffer.Length / 2)
            {
                end -= start;
                Array.Copy(buffer, start, buffer, 0, end);
                start = 0;
                _startIndex = 0;
            }

            if (trailer != NoTrailer)
            {
                pause = PayloadPause;

                if (trailer < PushTrailer)
                {
                    least = (trailer == KnownLong ? LongTrailer : ShortTrailer) - end + start;
                    least = least > 0 ? least : 1;
                }
                else if (start == end)
                {
                    least = 0;
                    _trailer = QuietTrailer;
                }
            }
            else if (start < end && (buffer[start] == (byte)'P' || buffer[start] == (byte)'N'))
            {
                pause = LastWordsPause;
            }

            int count = _port.Read(buffer, end, least, buffer.Length - Word - end, pause);
            end += count;
            _endIndex = end;
            _busy = true;

            if (end > _limit)
            {
                _limit = end;
                Statistics.Max(LineCounter.ReceiveBufferHighWater, end);
            }

            if (count >= least)
            {
                Parse();
            }
            else if (trailer != NoTrailer)
            {
                Abort();
            }
            else if (start < end)
            {
                // What has come of a line is taken for the whole: some modules end POWERED DOWN with nothing.
                _startIndex = end;
                OnLine(start, end);
            }
            else
            {
                // Nothing without a limit: the line is dead.
                _failed = true;
            }
        }

        private void Copy()
        {
            byte[] into = _items;
            int offset = _tail;
            int most = _left;

            if (into == null)
            {
                into = _array;
                offset = 0;
                most = most < into.Length ? most : into.Length;
            }

            // As much as the line surely holds: what comes behind it must have room, too.
            int least = Size < most ? Size : most;
            int count = _port.Read(into, offset, least, most, PayloadPause + least);
            most = _left - count;
            _left = most;
            _tail += count;

            if (most <= 0)
            {
                End();

                int trailer = _trailer;

                if (_startIndex == _endIndex && (trailer == KnownLong || trailer == PushTrailer))
                {
                    // What is sure to come next, or what may, without a look around.
                    least = trailer == KnownLong ? LongTrailer : 0;
                    count = _port.Read(_array, 0, least, _array.Length - Word, PayloadPause);
                    _startIndex = 0;
                    _endIndex = count;

                    if (count != 0)
                    {
                        _trailer = least == 0 ? QuietTrailer : trailer;
                        Parse();
                    }
                    else if (least == 0)
                    {
                        _trailer = NoTrailer;
                        Flush();
                    }
                }
            }

            if (count < least)
            {
                Abort();
            }
        }

        // The answer's payload begins. It belongs to nobody if the command was given up, or if the line has damaged the number.
        private void Begin(int count, int trailer)
        {
            byte[] target = null;

            if (count >= 0 && count <= _wanted && _wanted != 0 && Interlocked.CompareExchange(ref _state, Payload, Running) == Running)
            {
                _found = true;
                _received = count;
                target = _target;
            }
            else if (count < 0 || count > LongestPayload || (_state > Finished && _wanted > 0))
            {
                Abort();
                return;
            }
            else
            {
                // A whole answer that nobody waits for any more; its OK casts no doubt on what was received before.
                _wanted = 0;
                _lost = true;
                Statistics.Count(LineCounter.LateAnswers);
            }

            Start(target, _head, count, trailer);
        }

        // Begins a payload with the bytes that are here already; a target of null drops it.
        private void Start(byte[] target, int offset, int count, int trailer)
        {
            int here = _endIndex - _startIndex;
            here = here < count ? here : count;

            if (target != null)
            {
                Array.Copy(_array, _startIndex, target, offset, here);
            }

            _startIndex += here;
            _items = target;
            _tail = offset + here;
            _trailer = trailer;
            count -= here;
            _left = count;

            if (count == 0)
            {
                End();
            }
        }

        private void Resume()
        {
            if (Interlocked.CompareExchange(ref _state, Prompting, Running) == Running)
            {
                if (_ring != null)
                {
                    // Before anything behind CONNECT is read: it is payload.
                    Pushed = _ring;
                    _line = Exclusive;
                    Target = _ring;
                }

                _signal.Set();
            }
        }

        private void Abort()
        {
            Statistics.Count(LineCounter.DamagedPayloads);
            bool pushed = _trailer >= PushTrailer;
            _trailer = NoTrailer;

            if (pushed && _left == 0 && _array[_startIndex] == (byte)'\n')
            {
                // One byte was lost: it took the CR of the next line, which is whole otherwise.
                Raise(PushDamaged);
                return;
            }

            _left = 0;

            // Nor is it known any more what form the trailer has.
            _mode = 0;
            _lost = true;
            _unsure = true;

            if (!pushed || _wanted > 0)
            {
                Reply(Bg95Error.LineDamaged);
            }

            // What URCs say is not believed until the driver is in step again; whoever waits for one must ask.
            Raise(BytesLost);
        }

        private void Set(Bg95Error result)
        {
            if (Reply(result))
            {
                return;
            }

            _lost = true;
            Statistics.Count(LineCounter.LateAnswers);

            if (_state <= Finished && _wanted > 0)
            {
                // A payload whose count has lost a digit can end at its own words; the rest of it then looks like results.
                Raise(PayloadDoubtful);
            }
        }

        // Ends the command; says whether there was one that this result can belong to.
        private bool Reply(Bg95Error result)
        {
            if (_state <= Finished)
            {
                return false;
            }

            if (!_found)
            {
                if (_wanted > 0 && result == Bg95Error.Success)
                {
                    // The line that says how many bytes follow was lost.
                    result = Bg95Error.LineDamaged;
                }

                // A probe's own answer has not come, and what came is no end to it either.
                if (_probe && result != Bg95Error.ModuleRestarted && result != Bg95Error.PortFailed)
                {
                    return false;
                }
            }

            _error = result;

            if (Interlocked.Exchange(ref _state, Finished) == Idle)
            {
                // The caller has given up in this very moment.
                _state = Idle;
                return false;
            }

            _signal.Set();
            return true;
        }
    }
}
