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
    /// The modem has two threads. One reads the line. The other raises events; it starts with the first event that has a handler, and
    /// for a moment when the module may have restarted and nobody else asks it. Both wait without using the processor. Any thread may
    /// call any method, and so may event handlers. Commands run one at a time.
    /// </para>
    /// <para>
    /// The constructor and <see cref="Open"/> allocate memory, and so does making a context or a socket. After that
    /// <see cref="SslSocket.Send"/> and <see cref="SslSocket.Receive"/> allocate nothing.
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
        /// How long <see cref="Open"/> tries unless another time is given, in milliseconds. A module that was just switched on takes up
        /// to 13 s to say RDY (module facts 3).
        /// </summary>
        public const int DefaultOpenTimeoutMilliseconds = 30000;

        /// <summary>Size of the receive buffer unless another size is given, in bytes.</summary>
        public const int DefaultReceiveBufferSize = 320;

        /// <summary>Smallest receive buffer, in bytes.</summary>
        public const int MinimumReceiveBufferSize = 256;

        /// <summary>Largest receive buffer, in bytes.</summary>
        public const int MaximumReceiveBufferSize = 8192;

        /// <summary>Name of the module's main UART, the default of <see cref="UrcPort"/>.</summary>
        public const string Uart = "uart1";

        // Its monitor guards the state of the modem and what its parts have to raise.
        private readonly AtChannel _channel;
        private readonly SocketTable _sockets;
        private readonly EventDispatcher _dispatcher;

        /// <summary>Initializes a new instance of the <see cref="Bg95Modem"/> class on a serial port.</summary>
        /// <param name="port">
        /// The serial port, with its speed and handshake set; the handshake is none or <c>RequestToSend</c>. <see cref="Open"/> opens it.
        /// If it is open already, its receive buffer keeps its size. <see cref="Dispose"/> disposes it.
        /// </param>
        /// <param name="receiveBufferSize">
        /// Size of the receive buffer in bytes, 256 to 8192. It must hold the longest line that the module sends; a longer line is dropped
        /// and counted (<see cref="LineCounter.Overruns"/>). Payload may be larger: it goes directly into the array of the caller.
        /// </param>
        /// <exception cref="ArgumentNullException"><paramref name="port"/> is <see langword="null"/>.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The size is out of range.</exception>
        public Bg95Modem(SerialPort port, int receiveBufferSize = DefaultReceiveBufferSize)
            : this(new SerialPortTransport(port), receiveBufferSize, null)
        {
        }

        /// <summary>Initializes a new instance of the <see cref="Bg95Modem"/> class on a line of any kind.</summary>
        /// <param name="transport">The line. <see cref="Open"/> opens it, <see cref="Dispose"/> disposes it.</param>
        /// <param name="receiveBufferSize">
        /// Size of the receive buffer in bytes, 256 to 8192. It must hold the longest line that the module sends.
        /// </param>
        /// <param name="time">The clock that all limits are measured by, for tests; <see langword="null"/> for real time.</param>
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
            _dispatcher = new EventDispatcher(_channel, this);
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
        /// Gets the clock that all limits of the modem are measured by. A program that measures its own limits by it can be tested with
        /// the same clock.
        /// </summary>
        public TimeSource Time => _channel.Time;

        /// <summary>
        /// Gets a value indicating whether the line is open: <see cref="Open"/> has returned, nobody has closed the modem since, and the
        /// port has not failed. After the port has failed, <see cref="Open"/> works again.
        /// </summary>
        public bool IsOpen => _state == OpenState.Open && _channel.PortFailure == null;

        /// <summary>
        /// Gets or sets the module's port that URCs go to, 1 to 16 characters. It must be the port that this line is connected to:
        /// <see cref="Uart"/>, the default; <c>usbat</c> or <c>usbmodem</c> for a module on USB; <see langword="null"/> to leave the
        /// module as it is. The next <see cref="Open"/> reads the module's setting (<c>AT+QURCCFG="urcport"</c>) and writes it if it
        /// differs; so does <see cref="SslContext.Connect"/> if the result of an opening did not come by itself. The module keeps the setting over a
        /// restart. A module that does not know it is left alone. If the module sends URCs to another port, every command works and no URC
        /// arrives (module facts 9).
        /// </summary>
        /// <exception cref="ArgumentException">The name is empty, has more than 16 characters, or has characters that AT strings cannot hold.</exception>
        public string UrcPort
        {
            get => _channel.Urcs.Port;

            set
            {
                if (value != null)
                {
                    Argument.CheckText(value, nameof(value), 1, 16);
                }

                _channel.Urcs.Port = value;
            }
        }

        /// <summary>
        /// Runs an AT command of the program: <c>modem.Execute("AT+CSQ", 5000)</c>. Commands run one at a time. A command that
        /// needs data, or that would break the driver, is refused before a byte is sent: <c>ATE1</c>, <c>ATV0</c>, <c>ATZ</c>,
        /// <c>AT+CMEE=</c>, <c>AT+QSSLSEND=</c> and the like. Their read and test forms (<c>AT+CMEE?</c>, <c>AT+CMEE=?</c>) are allowed. If
        /// a command restarts the module or switches it off, the driver notices: sockets end, settings are written again.
        /// </summary>
        /// <param name="command">
        /// The command, 2 to 512 printable ASCII characters without counting quotes, with <c>AT</c> and without a line end.
        /// </param>
        /// <param name="timeoutMilliseconds">
        /// How long the call may take, in milliseconds, 1 or more: waiting for the line, resynchronisation and the answer together.
        /// </param>
        /// <returns>
        /// The lines of the answer without the final OK; a new array. URCs that arrive meanwhile are not in it, with two exceptions: one with
        /// the name of the command (<c>+CEREG: 2</c> during <c>AT+CEREG?</c>), and a line without <c>+</c> that no handler takes.
        /// </returns>
        /// <exception cref="ArgumentNullException"><paramref name="command"/> is <see langword="null"/>.</exception>
        /// <exception cref="ArgumentException">The command is refused, or a value is out of range.</exception>
        /// <exception cref="InvalidOperationException">The modem is not open, or another thread closes it meanwhile.</exception>
        /// <exception cref="Bg95Exception">
        /// The module's own error; <see cref="Bg95Error.NoAnswer"/>; <see cref="Bg95Error.LineBusy"/>: other threads or a socket in
        /// transparent mode had the line; <see cref="Bg95Error.ModuleRestarted"/>; <see cref="Bg95Error.LineDamaged"/>: bytes were lost;
        /// <see cref="Bg95Error.UnexpectedAnswer"/>: a line did not fit into the receive buffer, the module wants data, or the answer
        /// belongs to no command; <see cref="Bg95Error.PortFailed"/>.
        /// </exception>
        public string[] Execute(string command, int timeoutMilliseconds)
        {
            Argument.CheckRange(timeoutMilliseconds, nameof(timeoutMilliseconds), 1, int.MaxValue);
            return ProgramCommand.Run(_channel, command, timeoutMilliseconds);
        }

        /// <summary>
        /// Adds a handler for URCs, lines that the module sends without being asked, that begin with a prefix such as <c>+CREG: </c>. May
        /// be called whether the modem is open or not. Allocates; each line allocates a string and the arguments of the event.
        /// </summary>
        /// <param name="prefix">The prefix, in the module's spelling: 1 to 32 printable ASCII characters without quotes.</param>
        /// <param name="handler">
        /// The handler. It is called on the driver's event thread with each line, in order, and may use the modem. Up to 16 lines wait for
        /// it; more are dropped and counted (<see cref="LineCounter.LostUrcs"/>). A handler that is added twice is called twice.
        /// </param>
        /// <exception cref="ArgumentNullException">A value is <see langword="null"/>.</exception>
        /// <exception cref="ArgumentException">The prefix is empty, too long, or has characters that AT strings cannot hold.</exception>
        public void AddUrcHandler(string prefix, UrcHandler handler)
        {
            Argument.CheckText(prefix, nameof(prefix), 1, 32);

            if (handler == null)
            {
                throw new ArgumentNullException(nameof(handler));
            }

            _channel.Urcs.Add(prefix, new UrcSubscription(this, handler, _dispatcher, _channel.Statistics));
        }

        /// <summary>
        /// Removes a handler that <see cref="AddUrcHandler"/> has added, each time that it was added with this prefix. Lines that wait for
        /// it are dropped; a call of the handler that runs just now runs to its end. Does nothing if there is no such handler.
        /// </summary>
        /// <param name="prefix">The prefix that it was added with.</param>
        /// <param name="handler">The handler.</param>
        public void RemoveUrcHandler(string prefix, UrcHandler handler)
        {
            _channel.Urcs.Remove(prefix, handler);
        }

        /// <summary>
        /// Asks the module for all its SSL sockets (<c>AT+QSSLSTATE</c>, application note 2.1.6). Blocks up to 20 s.
        /// </summary>
        /// <param name="infos">
        /// The objects to fill, from the first on; those that are left over are not changed. The module has 12 sockets at most.
        /// </param>
        /// <returns>
        /// How many sockets the module knows, 0 to 12, also if there are fewer objects. 0 if the module refuses the command.
        /// </returns>
        /// <exception cref="ArgumentNullException"><paramref name="infos"/> or one of its elements is <see langword="null"/>.</exception>
        /// <exception cref="InvalidOperationException">The modem is not open.</exception>
        /// <exception cref="Bg95Exception">The module does not answer, or the line fails or is in use.</exception>
        public int GetSockets(SslSocketInfo[] infos)
        {
            Argument.CheckObjects(infos, nameof(infos));
            return new SocketStateQuery(infos).Ask(_channel, -1);
        }

        /// <summary>
        /// Finds out why a connection did not open, by the application note's checklist (4.1) and beyond it. Asks the module for the
        /// PDP context and its DNS servers, the clock, the settings, the files and how they begin, the SIM card, the registration, the
        /// signal and the port of URCs. Call it right after <see cref="SslContext.Connect"/> has thrown. It changes nothing in the
        /// module. Blocks up to 20 s for each of up to 24 commands, so up to 8 min.
        /// </summary>
        /// <param name="context">The context of the connection.</param>
        /// <param name="host">The host of the connection, 1 to 253 characters.</param>
        /// <returns>What was found; a new object.</returns>
        /// <exception cref="ArgumentNullException">A value is <see langword="null"/>.</exception>
        /// <exception cref="ArgumentException">
        /// The context is another modem's; or the host is empty, too long, or has characters that AT strings cannot hold.
        /// </exception>
        /// <exception cref="InvalidOperationException">The modem is not open.</exception>
        /// <exception cref="Bg95Exception">
        /// The module does not answer any more, or the line fails or is in use. A command that the module refuses does not end in an
        /// exception; <see cref="SslFindings"/> says what it counts as.
        /// </exception>
        public SslDiagnosis Diagnose(SslContext context, string host)
        {
            if (context == null)
            {
                throw new ArgumentNullException(nameof(context));
            }

            if (!context.IsOf(_sockets))
            {
                throw new ArgumentException("context: belongs to another modem");
            }

            Argument.CheckText(host, nameof(host), 1, SslContext.LongestHost);
            return new SslDiagnosis(_channel, Pdp, Files, context, host, _channel.Urcs.Port);
        }
    }
}
