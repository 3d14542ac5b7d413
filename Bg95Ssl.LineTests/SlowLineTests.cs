// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>A line that takes its time for what is written, or that flow control holds (ITransport.Write).</summary>
    [TestClass]
    public class SlowLineTests
    {
        private const int SenderCount = 7;
        private const int PiecesInTime = 6;
        private const int PieceSize = 166;

        // One for all: a board has no room for more.
        private static byte[] s_piece;
        private static int s_limit;
        private static int s_sent;
        private static int s_refused;
        private static int s_ended;

        [TestMethod]
        public void Open_SlowOrHeldLine_EndsInTime()
        {
            for (int limit = 1000; limit < 100000; limit += 1300)
            {
                Open_SlowOrHeldLine_EndsInTime(limit, 2, false);
                Open_SlowOrHeldLine_EndsInTime(limit, 0, true);
            }
        }

        private static void Open_SlowOrHeldLine_EndsInTime(int limit, int byteTime, bool isHeld)
        {
            ScriptedTransport line = Session.Make();
            line.Deaf = true;
            line.MillisecondsPerByte = byteTime;
            line.HoldsWrites = isHeld;
            s_limit = limit;
            long from = Session.Time.Now;

            Bg95Exception thrown = Thrown.By(OpenMade) as Bg95Exception;

            int taken = (int)(Session.Time.Now - from);
            Assert.IsTrue(thrown != null && (thrown.Error == Bg95Error.NoAnswer || thrown.Error == Bg95Error.PortFailed), limit.ToString());
            Assert.IsTrue(taken <= limit, limit.ToString() + ": " + taken.ToString());
            Session.End();
        }

        private static void OpenMade()
        {
            Session.Modem.Open(s_limit);
        }

        [TestMethod]
        public void Send_Transparent_OthersSendAllTheTime_ThrowsLineBusyAndTheSocketLivesOn()
        {
            // The smallest ring: a board's heap has to hold eight threads besides.
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QISWTMD=0,2\r", "\r\nCONNECT\r\n");
            Session.Socket.SwitchMode(AccessMode.Transparent, 1500);
            line.Deaf = true;
            line.MillisecondsPerByte = 30;
            s_piece = new byte[PieceSize];
            s_sent = 0;
            s_refused = 0;
            s_ended = 0;
            int written = line.Written;

            for (int i = 0; i < SenderCount; i++)
            {
                Session.Time.StartThread(SendPiece);
            }

            // Each piece takes 4.98 s, so there is time for six of them.
            Session.Time.Sleep(60000);

            Assert.AreEqual(SenderCount, s_ended);
            Assert.AreEqual(PiecesInTime, s_sent);
            Assert.AreEqual(SenderCount - PiecesInTime, s_refused);
            Assert.AreEqual(PiecesInTime * PieceSize, line.Written - written);
            Assert.AreEqual((int)SocketState.Connected, (int)Session.Socket.State);
            s_piece = null;
            Session.End();
        }

        [TestMethod]
        public void Open_SocketHasSentInTransparentMode_SaysEscapeBehindASilentLine()
        {
            // What was sent last is on its way for 1.5 s at 9600 baud, whether the port is closed meanwhile or not; then a second of
            // silence makes +++ an escape.
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            EscapeClock module = new EscapeClock();
            line.Module = module;
            Session.Socket.Send(new byte[PieceSize], 0, PieceSize);
            long sentAt = Session.Time.Now;

            Session.Modem.Close();
            s_limit = 5000;
            Thrown.Is(Bg95Error.NoAnswer, OpenMade);

            Assert.IsTrue(module.EscapedAt - sentAt >= 2500, (module.EscapedAt - sentAt).ToString());
            Session.Modem.Close();
        }

        private static void SendPiece()
        {
            long from = Session.Time.Now;

            try
            {
                Session.Socket.Send(s_piece, 0, PieceSize);
                s_sent++;
            }
            catch (Bg95Exception ex)
            {
                s_refused += ex.Error == Bg95Error.LineBusy ? 1 : 0;
            }

            s_ended += Session.Time.Now - from <= 30000 ? 1 : 0;
        }

        /// <summary>A module that says nothing, and notes when +++ comes.</summary>
        private sealed class EscapeClock : IScriptedModule
        {
            internal long EscapedAt;

            public string Answer(string written)
            {
                EscapedAt = written == "+++" && EscapedAt == 0 ? Session.Time.Now : EscapedAt;
                return string.Empty;
            }
        }
    }
}
