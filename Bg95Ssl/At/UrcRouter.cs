// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Threading;

namespace Bg95Ssl
{
    /// <summary>
    /// Brings what the module says unasked to the parts of the driver that listen: at once, on the reader's thread, for them
    /// to record it; and through a bounded queue, on a thread of its own, for them to raise the program's events. So a handler
    /// may use the driver.
    /// </summary>
    internal sealed class UrcRouter
    {
        private const int IdBits = 4;
        private const int KindBits = 8;

        private static readonly AtName s_ssl = new AtName("+QSSLURC");
        private static readonly AtName s_sslOpen = new AtName("+QSSLOPEN");
        private static readonly AtName s_ip = new AtName("+QIURC");

        private readonly IUrcListener[] _listeners = new IUrcListener[3];
        private readonly LineStatistics _statistics;
        private readonly int[] _queue;
        private readonly AutoResetEvent _filled = new AutoResetEvent(false);
        private int _listening;
        private int _first;
        private int _count;
        private int _generation;

        internal UrcRouter(int queueLength, LineStatistics statistics)
        {
            _queue = new int[queueLength];
            _statistics = statistics;
        }

        /// <summary>Adds a listener; gives the number that it queues its events with.</summary>
        internal int Listen(IUrcListener listener)
        {
            _listeners[_listening] = listener;
            return _listening++;
        }

        internal void Open()
        {
            new Thread(Dispatch).Start();
        }

        internal void Close()
        {
            _generation++;
            _filled.Set();
        }

        /// <summary>Tells all listeners of something that has no fields.</summary>
        internal void Tell(UrcKind kind)
        {
            for (int i = 0; i < _listening; i++)
            {
                _listeners[i].OnUrc(kind, null);
            }
        }

        /// <summary>
        /// Gives a line to the listeners; returns how many payload bytes behind it belong to nobody, or -1 if it looks like
        /// one of this driver's lines with bytes missing.
        /// </summary>
        internal int OnLine(byte[] buffer, int start, int end, AtFields fields)
        {
            UrcKind kind = UrcKind.Ssl;
            AtName name = s_ssl;

            if (!name.Begins(buffer, start, end))
            {
                kind = UrcKind.SslOpen;
                name = s_sslOpen;

                if (!name.Begins(buffer, start, end))
                {
                    kind = UrcKind.Ip;
                    name = s_ip;

                    if (!name.Begins(buffer, start, end))
                    {
                        // A URC of the network or the SIM, for instance; but nothing else of ours begins like this.
                        fields.Set(buffer, start, end);
                        return fields.Skip("+QSSL") ? -1 : 0;
                    }
                }
            }

            int drop = 0;

            for (int i = 0; i < _listening; i++)
            {
                fields.Set(buffer, start + name.Length - 1, end);
                drop += _listeners[i].OnUrc(kind, fields);
            }

            return drop;
        }

        /// <summary>Queues an event of a listener; without room it is dropped and counted.</summary>
        internal void Queue(int listener, UrcKind kind, int id)
        {
            lock (_queue)
            {
                if (_count == _queue.Length)
                {
                    _statistics.Count(LineCounter.LostUrcs);
                    return;
                }

                _queue[(_first + _count) % _queue.Length] = (((listener << KindBits) | (int)kind) << IdBits) | id;
                _count++;
                _statistics.Mark(LineCounter.UrcQueueHighWater, _count);
            }

            _filled.Set();
        }

        private int Next()
        {
            lock (_queue)
            {
                if (_count == 0)
                {
                    return -1;
                }

                int urc = _queue[_first];
                _first = (_first + 1) % _queue.Length;
                _count--;
                return urc;
            }
        }

        private void Dispatch()
        {
            // A modem that was closed and opened again has a new dispatcher; the old one must not go on beside it.
            int generation = _generation;

            while (generation == _generation)
            {
                int urc = Next();

                if (urc < 0)
                {
                    _filled.WaitOne();
                    continue;
                }

                try
                {
                    int kind = (urc >> IdBits) & ((1 << KindBits) - 1);
                    _listeners[urc >> (IdBits + KindBits)].RaiseUrc((UrcKind)kind, urc & ((1 << IdBits) - 1));
                }
                catch (Exception)
                {
                    // A handler's fault must end neither the dispatcher nor the program.
                    _statistics.Count(LineCounter.HandlerErrors);
                }
            }
        }
    }
}
