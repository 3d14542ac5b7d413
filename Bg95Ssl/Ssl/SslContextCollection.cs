// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>The module's six SSL contexts.</summary>
    public sealed partial class SslContextCollection
    {
        private readonly SslContext[] _array = new SslContext[Count];

        internal SslContextCollection(AtChannel channel)
        {
            Channel = channel;
            Clock = new ModuleClock(channel);
            channel.Unasked = this;
        }

        /// <summary>
        /// Gets or sets what moves the module's DTR pin, to leave transparent mode by it and without 2.2 s of silence
        /// (application note 1.3; <c>AT&amp;D1</c> is sent before the mode begins). Called on the thread that leaves the mode, with
        /// 0 to raise the pin at the module, which means not ready, and then 1 to pull it low. Default none: <c>+++</c> is sent.
        /// </summary>
        public NumberHandler DataTerminalReady;

        /// <summary>The number of contexts.</summary>
        public const int Count = 6;

        /// <summary>
        /// Asks what the module can be set to (<c>AT+QSSLCFG=?</c>): its versions, its cipher suites. Allocates some kilobytes
        /// on the way.
        /// </summary>
        /// <returns>
        /// A line for each setting, with line feeds between them: <c>sslversion,(0-5),(0-4)</c>. A line that does not fit into
        /// the modem's receive buffer is missing; that of the cipher suites has 250 characters.
        /// </returns>
        public string GetSupported()
        {
            Channel.Begin(SslContext.ConfigureName).Append("=?");
            return Channel.Ask();
        }

        /// <summary>Gets a context; it is made when it is first asked for.</summary>
        /// <param name="id">Number of the context, 0 to 5.</param>
        public SslContext this[int id]
        {
            get
            {
                AtCommand.Check(id, nameof(id), 0, Count - 1);

                if (_array[id] == null)
                {
                    _array[id] = new SslContext(this, id);
                }

                return _array[id];
            }
        }
    }
}
