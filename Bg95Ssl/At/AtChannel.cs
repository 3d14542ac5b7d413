// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Threading;

namespace Bg95Ssl
{
    /// <summary>
    /// Runs one command at a time. Alone knows time limits, and how to get back in step.
    /// </summary>
    /// <remarks>
    /// Use: Begin, the arguments, one of the Run methods. Begin takes the line and Run gives it back, so nothing
    /// that can fail may stand between them. Results are errors of the public kind, Success for OK.
    /// </remarks>
    internal sealed class AtChannel
    {
        /// <summary>Limit for commands that the module answers at once, in milliseconds.</summary>
        internal const int ShortLimit = 5000;

        // Longer than the longest command that another thread may be waiting for (QIACT).
        private const int LineLimit = 200000;

        // What may come besides a payload while it is on its way: the lines around it and a few URCs.
        private const int Besides = 128;
        private const int IdBits = 4;

        private readonly ITransport _transport;
        private readonly AtTokenizer _tokenizer;
        private readonly AtReader _reader;
        private readonly AtRecovery _recovery;
        private readonly AutoResetEvent _free = new AutoResetEvent(true);
        private readonly AtName _lastError = new AtName("+QIGETERROR");
        private AtName _name;
        private int _mostPayload;

        internal readonly AtExchange Exchange = new AtExchange();
        internal readonly AtCommand Command = new AtCommand();
        internal readonly LineStatistics Statistics = new LineStatistics();
        internal readonly UrcRouter Router;
        internal bool IsOpen;

        internal AtChannel(ITransport transport, int receiveBufferSize, int urcQueueLength)
        {
            _transport = transport;
            _tokenizer = new AtTokenizer(receiveBufferSize);
            Router = new UrcRouter(urcQueueLength, Statistics);
            _reader = new AtReader(transport, _tokenizer, this);
            _recovery = new AtRecovery(this, _reader, transport);
        }

        /// <summary>Opens the line and gets in step with a module in whatever state it is.</summary>
        internal void Open(int limit)
        {
            _transport.Open();
            _mostPayload = _transport.Capacity - Besides;
            IsOpen = true;
            _reader.Open();
            Router.Open();
            _recovery.Run(limit);
        }

        internal void Close()
        {
            if (IsOpen)
            {
                IsOpen = false;
                Router.Close();
                _reader.Close();
            }
        }

        /// <summary>Takes the line, gets in step if need be, and begins a command line.</summary>
        internal AtCommand Begin(AtName name, char form)
        {
            Enter(name);
            return Compose(name, form);
        }

        /// <summary>
        /// Takes the line and writes <c>AT+NAME=id,size</c>, or leaves it as it is if the last command was the same.
        /// </summary>
        internal void Begin(AtName name, int id, int size)
        {
            Enter(name);
            int key = (size << IdBits) | id;

            if (_name != name || Command.Key != key)
            {
                Compose(name, '=');
                Command.Int(id);
                Command.Int(size);
                Command.Key = key;
            }
        }

        private void Enter(AtName name)
        {
            if (!IsOpen)
            {
                throw new InvalidOperationException("modem is not open");
            }

            if (!_free.WaitOne(LineLimit, false))
            {
                throw new Bg95Exception(Bg95Error.LineBusy, name);
            }

            if (_reader.OutOfStep)
            {
                try
                {
                    _recovery.Run(AtRecovery.Limit);
                }
                catch (Exception)
                {
                    _free.Set();
                    throw;
                }
            }
        }

        /// <summary>Begins a command line, in step or not; the line is taken.</summary>
        internal AtCommand Compose(AtName name, char form)
        {
            _name = name;
            Command.Begin(name, form);
            return Command;
        }

        /// <summary>Runs the command to its end; throws if that is not OK.</summary>
        internal void RunOk(IAtLines lines, int limit)
        {
            AtName name = _name;
            Check(Run(lines, limit), name);
        }

        internal static void Check(Bg95Error error, AtName name)
        {
            if (error != Bg95Error.Success)
            {
                throw new Bg95Exception(error, name);
            }
        }

        /// <summary>Runs the command to its end.</summary>
        internal Bg95Error Run(IAtLines lines, int limit)
        {
            return End(Execute(lines, false, limit));
        }

        /// <summary>
        /// Runs a command whose answer carries a payload, which goes into the target as it comes.
        /// </summary>
        internal Bg95Error RunPayload(byte[] target, int offset, int count, int limit, out int received)
        {
            Exchange.Arm(_name, null, false, target, offset, count);
            Bg95Error result = WriteCommand(limit);
            received = Exchange.Received;
            return End(result);
        }

        /// <summary>
        /// Runs a command that waits for data: <c>&gt;</c> or <c>CONNECT</c>, the bytes, the result. Not a byte of them is
        /// written unless the module has asked for it.
        /// </summary>
        internal Bg95Error RunPrompt(IAtLines lines, byte[] data, int offset, int count, int promptLimit, int limit)
        {
            _tokenizer.PromptExpected = true;
            Bg95Error result = Execute(lines, false, promptLimit);
            _tokenizer.PromptExpected = false;

            if (result == AtExchange.Prompted)
            {
                result = Write(data, offset, count, limit);
            }

            return End(result);
        }

        /// <summary>Runs the command and keeps the line. A probe is ended by its own answer only.</summary>
        internal Bg95Error Execute(IAtLines lines, bool probe, int limit)
        {
            Exchange.Arm(_name, lines, probe, null, 0, 0);
            return WriteCommand(limit);
        }

        /// <summary>
        /// Gets how many payload bytes to ask for: no more than the line can take in one piece with what may come besides,
        /// and one only as long as it is not known what this module sends behind a payload.
        /// </summary>
        internal int PayloadLimit(int count)
        {
            if (_tokenizer.LineEnds == 0)
            {
                return 1;
            }

            return count < _mostPayload ? count : _mostPayload;
        }

        // Gives the line back. An SSL command that is refused without a number is asked for one (application note 5).
        private Bg95Error End(Bg95Error result)
        {
            if (result == Bg95Error.Rejected && _name.IsSsl)
            {
                Compose(_lastError, (char)0);

                if (Execute(null, false, ShortLimit) == Bg95Error.Success && Exchange.Number > 0)
                {
                    result = (Bg95Error)Exchange.Number;
                }
            }

            _free.Set();
            return result;
        }

        private Bg95Error WriteCommand(int limit)
        {
            Command.End();
            return Write(Command.Buffer, 0, Command.Length, limit);
        }

        private Bg95Error Write(byte[] data, int offset, int count, int limit)
        {
            Bg95Error result = Bg95Error.PortFailed;

            if (!_reader.Failed)
            {
                try
                {
                    _transport.Write(data, offset, count);
                    result = Exchange.Wait(limit);
                }
                catch (Exception)
                {
                    // A port that was pulled, or a line held by flow control beyond its limit: half a command may be out.
                    _reader.OutOfStep = true;
                }
            }

            if (result == Bg95Error.NoAnswer)
            {
                _reader.OutOfStep = true;
                Statistics.Count(LineCounter.Timeouts);
            }

            return result;
        }
    }
}
