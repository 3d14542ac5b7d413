// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl.Tests
{
    /// <summary>
    /// A module that keeps the settings of one SSL context and one connection, and forgets them when it starts anew: it echoes
    /// then and checks nobody, as the real one does (module facts 8). It knows the command at which it does.
    /// </summary>
    internal sealed class SmallModule : IScriptedModule
    {
        /// <summary>It says RDY.</summary>
        internal const int SaysReady = 0;

        /// <summary>A glitch byte stands before RDY.</summary>
        internal const int GlitchAndReady = 1;

        /// <summary>It says nothing.</summary>
        internal const int Silent = 2;

        /// <summary>It says nothing, and its stored profile has the echo off.</summary>
        internal const int SilentWithoutEcho = 3;

        // Name, value after a start, value that the tests' context wants.
        private static readonly string[] s_settings =
        {
            "sslversion", "4", "3", "ciphersuite", "0XFFFF", "0XC02F", "seclevel", "0", "1", "session", "0", "0", "sni", "0", "1",
            "checkhost", "0", "1", "ignorelocaltime", "1", "0", "negotiatetime", "300", "300", "dtls", "0", "0",
            "dtlsversion", "2", "1", "cacert", "\"\"", "\"ca.pem\"",
        };

        private readonly string[] _values = new string[s_settings.Length / 3];
        private bool _isEchoOn;
        private bool _isTransparent;
        private int _connectedId = -1;
        private int _mode;
        private int _connections;
        private string _saidInTransparentMode = string.Empty;

        internal SmallModule()
        {
            Forget();
        }

        /// <summary>How many command lines have come.</summary>
        internal int Commands;

        /// <summary>The number of the command at which it starts anew; 0 for none.</summary>
        internal int RestartAt;

        /// <summary>How it does.</summary>
        internal int Restart;

        /// <summary>Whether it answers that command first.</summary>
        internal bool AnswersFirst;

        /// <summary>Whether the connection that was opened last was opened with every setting as the tests' context wants it.</summary>
        internal bool IsTrusted;

        /// <summary>
        /// Gets what the peer of the connection that was opened last says at once; in transparent mode with what the module itself
        /// says when it starts anew, which nothing tells from it.
        /// </summary>
        internal string Greeting => "hello" + _connections.ToString() + _saidInTransparentMode;

        public string Answer(string written)
        {
            if (_isTransparent)
            {
                if (written != "+++")
                {
                    return string.Empty;
                }

                _isTransparent = false;
                return Session.Ok;
            }

            if (written.IndexOf("AT") != 0)
            {
                return string.Empty;
            }

            Commands++;
            string answer = string.Empty;

            if (Commands == RestartAt && !AnswersFirst)
            {
                answer = Start();
            }

            answer += (_isEchoOn ? written : string.Empty) + Execute(written.Substring(2, written.Length - 3));

            if (Commands == RestartAt && AnswersFirst)
            {
                answer += Start();
            }

            return answer;
        }

        private string Start()
        {
            string said = Restart == SaysReady ? "\r\nRDY\r\n" : Restart == GlitchAndReady ? "\u00FFRDY\r\n" : string.Empty;
            _saidInTransparentMode = _isTransparent ? said : string.Empty;
            Forget();
            return said;
        }

        private void Forget()
        {
            _isEchoOn = Restart != SilentWithoutEcho;
            _isTransparent = false;
            _connectedId = -1;

            for (int i = 0; i < _values.Length; i++)
            {
                _values[i] = s_settings[(i * 3) + 1];
            }
        }

        private string Execute(string command)
        {
            string[] parts = command.Split('=');
            string[] arguments = parts.Length == 1 ? parts : parts[1].Split(',');

            switch (parts[0])
            {
                case "E0":
                    _isEchoOn = false;
                    return Session.Ok;

                case "+CCLK?":
                    return Session.ClockAnswer;

                case "+QLTS":
                    return Session.NoNetworkTime;

                case "+QIACT?":
                    return Session.Answer("+QIACT: 1,1,1,\"192.0.2.7\"");

                case "+QIGETERROR":
                    return Session.NoReason;

                case "+QSSLCFG":
                    return Configure(arguments);

                case "+QSSLOPEN":
                    return Open(arguments[2], arguments[5]);

                case "+QSSLSTATE":
                    return _connectedId < 0 ? Session.Ok
                        : Session.Answer("+QSSLSTATE: " + _connectedId.ToString() + ",\"SSLClient\",\"192.0.2.1\",443,0,2,1," + _mode.ToString());

                case "+QSSLRECV":
                    return Session.Answer("+QSSLRECV: 0");

                case "+QSSLCLOSE":
                    _connectedId = -1;
                    return Session.Ok;

                default:
                    return Session.Ok;
            }
        }

        private string Configure(string[] arguments)
        {
            string name = arguments[0].Trim('"');

            for (int i = 0; i < _values.Length; i++)
            {
                if (s_settings[i * 3] == name)
                {
                    if (arguments.Length == 2)
                    {
                        return Session.Answer("+QSSLCFG: " + arguments[0] + "," + arguments[1] + "," + _values[i]);
                    }

                    _values[i] = arguments[2];
                    return Session.Ok;
                }
            }

            return Session.Error;
        }

        private string Open(string id, string mode)
        {
            IsTrusted = true;

            for (int i = 0; i < _values.Length; i++)
            {
                IsTrusted &= _values[i] == s_settings[(i * 3) + 2];
            }

            _connections++;
            _saidInTransparentMode = string.Empty;
            _connectedId = int.Parse(id);
            _mode = int.Parse(mode);
            _isTransparent = _mode == (int)AccessMode.Transparent;
            string greeting = Greeting;
            return _isTransparent ? "\r\nCONNECT\r\n" + greeting
                : "\r\nOK\r\n\r\n+QSSLOPEN: " + id + ",0\r\n" + (_mode == (int)AccessMode.DirectPush ? Session.Push(_connectedId, greeting) : string.Empty);
        }
    }
}
