// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>A payload that is on its way when the time of the call is nearly over, whole or cut off (module facts 4).</summary>
    [TestClass]
    public class PayloadLimitTests
    {
        // Where the module stops: nowhere, before the payload's first byte, in its middle, before its last byte, in what stands behind it.
        private const int Never = 0;
        private const int BeforeFirst = 1;
        private const int InMiddle = 2;
        private const int BeforeLast = 3;
        private const int InTrailer = 4;

        private static int s_held;

        [TestMethod]
        public void Receive_PayloadAtTheEndOfItsTime_EndsInTimeAndLosesNothing()
        {
            // A line of 9600 baud has time for so many bytes, and only so many are asked for.
            for (int left = 2050; left < 5000; left += 150)
            {
                PayloadModule module = Receive(left, Never, out int received);

                Assert.IsTrue(received > 0 && received == module.Wanted, left.ToString() + ": " + received.ToString() + " of " + module.Wanted.ToString());
                Assert.AreEqual((int)SocketState.Connected, (int)Session.Socket.State);
                Session.End();
            }
        }

        [TestMethod]
        public void Receive_LittleTimeIsLeft_AsksForNothingAndTheSocketGoesOn()
        {
            // An answer that is slow, not missing, would cost the socket its connection.
            for (int left = 50; left < 2000; left += 150)
            {
                PayloadModule module = Receive(left, Never, out int received);

                Assert.AreEqual(-1, received, left.ToString());
                Assert.AreEqual(0, module.Wanted);
                Assert.AreEqual((int)SocketState.Connected, (int)Session.Socket.State);
                Session.End();
            }
        }

        [TestMethod]
        public void Receive_PayloadStopsAtTheEndOfItsTime_EndsInTime()
        {
            for (int left = 2050; left < 5000; left += 450)
            {
                for (int stop = BeforeFirst; stop <= InTrailer; stop++)
                {
                    Receive(left, stop, out int received);

                    Assert.AreEqual(-1, received, left.ToString());
                    Session.Modem.Close();
                }
            }
        }

        [TestMethod]
        public void Download_PayloadStopsAtTheEndOfItsTime_EndsInTime()
        {
            for (int left = 6000; left < 16000; left += 1000)
            {
                for (int stop = BeforeFirst; stop <= InTrailer; stop++)
                {
                    Prepare(stop);
                    s_held = PublicCalls.Limit(18) - left;
                    Session.Time.StartThread(Hold);
                    Session.Time.Yield();

                    Assert.AreEqual(-1, Run(18));

                    Session.Modem.Close();
                }
            }
        }

        // Receives with so much time left when another command gives the line back; -1: an exception.
        private static PayloadModule Receive(int left, int stop, out int received)
        {
            PayloadModule module = Prepare(stop);
            s_held = PublicCalls.Limit(10) - left;
            Session.Time.StartThread(Hold);
            Session.Time.Yield();
            received = Run(10);
            return module;
        }

        private static PayloadModule Prepare(int stop)
        {
            PublicCalls.Prepare(10);

            // The first byte teaches what stands behind a payload.
            Session.Line.Module = new PayloadModule(Never);
            Session.Line.Deliver("\r\n+QSSLURC: \"recv\",0\r\n");
            Session.Line.Settle();
            Assert.AreEqual("x", Session.Receive(1));

            PayloadModule module = new PayloadModule(stop);
            Session.Line.Module = module;
            return module;
        }

        private static int Run(int number)
        {
            long from = Session.Time.Now;
            int result = -1;

            try
            {
                result = number == 10 ? Session.Socket.Receive(new byte[1500], 0, 1500, 0)
                    : Session.Modem.Files.Download("f", new byte[2000], 0, 2000);
            }
            catch (Bg95Exception ex)
            {
                Assert.IsTrue(ex.Error == Bg95Error.LineDamaged || ex.Error == Bg95Error.NoAnswer, ex.Message);
            }

            int taken = (int)(Session.Time.Now - from);
            Assert.IsTrue(taken <= PublicCalls.Limit(number), taken.ToString());
            return result;
        }

        private static void Hold()
        {
            Session.Modem.Execute("AT+CSQ", 180000);
        }

        /// <summary>A module on a line of 9600 baud that has payload for whoever asks, and may stop in its middle.</summary>
        private sealed class PayloadModule : IScriptedModule
        {
            private readonly int _stop;
            private readonly SmallModule _module = new SmallModule();
            private string _end;

            internal PayloadModule(int stop)
            {
                _stop = stop;
            }

            internal int Wanted;

            public string Answer(string written)
            {
                if (written.IndexOf("AT+CSQ") == 0)
                {
                    Session.Time.StartThread(EndHold);
                    return string.Empty;
                }

                if (written.IndexOf("AT+QFOPEN") == 0)
                {
                    return Session.Answer("+QFOPEN: 1");
                }

                bool isOfFile = written.IndexOf("AT+QFREAD=") == 0;

                if (isOfFile || written.IndexOf("AT+QSSLRECV=0,") == 0)
                {
                    Wanted = int.Parse(written.Substring(written.IndexOf(',') + 1, written.Length - written.IndexOf(',') - 2));
                    _end = isOfFile ? "\r\nOK\r\n" : "\r\n\r\nOK\r\n";
                    Session.Line.Deliver(isOfFile ? "\r\nCONNECT " + Wanted.ToString() + "\r\n" : "\r\n+QSSLRECV: " + Wanted.ToString() + "\r\n");
                    Session.Time.StartThread(SayPayload);
                    return string.Empty;
                }

                return _module.Answer(written);
            }

            private static void EndHold()
            {
                Session.Time.Sleep(s_held);
                Session.Line.Deliver(Session.Ok);
            }

            private void SayPayload()
            {
                string all = new string('x', Wanted) + _end;
                int most = _stop == BeforeFirst ? 0 : _stop == InMiddle ? Wanted / 2 : _stop == BeforeLast ? Wanted - 1
                    : _stop == InTrailer ? Wanted + 3 : all.Length;

                for (int said = 0; said < most;)
                {
                    int size = most - said < 48 ? most - said : 48;
                    Session.Time.Sleep(size + (size / 24));
                    Session.Line.Deliver(all.Substring(said, size));
                    said += size;
                }
            }
        }
    }
}
