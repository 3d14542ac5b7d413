// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO.Ports;

namespace Bg95Ssl
{
    /// <summary>
    /// A Quectel BG95 or BG77 on a serial line: PDP contexts, the module's files and clock, SSL contexts and their sockets.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Threads: one reads the line; one raises events, from the first event on. Both wait without using the processor. Any thread may call any
    /// method, event handlers included; commands run one at a time.
    /// </para>
    /// <para>
    /// Memory is allocated here and when a context or a socket is made. After that sending and receiving allocate nothing.
    /// </para>
    /// </remarks>
    /// <example>
    /// <code>
    /// var modem = new Bg95Modem(new SerialPort("COM2", 115200));
    /// modem.Open();
    /// modem.Pdp.Configure(1, "iot.example");
    /// modem.Pdp.Activate(1);
    /// modem.Files.Upload("ca.pem", caBytes);
    /// SslContext tls = modem.SslContexts[0];
    /// tls.CaCertificate = "ca.pem";
    /// using SslSocket socket = tls.Connect("example.com", 8883);
    /// </code>
    /// </example>
    public sealed class Bg95Modem : IDisposable
    {
        /// <summary>
        /// How long <see cref="Open"/> tries, in milliseconds: a module that is switched on just now takes up to 13 s to say
        /// RDY (module facts 3).
        /// </summary>
        public const int DefaultOpenTimeout = 30000;

        /// <summary>Size of the receive buffer unless another one is asked for, in bytes.</summary>
        public const int DefaultReceiveBufferSize = 320;

        /// <summary>Events that can wait for handlers unless another number is asked for.</summary>
        public const int DefaultUrcQueueLength = 32;

        private readonly AtChannel _channel;

        /// <summary>Initializes a new instance of the <see cref="Bg95Modem"/> class on a serial port.</summary>
        /// <param name="port">The serial port, with its speed and handshake set; not yet open.</param>
        /// <param name="buffer">See <see cref="Bg95Modem(ITransport, int, int)"/>.</param>
        /// <param name="queue">See there.</param>
        public Bg95Modem(
            SerialPort port,
            int buffer = DefaultReceiveBufferSize,
            int queue = DefaultUrcQueueLength)
            : this(new SerialPortTransport(port), buffer, queue)
        {
        }

        /// <summary>Initializes a new instance of the <see cref="Bg95Modem"/> class on a line of any kind.</summary>
        /// <param name="port">The line.</param>
        /// <param name="buffer">
        /// Size of the receive buffer in bytes, 256 to 8192. It must hold the longest line; a payload does not pass through it
        /// but for what came in one piece with the line before it.
        /// </param>
        /// <param name="queue">
        /// How many events can wait for the program's handlers, 4 to 255. The 32 of the default cannot be filled by 12
        /// sockets: each has at most one event of each kind waiting. An entry takes a byte.
        /// </param>
        /// <exception cref="ArgumentNullException"><paramref name="port"/> is <see langword="null"/>.</exception>
        /// <exception cref="ArgumentOutOfRangeException">A size is out of range.</exception>
        public Bg95Modem(
            ITransport port,
            int buffer = DefaultReceiveBufferSize,
            int queue = DefaultUrcQueueLength)
        {
            if (port == null)
            {
                throw new ArgumentNullException(nameof(port));
            }

            AtCommand.Check(buffer, nameof(buffer), 256, 8192);
            AtCommand.Check(queue, nameof(queue), 4, 255);
            _channel = new AtChannel(port, buffer, queue);
            Pdp = new PdpContexts(_channel);
            Files = new ModuleFiles(_channel);
            SslContexts = new SslContextCollection(_channel);
            Clock = SslContexts.Clock;
            Statistics = _channel.Statistics;
            _channel.OnEvent = Raise;
        }

        /// <summary>
        /// Raised on the event thread when the module has started anew (<c>RDY</c>). Sockets are closed, the PDP contexts
        /// inactive; SSL settings are written again with the next connection. Add with <c>+=</c>, take away with <c>-=</c>,
        /// never assign: a field, because an event costs the device 100 bytes.
        /// </summary>
        public EventHandler Restarted;

        /// <summary>
        /// Raised on the event thread when the module says that it is being switched off. Add with <c>+=</c>, take away with
        /// <c>-=</c>, never assign.
        /// </summary>
        public EventHandler PoweredDown;

        /// <summary>The PDP contexts.</summary>
        public readonly PdpContexts Pdp;

        /// <summary>The module's files.</summary>
        public readonly ModuleFiles Files;

        /// <summary>The module's clock.</summary>
        public readonly ModuleClock Clock;

        /// <summary>The six SSL contexts.</summary>
        public readonly SslContextCollection SslContexts;

        /// <summary>The line's counters.</summary>
        public readonly LineStatistics Statistics;

        /// <summary>Gets a value indicating whether the line is open.</summary>
        public bool IsOpen => _channel.IsOpen;

        /// <summary>
        /// Opens the line and gets in step with the module in whatever state it is: starting up, echoing, in the middle of an
        /// answer, in transparent mode, waiting for the data of a send. Then echo is off and sockets that an earlier run of the
        /// program left open are closed.
        /// </summary>
        /// <param name="timeout">How long to try, in milliseconds, 1000 or more.</param>
        /// <exception cref="InvalidOperationException">It is open already.</exception>
        /// <exception cref="Bg95Exception">
        /// <see cref="Bg95Error.NoAnswer"/>: nothing on the line answers like a module. The line is closed again.
        /// </exception>
        public void Open(int timeout = DefaultOpenTimeout)
        {
            AtCommand.Check(timeout, nameof(timeout), 1000, int.MaxValue);

            if (_channel.IsOpen)
            {
                throw new InvalidOperationException("is open");
            }

            Bg95Error error = _channel.Open(timeout);

            if (error == Bg95Error.Success)
            {
                error = SslContexts.Close();
            }

            if (error != Bg95Error.Success)
            {
                _channel.Close();
                throw new Bg95Exception(error, "AT");
            }
        }

        /// <summary>Asks the module for all its SSL sockets (<c>AT+QSSLSTATE</c>, application note 2.1.6).</summary>
        /// <param name="infos">
        /// The program's objects, at most 12, which are filled from the first on; those that are left are not touched.
        /// </param>
        /// <returns>How many sockets the module knows, 0 to 12; more than there are objects if those were too few.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="infos"/> or one of them is <see langword="null"/>.</exception>
        /// <exception cref="Bg95Exception">The module refuses or does not answer.</exception>
        public int GetSockets(SslSocketInfo[] infos)
        {
            AtCommand.Check(infos);
            return SslContexts.Query(-1, infos);
        }

        /// <summary>
        /// Looks for the reason why a connection did not open, by the application note's checklist (4.1): asks the module for
        /// the PDP context, its DNS servers, the clock, settings and files. Best right after <see cref="SslContext.Connect"/>
        /// has thrown. Changes nothing.
        /// </summary>
        /// <param name="context">The context of the connection.</param>
        /// <param name="host">The host of the connection, 1 to 200 characters.</param>
        /// <returns>What was found.</returns>
        /// <exception cref="ArgumentException">The host or a setting of the context is not right.</exception>
        /// <exception cref="System.InvalidOperationException">A setting has changed while a socket uses the context.</exception>
        /// <exception cref="Bg95Exception">The module does not answer. What it refuses is a finding.</exception>
        public SslDiagnosis Diagnose(SslContext context, string host)
        {
            AtCommand.Check(host, nameof(host), 1, SslContextCollection.LongestHost);
            return new SslDiagnosis(Pdp, Files, context, host);
        }

        /// <summary>
        /// Closes the line. Nothing is sent: sockets that are open stay open in the module until the next <see cref="Open"/>
        /// closes them, so close those first that matter.
        /// </summary>
        public void Close()
        {
            _channel.Close();
            SslContexts.Reset();
        }

        /// <summary>Closes the line.</summary>
        public void Dispose()
        {
            Close();
        }

        // The dispatcher's.
        private void Raise(object sender, int urc)
        {
            int kind = urc >> AtChannel.IdBits;
            int id = urc & ((1 << AtChannel.IdBits) - 1);

            if (kind == AtChannel.Ip)
            {
                Pdp.Deactivated?.Invoke(Pdp, id);
            }
            else if (kind < AtChannel.Restarted)
            {
                SslContexts.GetObject(id)?.Raise(kind);
            }
            else
            {
                (kind == AtChannel.Restarted ? Restarted : PoweredDown)?.Invoke(this, EventArgs.Empty);
            }
        }
    }
}
