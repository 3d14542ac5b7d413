// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl.Tests
{
    /// <summary>
    /// The one modem under test: static, because test methods have no object, and one, because a test that fails must not
    /// leave its modem in the memory of the next.
    /// </summary>
    /// <remarks>
    /// A test with several inputs calls a method of its own for each instead of having a DataRow for each: the interpreter can
    /// lose an attribute's arguments to a garbage collection while it reads them, which in a small heap ends the whole run.
    /// </remarks>
    internal static class Session
    {
        internal const string Ok = "\r\nOK\r\n";
        internal const string Error = "\r\nERROR\r\n";
        internal const string NoReason = "\r\n+QIGETERROR: 0,operate successfully\r\n\r\nOK\r\n";

        // What is right for every certificate; tests of the clock expect it in its place.
        internal const string ClockAnswer = "\r\n+CCLK: \"26/11/24,09:14:02+04\"\r\n\r\nOK\r\n";
        internal const string NoNetworkTime = "\r\n+QLTS: \"\"\r\n\r\nOK\r\n";

        // Application note 2.1.1 in the vendor's own spelling (module facts 1 and 2): name and value, as a new context has them.
        private static readonly string[] s_settings =
        {
            "sslversion", "3", "ciphersuite", "0XC02F", "seclevel", "1", "session", "0", "sni", "1", "checkhost", "1",
            "ignorelocaltime", "0", "negotiatetime", "300", "dtls", "0", "dtlsversion", "1", "cacert", "\"ca.pem\"",
        };

        private static int s_nextId;
        private static int s_question;

        internal static VirtualTime Time { get; private set; }

        /// <summary>Set by a handler or another thread when something has happened.</summary>
        internal static Signal Raised { get; private set; }

        /// <summary>Set by the test when a handler may go on.</summary>
        internal static Signal GoOn { get; private set; }

        internal static ScriptedTransport Line { get; private set; }

        /// <summary>The SSL context whose settings the script expects.</summary>
        internal static string ContextId { get; set; }

        /// <summary>How the module spells the security level that is read after an opening; null if nobody is checked.</summary>
        internal static string LevelName { get; set; }

        internal static Bg95Modem Modem { get; private set; }

        internal static SslContext Context => Modem.SslContexts[0];

        internal static SslSocket Socket { get; private set; }

        /// <summary>Makes a line and a modem on it, not open.</summary>
        internal static ScriptedTransport Make()
        {
            return Make(0);
        }

        /// <summary>The same with another order in which threads run, if <paramref name="seed"/> is not 0.</summary>
        internal static ScriptedTransport Make(uint seed)
        {
            CloseModem();
            Socket = null;
            s_nextId = 0;
            s_question = 0;
            LevelName = "seclevel";
            ContextId = "0";
            Time = new VirtualTime(seed);
            Raised = Time.CreateSignal();
            GoOn = Time.CreateSignal();
            Line = new ScriptedTransport(Time);
            Line.Always("AT+CCLK?\r", ClockAnswer);
            Line.Always("AT+QLTS=2\r", NoNetworkTime);
            Modem = new Bg95Modem(Line, 256, Time);
            return Line;
        }

        /// <summary>Opens a modem that has just been switched on: it echoes.</summary>
        internal static ScriptedTransport Open()
        {
            Make();
            OpenMade();
            return Line;
        }

        /// <summary>Opens the modem that has just been made.</summary>
        internal static void OpenMade()
        {
            ExpectOpen();
            Modem.Open(5000);
        }

        /// <summary>Adds what the driver does to open a module that echoes.</summary>
        internal static void ExpectOpen()
        {
            string question = NextQuestion();
            Line.Expect(question, question + "\r\n" + QuestionAnswer());
            Line.Expect("ATE0\r", "ATE0\r\r\nOK\r\n");
            ExpectConfiguration();
            Line.Expect("AT+QURCCFG=\"urcport\"\r", Answer("+QURCCFG: \"urcport\",\"uart1\""));
            Line.Expect("AT+QSSLSTATE\r", Ok);
        }

        /// <summary>Adds what the driver does to get in step again, echo off.</summary>
        internal static void ExpectRecovery()
        {
            Line.Expect(NextQuestion(), QuestionAnswer());
            ExpectRecovered();
        }

        /// <summary>Adds what follows the answer to a question.</summary>
        internal static void ExpectRecovered()
        {
            Line.Expect("ATE0\r", Ok);
            ExpectConfiguration();
        }

        /// <summary>Adds what the driver does to get in step where the module may be in transparent mode.</summary>
        internal static void ExpectEscape(string answer)
        {
            Line.Expect("+++", answer);
            Line.Expect("ATV1\r", Ok);
            ExpectRecovery();
        }

        /// <summary>Gives the question that the driver asks next to get in step: never the same one twice.</summary>
        internal static string NextQuestion()
        {
            string question = "AT+QSSLCFG=\"" + QuestionName() + "\"," + (s_question % 6).ToString() + "\r";
            s_question++;
            return question;
        }

        /// <summary>Gives the answer to the question that was given last.</summary>
        internal static string QuestionAnswer()
        {
            s_question--;
            string answer = Answer("+QSSLCFG: \"" + QuestionName() + "\"," + (s_question % 6).ToString() + ",3");
            s_question++;
            return answer;
        }

        private static string QuestionName()
        {
            int name = s_question / 6 % 4;
            return name == 0 ? "sslversion" : name == 1 ? "ciphersuite" : name == 2 ? "negotiatetime" : "ignorelocaltime";
        }

        /// <summary>Answers what the driver asks to find out who has ended a connection: the peer has.</summary>
        internal static void AlwaysClosedByPeer(int id)
        {
            Line.Always("AT+QSSLSTATE=", Answer("+QSSLSTATE: " + id.ToString() + ",\"SSLClient\",\"192.0.2.1\",443,0,4,1"));
            AlwaysActive();
        }

        /// <summary>The PDP context is active, whenever the driver asks: "closed" then means that the peer has closed the connection.</summary>
        internal static void AlwaysActive()
        {
            Line.Always("AT+QIACT?\r", Answer("+QIACT: 1,1,1,\"192.0.2.7\""));
        }

        /// <summary>Refuses what a diagnosis asks besides the note's checklist: it tells nothing then.</summary>
        internal static void RefuseOnlineChecks()
        {
            string[] questions =
            {
                "AT+CPIN?\r", "AT+CEREG?\r", "AT+CGREG?\r", "AT+CSQ\r", "AT+QURCCFG=\"urcport\"\r", "AT+CGACT?\r", "AT+QFOPEN=",
            };

            for (int i = 0; i < questions.Length; i++)
            {
                Line.Always(questions[i], Error);
            }
        }

        /// <summary>Answers whatever the driver says to get in step, and every reading of a setting.</summary>
        internal static void AlwaysRecover()
        {
            Line.Always("ATE0\r", Ok);
            Line.Always("ATV1\r", Ok);
            Line.Always("AT+QISDE=0\r", Ok);
            Line.Always("AT+CMEE=1\r", Ok);
        }

        /// <summary>Gives the answer to the reading of a setting as a new context has it; null if the line is none.</summary>
        internal static string AnswerSetting(string command)
        {
            string[] parts = command.Split('"');

            if (parts.Length != 3 || parts[0] != "AT+QSSLCFG=" || parts[2].Length != 3)
            {
                return null;
            }

            for (int i = 0; i < s_settings.Length; i += 2)
            {
                if (s_settings[i] == parts[1])
                {
                    return Answer("+QSSLCFG: \"" + parts[1] + "\"" + parts[2].Substring(0, 2) + "," + s_settings[i + 1]);
                }
            }

            return null;
        }

        private static void ExpectConfiguration()
        {
            Line.Expect("ATV1\r", Ok);
            Line.Expect("AT+QISDE=0\r", Ok);
            Line.Expect("AT+CMEE=1\r", Ok);
        }

        /// <summary>Adds the writing of one setting.</summary>
        internal static void ExpectWrite(string name, string value)
        {
            Line.Expect("AT+QSSLCFG=\"" + name + "\"," + ContextId + "," + value + "\r", Ok);
        }

        /// <summary>Adds the reading back of one setting.</summary>
        internal static void ExpectReadBack(string name, string value)
        {
            Line.Expect("AT+QSSLCFG=\"" + name + "\"," + ContextId + "\r", Answer("+QSSLCFG: \"" + name + "\"," + ContextId + "," + value));
        }

        /// <summary>Adds the writing of settings as <see cref="OpenWithContext"/> leaves them.</summary>
        /// <param name="first">The first; empty for the very first.</param>
        /// <param name="end">The first that is left out; empty for none.</param>
        internal static void ExpectWrites(string first, string end)
        {
            for (int i = IndexOf(first); i < s_settings.Length && s_settings[i] != end; i += 2)
            {
                ExpectWrite(s_settings[i], s_settings[i + 1]);
            }
        }

        /// <summary>Adds the reading back of these settings, as <see cref="ExpectWrites"/>.</summary>
        internal static void ExpectReadBacks(string first, string end)
        {
            for (int i = IndexOf(first); i < s_settings.Length && s_settings[i] != end; i += 2)
            {
                ExpectReadBack(s_settings[i], s_settings[i + 1]);
            }
        }

        /// <summary>Adds the reading back of all settings as <see cref="OpenWithContext"/> leaves them.</summary>
        internal static void ExpectReadBacks()
        {
            ExpectReadBacks(string.Empty, string.Empty);
        }

        /// <summary>Adds the writing and reading back of a new context's settings, with "ca.pem" as CA certificate.</summary>
        internal static void ExpectSettings()
        {
            ExpectSettings(string.Empty, string.Empty);
        }

        /// <summary>The same with another value for one setting.</summary>
        internal static void ExpectSettings(string changed, string value)
        {
            for (int i = 0; i < s_settings.Length; i += 2)
            {
                ExpectWrite(s_settings[i], s_settings[i] == changed ? value : s_settings[i + 1]);
            }

            for (int i = 0; i < s_settings.Length; i += 2)
            {
                ExpectReadBack(s_settings[i], s_settings[i] == changed ? value : s_settings[i + 1]);
            }
        }

        private static int IndexOf(string name)
        {
            int i = 0;

            while (name.Length > 0 && s_settings[i] != name)
            {
                i += 2;
            }

            return i;
        }

        /// <summary>Opens a modem and sets the CA certificate of context 0, without anything on the line.</summary>
        internal static ScriptedTransport OpenWithContext()
        {
            Open();
            Context.CaCertificate = "ca.pem";
            return Line;
        }

        /// <summary>Opens a modem and connects a socket with context 0.</summary>
        internal static ScriptedTransport Connect()
        {
            Open();
            ConnectMade();
            return Line;
        }

        /// <summary>Opens a modem, connects a socket with context 0 and closes it; the context can be changed then.</summary>
        internal static ScriptedTransport ConnectAndClose()
        {
            Connect();
            Line.Expect("AT+QSSLCLOSE=0\r", Ok);
            Socket.Close();
            return Line;
        }

        /// <summary>Connects the first socket of the modem that has just been opened.</summary>
        internal static void ConnectMade()
        {
            Context.CaCertificate = "ca.pem";
            ExpectSettings();
            ConnectConfigured(AccessMode.Buffer);
        }

        /// <summary>Connects one more socket; the settings are in the module already, and are read back.</summary>
        internal static SslSocket ConnectAgain()
        {
            return ConnectAgain(AccessMode.Buffer);
        }

        /// <summary>Connects one more socket in that mode, with the smallest ring.</summary>
        internal static SslSocket ConnectAgain(AccessMode mode)
        {
            ExpectReadBacks();
            return ConnectConfigured(mode);
        }

        /// <summary>Opens a modem and connects a socket in that mode, with the smallest ring.</summary>
        internal static ScriptedTransport Connect(AccessMode mode)
        {
            OpenWithContext();
            ExpectSettings();
            ConnectConfigured(mode);
            return Line;
        }

        /// <summary>What the module answers: these lines and then OK, each with CRLF before and behind.</summary>
        internal static string Answer(string lines)
        {
            return "\r\n" + lines + "\r\n" + Ok;
        }

        /// <summary>What the module pushes: the URC and, right behind it, the bytes.</summary>
        internal static string Push(int id, string payload)
        {
            return "\r\n+QSSLURC: \"recv\"," + id.ToString() + "," + payload.Length.ToString() + "\r\n" + payload;
        }

        /// <summary>Adds the opening of the next id, and what proves that the module has checked the server.</summary>
        internal static void ExpectConnection(AccessMode mode)
        {
            // Ids are given in turn; those of two digits last.
            string id = s_nextId.ToString();
            s_nextId = (s_nextId + 1) % 10;
            string answer = mode == AccessMode.Transparent ? "\r\nCONNECT\r\n" : "\r\nOK\r\n\r\n+QSSLOPEN: " + id + ",0\r\n";
            Line.Expect("AT+QSSLOPEN=1,0," + id + ",\"a.example\",443," + ((int)mode).ToString() + "\r", answer);

            if (mode != AccessMode.Transparent)
            {
                if (LevelName != null)
                {
                    ExpectReadBack(LevelName, "1");
                }

                ExpectState(id, mode);
            }
        }

        /// <summary>Adds the question what has been opened.</summary>
        internal static void ExpectState(string id, AccessMode mode)
        {
            string row = "+QSSLSTATE: " + id + ",\"SSLClient\",\"192.0.2.1\",443,0,2,1," + id + "," + ((int)mode).ToString() + ",\"uart1\"," + ContextId;
            Line.Expect("AT+QSSLSTATE=" + id + "\r", Answer(row));
        }

        /// <summary>Connects one more socket; what is said of its settings is expected already, or always answered.</summary>
        internal static SslSocket ConnectConfigured()
        {
            return ConnectConfigured(AccessMode.Buffer);
        }

        /// <summary>The same in that mode, with the smallest ring.</summary>
        internal static SslSocket ConnectConfigured(AccessMode mode)
        {
            ExpectConnection(mode);
            Socket = Context.Connect("a.example", 443, mode, SslSocket.ReceiveChunk);
            return Socket;
        }

        /// <summary>
        /// Connects a socket and receives one byte, so that the driver knows what stands behind a payload and asks for all.
        /// </summary>
        internal static ScriptedTransport ConnectAndLearn()
        {
            Connect();
            Learn();
            return Line;
        }

        /// <summary>Makes another socket the one that the calls of a test go to.</summary>
        internal static void Use(SslSocket socket)
        {
            Socket = socket;
        }

        /// <summary>Receives one byte, of a module that ends a payload with two CRLF.</summary>
        internal static void Learn()
        {
            Learn("\r\n\r\nOK\r\n");
        }

        /// <summary>Receives one byte with this behind it.</summary>
        internal static void Learn(string trailer)
        {
            byte[] one = new byte[1];
            Line.Expect("AT+QSSLRECV=" + Socket.Id.ToString() + ",1\r", "\r\n+QSSLRECV: 1\r\nx" + trailer);
            Assert.AreEqual(1, Socket.Receive(one, 0, 1, 0));
        }

        /// <summary>Receives without waiting; gives the text, or the number in brackets where there is none: "(-1)", "(0)".</summary>
        internal static string Receive(int count)
        {
            byte[] buffer = new byte[count];
            int got = Socket.Receive(buffer, 0, count, 0);
            return got > 0 ? Bytes.Text(buffer, 0, got) : "(" + got.ToString() + ")";
        }

        /// <summary>Checks that all of the script was played and nothing else, and closes.</summary>
        internal static void End()
        {
            CloseModem();
            Line.Verify();
            Socket = null;
            Assert.AreEqual(1, Time.ThreadCount, "a thread is left");
        }

        // A thread that is left over keeps all that the test has made in memory, and the interpreter from ending.
        private static void CloseModem()
        {
            Bg95Modem modem = Modem;
            Modem = null;

            if (modem != null)
            {
                modem.Close();

                for (int minute = 0; minute < 60 && Time.ThreadCount > 1; minute++)
                {
                    Time.Advance(60000);
                }
            }
        }
    }
}
