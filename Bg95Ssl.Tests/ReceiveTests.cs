// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>Receiving in buffer access mode (application note 2.1.4; module facts 3 and 4.3).</summary>
    [TestClass]
    public class ReceiveTests
    {
        private const string Hostile = "OK\r\n\r\nERROR\r\n> \r\n+QSSLURC: \"closed\",0\r\n\r\nRDY\r\n\r\n\r\nOK\r\n";

        [TestMethod]
        public void Receive_AnswerOfAFile_IsNotTakenForThePeersData()
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            line.Expect("AT+QSSLRECV=0,4\r", "\r\nCONNECT 4\r\nabcd\r\nOK\r\n");
            byte[] buffer = new byte[4];

            try
            {
                Session.Socket.Receive(buffer, 0, 4, 1000);
                Assert.IsTrue(false);
            }
            catch (Bg95Exception)
            {
                Assert.AreEqual(0, buffer[0]);
            }
        }

        [TestMethod]
        public void Receive_AfterConnect_AsksOnceWithoutUrc()
        {
            // Data may have come before anyone listened (module facts 4.3).
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QSSLRECV=0,1\r", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");

            Assert.AreEqual("(-1)", Session.Receive(8));
            Assert.AreEqual("(-1)", Session.Receive(8));

            Session.End();
        }

        [TestMethod]
        public void Receive_FirstOfASession_AsksForOneByteAndThenTheRest()
        {
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QSSLRECV=0,1\r", "\r\n+QSSLRECV: 1\r\na\r\n\r\nOK\r\n");
            line.Expect("AT+QSSLRECV=0,7\r", "\r\n+QSSLRECV: 3\r\nbcd\r\n\r\nOK\r\n");

            Assert.AreEqual("abcd", Session.Receive(8));

            Session.End();
        }

        [TestMethod]
        public void Receive_FirstByteIsALineEnd_TeachesNothingAndTheNextIsAskedFor()
        {
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QSSLRECV=0,1\r", "\r\n+QSSLRECV: 1\r\n\n\r\nOK\r\n");
            line.Expect("AT+QSSLRECV=0,1\r", "\r\n+QSSLRECV: 1\r\n\r\r\nOK\r\n");
            line.Expect("AT+QSSLRECV=0,1\r", "\r\n+QSSLRECV: 1\r\na\r\nOK\r\n");
            line.Expect("AT+QSSLRECV=0,5\r", "\r\n+QSSLRECV: 2\r\nbc\r\nOK\r\n");

            Assert.AreEqual("\n\rabc", Session.Receive(8));

            Session.End();
        }

        [TestMethod]
        public void Receive_RestIsRefusedAfterTheFirstByte_TheByteIsGiven()
        {
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QSSLRECV=0,1\r", "\r\n+QSSLRECV: 1\r\na\r\n\r\nOK\r\n");
            line.Expect("AT+QSSLRECV=0,7\r", "\r\n+CME ERROR: 3\r\n");
            line.Expect("AT+QSSLRECV=0,8\r", "\r\n+QSSLRECV: 2\r\nbc\r\n\r\nOK\r\n");

            Assert.AreEqual("a", Session.Receive(8));
            Assert.AreEqual("bc", Session.Receive(8));

            Session.End();
        }

        [TestMethod]
        public void Receive_LineThatToldOfTheEndWasLost_IsFoundOutByAsking()
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            line.Expect("AT+QSSLRECV=0,8\r", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");
            line.Expect("AT+QSSLSTATE=0\r", Session.Answer("+QSSLSTATE: 0,\"SSLClient\",\"192.0.2.1\",443,0,4,1,0,0,\"uart1\",0"));
            line.Expect("AT+QIACT?\r", Session.Answer("+QIACT: 1,1,1,\"192.0.2.7\""));
            line.Expect("AT+QSSLRECV=0,8\r", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");

            Assert.AreEqual(0, Session.Socket.Receive(new byte[8], 0, 8, 60000));

            Session.End();
        }

        [TestMethod]
        public void Receive_PayloadLooksLikeAnswers_IsTakenByItsCountAtEverySplit()
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            string answer = "\r\n+QSSLRECV: " + Hostile.Length.ToString() + "\r\n" + Hostile + "\r\n\r\nOK\r\n";

            for (int split = 1; split <= answer.Length; split++)
            {
                line.Split = split;
                line.Expect("AT+QSSLRECV=0," + Hostile.Length.ToString() + "\r", answer);

                Assert.AreEqual(Hostile, Session.Receive(Hostile.Length));
            }

            Assert.AreEqual((int)SocketState.Connected, (int)Session.Socket.State);
            Assert.AreEqual(0, Session.Modem.Statistics[LineCounter.Restarts]);
            Assert.AreEqual(1, Session.Modem.Statistics[LineCounter.Resynchronisations]);
            Session.End();
        }

        [TestMethod]
        public void Receive_EveryByteValue_ComesAsItIs()
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            byte[] target = new byte[258];
            byte[] answer = new byte[18 + 256 + 8];
            Bytes.Copy("\r\n+QSSLRECV: 256\r\n", answer, 0);
            Bytes.Copy(Bytes.Counting(256), answer, 18);
            Bytes.Copy("\r\n\r\nOK\r\n", answer, 18 + 256);

            for (int split = 0; split < 4; split++)
            {
                Array.Clear(target, 0, target.Length);
                line.Split = split;
                line.Expect("AT+QSSLRECV=0,256\r", answer);

                Assert.AreEqual(256, Session.Socket.Receive(target, 1, 256, 0));

                for (int i = 0; i < 256; i++)
                {
                    Assert.AreEqual(i, (int)target[i + 1]);
                }

                Assert.AreEqual(0, (int)target[0]);
                Assert.AreEqual(0, (int)target[257]);
            }

            Session.End();
        }

        [TestMethod]
        public void Receive_EmptyForm_IsNothing()
        {
            Receive_EmptyForm_IsNothing("\r\n+QSSLRECV: 0\r\n\r\nOK\r\n", 0);
            Receive_EmptyForm_IsNothing("\r\n+QSSLRECV: 0\r\n\r\nOK\r\n", 1);
            Receive_EmptyForm_IsNothing("\r\n+QSSLRECV: 0\r\n\r\n\r\nOK\r\n", 0);
        }

        private static void Receive_EmptyForm_IsNothing(string answer, int split)
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            line.Split = split;
            line.Expect("AT+QSSLRECV=0,8\r", answer);

            Assert.AreEqual("(-1)", Session.Receive(8));

            Assert.AreEqual((int)SocketState.Connected, (int)Session.Socket.State);
            Session.End();
        }

        [TestMethod]
        public void Receive_AsMuchAsAsked_AsksAgainWithoutUrc()
        {
            // recv is not repeated until the module's buffer was read empty (module facts 4.3).
            ScriptedTransport line = Session.ConnectAndLearn();
            line.Expect("AT+QSSLRECV=0,4\r", "\r\n+QSSLRECV: 4\r\nabcd\r\n\r\nOK\r\n");
            line.Expect("AT+QSSLRECV=0,4\r", "\r\n+QSSLRECV: 4\r\nefgh\r\n\r\nOK\r\n");
            line.Expect("AT+QSSLRECV=0,4\r", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");

            Assert.AreEqual("abcd", Session.Receive(4));
            Assert.AreEqual("efgh", Session.Receive(4));
            Assert.AreEqual("(-1)", Session.Receive(4));
            Assert.AreEqual("(-1)", Session.Receive(4));

            Session.End();
        }

        [TestMethod]
        public void Receive_LessThanAsked_AsksOnceMoreAndThenWaitsForTheNextUrc()
        {
            // What comes while the module answers may raise no URC (module facts 6): only 0 says that the buffer is empty.
            ScriptedTransport line = Session.ConnectAndLearn();
            line.Expect("AT+QSSLRECV=0,4\r", "\r\n+QSSLRECV: 3\r\nabc\r\n\r\nOK\r\n");
            line.Expect("AT+QSSLRECV=0,4\r", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");

            Assert.AreEqual("abc", Session.Receive(4));
            Assert.AreEqual("(-1)", Session.Receive(4));
            Assert.AreEqual("(-1)", Session.Receive(4));

            line.Deliver("\r\n+QSSLURC: \"recv\",0\r\n");
            line.Settle();
            line.Expect("AT+QSSLRECV=0,4\r", "\r\n+QSSLRECV: 1\r\nd\r\n\r\nOK\r\n");
            Assert.AreEqual("d", Session.Receive(4));
            Session.End();
        }

        [TestMethod]
        public void Receive_DataWhileWaiting_WakesIt()
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            line.Expect("AT+QSSLRECV=0,8\r", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");
            line.Always("AT+QSSLRECV=0,8\r", "\r\n+QSSLRECV: 2\r\nhi\r\n\r\nOK\r\n");
            line.DeliverAtLast("\r\n+QSSLURC: \"recv\",0\r\n");
            byte[] target = new byte[8];

            Assert.AreEqual(2, Session.Socket.Receive(target, 0, 8, 10000));

            Assert.AreEqual("hi", Bytes.Text(target, 0, 2));
            Session.End();
        }

        [TestMethod]
        public void Receive_MoreThan1500Wanted_AsksFor1500()
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            line.Expect("AT+QSSLRECV=0,1500\r", "\r\n+QSSLRECV: 1\r\na\r\n\r\nOK\r\n");

            Assert.AreEqual("a", Session.Receive(2000));

            Session.End();
        }

        [TestMethod]
        public void Receive_SmallLine_AsksForNoMoreThanItHolds()
        {
            ScriptedTransport line = Session.Make();
            line.Capacity = 256;
            Session.OpenMade();
            Session.ConnectMade();
            Session.Learn();
            line.Expect("AT+QSSLRECV=0,128\r", "\r\n+QSSLRECV: 1\r\na\r\n\r\nOK\r\n");

            Assert.AreEqual("a", Session.Receive(1000));

            Session.End();
        }

        // URC, header, payload, URC, OK, URC (module facts 3).
        [TestMethod]
        public void Receive_UrcInAnyGap_IsNotLost()
        {
            Receive_UrcInAnyGap_IsNotLost("\r\n+QSSLURC: \"recv\",0\r\n\r\n+QSSLRECV: 4\r\nabcd\r\n\r\nOK\r\n", 0);
            Receive_UrcInAnyGap_IsNotLost("\r\n+QSSLURC: \"recv\",0\r\n\r\n+QSSLRECV: 4\r\nabcd\r\n\r\nOK\r\n", 1);
            Receive_UrcInAnyGap_IsNotLost("\r\n+QSSLRECV: 4\r\nabcd\r\n\r\n+QSSLURC: \"recv\",0\r\n\r\nOK\r\n", 0);
            Receive_UrcInAnyGap_IsNotLost("\r\n+QSSLRECV: 4\r\nabcd\r\n\r\n+QSSLURC: \"recv\",0\r\n\r\nOK\r\n", 1);
            Receive_UrcInAnyGap_IsNotLost("\r\n+QSSLRECV: 4\r\nabcd\r\n\r\nOK\r\n\r\n+QSSLURC: \"recv\",0\r\n", 0);
            Receive_UrcInAnyGap_IsNotLost("\r\n+QSSLRECV: 4\r\nabcd\r\n\r\nOK\r\n\r\n+QSSLURC: \"recv\",0\r\n", 3);
        }

        private static void Receive_UrcInAnyGap_IsNotLost(string answer, int split)
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            line.Split = split;
            line.Expect("AT+QSSLRECV=0,8\r", answer);
            line.Expect("AT+QSSLRECV=0,8\r", "\r\n+QSSLRECV: 1\r\ne\r\n\r\nOK\r\n");

            Assert.AreEqual("abcd", Session.Receive(8));
            line.Settle();
            Assert.AreEqual("e", Session.Receive(8));

            Session.End();
        }

        [TestMethod]
        public void Receive_OneCrlfForm_IsLearned()
        {
            Receive_OneCrlfForm_IsLearned(0);
            Receive_OneCrlfForm_IsLearned(1);
        }

        private static void Receive_OneCrlfForm_IsLearned(int split)
        {
            ScriptedTransport line = Session.Connect();
            line.Split = split;
            Session.Learn("\r\nOK\r\n");
            line.Expect("AT+QSSLRECV=0,8\r", "\r\n+QSSLRECV: 6\r\nab\r\n\r\n\r\nOK\r\n");
            line.Expect("AT+QSSLRECV=0,6\r", "\r\n+QSSLRECV: 6\r\nOK\r\nOK\r\nOK\r\n");
            line.Expect("AT+QSSLRECV=0,8\r", "\r\n+QSSLRECV: 2\r\nab\r\n+QSSLURC: \"recv\",0\r\n\r\nOK\r\n");

            Assert.AreEqual("ab\r\n\r\n", Session.Receive(8));
            line.Deliver("\r\n+QSSLURC: \"recv\",0\r\n");
            line.Settle();
            Assert.AreEqual("OK\r\nOK", Session.Receive(6));
            Assert.AreEqual("ab", Session.Receive(8));

            Session.End();
        }

        [TestMethod]
        public void Receive_OneCrlfFormHeld_TwoAreDamage()
        {
            ScriptedTransport line = Session.Connect();
            Session.Learn("\r\nOK\r\n");
            line.Expect("AT+QSSLRECV=0,8\r", "\r\n+QSSLRECV: 4\r\nabcd\r\n\r\nOK\r\n");

            Thrown.Is(Bg95Error.LineDamaged, Calls.Receive);

            Session.End();
        }

        [TestMethod]
        public void Receive_TwoCrlfFormHeld_OneIsDamage()
        {
            // Two lost payload bytes make the long form look like the short one (module facts 7).
            ScriptedTransport line = Session.ConnectAndLearn();
            line.Expect("AT+QSSLRECV=0,8\r", "\r\n+QSSLRECV: 6\r\nabcd\r\n\r\nOK\r\n");

            Thrown.Is(Bg95Error.LineDamaged, Calls.Receive);

            Assert.AreEqual((int)SocketState.Faulted, (int)Session.Socket.State);
            Session.End();
        }
    }
}
