// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;

namespace Bg95Mqtt.Tests
{
    /// <summary>What runs when the client has written a packet; a test answers it there.</summary>
    internal delegate void Answer(BrokerStream stream);

    /// <summary>
    /// The broker's end of a connection. It gives the client what a test has fed, and keeps what the client writes. When there is nothing
    /// left, its clock goes on by the read time-out and the read ends as that of a socket does; or the connection does.
    /// </summary>
    internal sealed class BrokerStream : Stream
    {
        private readonly byte[] _in = new byte[1400];
        private readonly byte[] _out = new byte[1200];
        private int _inCount;
        private int _inTaken;
        private int _outCount;
        private int _readTimeout = 5;

        internal VirtualClock Clock = new VirtualClock();

        /// <summary>Most bytes that a read gives.</summary>
        internal int MostRead = 1000;

        /// <summary>Whether the broker closes the connection when what was fed has been read.</summary>
        internal bool Ends;

        /// <summary>What a read throws then.</summary>
        internal Exception ReadFault;

        /// <summary>What a write throws, at once or after some writes.</summary>
        internal Exception WriteFault;
        internal int WritesBeforeFault;

        /// <summary>Writes and reads so far.</summary>
        internal int Writes;
        internal int Reads;

        /// <summary>Milliseconds that pass at a write.</summary>
        internal int WriteTime;

        internal Answer OnWrite;

        /// <summary>A moment at which bytes come, if they are waited for so long.</summary>
        internal long LaterAt;
        internal string Later;

        internal BrokerStream()
        {
            // A stream has a finalizer: on the device its memory would be free only when the finalizers' thread has had its turn.
            GC.SuppressFinalize(this);
        }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override bool CanTimeout => true;

        public override int ReadTimeout
        {
            get => _readTimeout;

            set
            {
                if (value <= 0)
                {
                    throw new ArgumentOutOfRangeException();
                }

                _readTimeout = value;
            }
        }

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        internal void Feed(string hex)
        {
            byte[] bytes = Hex.Bytes(hex);
            Feed(bytes, bytes.Length);
        }

        internal void Feed(byte[] bytes, int count)
        {
            Array.Copy(_in, _inTaken, _in, 0, _inCount - _inTaken);
            _inCount -= _inTaken;
            _inTaken = 0;
            Array.Copy(bytes, 0, _in, _inCount, count);
            _inCount += count;
        }

        /// <summary>Gives what the client wrote since the last call.</summary>
        internal string Written()
        {
            string text = Hex.Text(_out, 0, _outCount);
            _outCount = 0;
            return text;
        }

        internal int WrittenCount()
        {
            return _outCount;
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Reads++;

            if (_inTaken == _inCount && Later != null && LaterAt - Clock.Now <= _readTimeout)
            {
                Clock.Now = LaterAt > Clock.Now ? LaterAt : Clock.Now;
                string later = Later;
                Later = null;
                Feed(later);
            }

            int got = _inCount - _inTaken;

            if (got == 0)
            {
                if (Ends)
                {
                    return 0;
                }

                if (ReadFault != null)
                {
                    throw ReadFault;
                }

                Clock.Now += _readTimeout;
                throw new TimeoutException();
            }

            got = got < count ? got : count;
            got = got < MostRead ? got : MostRead;
            Array.Copy(_in, _inTaken, buffer, offset, got);
            _inTaken += got;
            return got;
        }

#if !NET
        public override int Read(SpanByte buffer)
        {
            throw new NotSupportedException();
        }
#endif

        public override void Write(byte[] buffer, int offset, int count)
        {
            if (WriteFault != null && WritesBeforeFault-- <= 0)
            {
                throw WriteFault;
            }

            Writes++;
            Clock.Now += WriteTime;
            Array.Copy(buffer, offset, _out, _outCount, count);
            _outCount += count;
            OnWrite?.Invoke(this);
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin)
        {
            throw new NotSupportedException();
        }

        public override void SetLength(long value)
        {
            throw new NotSupportedException();
        }
    }
}
