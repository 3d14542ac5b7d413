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
        private readonly Bg95Error _error;
        private readonly string _command;

        /// <summary>Initializes a new instance of the <see cref="Bg95Exception"/> class.</summary>
        /// <param name="error">The reason.</param>
        /// <param name="command">The command or the setting it is about, as a string or an object that gives one.</param>
        public Bg95Exception(Bg95Error error, object command)
            : base(command + ": " + ErrorText.Of((int)error))
        {
            _error = error;
            _command = command.ToString();
        }

        /// <summary>Gets the reason. A number of the module's that has no name here is kept as it is.</summary>
        public Bg95Error Error => _error;

        /// <summary>Gets the command that failed, such as <c>AT+QSSLOPEN</c>, or the setting that was not taken.</summary>
        public string Command => _command;
    }
}
