// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using Bg95Ssl;
using Xunit;
using Xunit.Sdk;

namespace Interleavings.Tests
{
    /// <summary>That faults which need a certain interleaving are found.</summary>
    public sealed class ExplorerTests
    {
        [Fact]
        public void Explore_UpdateIsLostBetweenTwoLocks_IsFoundWithItsSchedule()
        {
            object monitor = new object();
            int value = 0;
            Action add = () =>
            {
                int seen;

                lock (monitor)
                {
                    seen = value;
                }

                lock (monitor)
                {
                    value = seen + 1;
                }
            };

            XunitException found = Assert.Throws<XunitException>(() => Explorer.Explore(time =>
            {
                value = 0;
                RunBoth(time, add, add);
                Assert.Equal(2, value);
            }));

            Assert.StartsWith("INTERLEAVINGS_SCHEDULE=\"", found.Message, StringComparison.Ordinal);
        }

        [Fact]
        public void Explore_LocksAreTakenInTwoOrders_TheDeadlockIsFound()
        {
            XunitException found = Assert.Throws<XunitException>(() => Explorer.Explore(time =>
            {
                object one = new object();
                object other = new object();
                RunBoth(time, () => TakeBoth(one, other), () => TakeBoth(other, one));
            }));

            Assert.Contains("nothing can happen any more", found.Message, StringComparison.Ordinal);
            Assert.Contains("TakeBoth", found.Message, StringComparison.Ordinal);
        }

        private static void TakeBoth(object first, object second)
        {
            lock (first)
            {
                lock (second)
                {
                    // Nothing is done with them.
                }
            }
        }

        private static void RunBoth(Scheduler time, Action one, Action other)
        {
            Signal ended = time.CreateSignal();
            int running = 2;

            foreach (Action action in new[] { one, other })
            {
                time.StartThread("thread", () =>
                {
                    action();
                    running--;
                    ended.Set();
                });
            }

            time.IsExploring = true;

            while (running > 0)
            {
                ended.Wait(-1);
            }

            time.IsExploring = false;
        }
    }
}
