// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl.Tests
{
    /// <summary>A call on another thread, and how and when it ends.</summary>
    internal sealed class Beside
    {
        private readonly Call _call;
        private readonly long _from;

        private Beside(Call call)
        {
            _call = call;
            _from = Session.Time.Now;
        }

        /// <summary>Gets what it has thrown.</summary>
        internal Exception Thrown { get; private set; }

        /// <summary>Gets how long it has taken, in milliseconds; -1 while it runs.</summary>
        internal int Taken { get; private set; } = -1;

        /// <summary>Starts a call; it runs when this thread waits for something.</summary>
        internal static Beside Start(Call call)
        {
            Beside beside = new Beside(call);
            Session.Time.StartThread(beside.Run);
            return beside;
        }

        /// <summary>Fails unless it has ended without an exception.</summary>
        internal void HasWorked()
        {
            Assert.IsTrue(Taken >= 0, "it has not ended");
            Assert.IsTrue(Thrown == null, Thrown == null ? string.Empty : Thrown.Message);
        }

        /// <summary>Fails unless it has ended with this error.</summary>
        internal void HasFailed(Bg95Error error)
        {
            Assert.IsTrue(Taken >= 0, "it has not ended");
            Tests.Thrown.Is(error, ThrowAgain);
        }

        private void Run()
        {
            try
            {
                _call();
            }
            catch (Exception ex)
            {
                Thrown = ex;
            }

            Taken = (int)(Session.Time.Now - _from);
        }

        private void ThrowAgain()
        {
            if (Thrown != null)
            {
                throw Thrown;
            }
        }
    }
}
