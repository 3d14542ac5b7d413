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
        // The driver's own from -1 down, one string, cut when an exception is made: nobody reads it while all goes well. The
        // module's numbers have names in Bg95Error; in words they would cost the device 500 bytes.
        private const string Own =
            "no answer|bytes lost|restarted|ERROR|bad answer|not taken|" +
            "bad file|buffer full|line busy|port failed|closed|ring full|power cycle|clock wrong";

        /// <summary>The reason. A number of the module's that has no name here is kept as it is.</summary>
        public readonly Bg95Error Error;

        /// <summary>The command that failed, such as <c>AT+QSSLOPEN</c>, or the setting that was not taken.</summary>
        public readonly string Command;

        /// <summary>Initializes a new instance of the <see cref="Bg95Exception"/> class.</summary>
        /// <param name="error">The reason.</param>
        /// <param name="command">The command or the setting it is about, as a string or an object that gives one.</param>
        public Bg95Exception(Bg95Error error, object command)
            : base(command + ": " + ((int)error < 0 ? Own.Split('|')[-1 - (int)error] : "error " + ((int)error).ToString()))
        {
            Error = error;
            Command = command.ToString();
        }
    }
}
