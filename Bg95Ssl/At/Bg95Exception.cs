// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl
{
    /// <summary>
    /// The module or the line refused. <see cref="Error"/> says why, <see cref="Command"/> at which command; the message has
    /// both in words.
    /// </summary>
    public class Bg95Exception : Exception
    {
        private const int FirstOfTable = 550;
        private const int LastOfTable = 574;

        // Table 3 of the application note, and before it the driver's own from -1 down. One string each, cut when an exception
        // is made: nobody reads them while all goes well. The module's other numbers have names in Bg95Error only.
        private const string Table =
            "unknown error|operation blocked|invalid parameter|memory not enough|create socket failed|operation not supported|" +
            "socket bind failed|socket listen failed|socket write failed|socket read failed|socket accept failed|" +
            "open PDP context failed|close PDP context failed|socket identity has been used|DNS busy|DNS parse failed|" +
            "socket connection failed|socket has been closed|operation busy|operation timeout|" +
            "PDP context break down|cancel send|operation not allowed|APN not configured|port busy";

        private const string Own =
            "no answer|bytes lost|restarted|ERROR|bad answer|setting not taken|" +
            "file damaged|send buffer full|line busy|port failed|closed by peer|ring overflow|power cycle needed|clock wrong";

        private readonly Bg95Error _error;
        private readonly string _command;

        /// <summary>Initializes a new instance of the <see cref="Bg95Exception"/> class.</summary>
        /// <param name="error">The reason.</param>
        /// <param name="command">The command or the setting it is about, as a string or an object that gives one.</param>
        public Bg95Exception(Bg95Error error, object command)
            : base(command + ": " + Text((int)error))
        {
            _error = error;
            _command = command.ToString();
        }

        /// <summary>Gets the reason. A number of the module's that has no name here is kept as it is.</summary>
        public Bg95Error Error => _error;

        /// <summary>Gets the command that failed, such as <c>AT+QSSLOPEN</c>, or the setting that was not taken.</summary>
        public string Command => _command;

        private static string Text(int code)
        {
            if (code < 0)
            {
                return Own.Split('|')[-1 - code];
            }

            string number = "error " + code.ToString();
            return code >= FirstOfTable && code <= LastOfTable ? number + " " + Table.Split('|')[code - FirstOfTable] : number;
        }
    }
}
