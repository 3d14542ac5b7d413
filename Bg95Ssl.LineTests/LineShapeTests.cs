// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>Lines that nobody knows: which are strangers' and which may be the remains of a line of ours.</summary>
    [TestClass]
    public class LineShapeTests
    {
        private const string State = "+QSSLSTATE: 0,\"SSLClient\",\"192.0.2.1\",443,0,2,1";

        [TestMethod]
        public void Line_StrangersWhilePayloadMayBePushed_HarmsNothing()
        {
            string[] strangers =
            {
                "RING", "SMS DONE", "AB", "A1", "A0", "+A:", "+A1: x", "^MODE: 17", "*X: 1", "$X: 1", "%X: 1", "+QGPSURC: 1", "ABCDEFGHIJKLMNOPQRSTUVWX",
                "AB CD EF", "+X Y: 1", "ZZ", "Z9",
            };

            for (int i = 0; i < strangers.Length; i++)
            {
                ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
                line.Deliver("\r\n" + strangers[i] + "\r\n");
                line.Settle();

                Assert.IsTrue(Session.Socket.State == SocketState.Connected, strangers[i]);
                Assert.AreEqual(1, Session.Modem.Statistics[LineCounter.UnknownLines]);
                Session.End();
            }
        }

        [TestMethod]
        public void Line_RemainsWhilePayloadMayBePushed_EndsTheSocket()
        {
            string[] remains =
            {
                "ab", "a", "A", "1A", "12345", "A B", "AB-CD", "+", "+:", "+a: 1", "+QQ", "ABCDEFGHIJKLMNOPQRSTUVWXY", "#X: 1", "@A", "A[", "A/", "A1:", "&A: 1",
            };

            for (int i = 0; i < remains.Length; i++)
            {
                CheckPush(remains[i], true);
            }
        }

        [TestMethod]
        public void Line_PushHeaderWithBytesLostOrChanged_EndsTheSocket()
        {
            const string header = "+QSSLURC: \"recv\",10,1500";

            for (int i = 1; i < 17; i++)
            {
                CheckPush(Bytes.Without(header, i), true);
                CheckPush(header.Substring(0, i) + "X" + header.Substring(i + 1), true);
            }

            CheckPush("+QSSLURC: recv\",9,1090", true);
            CheckPush("+QSSLURX: \"rexv\",10,1500", true);
            CheckPush("+QSSLXRX: \"rexv\",10,1500", false);
            CheckPush("+XURC: \"recv\",10,1500", false);
        }

        private static void CheckPush(string said, bool isEnd)
        {
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            Session.AlwaysRecover();
            line.Deliver("\r\n" + said + "\r\n");
            Session.Time.Advance(1000);

            Assert.IsTrue(isEnd == (Session.Socket.State == SocketState.Faulted), said);
            Session.End();
        }

        [TestMethod]
        public void Line_UnknownWhilePayloadIsAwaited_EndsTheExchangeIfItMayBeTheHeader()
        {
            CheckReceive("RING", true);
            CheckReceive("+CREG: 1", true);
            CheckReceive("+QSSLURX: 1", true);
            CheckReceive("ring", false);
            CheckReceive("+QSSLRECV", false);
            CheckReceive("+QSSLRECX: 2", false);
            CheckReceive("+QSSLREXX: 2", false);
            CheckReceive("+QSSLRXXX: 2", true);
            CheckReceive("+QSLRECV: 2", false);
        }

        private static void CheckReceive(string said, bool isRight)
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            Session.AlwaysRecover();
            line.Expect("AT+QSSLRECV=0,8\r", "\r\n" + said + "\r\n\r\n+QSSLRECV: 2\r\nhi\r\n\r\nOK\r\n");

            if (isRight)
            {
                Assert.AreEqual("hi", Session.Receive(8), said);
            }
            else
            {
                Thrown.Is(Bg95Error.LineDamaged, Calls.Receive);
            }

            Session.End();
        }

        [TestMethod]
        public void Line_UnknownWhereTheOkBehindAPayloadIsAwaited_EndsTheExchangeUnlessItIsAStrangers()
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            line.Expect("AT+QSSLRECV=0,8\r", "\r\n+QSSLRECV: 0\r\n\r\nRING\r\n\r\n+CREG: 1\r\n\r\nOK\r\n");
            line.Expect("AT+QSSLRECV=0,8\r", "\r\n+QSSLRECV: 0\r\n\r\nO\r\n");
            Session.AlwaysRecover();
            Assert.AreEqual("(-1)", Session.Receive(8));
            line.Deliver("\r\n+QSSLURC: \"recv\",0\r\n");
            line.Settle();
            long from = Session.Time.Now;

            Thrown.Is(Bg95Error.LineDamaged, Calls.Receive);

            Assert.AreEqual(0, (int)(Session.Time.Now - from));
            Session.End();
        }

        [TestMethod]
        public void Line_UnknownWhileIdle_MakesTheDriverAskIfItMayHaveToldSomething()
        {
            CheckIdle("RING", false);
            CheckIdle("+CREG: 1", false);
            CheckIdle("+QSSLXXXX: \"recv\",0", false);
            CheckIdle("ring", true);
            CheckIdle("+QSSLUXC: \"recv\",0", true);
            CheckIdle("+QSSLOPEX: 0,0", true);
            CheckIdle("+QSSLURC: \"closxd\",0", true);
            CheckIdle("+QIURX: \"pdpdeact\",3", true);
            CheckIdle("+QIUC: \"pdpdeact\",3", true);
            CheckIdle("NO CARRIER", false);
            CheckIdle("866000000000001", true);
        }

        private static void CheckIdle(string said, bool isAsked)
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            line.Expect("AT+QSSLRECV=0,8\r", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");
            Assert.AreEqual("(-1)", Session.Receive(8));
            line.Deliver("\r\n" + said + "\r\n");
            line.Settle();
            Assert.AreEqual(1, Session.Modem.Statistics[LineCounter.UnknownLines]);

            if (isAsked)
            {
                line.Expect("AT+QSSLSTATE=0\r", Session.Answer(State));
                line.Expect("AT+QSSLRECV=0,8\r", "\r\n+QSSLRECV: 2\r\nhi\r\n\r\nOK\r\n");
            }

            Assert.AreEqual(isAsked ? "hi" : "(-1)", Session.Receive(8), said);
            Session.End();
        }

        [TestMethod]
        public void Execute_LinesOfEveryKind_AreGivenOrNot()
        {
            // A line with a plus is the command's if the command has its name, with a colon or without.
            ScriptedTransport line = Session.Open();
            line.Expect("AT+GSN;+CSQ\r", Session.Answer("+CSQ\r\n+CSQ: 1\r\n+COPS: 1\r\n+\r\n+GSN"));
            string all = string.Empty;

            foreach (string text in Session.Modem.Execute("AT+GSN;+CSQ", 5000))
            {
                all += text + "|";
            }

            Assert.AreEqual("+CSQ|+CSQ: 1|+|+GSN|", all);
            Session.End();
        }

        [TestMethod]
        public void Execute_CommandsInARow_EachIsLookedAt()
        {
            string[] refused =
            {
                "AT&D1&F", "AT&D1+CMEE=0", "ATX4S3=1", "ATX4S5=1", "ATS4=10", "ATI+ICF=1", "ATX4E", "AT+CSQ;&F", "AT+CMEE", "AT+QRST;Z", "ATXH+CMEE=1",
                "AT+QURCCFG=\"URCPort\",\"uart1\"", "XX+CSQ", "+CSQ", "XATI",
            };
            string[] sent =
            {
                "AT&", "AT&D", "ATX4S2=1", "ATX4S6=1", "ATS3", "AT+CSQ;X4", "ATI+CSQ", "AT&C1+CSQ", "AT^X=1", "AT;", "ATH", "AT+CMEE=?;+CSQ", "AT\"\"", "ATS",
                "AT+QURCCFG=\"other\",\"x\"",
            };
            ScriptedTransport line = Session.Open();

            for (int i = 0; i < refused.Length; i++)
            {
                s_command = refused[i];
                Assert.IsTrue(Thrown.By(Execute) is ArgumentException, s_command);
            }

            for (int i = 0; i < sent.Length; i++)
            {
                s_command = sent[i];
                line.Expect(s_command + "\r", Session.Ok);
                Execute();
            }

            Session.End();
        }

        [TestMethod]
        public void Execute_LongestCommand_IsSentAndALongerOneIsNot()
        {
            ScriptedTransport line = Session.Open();
            s_command = "AT+X=\"" + new string('a', 506) + "\"";
            line.Expect(s_command + "\r", Session.Ok);
            Execute();

            s_command = "AT+X=" + new string('a', 508);

            Assert.IsTrue(Thrown.By(Execute) is ArgumentException);
            Session.End();
        }

        [TestMethod]
        public void Execute_WhatMayEndConnections_MakesTheDriverWriteSettingsAgain()
        {
            string[] commands = { "AT+CFUN=1", "AT+QPOWD=1", "AT+QRST=1", "AT+QIDEACT=2", "AT+CGATT=0", "AT+COPS=2" };

            for (int i = 0; i < commands.Length; i++)
            {
                ScriptedTransport line = Session.ConnectAndClose();
                s_command = commands[i];
                line.Expect(s_command + "\r", Session.Ok);
                Execute();

                Session.ExpectSettings();
                Session.ConnectConfigured();
                Session.End();
            }
        }

        private static string s_command;

        private static void Execute()
        {
            Session.Modem.Execute(s_command, 5000);
        }
    }
}
