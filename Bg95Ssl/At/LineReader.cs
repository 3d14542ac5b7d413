// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Threading;

namespace Bg95Ssl
{
    /// <summary>
    /// The thread that reads the line: lines to the channel, a payload straight to its target, and in transparent mode
    /// everything to the connection that uses the line.
    /// </summary>
    /// <remarks>
    /// While nothing is under way it waits in one read without a limit: no processor time, no allocation. As soon as a command
    /// or a payload runs every wait is finite: a lost byte would make a payload swallow the next answer, and the serial drivers of
    /// boards can lose a wake-up (module facts; docs/design.md, "The board's serial ports").
    /// </remarks>
    internal sealed partial class LineReader
    {
        // Longest silence in the middle of a payload, besides a millisecond a byte, as the line needs at 9600 baud: a busy module
        // pauses for tens of milliseconds, a lost byte for ever.
        internal const int PayloadPause = 2000;

        // POWERED DOWN may lack a line end; nothing follows it for seconds (module facts 3).
        private const int LastWordsPause = 300;

        /// <summary>How long a lost wake-up can delay an answer, in milliseconds.</summary>
        internal const int CommandPause = 500;

        // So many reads that should each have waited for CommandPause, in the time of one of them, wait for nothing.
        private const int MostEmptyReads = 1000;

        // What may come besides a payload while it is on its way: the lines around it and a few URCs.
        private const int RoomForLines = 128;
        private const int ThreadEndLimit = 5000;

        private readonly ITransport _transport;
        private readonly TimeSource _time;
        internal readonly AtTokenizer Tokenizer;
        private readonly Signal _threadEnded;
        private readonly RunningCommand _running;
        private AtChannel _channel;
        private LineInterpreter _interpreter;
        private Thread _thread;
        private int _runNumber;

        // The connection that has the line.
        private TransparentConnection _connection;

        private bool _hasReadSinceLook;
        private int _emptyReads;
        private long _emptyReadsBegan;
        private int _bufferHighWater;

        internal LineReader(ITransport transport, TimeSource time, RunningCommand running, int bufferSize)
        {
            _transport = transport;
            _time = time;
            _running = running;
            Tokenizer = new AtTokenizer(bufferSize);
            _threadEnded = time.CreateSignal();
        }

        /// <summary>How much of a payload is asked for and read in one piece: what the line surely holds, and no more than one exchange can have.</summary>
        internal int SafePayload;

        /// <summary>Starts the thread.</summary>
        internal void Start(AtChannel channel)
        {
            _channel = channel;
            _interpreter = channel.Interpreter;
            Tokenizer.Clear();
            SafePayload = _transport.Capacity - RoomForLines;
            SafePayload = SafePayload < LineInterpreter.LongestPayload ? SafePayload : LineInterpreter.LongestPayload;
            _payloadLeft = 0;
            _target = null;
            _connection = null;
            _threadEnded.Wait(0);
            _thread = _time.StartThread(new ReadingThread(this, ++_runNumber).Run);
        }

        /// <summary>Ends the thread and closes the port.</summary>
        internal void Stop()
        {
            _runNumber++;

            // On the board nothing else ends a read that waits; elsewhere closing the port does.
            _time.AbortThread(_thread);

            try
            {
                _transport.Close();
            }
            catch (Exception)
            {
                // A port that was pulled may not even close.
            }

            _threadEnded.Wait(ThreadEndLimit);
        }

        /// <summary>Says whether bytes have come since this was asked last.</summary>
        internal bool HasReadSinceLastLook()
        {
            bool hasRead = _hasReadSinceLook;
            _hasReadSinceLook = false;
            return hasRead;
        }

        /// <summary>From here on everything is the connection's. Called on this thread, at CONNECT.</summary>
        internal void BeginTransparent(TransparentConnection connection)
        {
            _connection = connection;

            // Where nothing has come in one piece with CONNECT, the tokenizer knows so.
            Tokenizer.MakeRoom();
        }

        /// <summary>From here on the line carries lines again.</summary>
        internal void EndTransparent()
        {
            _connection = null;
        }

        private void ReadLines()
        {
            AtTokenizer tokenizer = Tokenizer;
            bool isPushTrailer = tokenizer.IsTrailerExpected;
            int end = tokenizer.UnreadEnd;

            if (end > tokenizer.HalfSize)
            {
                // Not while lines are handed over: who is given one reads it where it lies.
                tokenizer.MakeRoom();
                end = tokenizer.UnreadEnd;
            }

            if (isPushTrailer && !tokenizer.IsPush)
            {
                ReadReceiveTrailer();
                return;
            }

            int least = 1;
            int pause = -1;

            if (isPushTrailer)
            {
                // Zero asks for what comes within a moment.
                least = tokenizer.MayEndBySilence ? 0 : 1;
                pause = PayloadPause;
            }
            else if (end > 0 && tokenizer.MayBePowerDown)
            {
                pause = LastWordsPause;
            }
            else if (_running.State != CommandState.None)
            {
                pause = _running.LongestPause;
                least = _running.ShortestAnswer;

                if (end > 0 && least > 1)
                {
                    least = tokenizer.LeastOfLine();
                }
            }

            int count = _transport.Read(tokenizer.Buffer, end, least, tokenizer.Capacity - end, pause);

            if (count > 0)
            {
                end += count;
                tokenizer.UnreadEnd = end;
                _hasReadSinceLook = true;

                if (end > _bufferHighWater)
                {
                    _bufferHighWater = end;
                    _channel.Statistics.Set(LineCounter.ReceiveBufferHighWater, end);
                }

                HandTokensOver();
            }
            else if (isPushTrailer)
            {
                HandleToken(tokenizer.EndBySilence());
                HandTokensOver();
            }
            else if (pause == LastWordsPause)
            {
                HandleToken(tokenizer.TakeUnfinishedLine());
            }
            else if (pause == PayloadPause && _running.IsPayloadOver)
            {
                // A byte of it was lost.
                _interpreter.OnPayloadDamaged(false);
            }
            else
            {
                OnNothingCame(pause);
            }
        }

        // A port that was pulled may give nothing at once, for ever, where it should wait.
        private void OnNothingCame(int pause)
        {
            if (_emptyReads == 0)
            {
                _emptyReadsBegan = _time.Milliseconds;
            }

            if (++_emptyReads == MostEmptyReads)
            {
                _emptyReads = 0;
            }

            if (pause < 0 || (_emptyReads == 0 && _time.Milliseconds - _emptyReadsBegan < CommandPause))
            {
                throw new InvalidOperationException("the port gives nothing and does not wait");
            }
        }

        /// <summary>Hands over what has come, as far as it is lines. Called on this thread.</summary>
        [OwnFrame]
        internal void HandTokensOver()
        {
            AtTokenizer tokenizer = Tokenizer;

            // While a payload runs nothing is left here: what was, is a part of it.
            while (tokenizer.UnreadEnd > 0 && _connection == null)
            {
                AtToken token = tokenizer.Next();

                if (token == AtToken.NeedMore)
                {
                    return;
                }

                HandleToken(token);
            }
        }

        private void HandleToken(AtToken token)
        {
            switch (token)
            {
                case AtToken.Line:
                    _running.NoteLine();
                    _interpreter.OnLine(Tokenizer.Buffer, Tokenizer.LineStart, Tokenizer.LineEnd);
                    break;

                case AtToken.AwaitedHeader:
                    if (!_interpreter.OnAwaitedHeader())
                    {
                        Tokenizer.SetLineOfHeader();
                        goto case AtToken.Line;
                    }

                    break;

                case AtToken.Okay:
                    _interpreter.OnResult(FinalResult.Okay, Bg95Error.Success);
                    break;

                case AtToken.SendOkay:
                    _interpreter.OnResult(FinalResult.SendOkay, Bg95Error.Success);
                    break;

                case AtToken.Prompt:
                    Tokenizer.IsPromptAwaited = false;
                    _running.OnPrompt(false);
                    break;

                case AtToken.TrailerRight:
                    OnTrailerRight();
                    break;

                case AtToken.TrailerAndOkay:
                    // The form is known, and it is the running command's payload, or one that is dropped.
                    _target = null;
                    _interpreter.OnResult(FinalResult.Okay, Bg95Error.Success);
                    break;

                case AtToken.TrailerWrong:
                    OnTrailerWrong();
                    break;

                default:
                    _running.NoteLine();
                    _interpreter.OnLineTooLong();
                    break;
            }
        }

        private void ReadTransparent(TransparentConnection connection)
        {
            int count = connection.Read(_transport, Tokenizer);
            _hasReadSinceLook |= count > 0;

            if (connection == _connection)
            {
                connection.OnRead(count, Tokenizer);
            }
            else if (count > 0)
            {
                // The mode has been ended meanwhile: the bytes are lines.
                Tokenizer.AppendCopy(connection.Buffer, connection.WriteIndex, count);
            }

            if (_connection == null)
            {
                HandTokensOver();
            }
        }

        // Not a lambda: it would have a stack frame of its own below the thread's, as long as the thread lives.
        private sealed class ReadingThread
        {
            private readonly LineReader _reader;
            private readonly int _run;

            internal ReadingThread(LineReader reader, int run)
            {
                _reader = reader;
                _run = run;
            }

            internal void Run()
            {
                LineReader reader = _reader;
                Exception failure = null;

                try
                {
                    while (_run == reader._runNumber)
                    {
                        TransparentConnection connection = reader._connection;

                        if (reader._payloadLeft > 0)
                        {
                            reader.ReadPayload();
                        }
                        else if (connection != null)
                        {
                            reader.ReadTransparent(connection);
                        }
                        else
                        {
                            reader.ReadLines();
                        }
                    }
                }
                catch (Exception ex)
                {
                    // The port was closed or has broken; ThreadAbortException goes on by itself.
                    failure = ex;
                }
                finally
                {
                    if (_run == reader._runNumber)
                    {
                        reader._channel.OnPortFailed(failure);
                    }

                    reader._threadEnded.Set();
                }
            }
        }
    }
}
