// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl
{
    /// <summary>
    /// Runs one command at a time: writes it, waits for the prompt, the payload and the result. Whoever runs commands has the
    /// line meanwhile.
    /// </summary>
    /// <remarks>
    /// Use: <see cref="TakeLine"/> takes the line and gets in step; <see cref="Command"/> is written; one of the Run methods runs it,
    /// as many commands as are wanted; <see cref="GiveLineBack"/> gives the line back, in a finally. What the reader's thread finds goes to
    /// <see cref="Running"/> and <see cref="Interpreter"/>.
    /// </remarks>
    internal sealed class AtChannel
    {
        /// <summary>Limit for commands that the module answers at once, in milliseconds.</summary>
        internal const int ShortLimit = 5000;

        /// <summary>What a call may take besides its command's own limit: for waiting for the line and getting in step.</summary>
        internal const int LineLimit = 15000;

        /// <summary>A command is not begun with less time than this left, in milliseconds: it would only be given up.</summary>
        internal const int LeastTime = 300;

        /// <summary>The same for an exchange of payload: one that is given up costs the socket its connection.</summary>
        internal const int LeastPayloadTime = 2000;

        // A write of 1460 bytes takes 1.5 s at 9600 baud; a line that is held by flow control longer than this is dead.
        private const int LongestWrite = 5000;

        private readonly ITransport _transport;
        private long _deadline;

        internal AtChannel(ITransport transport, TimeSource time, int receiveBufferSize)
        {
            _transport = transport;
            Time = time;
            Line = new LineOwnership(time);
            Running = new RunningCommand(time);
            Reader = new LineReader(transport, time, Running, receiveBufferSize);
            Interpreter = new LineInterpreter(this);
            Resynchronizer = new Resynchronizer(this);
        }

        internal readonly TimeSource Time;
        internal readonly LineOwnership Line;
        internal readonly RunningCommand Running;
        internal readonly LineReader Reader;
        internal readonly LineInterpreter Interpreter;
        internal readonly Resynchronizer Resynchronizer;
        internal readonly ModuleGeneration Generation = new ModuleGeneration();
        internal readonly UrcRouter Urcs = new UrcRouter();
        internal readonly AtCommandBuilder Command = new AtCommandBuilder();
        internal readonly DataToSend Data = new DataToSend();
        internal readonly LineStatistics Statistics = new LineStatistics();

        /// <summary>Gets or sets who is told what happens to the module and the line.</summary>
        internal IModuleListener Listener;

        /// <summary>Gets why the port has failed, or <see langword="null"/>.</summary>
        internal Exception PortFailure;

        internal bool HasFlowControl => _transport.HasFlowControl;

        /// <summary>Opens the port. The caller has made sure that nobody else opens or closes.</summary>
        internal void Open()
        {
            PortFailure = null;
            _transport.Open();
            Generation.Rise();
            Resynchronizer.RequireAtOpen();
            Reader.Start(this);
        }

        /// <summary>Closes the port; whatever waits for the module ends with PortFailed.</summary>
        internal void Close()
        {
            Line.Close();
            Reader.Stop();
            Running.OnEnd(Bg95Error.PortFailed);
        }

        internal void Dispose() => _transport.Dispose();

        /// <summary>Takes the line and gets in step if need be. Only after Success the caller uses the line, until <see cref="GiveLineBack"/>.</summary>
        /// <remarks>With less than <paramref name="leastTime"/> milliseconds left before the deadline nothing is begun.</remarks>
        internal Bg95Error TakeLine(long deadline, int leastTime = LeastTime)
        {
            Bg95Error error = Line.Take(null, deadline);

            if (error != Bg95Error.Success)
            {
                return error;
            }

            if (Time.LimitBy(deadline, leastTime) < leastTime)
            {
                // Others had it nearly all the time: what was asked now would only be given up.
                Line.GiveBack();
                return Bg95Error.LineBusy;
            }

            _deadline = deadline;

            if (Resynchronizer.IsRequired)
            {
                error = Resynchronizer.Run(deadline);
                error = error == Bg95Error.Success && Time.TimeLeft(deadline) < leastTime ? Bg95Error.NoAnswer : error;

                if (error != Bg95Error.Success)
                {
                    Line.GiveBack();
                }
            }

            return error;
        }

        /// <summary>Takes the line for the connection that has it in transparent mode; <see cref="Write"/> then keeps the deadline.</summary>
        internal Bg95Error TakeLineFor(object connection, long deadline, int leastTime)
        {
            Bg95Error error = Line.Take(connection, deadline);

            if (error != Bg95Error.Success)
            {
                return error;
            }

            if (Time.TimeLeft(deadline) <= leastTime)
            {
                Line.GiveBack();
                return Bg95Error.LineBusy;
            }

            _deadline = deadline;
            return Bg95Error.Success;
        }

        /// <summary>Gets in step if need be; the caller uses the line, and all that it does shares the deadline it was taken with.</summary>
        internal Bg95Error GetInStep()
        {
            return Resynchronizer.IsRequired ? Resynchronizer.Run(_deadline) : Bg95Error.Success;
        }

        /// <summary>The same where the line was not taken by <see cref="TakeLine"/>; the caller's deadline is this from now on.</summary>
        internal Bg95Error GetInStepBy(long deadline)
        {
            _deadline = deadline;
            return GetInStep();
        }

        internal void GiveLineBack() => Line.GiveBack();

        /// <summary>Takes the line for one command, runs it and gives the line back; throws if it fails.</summary>
        internal string RunAlone(string name, string arguments, int limit, ILineListener listener)
        {
            Bg95Error error = TryRunAlone(name, arguments, limit, listener, Time.DeadlineIn(LineLimit + limit), out string answer);
            ThrowIfFailed(error, name);
            return answer;
        }

        /// <summary>The same, and says what has failed instead of throwing.</summary>
        internal Bg95Error TryRunAlone(string name, string arguments, int limit, ILineListener listener, long deadline, out string answer)
        {
            Bg95Error error = TakeLine(deadline);
            answer = null;

            if (error == Bg95Error.Success)
            {
                try
                {
                    Command.Start(name).Append(arguments);
                    error = Run(limit, listener);
                    answer = Running.AnswerText;
                }
                finally
                {
                    GiveLineBack();
                }
            }

            return error;
        }

        /// <summary>Runs the command that has been built, to its end.</summary>
        /// <param name="limit">How long the module may take, in milliseconds; the caller's deadline holds, too.</param>
        /// <param name="listener">Takes the information lines; without one they become the answer text.</param>
        internal Bg95Error Run(int limit, ILineListener listener = null)
        {
            StayInStep();
            Running.Prepare(Command, FinalResult.Okay, listener);
            return WithReason(WriteAndWait(limit));
        }

        /// <summary>Runs a command after which the module works in another mode, from the line on that tells so.</summary>
        internal Bg95Error RunModeSwitch(int limit, FinalResult result, IModeSwitch modeSwitch, int mode)
        {
            StayInStep();
            long began = Time.Milliseconds;
            bool mayBeWritten = Line.IsOpen;
            Running.Prepare(Command, result, null);
            Running.ExpectModeSwitch(modeSwitch, mode);
            Bg95Error error = WriteAndWait(limit);

            if (result == FinalResult.Connect && ErrorMeaning.IsOutcomeUnknown(error) && mayBeWritten)
            {
                // If the port has been closed meanwhile, the next Open finds the module in that mode.
                Resynchronizer.RequireEscapeAfter(began, error != Bg95Error.NoAnswer && Line.IsOpen);
            }

            return WithReason(error);
        }

        /// <summary>Runs a command whose answer carries a payload, which goes into the array as it comes.</summary>
        internal Bg95Error RunReceive(int limit, byte[] buffer, int offset, int count, bool isOfFile, out int received)
        {
            StayInStep();
            Running.Prepare(Command, FinalResult.Okay, null);
            Running.ExpectPayload(buffer, offset, count, isOfFile, _deadline);
            AtTokenizer tokenizer = Reader.Tokenizer;
            tokenizer.AwaitedHeaderEnd = isOfFile ? 0 : Command.WholeAnswerEnd;
            Bg95Error error = WriteAndWait(limit);
            tokenizer.AwaitedHeaderEnd = 0;
            received = 0;

            if (error == Bg95Error.Success)
            {
                received = Running.PayloadCount;
                return error;
            }

            return WithReason(error);
        }

        /// <summary>Runs a command that asks for <see cref="Data"/>. Not a byte of them is written before the module has asked for it.</summary>
        /// <param name="promptLimit">How long it may take until the module asks, in milliseconds.</param>
        /// <param name="limit">How long it may take to confirm.</param>
        /// <param name="listener">Takes the information lines.</param>
        internal Bg95Error RunSend(int promptLimit, int limit, ILineListener listener)
        {
            StayInStep();
            AtTokenizer tokenizer = Reader.Tokenizer;
            Running.Prepare(Command, Data.Result, listener);
            Running.ExpectPrompt(Data.IsPromptConnect);
            tokenizer.IsPromptAwaited = !Data.IsPromptConnect;
            Bg95Error error = WriteAndWait(promptLimit);
            tokenizer.IsPromptAwaited = false;

            if (error == Bg95Error.Success)
            {
                error = Data.WriteAllButLast(this);
                error = error == Bg95Error.Success && Running.TryFinishWriting() ? Data.WriteLast(this) : error;
                error = error == Bg95Error.Success ? Wait(limit) : Abandon(error);
            }

            Data.Release();
            return WithReason(error);
        }

        /// <summary>Asks a question that only its own answer ends, whatever results come before.</summary>
        internal Bg95Error RunQuestion(string setting, int context, int limit)
        {
            Command.Start("AT+QSSLCFG").AddQuoted(setting).Add(context);
            Running.Prepare(Command, FinalResult.Okay, null);
            Running.ExpectAnswer(setting, context);
            return WriteAndWait(limit);
        }

        /// <summary>Gets how much time the caller's deadline leaves, in milliseconds. A byte takes one at 9600 baud.</summary>
        internal int TimeLeft => Time.TimeLeft(_deadline);

        /// <summary>Gives how long a wait may take that has a limit of its own: so long, or until the caller's deadline; in milliseconds.</summary>
        internal int LimitByDeadline(int limit) => Time.LimitBy(_deadline, limit);

        /// <summary>Writes bytes until the caller's deadline at most, if that leaves more than so much time; the caller uses the line.</summary>
        /// <returns>Success; NoAnswer if there was no time, and nothing is written; PortFailed, and a part may be written.</returns>
        internal Bg95Error Write(byte[] data, int offset, int count, int leastTime = 0)
        {
            int limit = Time.LimitBy(_deadline, LongestWrite);

            if (!Line.IsOpen)
            {
                return Bg95Error.PortFailed;
            }

            if (limit <= leastTime)
            {
                return Bg95Error.NoAnswer;
            }

            try
            {
                _transport.Write(data, offset, count, limit);
                return Bg95Error.Success;
            }
            catch (Exception)
            {
                // A port that was pulled, or a line held by flow control beyond its limit: half a command may be out.
                Resynchronizer.Require();
                return Bg95Error.PortFailed;
            }
        }

        internal void ThrowIfFailed(Bg95Error error, string name)
        {
            if (error != Bg95Error.Success)
            {
                throw Failure(error, name);
            }
        }

        internal void ThrowIfNotOpen()
        {
            if (!Line.IsOpen)
            {
                throw Failure(Bg95Error.PortFailed, "Open");
            }
        }

        /// <summary>Gives the exception that tells the program of an error.</summary>
        internal Exception Failure(Bg95Error error, string name)
        {
            if (error == Bg95Error.PortFailed && !Line.IsOpen && PortFailure == null)
            {
                return new InvalidOperationException("the modem is not open: call Open first");
            }

            return new Bg95Exception(error, name, PortFailure);
        }

        /// <summary>The reader's thread has ended: the port was pulled, or there was no memory.</summary>
        internal void OnPortFailed(Exception cause)
        {
            PortFailure = cause;
            Line.Close();
            Listener.OnPortFailed();
            Running.OnEnd(Bg95Error.PortFailed);
        }

        // Between the commands that the line was taken for: one may have been given up, or the module has said what nobody has asked
        // for. If this fails there is no time left, or no port, and nothing is written.
        private void StayInStep()
        {
            if (Resynchronizer.IsRequired && !Resynchronizer.IsRunning)
            {
                string name = Command.Name;
                string line = Command.ToString();
                Resynchronizer.Run(_deadline);
                Command.Start(name).Append(line.Substring(name.Length));
            }
        }

        private Bg95Error WriteAndWait(int limit)
        {
            Bg95Error error = Write(Command.Buffer, 0, Command.Terminate());

            // Where the caller's time is over in the middle of a command the port has not failed.
            return error == Bg95Error.Success ? Wait(limit) : Abandon(Line.IsOpen && TimeLeft == 0 ? Bg95Error.NoAnswer : error);
        }

        private Bg95Error Wait(int limit)
        {
            if (!Running.Wait(Time.LimitBy(_deadline, limit), out Bg95Error error))
            {
                Statistics.Count(LineCounter.Timeouts);
            }

            return error == Bg95Error.NoAnswer || error == Bg95Error.PortFailed ? Abandon(error) : error;
        }

        private Bg95Error Abandon(Bg95Error error)
        {
            Running.Abandon();
            Resynchronizer.RequireAfter(Command);
            return error;
        }

        // SSL and IP commands that are refused without a number are asked for one (application note 5).
        private Bg95Error WithReason(Bg95Error error)
        {
            if (error == Bg95Error.Rejected && Command.IsOfSslOrIp)
            {
                Command.Start("AT+QIGETERROR");
                Running.Prepare(Command, FinalResult.Okay, null);

                if (WriteAndWait(ShortLimit) == Bg95Error.Success)
                {
                    int reason = AtFieldReader.LeadingNumber(Running.AnswerText);
                    error = reason > 0 ? (Bg95Error)reason : error;
                }
            }

            return error;
        }
    }
}
