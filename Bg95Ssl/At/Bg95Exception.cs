// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl
{
    /// <summary>
    /// The module or the line failed. <see cref="Error"/> says why and <see cref="Command"/> with which command; the message says
    /// both in words, and what to do.
    /// </summary>
    public class Bg95Exception : Exception
    {
        /// <summary>Initializes a new instance of the <see cref="Bg95Exception"/> class.</summary>
        /// <param name="error">The reason.</param>
        /// <param name="command">The command or the setting that failed.</param>
        public Bg95Exception(Bg95Error error, string command)
            : this(error, command, null)
        {
        }

        /// <summary>Initializes a new instance of the <see cref="Bg95Exception"/> class.</summary>
        /// <param name="error">The reason.</param>
        /// <param name="command">The command or the setting that failed.</param>
        /// <param name="cause">The exception that led to this one, or <see langword="null"/>.</param>
        public Bg95Exception(Bg95Error error, string command, Exception cause)
            : base(command + ": " + Describe(error, cause), cause)
        {
            Error = error;
            Command = command;
        }

        /// <summary>Gets the reason. A number of the module that has no name in <see cref="Bg95Error"/> keeps its value.</summary>
        public Bg95Error Error { get; }

        /// <summary>
        /// Gets what failed: the command, such as <c>AT+QSSLOPEN</c>, of <see cref="Bg95Modem.Execute"/> with its arguments; the setting that
        /// the module has not taken, such as <c>seclevel</c>; <c>SslSocket</c> if the connection has ended; or <c>Open</c>.
        /// </summary>
        public string Command { get; }

        // No table and no string to be cut: an exception must need little memory, several threads may throw at once. The module's
        // numbers have names in Bg95Error.
        private static string Describe(Bg95Error error, Exception cause)
        {
            switch (error)
            {
                case Bg95Error.NoAnswer: return "the module does not answer";
                case Bg95Error.LineDamaged: return "bytes were lost on the line; close the socket and connect again";
                case Bg95Error.ModuleRestarted: return "the module has restarted; activate the PDP context and connect again";
                case Bg95Error.Rejected: return "the module answers ERROR and gives no reason";
                case Bg95Error.UnexpectedAnswer: return "the answer has an unknown form";
                case Bg95Error.SettingNotTaken: return "the module has not taken this setting";
                case Bg95Error.FileDamaged: return "the file did not arrive whole; use flow control or a lower speed";
                case Bg95Error.SendBufferFull: return "the module's send buffer stays full";
                case Bg95Error.LineBusy: return "another command or a socket in transparent mode has the line";
                case Bg95Error.PortFailed when cause is OutOfMemoryException: return "no memory was left to read the line; use less memory and open the modem again";
                case Bg95Error.PortFailed: return "the serial port has failed or was closed; open the modem again";
                case Bg95Error.ClosedByPeer: return "the connection is closed";
                case Bg95Error.RingOverflow: return "data arrived faster than the program took them; use a larger ring or buffer mode";
                case Bg95Error.PowerCycleNeeded: return "the module refuses again and again; switch it off and on";
                case Bg95Error.ClockWrong: return "the module's clock is wrong; set it";
                case Bg95Error.ConnectionLost: return "the module does not know the connection any more; connect again";
                case Bg95Error.PdpDeactivated: return "the PDP context was deactivated; activate it and connect again";
                default: return "error " + ((int)error).ToString();
            }
        }
    }
}
