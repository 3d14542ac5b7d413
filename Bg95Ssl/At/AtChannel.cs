// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Threading;

namespace Bg95Ssl
{
    /// <summary>
    /// Runs one command at a time. Alone knows time limits, and how to get back in step. This file is the caller's side;
    /// AtChannel.Reader.cs is the thread that reads the line, AtChannel.Tokens.cs finds lines in the bytes, AtChannel.Lines.cs
    /// knows whose a line is, AtChannel.Urcs.cs brings what comes unasked to the program, AtChannel.Recovery.cs gets in step.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Use: Begin, the arguments, one of the Run methods. Begin takes the line and Run gives it back, so nothing
    /// that can fail may stand between them. Results are errors of the public kind, Success for OK.
    /// </para>
    /// <para>
    /// The state of the one command that runs is one number that caller and reader change by compare and exchange, so that no
    /// lock is taken for a byte. Once a payload flows into the caller's array the caller does not leave before the reader has
    /// let go of that array; the reader's own limits see to it that this comes.
    /// </para>
    /// <para>
    /// One class and not six, because the parts share all they have: each object more costs the device 12 bytes and as much
    /// again for each field that leads to another one.
    /// </para>
    /// </remarks>
    internal sealed partial class AtChannel
    {
        /// <summary>Limit for commands that the module answers at once, in milliseconds.</summary>
        internal const int ShortLimit = 5;

        // Longer than the longest command that another thread may be waiting for (QIACT).
        private const int LineLimit = 200000;

        // What may come besides a payload while it is on its way: the lines around it and a few URCs.
        private const int Besides = 128;
        internal const int IdBits = 5;

        // After so many bytes of an upload its progress is told.
        private const int Piece = 1024;

        // The module waits for data, by > or CONNECT.
        private const Bg95Error Prompted = (Bg95Error)int.MinValue;

        // States of the command; it runs in those beyond Finished.
        private const int Idle = 0;
        private const int Finished = 1;
        private const int Running = 2;
        private const int Payload = 3;
        private const int Prompting = 4;

        // Here, so that no other class needs an initializer. Variables, because even naming a constant string costs the device
        // 12 bytes of heap; the bytes are boxed once, because Array.IndexOf takes objects.
        internal static readonly string s_recv = "AT+QSSLRECV";
        internal static readonly string s_send = "AT+QSSLSEND";
        internal static readonly object s_sub = (byte)0x1A;
        internal static readonly object s_esc = (byte)0x1B;

        private readonly ITransport _port;
        private readonly AutoResetEvent _free = new AutoResetEvent(true);
        private readonly AutoResetEvent _signal = new AutoResetEvent(false);

        // The running command: its name, who takes its information lines, where its payload goes and how much is wanted.
        private string _name;
        private IAtLines _lines;
        private byte[] _target;
        private int _head;
        private int _wanted;

        // The last four characters of the command line that is kept.
        private int _digits;

        // What the reader found of its answer; of information lines without a taker the number at their beginning and all.
        private int _state;
        private bool _found;
        private int _received;
        private int _value;
        private string _message;
        private Bg95Error _error;

        internal readonly AtCommand Command = new AtCommand();
        internal readonly LineStatistics Statistics = new LineStatistics();
        internal bool IsOpen;

        /// <summary>Is told how much of the running command's data is written, or <see langword="null"/>.</summary>
        internal NumberHandler Progress;

        internal AtChannel(ITransport transport, int receiveBufferSize, int urcQueueLength)
        {
            _port = transport;
            _array = new byte[receiveBufferSize + Word];
            _queue = new byte[urcQueueLength];
        }

        /// <summary>Opens the line and gets in step with a module in whatever state it is.</summary>
        internal Bg95Error Open(int limit)
        {
            _port.Open();
            Size = _port.Capacity - Besides;
            IsOpen = true;
            _failed = false;
            _lost = true;
            _thread = new Thread(Read);
            _thread.Start();
            return Recover(limit);
        }

        internal void Close()
        {
            if (!IsOpen)
            {
                return;
            }

            IsOpen = false;
            _epoch++;
            _queued = false;
            _more.Set();
            _failed = true;

            try
            {
                // On the board nothing else ends a read that waits; elsewhere closing the port does.
#pragma warning disable SYSLIB0006
                _thread.Abort();
#pragma warning restore SYSLIB0006
                _thread.Join(ShortLimit * 1000);
            }
            catch (Exception)
            {
                // A PC cannot abort threads.
            }

            _port.Close();
            _thread.Join(ShortLimit * 1000);

            // An aborted thread has not come so far.
            Exit();
            Reply(Bg95Error.PortFailed);
        }

        /// <summary>Takes the line, gets in step if need be, and begins a command line.</summary>
        internal AtCommand Begin(string name)
        {
            Check(name);
            return Format(name);
        }

        /// <summary>
        /// Takes the line and writes <c>AT+NAME=id,size</c>, or leaves it as it is if the last command was the same.
        /// </summary>
        internal void Begin(string name, int id, int size)
        {
            Check(name);
            int key = (size << IdBits) | id;

            if (Command.Key != key || (object)_name != name)
            {
                Format(name).Add(id).Add(size);
                Command.Key = key;
                _digits = BitConverter.ToInt32(Command.Buffer, Command.Length - CountLength);
            }
        }

        private void Check(string name)
        {
            Bg95Error error = Enter();

            if (error != Bg95Error.Success)
            {
                if (!IsOpen)
                {
                    throw new InvalidOperationException("not open");
                }

                throw new Bg95Exception(error, name);
            }
        }

        /// <summary>
        /// With <see cref="Format"/> the same as <see cref="Begin(string)"/>, for what must not throw: on the device an exception
        /// that is thrown and caught in Dispose makes one that is on its way through the using vanish.
        /// </summary>
        internal Bg95Error Enter()
        {
            if (!IsOpen)
            {
                return Bg95Error.PortFailed;
            }

            if (Target != null || !_free.WaitOne(LineLimit, false))
            {
                return Bg95Error.LineBusy;
            }

            Bg95Error error = Bg95Error.Success;

            if (_lost)
            {
                error = Recover(RecoveryLimit);

                if (error != Bg95Error.Success)
                {
                    _free.Set();
                }
            }

            return error;
        }

        /// <summary>Begins a command line, in step or not; the line is taken.</summary>
        internal AtCommand Format(string name)
        {
            _name = name;
            _digits = 0;
            return Command.Start(name);
        }

        /// <summary>Runs the command to its end; throws if that is not OK.</summary>
        internal void Invoke(IAtLines lines, int limit)
        {
            string name = _name;
            Check(Run(lines, limit), name);
        }

        internal static void Check(Bg95Error error, string name)
        {
            if (error != Bg95Error.Success)
            {
                throw new Bg95Exception(error, name);
            }
        }

        /// <summary>Runs the command to its end.</summary>
        internal Bg95Error Run(IAtLines lines, int limit)
        {
            return End(Invoke(lines, 0, limit));
        }

        /// <summary>
        /// Runs a command whose answer carries a payload, which goes into the target as it comes.
        /// </summary>
        internal Bg95Error Run(byte[] target, int offset, int count, int limit, out int received)
        {
            _target = target;
            _head = offset;
            Bg95Error result = Invoke(null, count, limit);
            received = _received;
            return End(result);
        }

        /// <summary>
        /// Runs a command that waits for data: <c>&gt;</c> or <c>CONNECT</c>, the bytes, perhaps Ctrl-Z, the result. Not a
        /// byte of them is written unless the module has asked for it.
        /// </summary>
        internal Bg95Error Run(IAtLines lines, byte[] data, int offset, int count, int promptLimit, int limit, string end = null)
        {
            _asked = true;
            Bg95Error result = Invoke(lines, 0, promptLimit);
            _asked = false;

            if (result == Prompted)
            {
                if (end != null)
                {
                    Put(data, offset, count);
                    data = Command.Start(end).Buffer;
                    offset = 0;
                    count = 1;
                }

                result = Write(data, offset, count, limit);
            }

            return End(result);
        }

        // Runs the command and keeps the line. The answer is awaited before the command is written.
        private Bg95Error Invoke(IAtLines lines, int wanted, int limit)
        {
            _signal.Reset();
            _lines = lines;
            _found = false;
            _wanted = wanted;
            _received = 0;
            _message = null;
            _state = Running;
            AtCommand command = Command;
            int length = command.Length;
            command.Buffer[length] = (byte)'\r';
            return Write(command.Buffer, 0, length + 1, limit);
        }

        // Gives the line back. An SSL command, AT+QSSL... that is refused without a number is asked for one (application note 5).
        private Bg95Error End(Bg95Error result)
        {
            if (result == Bg95Error.Rejected && _name[4] == 'S')
            {
                Format("AT+QIGETERROR");
                _value = 0;

                if (Invoke(null, 0, ShortLimit) == Bg95Error.Success && _value > 0)
                {
                    result = (Bg95Error)_value;
                }
            }

            Progress = null;
            _free.Set();
            return result;
        }

        // Writes, and waits until the command ends or the module waits for data.
        private Bg95Error Write(byte[] data, int offset, int count, int limit)
        {
            Bg95Error result = Bg95Error.PortFailed;

            if (Put(data, offset, count))
            {
                bool ended;

                do
                {
                    ended = _signal.WaitOne(limit * 1000, false);
                }
                while (!ended && Interlocked.CompareExchange(ref _state, Idle, Running) != Running);

                // If a payload flowed, or the end had come in that very moment, the signal was sure.

                if (!ended)
                {
                    result = Bg95Error.NoAnswer;
                    _lost = true;
                    Statistics.Count(LineCounter.Timeouts);
                }
                else if (_state == Finished)
                {
                    _state = Idle;
                    result = _error;
                }
                else
                {
                    // As long as nobody ends the command, it waits for the data; or the line is a socket's now.
                    result = Prompted;
                    Interlocked.CompareExchange(ref _state, _ring == null ? Running : Idle, Prompting);
                }
            }

            return result;
        }

        // Puts bytes on the line; says whether that went well.
        private bool Put(byte[] data, int offset, int count)
        {
            if (!_failed)
            {
                try
                {
                    for (; Progress != null && count > Piece; count -= Piece)
                    {
                        _port.Write(data, offset, Piece);
                        offset += Piece;
                        Progress(null, offset);
                    }

                    _port.Write(data, offset, count);
                    return true;
                }
                catch (Exception)
                {
                    // A port that was pulled, or a line held by flow control beyond its limit: half a command may be out.
                    _lost = true;
                }
            }

            return false;
        }
    }
}
