// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Text;
using Bg95Ssl;
using Xunit;

namespace Interleavings.Tests
{
    /// <summary>A driver, a line and a module under one schedule, and the threads of a program that make calls.</summary>
    internal sealed class Scene
    {
        private const int LongestRun = 900000;
        private const int SlackOfLimits = 1000;

        private readonly Signal _ended;
        private readonly List<string> _outcomes = new List<string>();
        private int _running;

        internal Scene(Scheduler time, bool isOpen = true)
        {
            Time = time;
            Module = new EchoModule();
            Line = new ScheduledLine(time, Module);
            Modem = new Bg95Modem(Line, Bg95Modem.DefaultReceiveBufferSize, time);
            _ended = time.CreateSignal();
            Context.CaCertificate = "ca.pem";

            if (isOpen)
            {
                Modem.Open();
            }
        }

        internal Scheduler Time { get; }

        internal EchoModule Module { get; }

        internal ScheduledLine Line { get; }

        internal Bg95Modem Modem { get; }

        internal SslContext Context => Modem.SslContexts[0];

        /// <summary>Gets how the calls have ended, in order.</summary>
        internal IReadOnlyList<string> Outcomes => _outcomes;

        internal SslSocket Connect(AccessMode mode = AccessMode.Buffer)
        {
            return Context.Connect("a.example", 443, mode);
        }

        /// <summary>Adds a thread that makes one call.</summary>
        /// <param name="name">What it does.</param>
        /// <param name="limit">How long it may take at most, in milliseconds.</param>
        /// <param name="call">The call.</param>
        internal void Add(string name, int limit, Action call)
        {
            _running++;
            Time.StartThread(name, () =>
            {
                long from = Time.Now;
                string outcome = "ok";

                try
                {
                    call();
                }
                catch (Bg95Exception e)
                {
                    outcome = e.Error.ToString();
                }
                catch (ObjectDisposedException)
                {
                    outcome = "disposed";
                }
                catch (InvalidOperationException)
                {
                    outcome = "refused";
                }

                long took = Time.Now - from;
                outcome += took > limit + SlackOfLimits ? $" after {took} ms, limit {limit}" : string.Empty;
                _outcomes.Add(name + ": " + outcome);
                _running--;
                _ended.Set();
            });
        }

        /// <summary>Lets the threads go under the schedule until all of them have ended.</summary>
        internal void Run()
        {
            Time.IsExploring = true;
            long deadline = Time.Now + LongestRun;

            while (_running > 0 && Time.Now < deadline)
            {
                _ended.Wait((int)(deadline - Time.Now));
            }

            Time.IsExploring = false;
            Assert.True(_running == 0, $"{_running} calls do not end; ended: {string.Join(", ", _outcomes)}");
            Assert.DoesNotContain(_outcomes, each => each.Contains("limit", StringComparison.Ordinal));
        }

        /// <summary>Receives until so many bytes have come, or nothing more comes for a second.</summary>
        internal string Receive(SslSocket socket, int count)
        {
            StringBuilder text = new StringBuilder();
            byte[] buffer = new byte[64];

            while (text.Length < count)
            {
                int received = socket.Receive(buffer, 0, buffer.Length, 1000);

                if (received <= 0)
                {
                    break;
                }

                text.Append(Encoding.Latin1.GetString(buffer, 0, received));
            }

            return text.ToString();
        }

        internal static void Send(SslSocket socket, string text)
        {
            socket.Send(Encoding.Latin1.GetBytes(text), 0, text.Length);
        }

        /// <summary>Whatever has happened: the modem opens if it is closed, a new connection works, and nothing is left of it all.</summary>
        internal void End()
        {
            Assert.Equal(Line.IsOpen, Modem.IsOpen);

            if (!Modem.IsOpen)
            {
                Modem.Open();
            }

            using (SslSocket socket = Connect())
            {
                Send(socket, "all is well");
                Assert.Equal("all is well", Receive(socket, 11));
            }

            Assert.Equal("192.0.2.7", Modem.Pdp.GetAddress(1));
            Modem.Dispose();
            Time.Sleep(60000);
            Assert.False(Line.IsOpen);
            Assert.Null(Line.Misuse);
            Assert.Null(Time.Failure);
            Assert.True(Time.ThreadCount == 1, $"{Time.ThreadCount - 1} threads live on");
        }
    }
}
