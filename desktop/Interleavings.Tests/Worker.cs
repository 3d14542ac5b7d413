// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Concurrent;
using System.Threading;

namespace Interleavings.Tests
{
    /// <summary>A thread that is used again and again: there are tens of thousands of runs.</summary>
    internal sealed class Worker
    {
        private static readonly ConcurrentBag<Worker> s_idle = new ConcurrentBag<Worker>();

        private readonly SemaphoreSlim _isGivenWork = new SemaphoreSlim(0);
        private readonly Thread _thread;
        private ThreadStart _work;

        private Worker()
        {
            _thread = new Thread(Run) { IsBackground = true };
            _thread.Start();
        }

        /// <summary>Has a thread do something.</summary>
        internal static Thread Start(ThreadStart work)
        {
            if (!s_idle.TryTake(out Worker worker))
            {
                worker = new Worker();
            }

            worker._work = work;
            worker._isGivenWork.Release();
            return worker._thread;
        }

        private void Run()
        {
            while (true)
            {
                _isGivenWork.Wait();
                _work();
                s_idle.Add(this);
            }
        }
    }
}
