// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl
{
    /// <summary>
    /// The state of the one command that runs: what it waits for, what has come, how it has ended. The caller prepares it and
    /// waits; the reader's thread changes it by the methods that begin with On.
    /// </summary>
    /// <remarks>
    /// All that caller and reader share is changed under one monitor, which is never held while anything is waited for. Once a
    /// payload flows into the caller's array the caller does not leave before the reader has let go of that array; the reader's
    /// own limits see to it that this comes. docs/design.md has the table of states and inputs.
    /// </remarks>
    internal sealed partial class RunningCommand : IPayloadTarget
    {
        private const int LookPause = 250;
        private const int WordSize = 8;
        private const int NameIndex = 2;
        private const string SettingAnswer = "+QSSLCFG:";

        // CRLF "OK" CRLF; CRLF "ERROR" CRLF where a payload has to come or has gone. A prompt may be one byte, and nothing is known
        // of what comes unasked.
        private const int ShortestOkay = 6;
        private const int ShortestPayloadAnswer = 9;
        private const int ShortestLine = 1;

        private static readonly string s_colon = ":";

        private readonly TimeSource _time;

        // Its monitor guards the state.
        private readonly Signal _stateChanged;

        internal CommandState State;
        private FinalResult _expectedResult;
        private bool _mayStateChangedBeSet;
        private Bg95Error _error;
        private bool _isPromptConnect;

        // A socket's payload is sent: the module asks for it by a prompt.
        private bool _isSend;

        // Its information lines. The name behind AT as a number if it has eight bytes, the first lowest.
        private string _name;
        private long _nameWord;
        private ILineListener _listener;

        // The payload it asks for.
        internal int PayloadOffset;
        internal int PayloadWanted;
        private byte[] _payloadBuffer;
        private bool _isPayloadOfFile;
        private long _payloadDeadline;

        // Told on the reader's thread, before anything behind the result is read, that the module works in another mode now.
        private IModeSwitch _modeSwitch;
        private int _switchedMode;

        // A question of the resynchroniser, for a setting of an SSL context: only its own answer ends it.
        private string _askedSetting;
        private int _askedContext;
        private bool _isAnswered;

        internal RunningCommand(TimeSource time)
        {
            _time = time;
            _stateChanged = time.CreateSignal();
        }

        /// <summary>Gets a value indicating whether it is a question of the resynchroniser.</summary>
        internal bool IsQuestion => _askedSetting != null;

        /// <summary>Gets a value indicating whether the line that announces a payload has still to come.</summary>
        internal bool IsPayloadAwaited => State == CommandState.AwaitingPayload;

        /// <summary>Gets a value indicating whether that is CONNECT and a number, as <c>AT+QFREAD</c> has it, and none of a socket's.</summary>
        internal bool IsFileAwaited => _isPayloadOfFile && IsPayloadAwaited;

        /// <summary>Gets a value indicating whether the payload has come, or there is none, and only the result is missing.</summary>
        internal bool IsPayloadOver => State == CommandState.AwaitingResult && PayloadWanted > 0;

        /// <summary>Gets a value indicating whether the command that runs, or has run last, receives or sends payload.</summary>
        internal bool MovesPayload => PayloadWanted > 0 || _expectedResult == FinalResult.SendOkay;

        /// <summary>Gets what the first information line said, without quotes; <see langword="null"/> if none came.</summary>
        internal string AnswerText;

        /// <summary>
        /// How many bytes its shortest answer has, until something has come: no read waits for more than must come. A URC may have fewer,
        /// and is then read when the answer comes.
        /// </summary>
        internal int ShortestAnswer;

        /// <summary>How long nothing may come until the reader looks again, in milliseconds.</summary>
        internal int LongestPause;

        /// <summary>Gets how many payload bytes were announced.</summary>
        internal int PayloadCount;

        public byte[] PayloadBuffer => _payloadBuffer;

        /// <summary>Gets the program's command that runs, or <see langword="null"/>.</summary>
        internal ProgramCommand ProgramCommand => State == CommandState.None ? null : _listener as ProgramCommand;

        /// <summary>Gives the time that a read of the payload may wait, in milliseconds: the call's limit holds for it, too.</summary>
        internal int LimitPayloadPause(int longest)
        {
            return _time.LimitBy(_payloadDeadline, longest);
        }

        /// <summary>Begins. The answer is awaited before the command is written.</summary>
        internal void Prepare(AtCommandBuilder command, FinalResult result, ILineListener listener)
        {
            if (_mayStateChangedBeSet)
            {
                // A command that was given up in the very moment that its result came has left the signal set.
                _stateChanged.Wait(0);
                _mayStateChangedBeSet = false;
            }

            lock (_stateChanged)
            {
                if ((object)_name != (object)command.Name)
                {
                    _name = command.Name;
                    _nameWord = _name.Length == NameIndex + WordSize ? BitConverter.ToInt64(command.Buffer, NameIndex) : 0;
                }

                _expectedResult = result;
                _isSend = false;
                _listener = listener;
                PayloadWanted = 0;

                // Already here: the reader may look before ExpectPrompt.
                ShortestAnswer = result == FinalResult.SendOkay ? ShortestLine : ShortestOkay;
                LongestPause = LineReader.CommandPause;
                _modeSwitch = null;
                _askedSetting = null;
                AnswerText = null;
                PayloadCount = 0;
                State = CommandState.AwaitingResult;
            }
        }

        internal void ExpectPayload(byte[] buffer, int offset, int wanted, bool isOfFile, long deadline)
        {
            _payloadDeadline = deadline;
            _isPayloadOfFile = isOfFile;
            _payloadBuffer = buffer;
            PayloadOffset = offset;
            PayloadWanted = wanted;
            ShortestAnswer = ShortestPayloadAnswer;
            State = CommandState.AwaitingPayload;
        }

        internal void ExpectPrompt(bool isConnect)
        {
            _isPromptConnect = isConnect;
            _isSend = !isConnect;
            ShortestAnswer = ShortestLine;
            State = CommandState.AwaitingPrompt;
        }

        internal void ExpectModeSwitch(IModeSwitch modeSwitch, int mode)
        {
            _switchedMode = mode;
            _modeSwitch = modeSwitch;
        }

        internal void ExpectAnswer(string setting, int context)
        {
            _isAnswered = false;
            _askedContext = context;
            _askedSetting = setting;
        }

        /// <summary>Waits until the command ends or the module asks for data.</summary>
        /// <returns>Whether that came in time. If not, the command has ended all the same.</returns>
        internal bool Wait(int milliseconds, out Bg95Error error)
        {
            while (true)
            {
                bool isOver = !_stateChanged.Wait(milliseconds);

                if (isOver)
                {
                    _mayStateChangedBeSet = true;
                }

                lock (_stateChanged)
                {
                    error = Bg95Error.Success;

                    if (State == CommandState.Ended)
                    {
                        State = CommandState.None;
                        error = _error;
                        return true;
                    }

                    if (State == CommandState.WritingData)
                    {
                        return true;
                    }

                    if (isOver && State != CommandState.ReceivingPayload)
                    {
                        State = CommandState.None;
                        error = Bg95Error.NoAnswer;
                        return false;
                    }
                }

                // The reader's limit for a payload ends this.
                milliseconds = LookPause;
            }
        }

        /// <summary>The command could not be written.</summary>
        internal void Abandon()
        {
            lock (_stateChanged)
            {
                State = CommandState.None;
            }
        }

        /// <summary>
        /// All data but the last byte are written. Says whether the module still waits for them; if it does not, it has taken
        /// less than it should have been told, and the rest would be read as commands.
        /// </summary>
        internal bool TryFinishWriting()
        {
            lock (_stateChanged)
            {
                if (State != CommandState.WritingData)
                {
                    return false;
                }

                ShortestAnswer = ShortestPayloadAnswer;
                State = CommandState.AwaitingResult;
                return true;
            }
        }

        /// <summary>The module asks for data. Says whether the command has waited for that.</summary>
        internal bool OnPrompt(bool isConnect)
        {
            lock (_stateChanged)
            {
                if (State != CommandState.AwaitingPrompt || isConnect != _isPromptConnect)
                {
                    return false;
                }

                State = CommandState.WritingData;
                _stateChanged.Set();
                return true;
            }
        }

        /// <summary>A payload is announced. Says whether it is the one that is asked for.</summary>
        internal bool OnPayloadAnnounced(int count, bool isOfFile)
        {
            lock (_stateChanged)
            {
                if (State != CommandState.AwaitingPayload || count < 0 || count > PayloadWanted || isOfFile != _isPayloadOfFile)
                {
                    return false;
                }

                LongestPause = LineReader.PayloadPause;
                ShortestAnswer = AtTokenizer.ShortestLine;
                PayloadCount = count;
                State = count > 0 ? CommandState.ReceivingPayload : CommandState.AwaitingResult;
                return true;
            }
        }

        /// <summary>A line has come: a part of the answer may be here, and no more need follow than its last line.</summary>
        internal void NoteLine()
        {
            if (ShortestAnswer > AtTokenizer.ShortestLine)
            {
                ShortestAnswer = AtTokenizer.ShortestLine;
            }
        }

        /// <summary>An information line. Says whether it is the command's; of another one a part may be read then.</summary>
        internal bool OnInformation(AtFieldReader line)
        {
            if (State == CommandState.None || State == CommandState.Ended)
            {
                return false;
            }

            if (_askedSetting != null)
            {
                bool isAnswer = line.PassPrefix(SettingAnswer, 0) && line.PassField(_askedSetting) && line.ReadNumber() == _askedContext;
                _isAnswered |= isAnswer;
                return isAnswer;
            }

            if (_listener is ProgramCommand program)
            {
                return program.TakeInformation(line);
            }

            if (line.FirstWord == _nameWord && line.ByteAt(WordSize) == ':')
            {
                // +QSSLCFG and its kin, compared at once.
                line.MoveTo(WordSize + 1);
            }
            else if (!line.PassPrefix(_name, 2) || !line.PassPrefix(s_colon, 0))
            {
                return false;
            }

            if (_listener != null)
            {
                _listener.OnLine(line);
            }
            else
            {
                AnswerText ??= line.RestWithoutQuotes();
            }

            return true;
        }

        public void OnPayloadComplete()
        {
            // Nobody else changes this state.
            if (State == CommandState.ReceivingPayload)
            {
                State = CommandState.AwaitingResult;
            }
        }

        public void OnPayloadRight(int count)
        {
            // Its OK follows.
        }

        public void OnPayloadDamaged()
        {
            OnEnd(Bg95Error.LineDamaged);
        }
    }
}
