// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

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
    internal sealed class RunningCommand : IPayloadTarget
    {
        private const int LookPause = 250;
        private const string SettingAnswer = "+QSSLCFG:";

        private readonly TimeSource _time;
        private readonly object _lock = new object();
        private readonly Signal _changed;

        private CommandState _state;
        private FinalResult _expectedResult;
        private Bg95Error _error;
        private bool _isPromptConnect;

        // Its information lines.
        private string _name;
        private ILineListener _listener;

        // The payload it asks for.
        private byte[] _payloadBuffer;
        private int _payloadOffset;
        private int _payloadWanted;
        private bool _isPayloadAnnounced;

        // Told on the reader's thread, before anything behind the result is read, that the module works in another mode now.
        private IModeSwitch _modeSwitch;

        // A question of the resynchroniser, for a setting of an SSL context: only its own answer ends it.
        private string _askedSetting;
        private int _askedContext;
        private bool _isAnswered;

        internal RunningCommand(TimeSource time)
        {
            _time = time;
            _changed = time.CreateSignal();
        }

        internal bool IsRunning => _state != CommandState.None;

        /// <summary>Gets a value indicating whether the line that announces a payload has still to come.</summary>
        internal bool IsPayloadAwaited => _state == CommandState.AwaitingResult && _payloadWanted > 0 && !_isPayloadAnnounced;

        /// <summary>Gets a value indicating whether the payload has come, or there is none, and only the result is missing.</summary>
        internal bool IsPayloadOver => _state == CommandState.AwaitingResult && _payloadWanted > 0 && _isPayloadAnnounced;

        /// <summary>Gets a value indicating whether the command that runs, or has run last, receives or sends payload.</summary>
        internal bool MovesPayload => _payloadWanted > 0 || _expectedResult == FinalResult.SendOkay;

        /// <summary>Gets what the information lines said, without quotes, with line feeds between; <see langword="null"/> if none came.</summary>
        internal string AnswerText;

        /// <summary>Gets how many payload bytes were announced.</summary>
        internal int PayloadCount;

        public byte[] PayloadBuffer => _payloadBuffer;

        /// <summary>Gets the program's command that runs, or <see langword="null"/>.</summary>
        internal ProgramCommand ProgramCommand => _state == CommandState.None ? null : _listener as ProgramCommand;

        /// <summary>Begins. The answer is awaited before the command is written.</summary>
        internal void Prepare(string name, FinalResult result, ILineListener listener)
        {
            lock (_lock)
            {
                _name = name;
                _expectedResult = result;
                _listener = listener;
                _payloadWanted = 0;
                _isPayloadAnnounced = false;
                _modeSwitch = null;
                _askedSetting = null;
                AnswerText = null;
                PayloadCount = 0;
                _state = CommandState.AwaitingResult;
            }
        }

        internal void ExpectPayload(byte[] buffer, int offset, int wanted)
        {
            _payloadBuffer = buffer;
            _payloadOffset = offset;
            _payloadWanted = wanted;
        }

        internal void ExpectPrompt(bool isConnect)
        {
            _isPromptConnect = isConnect;
            _state = CommandState.AwaitingPrompt;
        }

        internal void ExpectModeSwitch(IModeSwitch modeSwitch)
        {
            _modeSwitch = modeSwitch;
        }

        internal void ExpectAnswer(string setting, int context)
        {
            _isAnswered = false;
            _askedContext = context;
            _askedSetting = setting;
        }

        /// <summary>Waits until the command ends or the module asks for data.</summary>
        /// <returns>Whether that came before the deadline. If not, the command has ended all the same.</returns>
        internal bool Wait(long deadline, out Bg95Error error)
        {
            while (true)
            {
                bool isOver = !_changed.Wait(_time.TimeLeft(deadline));

                lock (_lock)
                {
                    error = Bg95Error.Success;

                    if (_state == CommandState.Ended)
                    {
                        _state = CommandState.None;
                        error = _error;
                        return true;
                    }

                    if (_state == CommandState.WritingData)
                    {
                        return true;
                    }

                    if (isOver && _state != CommandState.ReceivingPayload)
                    {
                        _state = CommandState.None;
                        error = Bg95Error.NoAnswer;
                        return false;
                    }
                }

                if (isOver)
                {
                    // The reader's limit for a payload ends this.
                    if (_changed.Wait(LookPause))
                    {
                        _changed.Set();
                    }
                }
            }
        }

        /// <summary>The command could not be written.</summary>
        internal void Abandon()
        {
            lock (_lock)
            {
                _state = CommandState.None;
            }
        }

        /// <summary>
        /// All data but the last byte are written. Says whether the module still waits for them; if it does not, it has taken
        /// less than it should have been told, and the rest would be read as commands.
        /// </summary>
        internal bool TryFinishWriting()
        {
            lock (_lock)
            {
                if (_state != CommandState.WritingData)
                {
                    return false;
                }

                _state = CommandState.AwaitingResult;
                return true;
            }
        }

        /// <summary>Ends the command; says whether there was one that this can belong to.</summary>
        internal bool OnEnd(Bg95Error error)
        {
            lock (_lock)
            {
                if (_state == CommandState.None || _state == CommandState.Ended)
                {
                    return false;
                }

                if (_askedSetting == null || _isAnswered || error == Bg95Error.PortFailed)
                {
                    End(error);
                }

                // What comes before the answer to a question belongs to something older.
                return true;
            }
        }

        /// <summary>A line has come that tells of success. Says what it does to the command.</summary>
        internal ResultEffect OnResult(FinalResult result)
        {
            lock (_lock)
            {
                if (_state == CommandState.None || _state == CommandState.Ended)
                {
                    return ResultEffect.Unasked;
                }

                if (_askedSetting != null && !_isAnswered)
                {
                    return ResultEffect.Right;
                }

                if (_state != CommandState.AwaitingResult || result != _expectedResult)
                {
                    // An OK where a prompt or SEND OK has to come is something older's; a SEND OK before all data are written tells
                    // that the module has taken less than it should have been told.
                    End(Bg95Error.UnexpectedAnswer);
                    return ResultEffect.Wrong;
                }

                if (_payloadWanted > 0 && !_isPayloadAnnounced)
                {
                    return ResultEffect.PayloadMissing;
                }

                _modeSwitch?.OnModeSwitched();
                End(Bg95Error.Success);
                return ResultEffect.Right;
            }
        }

        /// <summary>The module asks for data. Says whether the command has waited for that.</summary>
        internal bool OnPrompt(bool isConnect)
        {
            lock (_lock)
            {
                if (_state != CommandState.AwaitingPrompt || isConnect != _isPromptConnect)
                {
                    return false;
                }

                _state = CommandState.WritingData;
                _changed.Set();
                return true;
            }
        }

        /// <summary>CONNECT has come. Says whether the command has waited for that.</summary>
        internal bool OnConnect()
        {
            return OnPrompt(true) || (_expectedResult == FinalResult.Connect && OnResult(FinalResult.Connect) == ResultEffect.Right);
        }

        /// <summary>NO CARRIER has come. Says whether the command is one that it answers: there is no connection to go back to.</summary>
        internal bool OnNoCarrier()
        {
            return _expectedResult == FinalResult.Connect && OnEnd(Bg95Error.ClosedByPeer);
        }

        /// <summary>A payload is announced. Says whether it is the one that is asked for.</summary>
        internal bool OnPayloadAnnounced(int count, out int offset)
        {
            offset = _payloadOffset;

            lock (_lock)
            {
                if (!IsPayloadAwaited || count < 0 || count > _payloadWanted)
                {
                    return false;
                }

                _isPayloadAnnounced = true;
                PayloadCount = count;
                _state = count > 0 ? CommandState.ReceivingPayload : CommandState.AwaitingResult;
                return true;
            }
        }

        /// <summary>An information line. Says whether it is the command's.</summary>
        internal bool OnInformation(AtFieldReader line)
        {
            if (_state == CommandState.None || _state == CommandState.Ended)
            {
                return false;
            }

            if (_askedSetting != null)
            {
                bool isAnswer = line.PassPrefix(SettingAnswer, 0) && line.PassField(_askedSetting) && line.ReadNumber() == _askedContext;
                _isAnswered |= isAnswer;
                line.Restart();
                return isAnswer;
            }

            if (_listener is ProgramCommand program)
            {
                return program.TakeInformation(line);
            }

            if (!line.PassPrefix(_name, 2) || !line.PassPrefix(":", 0))
            {
                line.Restart();
                return false;
            }

            if (_listener != null)
            {
                _listener.OnLine(line);
            }
            else
            {
                AnswerText = (AnswerText == null ? null : AnswerText + "\n") + line.RestWithoutQuotes();
            }

            return true;
        }

        public void OnPayloadComplete()
        {
            lock (_lock)
            {
                if (_state == CommandState.ReceivingPayload)
                {
                    _state = CommandState.AwaitingResult;
                }
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

        private void End(Bg95Error error)
        {
            _error = error;
            _state = CommandState.Ended;
            _changed.Set();
        }
    }
}
