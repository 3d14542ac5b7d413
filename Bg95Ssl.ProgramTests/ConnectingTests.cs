// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>
    /// What happens beside Connect and before it: settings that another thread changes, a power
    /// cycle, ids that the module holds, a command of the program.
    /// </summary>
    [TestClass]
    public class ConnectingTests
    {
        [TestMethod]
        public void Connect_LevelLoweredByAnotherThreadWhileItRuns_IsRefused()
        {
            CheckChangeWhileConnecting(LowerLevel);
        }

        [TestMethod]
        public void Connect_CaChangedByAnotherThreadWhileItRuns_IsRefused()
        {
            CheckChangeWhileConnecting(ChangeCa);
        }

        [TestMethod]
        public void Connect_RefusedOnceAfterThePowerCycle_DoesNotAskForAnother()
        {
            ScriptedTransport line = RefuseUntilAPowerCycle();

            line.Deliver("\r\nPOWERED DOWN\r\n");
            Session.Time.Advance(5000);
            line.Deliver("\r\nRDY\r\n\r\nAPP RDY\r\n");
            Session.Time.Advance(5000);

            Thrown.Is(Bg95Error.InvalidParameter, Calls.Connect);
            Session.End();
        }

        [TestMethod]
        public void Connect_RefusedOnceAfterAPowerCycleWhileClosed_DoesNotAskForAnother()
        {
            // Nobody hears RDY. That the module echoes again tells it.
            RefuseUntilAPowerCycle();
            Session.Modem.Close();

            Session.OpenMade();

            Thrown.Is(Bg95Error.InvalidParameter, Calls.Connect);
            Session.End();
        }

        [TestMethod]
        public void Connect_IdsAreHeldUntilItsTimeIsOver_EndsInTime()
        {
            ScriptedTransport line = Session.OpenWithContext();
            Session.Context.NegotiateTimeoutMilliseconds = 10000;
            line.Module = new SlowModule();

            Beside connect = Beside.Start(Calls.Connect);
            Session.Time.Advance(1000000);

            Assert.IsTrue(connect.Taken >= 0 && connect.Taken <= 200000, connect.Taken.ToString());
            Session.End();
        }

        [TestMethod]
        public void Connect_ResultComesDuringTheTestFormOfOpening_EndsAtOnce()
        {
            ScriptedTransport line = Session.OpenWithContext();
            Session.ExpectSettings();
            line.Expect("AT+QSSLOPEN=1,0,0,\"a.example\",443,0\r", Session.Ok);
            Beside connect = Beside.Start(Calls.Connect);
            Session.Time.Advance(1000);
            Session.ExpectReadBack("seclevel", "1");
            line.Always("AT+QSSLSTATE=0\r", Session.Answer("+QSSLSTATE: 0,\"SSLClient\",\"192.0.2.1\",443,0,2,1,0,0,\"uart1\",0"));
            line.Always("AT+QSSLOPEN=?\r", "\r\n+QSSLOPEN: 0,0\r\n\r\n+QSSLOPEN: (1-16),(0-5),(0-11),<serveraddr>,<server_port>[,(0-2)]\r\n\r\nOK\r\n");

            Session.Modem.Execute("AT+QSSLOPEN=?", 5000);
            Session.Time.Advance(60000);

            Assert.IsTrue(connect.Taken >= 0 && connect.Taken < 5000, connect.Taken.ToString());
            Session.End();
        }

        // Opens; the module refuses all connections, so often that the driver asks for a power cycle.
        private static ScriptedTransport RefuseUntilAPowerCycle()
        {
            ScriptedTransport line = Session.OpenWithContext();
            Session.AlwaysRecover();
            line.Always("AT+QSSLCFG=", Session.Ok);
            line.Always("AT+QSSLCLOSE=", Session.Ok);
            line.Always("AT+QSSLOPEN=", "\r\n+CME ERROR: 552\r\n");
            Thrown.Is(Bg95Error.InvalidParameter, Calls.Connect);
            Thrown.Is(Bg95Error.InvalidParameter, Calls.Connect);
            Thrown.Is(Bg95Error.PowerCycleNeeded, Calls.Connect);
            return line;
        }

        // The module opens with the settings that it was given first, and Connect works.
        private static void CheckChangeWhileConnecting(Call change)
        {
            ScriptedTransport line = Session.OpenWithContext();
            RememberingModule module = new RememberingModule();
            line.Module = module;
            line.MillisecondsPerByte = 1;
            Beside connect = Beside.Start(Calls.Connect);

            // It asks for the clock.
            Session.Time.Advance(5);
            Assert.AreEqual(-1, connect.Taken);

            Exception thrown = Thrown.By(change);
            Session.Time.Advance(60000);

            Assert.IsTrue(thrown is InvalidOperationException, thrown.GetType().Name);
            connect.HasWorked();
            Assert.AreEqual("1", module.LevelAtOpening);
            Assert.AreEqual("ca.pem", module.CaAtOpening);
            Session.End();
        }

        private static void LowerLevel()
        {
            Session.Context.SecurityLevel = SecurityLevel.InsecureNone;
        }

        private static void ChangeCa()
        {
            Session.Context.CaCertificate = "other.pem";
        }

        /// <summary>A module that keeps the settings that matter, and tells with which of them a connection was opened.</summary>
        private sealed class RememberingModule : IScriptedModule
        {
            private string _level;
            private string _ca;

            internal string LevelAtOpening { get; private set; }

            internal string CaAtOpening { get; private set; }

            public string Answer(string written)
            {
                // AT+QSSLCFG=, the name, then the context and the value: a text stands between quotation marks itself.
                string[] parts = written.Split('"');

                switch (parts[0])
                {
                    case "AT+CCLK?\r":
                        return Session.ClockAnswer;
                    case "AT+QLTS=2\r":
                        return Session.NoNetworkTime;
                    case "AT+QSSLCFG=":
                        return parts.Length == 3 && parts[2].Length == 3 ? Read(parts[1]) ?? Session.AnswerSetting(written) : Write(parts);
                    case "AT+QSSLOPEN=1,0,0,":
                        LevelAtOpening = _level;
                        CaAtOpening = _ca;
                        return "\r\nOK\r\n\r\n+QSSLOPEN: 0,0\r\n";
                    case "AT+QSSLSTATE=0\r":
                        return Session.Answer("+QSSLSTATE: 0,\"SSLClient\",\"192.0.2.1\",443,0,2,1,0,0,\"uart1\",0");
                    default:
                        return Session.Ok;
                }
            }

            private string Read(string name)
            {
                return name == "seclevel" ? Session.Answer("+QSSLCFG: \"seclevel\",0," + _level)
                    : name == "cacert" ? Session.Answer("+QSSLCFG: \"cacert\",0,\"" + _ca + "\"")
                    : null;
            }

            private string Write(string[] parts)
            {
                _level = parts[1] == "seclevel" ? parts[2].Substring(3, 1) : _level;
                _ca = parts[1] == "cacert" ? parts[3] : _ca;
                return Session.Ok;
            }
        }

        /// <summary>A module all of whose ids are in use, and that takes nearly the time for each answer that it may take.</summary>
        private sealed class SlowModule : IScriptedModule
        {
            public string Answer(string written)
            {
                if (written.IndexOf("AT+CCLK?") == 0)
                {
                    return Session.ClockAnswer;
                }

                if (written.IndexOf("AT+QLTS") == 0)
                {
                    return Session.NoNetworkTime;
                }

                if (written == "AT+QSSLCFG=\"negotiatetime\",0\r")
                {
                    return Session.Answer("+QSSLCFG: \"negotiatetime\",0,10");
                }

                if (written.IndexOf("AT+QSSLOPEN=") == 0)
                {
                    string id = written.Substring(16, 1);
                    return Later("\r\nOK\r\n\r\n+QSSLOPEN: " + id + ",563\r\n", id == "0" ? 20000 : 138700);
                }

                if (written.IndexOf("AT+QSSLSTATE=") == 0)
                {
                    string id = written.Substring(13, written.Length - 14);
                    string state = Session.Answer("+QSSLSTATE: " + id + ",\"SSLClient\",\"192.0.2.1\",443,0,2,1,0,0,\"uart1\",0");
                    return Later(state, id[0] == '0' ? 0 : 4900);
                }

                if (written.IndexOf("AT+QSSLCLOSE=") == 0)
                {
                    return Later(Session.Ok, written[13] == '0' ? 0 : 14900);
                }

                return Session.AnswerSetting(written) ?? Session.Ok;
            }

            private static string Later(string answer, int delay)
            {
                if (delay == 0)
                {
                    return answer;
                }

                Session.Time.StartThread(() =>
                {
                    Session.Time.Sleep(delay);
                    Session.Line.Deliver(answer);
                });
                return string.Empty;
            }
        }
    }
}
