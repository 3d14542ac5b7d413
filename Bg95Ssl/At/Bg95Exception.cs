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
        // module's numbers have names in Bg95Error.
        private const string DriverErrors =
            "the module does not answer|bytes were lost on the line; close the socket and connect again|" +
            "the module has started anew; activate the PDP context and connect again|the module answers ERROR and gives no reason|" +
            "the answer has no known form|the module has not taken this setting|" +
            "the file did not arrive whole; use flow control or a lower speed|the module's send buffer stays full|" +
            "another command or a socket in transparent mode has the line|the serial port has failed or was closed; open the modem again|" +
            "the connection is closed|data came faster than they were received; use a larger ring or buffer mode|" +
            "the module refuses again and again; switch it off and on|the module's clock is wrong; set it|" +
            "the module does not know the connection any more; connect again|the PDP context was deactivated; activate it and connect again";

        /// <summary>Initializes a new instance of the <see cref="Bg95Exception"/> class.</summary>
        /// <param name="error">The reason.</param>
        /// <param name="command">The command or the setting it is about.</param>
        public Bg95Exception(Bg95Error error, string command)
            : this(error, command, null)
        {
        }

        /// <summary>Initializes a new instance of the <see cref="Bg95Exception"/> class.</summary>
        /// <param name="error">The reason.</param>
        /// <param name="command">The command or the setting it is about.</param>
        /// <param name="cause">The exception behind it, or <see langword="null"/>.</param>
        public Bg95Exception(Bg95Error error, string command, Exception cause)
            : base(command + ": " + Describe(error), cause)
        {
            Error = error;
            Command = command;
        }

        /// <summary>Gets the reason. A number of the module's that has no name here is kept as it is.</summary>
        public Bg95Error Error { get; }

        /// <summary>Gets the command that failed, such as <c>AT+QSSLOPEN</c>, or the setting that was not taken.</summary>
        public string Command { get; }

        private static string Describe(Bg95Error error)
        {
            return (int)error < 0 ? DriverErrors.Split('|')[-1 - (int)error] : "error " + ((int)error).ToString();
        }
    }
}
