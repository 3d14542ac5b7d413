// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl
{
    /// <summary>The module's six SSL contexts.</summary>
    public sealed class SslContextCollection
    {
        /// <summary>The number of contexts.</summary>
        public const int Count = 6;

        private readonly SslContext[] _contexts = new SslContext[Count];
        private readonly SocketTable _table;
        private readonly ModuleClock _clock;

        internal SslContextCollection(SocketTable table, ModuleClock clock)
        {
            _table = table;
            _clock = clock;
        }

        /// <summary>
        /// Gets or sets the handler that moves the module's DTR pin, so that transparent mode is left by it and without 2.2 s of silence
        /// (application note 1.3). The driver sends <c>AT&amp;D1</c> before the mode begins, so set it before. It is called on the thread that
        /// leaves the mode. Default <see langword="null"/>: the driver sends <c>+++</c>.
        /// </summary>
        public DataTerminalReadyHandler DataTerminalReady
        {
            get => _table.DataTerminalReady;
            set => _table.DataTerminalReady = value;
        }

        /// <summary>Gets a context. It is allocated when it is first asked for, and is the same object after that.</summary>
        /// <param name="id">Number of the context, 0 to 5.</param>
        /// <exception cref="ArgumentOutOfRangeException">The number is out of range.</exception>
        public SslContext this[int id]
        {
            get
            {
                Argument.CheckRange(id, nameof(id), 0, Count - 1);

                lock (_contexts)
                {
                    if (_contexts[id] == null)
                    {
                        _contexts[id] = new SslContext(_table, _clock, id);
                    }

                    return _contexts[id];
                }
            }
        }

        /// <summary>
        /// Asks which settings the module knows and which values each can have (<c>AT+QSSLCFG=?</c>, application note 2.1.1). Blocks up to 20 s;
        /// allocates some kilobytes. The test forms of other commands can be read with <see cref="Bg95Modem.Execute"/>.
        /// </summary>
        /// <returns>
        /// A line for each setting, such as <c>+QSSLCFG: "sslversion",(0-5),(0-4)</c>; new. The line of the cipher suites has about 250
        /// characters.
        /// </returns>
        /// <exception cref="InvalidOperationException">The modem is not open.</exception>
        /// <exception cref="Bg95Exception">
        /// The module refuses or does not answer; <see cref="Bg95Error.UnexpectedAnswer"/>: a line did not fit into the modem's
        /// receive buffer.
        /// </exception>
        public string[] GetSupported()
        {
            return ProgramCommand.Run(_table.Channel, "AT+QSSLCFG=?", AtChannel.LineLimit + AtChannel.ShortLimit);
        }
    }
}
