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
    /// Threads: one reads the line; one raises events, from the first event on that has a handler. Both wait without using the
    /// processor. Any thread may call any method, event handlers included; commands run one at a time.
    /// </para>
    /// <para>
    /// Memory is allocated here and when a context or a socket is made. After that sending and receiving allocate nothing.
    /// </para>
    /// </remarks>
    /// <example>
    /// <code>
    /// using Bg95Modem modem = new Bg95Modem(new SerialPort("COM2", 115200));
    /// modem.Open();
    /// modem.Pdp.Configure(1, "iot.example");
    /// modem.Pdp.Activate(1);
    /// modem.Files.Upload("ca.pem", caBytes);
    /// SslContext tls = modem.SslContexts[0];
    /// tls.CaCertificate = "ca.pem";
    /// using SslSocket socket = tls.Connect("example.com", 8883);
    /// </code>
    /// </example>
    public sealed partial class Bg95Modem : IDisposable
    {
        /// <summary>
        /// How long <see cref="Open"/> tries, in milliseconds: a module that is switched on just now takes up to 13 s to say
        /// RDY (module facts 3).
        /// </summary>
        public const int DefaultOpenTimeoutMilliseconds = 30000;

        /// <summary>Size of the receive buffer unless another one is asked for, in bytes.</summary>
        public const int DefaultReceiveBufferSize = 320;

        /// <summary>Smallest receive buffer, in bytes.</summary>
        public const int MinimumReceiveBufferSize = 256;

        /// <summary>Largest receive buffer, in bytes.</summary>
        public const int MaximumReceiveBufferSize = 8192;

        /// <summary>The module's main UART, as <see cref="UrcPort"/> has it.</summary>
        public const string Uart = "uart1";

        private readonly AtChannel _channel;
        private readonly SocketTable _sockets;
        private readonly EventDispatcher _dispatcher;
        private string _urcPort = Uart;

        /// <summary>Initializes a new instance of the <see cref="Bg95Modem"/> class on a serial port.</summary>
        /// <param name="port">The serial port, with its speed and handshake set; not yet open.</param>
        /// <param name="receiveBufferSize">
        /// Size of the receive buffer in bytes, 256 to 8192. It must hold the longest line; a payload does not pass through it
        /// but for what came in one piece with the line before it.
        /// </param>
        /// <exception cref="ArgumentNullException"><paramref name="port"/> is <see langword="null"/>.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The size is out of range.</exception>
        public Bg95Modem(SerialPort port, int receiveBufferSize = DefaultReceiveBufferSize)
            : this(new SerialPortTransport(port), receiveBufferSize, null)
        {
        }

        /// <summary>Initializes a new instance of the <see cref="Bg95Modem"/> class on a line of any kind.</summary>
        /// <param name="transport">The line.</param>
        /// <param name="receiveBufferSize">Size of the receive buffer in bytes, 256 to 8192.</param>
        /// <param name="time">The clock to go by, for tests; <see langword="null"/> for real time.</param>
        /// <exception cref="ArgumentNullException"><paramref name="transport"/> is <see langword="null"/>.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The size is out of range.</exception>
        public Bg95Modem(ITransport transport, int receiveBufferSize = DefaultReceiveBufferSize, TimeSource time = null)
        {
            if (transport == null)
            {
                throw new ArgumentNullException(nameof(transport));
            }

            Argument.CheckRange(receiveBufferSize, nameof(receiveBufferSize), MinimumReceiveBufferSize, MaximumReceiveBufferSize);
            _channel = new AtChannel(transport, time ?? new SystemTime(), receiveBufferSize);
            _dispatcher = new EventDispatcher(_channel.Time, this, _channel.Statistics);
            _channel.Listener = this;
            _sockets = new SocketTable(_channel, _dispatcher);
            Pdp = new PdpContexts(_channel, _dispatcher);
            Files = new ModuleFiles(_channel);
            Clock = new ModuleClock(_channel);
            SslContexts = new SslContextCollection(_sockets, Clock);
        }

        /// <summary>Gets the PDP contexts.</summary>
        public PdpContexts Pdp { get; }

        /// <summary>Gets the module's files.</summary>
        public ModuleFiles Files { get; }

        /// <summary>Gets the module's clock.</summary>
        public ModuleClock Clock { get; }

        /// <summary>Gets the six SSL contexts.</summary>
        public SslContextCollection SslContexts { get; }

        /// <summary>Gets the line's counters.</summary>
        public LineStatistics Statistics => _channel.Statistics;

        /// <summary>
        /// Gets the clock that the modem goes by, and by which all its limits are counted; a program with limits of its own that goes
        /// by it is tested with the same clock.
        /// </summary>
        public TimeSource Time => _channel.Time;

        /// <summary>Gets a value indicating whether the line is open. It is not once the port has failed; <see cref="Open"/> works again.</summary>
        public bool IsOpen => _state == OpenState.Open && _channel.PortFailure == null;

        /// <summary>
        /// Gets or sets the port of the module's that URCs must go to, so that they reach this line: <see cref="Uart"/> by default;
        /// <c>usbat</c> or <c>usbmodem</c> for a module on USB; <see langword="null"/> to leave it as it is. <see cref="Open"/>
        /// reads it (<c>AT+QURCCFG="urcport"</c>) and writes it where it differs; the module keeps it. With another port every command
        /// works and no URC comes (module facts 9).
        /// </summary>
        /// <exception cref="ArgumentException">The name has more than 16 characters, or some that AT strings cannot hold.</exception>
        public string UrcPort
        {
            get => _urcPort;

            set
            {
                if (value != null)
                {
                    Argument.CheckText(value, nameof(value), 1, 16);
                }

                _urcPort = value;
            }
        }

        /// <summary>
        /// Runs a command of the program's own on the same line: <c>modem.Execute("AT+CSQ", 5000)</c>. Commands run one at a
        /// time. A command that needs data, or that would break the driver, is refused before a byte is sent: <c>ATE1</c>,
        /// <c>ATV0</c>, <c>ATZ</c>, <c>AT+CMEE=</c>, <c>AT+QSSLSEND=</c> and the like; questions and test forms are not. What a
        /// restart or a power-down does to sockets and contexts is noticed.
        /// </summary>
        /// <param name="command">The command, 2 to 512 printable ASCII characters, with AT and without a line end.</param>
        /// <param name="timeoutMilliseconds">
        /// How long the call may take, 1 or more: waiting for the line, resynchronisation and the answer together.
        /// </param>
        /// <returns>The lines of the answer without the final OK; new. None of another command or of a URC.</returns>
        /// <exception cref="ArgumentException">The command is refused, or a value is out of range.</exception>
        /// <exception cref="InvalidOperationException">The modem is not open.</exception>
        /// <exception cref="Bg95Exception">
        /// The module's own error, or <see cref="Bg95Error.NoAnswer"/>, <see cref="Bg95Error.LineBusy"/>,
        /// <see cref="Bg95Error.ModuleRestarted"/>; <see cref="Bg95Error.UnexpectedAnswer"/>: a line did not fit into the receive
        /// buffer, or the module wants data.
        /// </exception>
        public string[] Execute(string command, int timeoutMilliseconds)
        {
            Argument.CheckRange(timeoutMilliseconds, nameof(timeoutMilliseconds), 1, int.MaxValue);
            return ProgramCommand.Run(_channel, command, timeoutMilliseconds);
        }

        /// <summary>Adds a handler for lines that the module sends without being asked and that begin with a prefix, such as <c>+CREG: </c>.</summary>
        /// <param name="prefix">The prefix, 1 to 32 printable ASCII characters without quotes.</param>
        /// <param name="handler">
        /// The handler; called on the driver's event thread with each line, in order. Up to 16 lines wait for it; more are dropped
        /// and counted (<see cref="LineCounter.LostUrcs"/>).
        /// </param>
        /// <exception cref="ArgumentException">The prefix or the handler is not right.</exception>
        public void AddUrcHandler(string prefix, UrcHandler handler)
        {
            Argument.CheckText(prefix, nameof(prefix), 1, 32);

            if (handler == null)
            {
                throw new ArgumentNullException(nameof(handler));
            }

            UrcSubscription subscription = new UrcSubscription(this, prefix, handler, _dispatcher, _channel.Statistics);

            lock (_stateLock)
            {
                UrcSubscription[] subscriptions = new UrcSubscription[_subscriptions.Length + 1];
                Array.Copy(_subscriptions, 0, subscriptions, 0, _subscriptions.Length);
                subscriptions[_subscriptions.Length] = subscription;
                _subscriptions = subscriptions;
                _channel.Urcs.Add(prefix, subscription);
            }
        }

        /// <summary>Removes a handler that <see cref="AddUrcHandler"/> has added; does nothing if there is none.</summary>
        /// <param name="prefix">The prefix.</param>
        /// <param name="handler">The handler.</param>
        public void RemoveUrcHandler(string prefix, UrcHandler handler)
        {
            lock (_stateLock)
            {
                int kept = 0;
                UrcSubscription[] subscriptions = new UrcSubscription[_subscriptions.Length];

                for (int i = 0; i < _subscriptions.Length; i++)
                {
                    UrcSubscription subscription = _subscriptions[i];

                    if (subscription.IsFor(prefix, handler))
                    {
                        subscription.Cancel();
                        _channel.Urcs.Remove(subscription);
                    }
                    else
                    {
                        subscriptions[kept++] = subscription;
                    }
                }

                _subscriptions = new UrcSubscription[kept];
                Array.Copy(subscriptions, 0, _subscriptions, 0, kept);
            }
        }

        /// <summary>
        /// Asks the module for all its SSL sockets (<c>AT+QSSLSTATE</c>, application note 2.1.6). Blocks up to 20 s.
        /// </summary>
        /// <param name="infos">
        /// The objects to fill, at most 12, from the first on; the rest is not changed.
        /// </param>
        /// <returns>How many sockets the module knows, 0 to 12; more than there are objects if those were too few.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="infos"/> or one of them is <see langword="null"/>.</exception>
        /// <exception cref="Bg95Exception">The module refuses or does not answer.</exception>
        public int GetSockets(SslSocketInfo[] infos)
        {
            Argument.CheckObjects(infos, nameof(infos));
            return new SocketStateQuery(infos).Ask(_channel, -1);
        }

        /// <summary>
        /// Finds the reason why a connection did not open, by the application note's checklist (4.1): asks the module for
        /// the PDP context, its DNS servers, the clock, settings and files, and how these begin; for SIM, registration, signal and
        /// the port of URCs. Best right after <see cref="SslContext.Connect"/> has thrown. Changes nothing. Blocks up to 20 s for
        /// each of 24 questions.
        /// </summary>
        /// <param name="context">The context of the connection.</param>
        /// <param name="host">The host of the connection, 1 to 253 characters.</param>
        /// <returns>What was found.</returns>
        /// <exception cref="ArgumentException">The host is not right.</exception>
        /// <exception cref="ArgumentNullException">A value is <see langword="null"/>.</exception>
        /// <exception cref="Bg95Exception">The module does not answer any more. What it refuses is told by <see cref="SslFindings"/>.</exception>
        public SslDiagnosis Diagnose(SslContext context, string host)
        {
            if (context == null)
            {
                throw new ArgumentNullException(nameof(context));
            }

            Argument.CheckText(host, nameof(host), 1, SslContext.LongestHost);
            return new SslDiagnosis(_channel, Pdp, Files, context, host, _urcPort);
        }
    }
}
