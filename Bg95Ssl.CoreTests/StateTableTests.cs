// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>
    /// Every state of the running command and every input there: what the call does, and that the next command gets its own answer
    /// (docs/design.md, "One command at a time").
    /// </summary>
    [TestClass]
    public class StateTableTests
    {
        private const int Broken = 12;
        private const int Silence = 11;

        private static readonly string[] s_inputs =
        {
            "\r\nOK\r\n", "\r\nSEND OK\r\n", "\r\nERROR\r\n", "\r\n+CME ERROR: 3\r\n", "\r\nSEND FAIL\r\n", "\r\nCONNECT\r\n", "\r\nCONNECT 4\r\n",
            "\r\n> ", "own", "\r\n+QSSLRECV: 4\r\n", "\r\nRDY\r\n", "", "broken",
        };

        private static Call s_call;
        private static string s_trigger;
        private static string s_before;
        private static string s_own;

        [TestMethod]
        public void Print()
        {
            Row("none", Idle, null, "", "\r\n+QIDEACT: 1\r\n");
            Row("awaiting result", Deactivate, "AT+QIDEACT=2\r", "", "\r\n+QIDEACT: 1\r\n");
            Row("awaiting payload", Calls.Receive, "AT+QSSLRECV=0,8\r", "", "\r\n+QSSLRECV: 0\r\n");
            Row("awaiting prompt", Calls.Send, "AT+QSSLSEND=0,2\r", "", "\r\n+QSSLSEND: 1\r\n");
            Row("writing data", Calls.Send, "AT+QSSLSEND=0,2\r", "\r\n> ", "\r\n+QSSLSEND: 1\r\n");
            Row("awaiting send ok", Calls.Send, "h", "", "\r\n+QSSLSEND: 1\r\n");
            Row("receiving", Calls.Receive, "AT+QSSLRECV=0,8\r", "\r\n+QSSLRECV: 8\r\n", "\r\n+QSSLRECV: 0\r\n");
        }

        private static void Row(string name, Call call, string trigger, string before, string own)
        {
            string text = name + ": ";
            for (int i = 0; i < s_inputs.Length; i++)
            {
                text += Try(call, trigger, before, i == 8 ? own : s_inputs[i], i) + " ";
            }

            OutputHelper.WriteLine(text);
        }

        private static string Try(Call call, string trigger, string before, string input, int number)
        {
            Session.Make();
            Table table = new Table();
            Session.Line.Module = table;
            Session.Modem.Open(5000);
            Session.Context.CaCertificate = "ca.pem";
            Session.Use(Session.Context.Connect("a.example", 443));
            table.Answers = true;
            table.Learn = true;
            Session.Receive(8);
            table.Learn = false;
            table.Trigger = trigger;
            table.Before = before;
            table.Input = input;
            table.IsBreak = number == Broken;
            Session.Line.Deliver("\r\n+QSSLURC: \"recv\",0\r\n");
            Session.Line.Settle();
            long from = Session.Time.Now;
            string result;
            if (trigger == null) { if (number == Broken) Session.Line.Break(); else Session.Line.Deliver(input); Session.Line.Settle(); }
            try { call(); result = "0"; } catch (Bg95Exception ex) { result = ((int)ex.Error).ToString(); } catch (Exception ex) { result = ex.GetType().Name + ex.Message; }
            result += "/" + ((int)Session.Socket.State).ToString() + "/" + (Session.Time.Now - from).ToString();
            Session.Line.IsBroken = false;
            table.Answers = true;
            table.Trigger = null;
            string next;
            try { if (number == Broken) Session.Modem.Open(5000); next = Session.Modem.Pdp.GetAddress(1) == "192.0.2.7" ? "" : "WRONG"; } catch (Exception ex) { next = ex.GetType().Name + ex.Message; }
            Session.Modem.Close();
            return result + next;
        }

        private static void Idle() { Session.Modem.Pdp.GetAddress(1); }
        private static void Deactivate() { Session.Modem.Pdp.Deactivate(2); }

        private sealed class Table : IScriptedModule
        {
            internal SmallModule Module = new SmallModule();
            internal string Trigger;
            internal string Before;
            internal string Input;
            internal bool IsBreak;
            internal bool Answers;
            internal bool Learn;

            public string Answer(string written)
            {
                if (Learn && written.IndexOf("AT+QSSLRECV=") == 0)
                {
                    return written == "AT+QSSLRECV=0,1\r" ? "\r\n+QSSLRECV: 1\r\nx\r\n\r\nOK\r\n" : Session.Answer("+QSSLRECV: 0");
                }
                if (written == Trigger)
                {
                    if (Trigger != "h") Trigger = null;
                    if (Trigger == "h") { return ""; }
                    if (IsBreak) { if (Before != "") { Session.Line.Deliver(Before); Session.Line.Settle(); } Session.Line.Break(); return ""; }
                    return Before + Input;
                }

                if (Trigger == "h")
                {
                    if (written == "AT+QSSLSEND=0,2\r") return "\r\n> ";
                    if (written == "i") { Trigger = null; if (IsBreak) { Session.Line.Break(); return ""; } return Input; }
                }

                if (written == "AT+QSSLSEND=0,2\r") return "\r\n> ";
                return Module.Answer(written);
            }
        }
    }
}
