// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Bg95Ssl
{
    /// <content>
    /// Brings what the module says unasked to the sockets: at once, on the reader's thread, for them to record it; and through
    /// a bounded queue, on a thread of its own, to the parts of the driver that raise the program's events. So a handler may
    /// use the driver.
    /// </content>
    internal sealed partial class AtChannel
    {
        // Kinds of lines; numbers, because an enumeration of the driver's own would cost the device memory. First the answer
        // of the running command, then what the module says unasked: +QSSLURC: "recv" or "closed" (2.2).
        internal const int Answer = -1;
        internal const int Ssl = 0;

        // The same, "recv" read already.
        internal const int Recv = -4;

        // The same as the last one that had a payload.
        internal const int PushedAgain = -7;

        // +QSSLOPEN: id,err (2.1.2).
        internal const int SslOpen = 1;

        // Data came; queued by a socket. From the reader: into the ring.
        internal const int DataReceived = 2;

        // The driver is in step again after lines were lost; what they said must be asked for.
        internal const int LinesLost = 3;

        // What the last receive brought may be cut short.
        internal const int PayloadDoubtful = -5;

        // The last pushed payload is not what was sent.
        internal const int PushDamaged = -2;

        // URCs are not believed for now: what they say must be asked for, what they carry is lost.
        internal const int BytesLost = -3;

        // A line that is no answer and no URC of any firmware.
        internal const int Unknown = -6;

        // From here on connections end. +QIURC: "pdpdeact",id (module facts 4.9).
        internal const int Ip = 4;

        // A socket was closed from outside; queued by it. From the reader: NO CARRIER.
        internal const int Closed = 5;

        // RDY: the module has started anew; sockets, contexts and settings are gone.
        internal const int Restarted = 6;

        // POWERED DOWN and its variants.
        internal const int PoweredDown = 7;

        // +QNTP: err, long after the OK.
        internal const int Synchronized = 9;

        private const long SslUrcWord = 0x4352554C5353512B; // +QSSLURC
        private const long RecvUrcWord = 0x227663657222203A; // : "recv"
        private const int RecvLength = 16;
        private const long SslOpenWord = 0x45504F4C5353512B; // +QSSLOPE
        private const int NtpWord = 0x544E512B; // +QNT
        private const int IpWord = 0x5549512B; // +QIU
        private const int IpEnd = 0x3A435255; // URC:

        private readonly byte[] _queue;
        private readonly AutoResetEvent _more = new AutoResetEvent(false);
        private int _count;
        private int _epoch;
        private bool _queued;

        /// <summary>Raises the program's events; called with what was queued, its kind above its id.</summary>
        internal NumberHandler OnEvent;

        /// <summary>Takes the lines that the module sends unasked.</summary>
        internal IAtLines Unasked;

        /// <summary>Where the payload behind the URC that is being handed over goes; <see langword="null"/> drops it.</summary>
        internal SocketRing Pushed;

        /// <summary>Queues an event; without room it is dropped and counted.</summary>
        [MethodImpl(MethodImplOptions.Synchronized)]
        internal void Queue(int kind, int id)
        {
            if (!IsOpen)
            {
                return;
            }

            if (_count == _queue.Length)
            {
                Statistics.Count(LineCounter.LostUrcs);
                return;
            }

            if (!_queued)
            {
                // A program that has nobody to tell needs no thread for it.
                _queued = true;
                new Thread(ProcessEvent).Start();
            }

            _queue[_count++] = (byte)((kind << IdBits) | id);
            Statistics.Max(LineCounter.UrcQueueHighWater, _count);
            _more.Set();
        }

        [MethodImpl(MethodImplOptions.Synchronized)]
        private int Next()
        {
            if (_count == 0)
            {
                return -1;
            }

            int urc = _queue[0];
            Array.Copy(_queue, 1, _queue, 0, --_count);
            return urc;
        }

        // Hands a URC over; returns how many payload bytes stand behind it, or -1 if it is none that is known.
        private int OnUrc(long word, byte[] buffer, int start, int end)
        {
            int kind = Ssl;
            int length = 8;

            if (word == SslOpenWord)
            {
                kind = SslOpen;
                length = 9;
            }
            else if ((int)word == NtpWord)
            {
                kind = Synchronized;
                length = 5;
            }
            else if ((int)word == IpWord && BitConverter.ToInt32(buffer, start + 3) == IpEnd)
            {
                kind = Ip;
                length = 6;
            }
            else if (word != SslUrcWord)
            {
                return -1;
            }
            else if (end - start > RecvLength && BitConverter.ToInt64(buffer, start + 8) == RecvUrcWord)
            {
                // What comes with every block in direct push mode, read at once.
                _fields.Set(buffer, start + RecvLength + 1, end);
                return Unasked.OnLine(Recv, _fields);
            }

            start += length;

            if (buffer[start] != (byte)':')
            {
                return -1;
            }

            _fields.Set(buffer, start + 1, end);
            return Unasked.OnLine(kind, _fields);
        }

        // Tells the sockets what is no line of theirs.
        private void Raise(int kind)
        {
            Unasked.OnLine(kind, null);
        }

        private void ProcessEvent()
        {
            // A modem that was closed and opened again has a new dispatcher; the old one must not go on beside it.
            int generation = _epoch;

            while (generation == _epoch)
            {
                int urc = Next();

                if (urc < 0)
                {
                    _more.WaitOne(-1, false);
                    continue;
                }

                try
                {
                    OnEvent(this, urc);
                }
                catch (Exception)
                {
                    // A handler's fault must end neither the dispatcher nor the program.
                    Statistics.Count(LineCounter.HandlerErrors);
                }
            }
        }
    }
}
