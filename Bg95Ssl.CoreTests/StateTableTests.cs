// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>
    /// Every state of the running command and every input there: what the call does, what becomes of the socket, and that the next
    /// command gets its own answer (docs/design.md, "The running command").
    /// </summary>
    /// <remarks>
    /// A row has one field for each input, in their order: the error that the call throws, 0 for none, and the socket's state behind
    /// it: 0 Initial, 2 Connected, 6 Faulted. Behind the input the module says nothing more until the call is over.
    /// </remarks>
    [TestClass]
    public class StateTableTests
    {
        private const string Receive = "AT+QSSLRECV=0,8\r";
        private const string Send = "AT+QSSLSEND=0,2\r";
        private const string OwnLine = "own line";
        private const string PortFailure = "port failure";

        private static readonly string[] s_inputs =
        {
            Session.Ok, "\r\nSEND OK\r\n", Session.Error, "\r\n+CME ERROR: 3\r\n", "\r\nSEND FAIL\r\n", "\r\nCONNECT\r\n",
            "\r\nCONNECT 4\r\n", "\r\n> ", OwnLine, "\r\n+QSSLRECV: 4\r\n", "\r\nRDY\r\n", string.Empty, PortFailure,
            "\r\n+CMS ERROR: 302\r\n", "\r\nNO CARRIER\r\n", "\r\nCLOSE OK\r\n", "\r\nSHUT OK\r\n", "\r\n+QSSLOPEN: 5,0\r\n",
        };

        [TestMethod]
        public void NoCommand_EveryInput()
        {
            // A result that nobody has asked for may be the rest of the payload that was moved last.
            Row("0/6 0/6 0/6 0/6 0/6 0/2 0/2 0/2 0/2 0/6 0/0 0/2 -10/0 0/6 0/2 0/6 0/6 0/2", Ask, null, null, "\r\n+QIDEACT: 1\r\n");
        }

        [TestMethod]
        public void AwaitingResult_EveryInput()
        {
            Row("0/2 -5/2 -4/2 3/2 -5/2 -1/2 -1/2 -1/2 -1/2 -2/6 -3/0 -1/2 -10/0 -5/2 -1/2 -5/2 -5/2 -1/2", Deactivate, "AT+QIDEACT=2\r", string.Empty, "\r\n+QIDEACT: 1\r\n");
        }

        [TestMethod]
        public void AwaitingPayload_EveryInput()
        {
            Row("-2/6 -5/6 -4/2 3/2 -5/6 -1/6 -1/6 -1/6 -2/6 -2/6 -2/6 -1/6 -10/0 -5/6 -1/6 -5/6 -5/6 -1/6", Calls.Receive, Receive, string.Empty, "\r\n+QSSLRECV: 0\r\n");
        }

        [TestMethod]
        public void ReceivingPayload_EveryInput()
        {
            // All of it is payload, eight bytes; then the silence is too long, or what stands behind them is wrong.
            Row("-2/6 -2/6 -2/6 -2/6 -2/6 -2/6 -2/6 -2/6 -2/6 -2/6 -2/6 -2/6 -10/0 -2/6 -2/6 -2/6 -2/6 -2/6", Calls.Receive, Receive, "\r\n+QSSLRECV: 8\r\n", "\r\n+QSSLRECV: 0\r\n");
        }

        [TestMethod]
        public void PayloadComplete_EveryInput()
        {
            // The module has given the bytes away. Whatever comes in the place of its OK, none of them may be missing.
            Row("0/2 -5/6 -2/6 -2/6 -5/6 -2/6 -2/6 -2/6 -2/6 -2/6 -3/0 -2/6 -10/0 -5/6 -2/6 -5/6 -5/6 -2/6", Calls.Receive, Receive, "\r\n+QSSLRECV: 2\r\nab\r\n", "\r\n+QSSLRECV: 0\r\n");
        }

        [TestMethod]
        public void AwaitingPrompt_EveryInput()
        {
            // SEND FAIL comes behind the data: before them it is an older send's, and the module may still ask for these.
            Row("-5/6 -5/6 -4/2 3/2 -5/6 -1/6 -1/6 -1/6 -1/6 -2/6 -3/0 -1/6 -10/0 -5/6 -1/6 -5/6 -5/6 -1/6", Calls.Send, Send, string.Empty, "\r\n+QSSLSEND: 1\r\n");
        }

        [TestMethod]
        public void WritingData_EveryInput()
        {
            Row("-5/6 -5/6 -4/2 3/2 -5/6 -1/6 -1/6 -1/6 -1/6 -2/6 -3/0 -1/6 -10/6 -5/6 -1/6 -5/6 -5/6 -1/6", Calls.Send, Send, "\r\n> ", "\r\n+QSSLSEND: 1\r\n");
        }

        [TestMethod]
        public void AwaitingSendOk_EveryInput()
        {
            // A full buffer is waited for, and the data are said again.
            Row("-5/6 0/2 -4/2 3/2 0/2 -1/6 -1/6 -1/6 -1/6 -2/6 -3/0 -1/6 -10/0 -5/6 -1/6 -5/6 -5/6 -1/6", Calls.Send, "i", string.Empty, "\r\n+QSSLSEND: 1\r\n");
        }

        [TestMethod]
        public void AwaitingConnect_EveryInput()
        {
            // To transparent mode and back. Only after a refusal the mode is known; else the socket is faulted.
            Row("-5/6 -5/6 -4/2 3/2 -5/6 0/2 0/2 -1/6 -1/6 -2/6 -3/0 -1/6 -10/0 -5/6 -11/2 -5/6 -5/6 -1/6", GoTransparent, "AT+QISWTMD=0,2\r", string.Empty, "\r\n+QISWTMD: 1\r\n");
        }

        [TestMethod]
        public void ProgramsCommand_EveryInput()
        {
            // It is given the lines that the driver does not know.
            Row("0/2 -5/2 -4/2 3/2 -5/2 -5/2 -5/2 -1/2 -1/2 -2/6 -3/0 -1/2 -10/0 302/2 -1/2 -1/2 -1/2 -1/2", Execute, "AT+CSQ\r", string.Empty, "\r\n+CSQ: 1\r\n");
        }

        private static void Row(string expected, Call call, string trigger, string before, string ownLine)
        {
            string row = string.Empty;

            for (int i = 0; i < s_inputs.Length; i++)
            {
                string input = s_inputs[i];
                row += (i == 0 ? string.Empty : " ") + Try(call, trigger, before, (object)input == (object)OwnLine ? ownLine : input);
            }

            Assert.AreEqual(expected, row);
        }

        private static string Try(Call call, string trigger, string before, string input)
        {
            InterruptedModule module = Prepare();
            module.Before = before;
            module.Input = input;
            module.Trigger = trigger;

            if (trigger == null)
            {
                module.Interrupt();
                Session.Line.Settle();
            }

            string result = "0";

            try
            {
                call();
            }
            catch (Bg95Exception ex)
            {
                result = ((int)ex.Error).ToString();
            }

            Session.Line.Settle();
            result += "/" + ((int)Session.Socket.State).ToString();

            if (Session.Line.IsBroken)
            {
                // Nothing is said for 20 s if the module may still answer CONNECT.
                Session.Line.IsBroken = false;
                Session.Modem.Open();
            }

            module.IsSilent = false;
            module.Trigger = null;
            Assert.AreEqual("192.0.2.7", Session.Modem.Pdp.GetAddress(1), input);
            Session.End();
            return result;
        }

        // A socket that has received one byte, and is told that there is more.
        private static InterruptedModule Prepare()
        {
            Session.Make();
            InterruptedModule module = new InterruptedModule();
            Session.Line.Module = module;
            Session.Modem.Open(5000);
            Session.Context.CaCertificate = "ca.pem";
            Session.Use(Session.Context.Connect("a.example", 443));
            module.Trigger = "AT+QSSLRECV=0,1\r";
            module.Before = "\r\n+QSSLRECV: 1\r\nx\r\n";
            module.Input = Session.Ok;
            Assert.AreEqual("x", Session.Receive(1));
            module.IsSilent = false;
            return module;
        }

        private static void Ask()
        {
            Session.Modem.Pdp.GetAddress(1);
        }

        private static void Deactivate()
        {
            Session.Modem.Pdp.Deactivate(2);
        }

        private static void Execute()
        {
            Session.Modem.Execute("AT+CSQ", 5000);
        }

        private static void GoTransparent()
        {
            Session.Socket.SwitchMode(AccessMode.Transparent);
            Session.Socket.SwitchMode(AccessMode.Buffer);
        }

        /// <summary>Works well until one write of the driver's; to that it says what the test has for it.</summary>
        private sealed class InterruptedModule : IScriptedModule
        {
            internal string Trigger;
            internal string Before;
            internal string Input;
            internal bool IsSilent;

            private readonly SmallModule _module = new SmallModule();

            public string Answer(string written)
            {
                if (written == Trigger)
                {
                    Trigger = null;
                    Session.Line.Deliver(Before);
                    Interrupt();
                    return string.Empty;
                }

                return written == "+++" ? Session.Ok : written == Send ? "\r\n> " : written == "i" && !IsSilent ? "\r\nSEND OK\r\n" : _module.Answer(written);
            }

            internal void Interrupt()
            {
                if ((object)Input == (object)PortFailure)
                {
                    // The bytes before are read first.
                    Session.Line.Settle();
                    Session.Line.Break();
                }
                else
                {
                    // Only a full buffer is a reason to say the same again.
                    IsSilent = Input != "\r\nSEND FAIL\r\n";
                    Session.Line.Deliver(Input);
                }
            }
        }
    }
}
