// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Threading;

namespace Bg95Ssl
{
    /// <summary>
    /// Real time. The calendar's clock is not used: programs set it, often from 1970 to today once the network has told the
    /// time, and no wait may end early or never because of that.
    /// </summary>
    internal sealed class SystemTime : TimeSource
    {
        public override long Milliseconds => Environment.TickCount64;

        public override Signal CreateSignal()
        {
            return new SystemSignal();
        }

        [OwnFrame]
        public override void Sleep(int milliseconds)
        {
            Thread.Sleep(milliseconds);
        }

        public override Thread StartThread(ThreadStart body)
        {
            Thread thread = new Thread(body);
#if NET
            // A program on a PC may end while its modem is open.
            thread.IsBackground = true;
#endif
            thread.Start();
            return thread;
        }

        public override void AbortThread(Thread thread)
        {
            try
            {
#pragma warning disable SYSLIB0006
                thread.Abort();
#pragma warning restore SYSLIB0006
            }
            catch (Exception)
            {
                // A PC cannot abort threads.
            }
        }

        private sealed class SystemSignal : Signal
        {
            private readonly AutoResetEvent _event = new AutoResetEvent(false);

            public override void Set()
            {
                _event.Set();
            }

            [OwnFrame]
            public override bool Wait(int milliseconds)
            {
                return _event.WaitOne(milliseconds, false);
            }
        }
    }
}
