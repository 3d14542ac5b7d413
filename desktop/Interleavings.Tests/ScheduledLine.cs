// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using Bg95Ssl;

namespace Interleavings.Tests
{
    /// <summary>A line whose other end is a module that answers at once; each read and write is a point of the schedule.</summary>
    internal sealed class ScheduledLine : ITransport
    {
        private readonly Scheduler _time;
        private readonly EchoModule _module;
        private readonly byte[] _arrived = new byte[65536];
        private Signal _changed;
        private int _count;
        private bool _isReading;
        private bool _isWriting;
        private bool _hasFailed;

        internal ScheduledLine(Scheduler time, EchoModule module)
        {
            _time = time;
            _module = module;
            _changed = time.CreateSignal();
        }

        /// <summary>Gets a value indicating whether the driver has the port open.</summary>
        internal bool IsOpen { get; private set; }

        /// <summary>Gets what the driver did that <see cref="ITransport"/> does not allow, or <see langword="null"/>.</summary>
        internal string Misuse { get; private set; }

        public int Capacity => 4096;

        public bool HasFlowControl => false;

        public void Open()
        {
            _time.Point();
            Misuse = IsOpen ? "opened twice" : Misuse;
            IsOpen = true;
            _hasFailed = false;
            _count = 0;
            _changed = _time.CreateSignal();
            _time.Point();
        }

        public void Close()
        {
            _time.Point();
            IsOpen = false;
            _changed.Set();
        }

        public void Dispose()
        {
            Misuse = IsOpen ? "disposed of while it is open" : Misuse;
        }

        public int Read(byte[] buffer, int offset, int minimum, int maximum, int timeout)
        {
            Misuse = _isReading ? "two threads read" : Misuse;
            _isReading = true;

            try
            {
                long deadline = timeout < 0 ? long.MaxValue : _time.Now + timeout;
                Signal changed = _changed;

                while (IsOpen && !_hasFailed && changed == _changed && _count < minimum && _time.Now < deadline)
                {
                    changed.Wait(timeout < 0 ? -1 : (int)(deadline - _time.Now));
                }

                if (!IsOpen || _hasFailed || changed != _changed)
                {
                    throw new IOException("the port is closed, or was pulled");
                }

                int count = Math.Min(_count, maximum);
                Array.Copy(_arrived, 0, buffer, offset, count);
                _count -= count;
                Array.Copy(_arrived, count, _arrived, 0, _count);
                return count;
            }
            finally
            {
                _isReading = false;
            }
        }

        public void Write(byte[] buffer, int offset, int count, int timeout)
        {
            if (!IsOpen || _hasFailed)
            {
                throw new InvalidOperationException("the port is closed, or was pulled");
            }

            Misuse = _isWriting ? "two threads write" : Misuse;
            _isWriting = true;
            _time.Point();
            _module.Take(buffer.AsSpan(offset, count), _time.Now);
            _isWriting = false;
            Deliver();
        }

        /// <summary>The port is pulled; it works again when it is opened anew.</summary>
        internal void Fail()
        {
            _hasFailed = true;
            _changed.Set();
        }

        /// <summary>Brings what the module says.</summary>
        internal void Deliver()
        {
            byte[] said = _module.TakeSaid();

            if (IsOpen)
            {
                Array.Copy(said, 0, _arrived, _count, said.Length);
                _count += said.Length;
            }

            _changed.Set();
        }
    }
}
