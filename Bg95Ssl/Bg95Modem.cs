// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO.Ports;

namespace Bg95Ssl
{
    /// <summary>
    /// A Quectel BG95 or BG77 on a serial line: PDP contexts, the module's files, SSL contexts and their sockets.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Threads: one reads the line, one raises events; both wait without using the processor. Any thread may call any
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
    public sealed class Bg95Modem : IDisposable, IUrcListener
    {
        /// <summary>
        /// How long <see cref="Open()"/> tries, in milliseconds: a module that is switched on just now takes up to 13 s to say
        /// RDY (module facts 3).
        /// </summary>
        public const int DefaultOpenTimeout = 30000;

        private readonly AtChannel _channel;
        private readonly PdpContexts _pdp;
        private readonly ModuleFiles _files;
        private readonly SslSockets _sockets;
        private readonly SslContextCollection _contexts;
        private readonly int _listener;

        /// <summary>Initializes a new instance of the <see cref="Bg95Modem"/> class with default sizes.</summary>
        /// <param name="port">The serial port, with its speed and handshake set; not yet open.</param>
        public Bg95Modem(SerialPort port)
            : this(new SerialPortTransport(port), new Bg95ModemOptions())
        {
        }

        /// <summary>Initializes a new instance of the <see cref="Bg95Modem"/> class.</summary>
        /// <param name="port">The serial port, with its speed and handshake set; not yet open.</param>
        /// <param name="options">Sizes.</param>
        public Bg95Modem(SerialPort port, Bg95ModemOptions options)
            : this(new SerialPortTransport(port), options)
        {
        }

        /// <summary>Initializes a new instance of the <see cref="Bg95Modem"/> class on a line of any kind.</summary>
        /// <param name="transport">The line.</param>
        /// <param name="options">Sizes.</param>
        /// <exception cref="ArgumentNullException">A parameter is <see langword="null"/>.</exception>
        public Bg95Modem(ITransport transport, Bg95ModemOptions options)
        {
            if (transport == null)
            {
                throw new ArgumentNullException(nameof(transport));
            }

            if (options == null)
            {
                throw new ArgumentNullException(nameof(options));
            }

            _channel = new AtChannel(transport, options.ReceiveBufferSize, options.UrcQueueLength);
            _pdp = new PdpContexts(_channel);
            _files = new ModuleFiles(_channel);
            _sockets = new SslSockets(_channel);
            _contexts = new SslContextCollection(_sockets);
            _listener = _channel.Router.Listen(this);
        }

        /// <summary>
        /// Raised on the event thread when the module has started anew (<c>RDY</c>). Sockets are closed, the PDP contexts
        /// inactive; SSL settings are written again with the next connection.
        /// </summary>
        public event EventHandler Restarted;

        /// <summary>Raised on the event thread when the module says that it is being switched off.</summary>
        public event EventHandler PoweredDown;

        /// <summary>Gets the PDP contexts.</summary>
        public PdpContexts Pdp => _pdp;

        /// <summary>Gets the module's files.</summary>
        public ModuleFiles Files => _files;

        /// <summary>Gets the six SSL contexts.</summary>
        public SslContextCollection SslContexts => _contexts;

        /// <summary>Gets the line's counters.</summary>
        public LineStatistics Statistics => _channel.Statistics;

        /// <summary>Gets a value indicating whether the line is open.</summary>
        public bool IsOpen => _channel.IsOpen;

        /// <summary>Opens the line with <see cref="DefaultOpenTimeout"/>. See <see cref="Open(int)"/>.</summary>
        public void Open()
        {
            Open(DefaultOpenTimeout);
        }

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
        public void Open(int timeout)
        {
            AtText.CheckRange(timeout, nameof(timeout), 1000, int.MaxValue);

            if (_channel.IsOpen)
            {
                throw new InvalidOperationException("the modem is open");
            }

            try
            {
                _channel.Open(timeout);
                _sockets.Forget();
                _sockets.CloseLeftOver();
            }
            catch (Exception)
            {
                _channel.Close();
                throw;
            }
        }

        /// <summary>
        /// Closes the line. Nothing is sent: sockets that are open stay open in the module until the next <see cref="Open()"/>
        /// closes them, so close those first that matter.
        /// </summary>
        public void Close()
        {
            _channel.Close();
            _sockets.Forget();
        }

        /// <summary>Closes the line.</summary>
        public void Dispose()
        {
            Close();
        }

        /// <inheritdoc/>
        int IUrcListener.OnUrc(UrcKind kind, AtFields fields)
        {
            if (kind == UrcKind.Restarted || kind == UrcKind.PoweredDown)
            {
                _channel.Router.Queue(_listener, kind, 0);
            }

            return 0;
        }

        /// <inheritdoc/>
        void IUrcListener.RaiseUrc(UrcKind kind, int id)
        {
            EventHandler handler = kind == UrcKind.Restarted ? Restarted : PoweredDown;
            handler?.Invoke(this, EventArgs.Empty);
        }
    }
}
