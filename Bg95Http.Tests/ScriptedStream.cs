// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;

namespace Bg95Http.Tests
{
    /// <summary>What the peer does behind its last byte.</summary>
    internal enum Behind
    {
        Closes,
        IsSilent,
        Breaks,
    }

    /// <summary>
    /// A connection to a server that has one answer: it comes in pieces of any size, and takes time on a clock of its own. What the
    /// client sends is kept.
    /// </summary>
    internal sealed class ScriptedStream : Stream
    {
        private readonly byte[] _sent = new byte[1536];
        private byte[] _answer = new byte[0];

        // This many bytes at the answer's end come so many times more.
        private int _repeated;
        private int _times;
        private int _given;
        private int _count;

        /// <summary>Most bytes that a read gives, and where a read ends whatever else: 0 for no such place.</summary>
        internal int Piece;
        internal int Cut;

        internal Behind Behind;

        /// <summary>What a read that gives bytes takes, in milliseconds.</summary>
        internal int Delay;
        internal long Now;
        internal int Writes;
        internal int Reads;
        internal int Timeout;
        internal bool IsWriteBroken;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override bool CanTimeout => true;

        public override int ReadTimeout
        {
            get => Timeout;
            set => Timeout = value;
        }

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        internal string Sent => Texts.From(_sent, 0, _count);

        internal int Left => _answer.Length - _given;

        internal void Answer(string text)
        {
            Answer(text, string.Empty, 0);
        }

        /// <summary>Sets the answer: a text, and another behind it a number of times.</summary>
        internal void Answer(string text, string repeated, int times)
        {
            _answer = Texts.Bytes(text + (times > 0 ? repeated : string.Empty));
            _repeated = repeated.Length;
            _times = times - 1;
            _given = 0;
        }

        internal void Reset()
        {
            Piece = int.MaxValue;
            Cut = 0;
            Behind = Behind.Closes;
            Delay = 0;
            Now = 0;
            Writes = 0;
            Reads = 0;
            Timeout = 0;
            IsWriteBroken = false;
            _count = 0;
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Reads++;

            if (_given == _answer.Length && _times > 0)
            {
                _times--;
                _given -= _repeated;
            }

            if (_given == _answer.Length)
            {
                if (Behind == Behind.Breaks)
                {
                    throw new IOException("broken");
                }

                if (Behind == Behind.IsSilent)
                {
                    Now += Timeout;
                    throw new TimeoutException();
                }

                return 0;
            }

            if (Delay > Timeout)
            {
                Now += Timeout;
                throw new TimeoutException();
            }

            Now += Delay;
            int most = _answer.Length - _given;
            most = most < count ? most : count;
            most = most < Piece ? most : Piece;
            most = _given < Cut && Cut - _given < most ? Cut - _given : most;
            Array.Copy(_answer, _given, buffer, offset, most);
            _given += most;
            return most;
        }

#if !NET
        public override int Read(SpanByte buffer)
        {
            throw new NotSupportedException();
        }
#endif

        public override void Write(byte[] buffer, int offset, int count)
        {
            if (IsWriteBroken)
            {
                throw new IOException("broken");
            }

            Writes++;
            Array.Copy(buffer, offset, _sent, _count, count);
            _count += count;
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
