// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>
    /// A line whose other end plays a script: it expects the very bytes that the driver writes, and then delivers an answer.
    /// </summary>
    /// <remarks>
    /// Whatever the driver writes that the script does not expect ends the test: the line breaks, so that nothing waits for an
    /// answer, and <see cref="Verify"/> says what was written. Bytes come in pieces of <see cref="Split"/>.
    /// </remarks>
    internal sealed class ScriptedTransport : ITransport
    {
        private readonly object _lock = new object();
        private readonly VirtualTime _time;
        private readonly Signal _changed;
        private object[] _expected = new object[16];
        private object[] _answers = new object[16];
        private readonly string[] _standing = new string[48];
        private byte[] _arrived = new byte[256];
        private int _first;
        private int _end;
        private int _step;
        private int _steps;
        private int _matched;
        private int _standings;
        private string _last;
        private bool _open;

        internal ScriptedTransport(VirtualTime time)
        {
            _time = time;
            _changed = time.CreateSignal();
        }

        /// <summary>How many bytes arrive at once; 0 for all that is delivered.</summary>
        internal int Split { get; set; }

        /// <summary>Whether reading a setting of an SSL context is answered when the script does not expect it just then.</summary>
        internal bool AnswersSettings { get; set; } = true;

        /// <summary>Answers what the script does not expect just then, or <see langword="null"/>.</summary>
        internal IScriptedModule Module { get; set; }

        /// <summary>Whether the line was let go of for good.</summary>
        internal bool IsDisposed;

        /// <summary>Whether all that is written is swallowed.</summary>
        internal bool Deaf { get; set; }

        /// <summary>Whether a write takes a millisecond: what it is answered has come before it returns.</summary>
        internal bool IsSlow { get; set; }

        /// <summary>Whether a read that waits learns of bytes only when its time is over, as native drivers can lose a wake-up.</summary>
        internal bool LosesWakeUps { get; set; }

        /// <summary>Whether closing the port leaves a read waiting.</summary>
        internal bool HoldsReads { get; set; }

        /// <summary>Whether opening the port fails.</summary>
        internal bool CannotOpen { get; set; }

        /// <summary>Whether what is written goes out and the port fails all the same, which nobody learns who reads.</summary>
        internal bool RefusesWrites { get; set; }

        /// <summary>How long the line takes for a byte that is written, in milliseconds.</summary>
        internal int MillisecondsPerByte { get; set; }

        /// <summary>Whether flow control holds what is written until its time is over.</summary>
        internal bool HoldsWrites { get; set; }

        /// <summary>Whether the port was pulled: whoever reads or writes learns of it.</summary>
        internal bool IsBroken;

        /// <summary>What a read throws then, if it is not the pulling of the port.</summary>
        internal Exception BrokenBy { get; set; }

        /// <summary>Whether the port gives nothing at once where it should wait, as one that was pulled may.</summary>
        internal bool IsHungUp { get; set; }

        /// <summary>How long opening the port takes, in milliseconds.</summary>
        internal int OpenDelay { get; set; }

        /// <summary>How many bytes the driver has written.</summary>
        internal int Written;

        /// <summary>
        /// How many reads have waited to the end of their time for more bytes than came: of a line that loses nothing there must be none.
        /// </summary>
        internal int StarvedReads;

        /// <summary>Gets how often the line was opened and not closed.</summary>
        internal bool IsOpen => _open;

        /// <summary>What went wrong, or <see langword="null"/>.</summary>
        internal string Failure;

        public int Capacity { get; set; } = 2048;

        public bool HasFlowControl { get; set; }

        public void Open()
        {
            if (CannotOpen)
            {
                throw new InvalidOperationException("the port is another's");
            }

            if (OpenDelay > 0)
            {
                _time.Sleep(OpenDelay);
            }

            _open = true;
        }

        public void Close()
        {
            _open = HoldsReads;
            _changed.Set();
        }

        /// <summary>Adds a step: these bytes (a string or a byte array) must be written, then the answer comes, if there is one.</summary>
        internal void Expect(object written, object answer)
        {
            lock (_lock)
            {
                if (_step == _steps)
                {
                    _step = 0;
                    _steps = 0;
                }

                if (_steps == _expected.Length)
                {
                    _expected = Longer(_expected);
                    _answers = Longer(_answers);
                }

                _expected[_steps] = written;
                _answers[_steps++] = answer;
            }
        }

        /// <summary>Answers what begins like this as often as it comes when the script does not expect it just then.</summary>
        internal void Always(string beginning, string answer)
        {
            int i = 0;

            while (i < _standings && _standing[i] != beginning)
            {
                i += 2;
            }

            _standing[i] = beginning;
            _standing[i + 1] = answer;
            _standings = i == _standings ? i + 2 : _standings;
        }

        /// <summary>Lets bytes arrive: a string or a byte array, or nothing if it is <see langword="null"/>.</summary>
        internal void Deliver(object bytes)
        {
            lock (_lock)
            {
                int count = Bytes.Count(bytes);

                if (_end + count > _arrived.Length)
                {
                    byte[] larger = _arrived.Length < _end - _first + count ? new byte[_end - _first + count + 64] : _arrived;
                    Array.Copy(_arrived, _first, larger, 0, _end - _first);
                    _arrived = larger;
                    _end -= _first;
                    _first = 0;
                }

                Bytes.Copy(bytes, _arrived, _end);
                _end += count;
            }

            if (!LosesWakeUps)
            {
                _changed.Set();
            }
        }

        /// <summary>Pulls the port.</summary>
        internal void Break()
        {
            IsBroken = true;
            _changed.Set();
        }

        /// <summary>Lets a string arrive as soon as the driver has taken the answer to the last step and waits for more.</summary>
        internal void DeliverAtLast(string bytes)
        {
            lock (_lock)
            {
                _last = bytes;
            }
        }

        /// <summary>Waits until the driver has taken what has arrived and waits for more.</summary>
        internal void Settle()
        {
            _time.Settle();
        }

        /// <summary>Fails if the driver wrote anything else than the script, or less.</summary>
        internal void Verify()
        {
            Assert.IsNull(Failure, Failure);
            Assert.AreEqual(0, StarvedReads);

            if (_step < _steps)
            {
                Assert.IsTrue(false, "not written: " + Bytes.Show(_expected[_step]));
            }
        }

        public int Read(byte[] buffer, int offset, int minimum, int maximum, int timeout)
        {
            long deadline = _time.Now + timeout;

            while (true)
            {
                int left = timeout < 0 ? -1 : deadline > _time.Now ? (int)(deadline - _time.Now) : 0;

                if (IsBroken)
                {
                    throw BrokenBy ?? new InvalidOperationException("the port was pulled");
                }

                if (Failure != null)
                {
                    throw new InvalidOperationException(Failure);
                }

                lock (_lock)
                {
                    if (_end - _first >= minimum || left == 0 || !_open || IsHungUp)
                    {
                        StarvedReads += left == 0 && _end > _first && _end - _first < minimum ? 1 : 0;
                        return Take(buffer, offset, minimum, maximum);
                    }

                    if (_last != null && _step == _steps && _matched == 0)
                    {
                        Deliver(_last);
                        _last = null;
                        continue;
                    }
                }

                _changed.Wait(left);
            }
        }

        public void Dispose()
        {
            IsDisposed = true;
        }

        public void Write(byte[] buffer, int offset, int count, int timeout)
        {
            if (!_open || IsBroken)
            {
                throw new InvalidOperationException("the line is closed");
            }

            if (HoldsWrites || MillisecondsPerByte > 0)
            {
                int needed = HoldsWrites ? int.MaxValue : count * MillisecondsPerByte;
                _time.Sleep(needed < timeout ? needed : timeout);

                if (needed > timeout)
                {
                    throw new TimeoutException();
                }
            }

            Written += count;

            if (Deaf)
            {
                return;
            }

            if (_matched == 0 && !IsNext(buffer, offset, count))
            {
                if (Module != null)
                {
                    Deliver(Module.Answer(Bytes.Text(buffer, offset, count)));
                    return;
                }

                string answer = AnswersSettings ? Session.AnswerSetting(Bytes.Text(buffer, offset, count)) : null;

                if (answer != null)
                {
                    Deliver(answer);
                    return;
                }

                for (int i = 0; i < _standings; i += 2)
                {
                    if (_standing[i].Length <= count && Bytes.Same(_standing[i], 0, buffer, offset, _standing[i].Length))
                    {
                        Deliver(_standing[i + 1]);
                        return;
                    }
                }
            }

            while (count > 0)
            {
                int size = _step < _steps ? Bytes.Count(_expected[_step]) - _matched : 0;
                size = size < count ? size : count;

                if (size == 0 || !Bytes.Same(_expected[_step], _matched, buffer, offset, size))
                {
                    Fail(Bytes.Text(buffer, offset, count));
                }

                offset += size;
                count -= size;
                _matched += size;

                if (_matched == Bytes.Count(_expected[_step]))
                {
                    _matched = 0;
                    Deliver(_answers[_step++]);
                }
            }

            if (IsSlow)
            {
                _time.Sleep(1);
            }

            if (RefusesWrites)
            {
                throw new InvalidOperationException("the line is held by flow control");
            }
        }

        private static object[] Longer(object[] steps)
        {
            object[] longer = new object[steps.Length * 2];
            Array.Copy(steps, 0, longer, 0, steps.Length);
            return longer;
        }

        private bool IsNext(byte[] buffer, int offset, int count)
        {
            return _step < _steps && Bytes.Count(_expected[_step]) >= count && Bytes.Same(_expected[_step], 0, buffer, offset, count);
        }

        // What has come in whole pieces by the time that there are enough of them.
        private int Take(byte[] buffer, int offset, int minimum, int maximum)
        {
            int count = _end - _first;

            if (Split > 0 && count > minimum)
            {
                // Who asks for what is there in a moment gets one piece more.
                int pieces = minimum == 0 ? Split : (minimum + Split - 1) / Split * Split;
                count = pieces < count ? pieces : count;
            }

            count = count < maximum ? count : maximum;
            Array.Copy(_arrived, _first, buffer, offset, count);
            _first += count;
            return count;
        }

        private void Fail(string written)
        {
            Failure = "written: " + Bytes.Show(written) + " expected: " + (_step < _steps ? Bytes.Show(_expected[_step]) : "nothing");
            OutputHelper.WriteLine(Failure);
            _changed.Set();
            throw new InvalidOperationException(Failure);
        }
    }
}
