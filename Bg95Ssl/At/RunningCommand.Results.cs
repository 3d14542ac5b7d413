// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <content>Which line ends which command, and how.</content>
    internal sealed partial class RunningCommand
    {
        /// <summary>Ends the command; says whether there was one that this can belong to.</summary>
        internal bool OnEnd(Bg95Error error)
        {
            lock (_stateChanged)
            {
                if (State == CommandState.None || State == CommandState.Ended)
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

        /// <summary>A line has come that ends a command. Says what it does to this one.</summary>
        /// <param name="result">The line.</param>
        /// <param name="error">What it says; Success if all went well.</param>
        internal ResultEffect OnResult(FinalResult result, Bg95Error error)
        {
            lock (_stateChanged)
            {
                if (State == CommandState.AwaitingResult && result == _expectedResult && (_askedSetting == null || _isAnswered))
                {
                    _modeSwitch?.OnModeSwitched(_switchedMode);
                    End(Bg95Error.Success);
                    return ResultEffect.Right;
                }

                if (State == CommandState.None || State == CommandState.Ended)
                {
                    return ResultEffect.Unasked;
                }

                if (_askedSetting != null && !_isAnswered)
                {
                    return ResultEffect.Right;
                }

                // A module that has given a payload does not refuse it any more: its OK was lost, and bytes of the payload may be, too.
                if (State == CommandState.AwaitingPayload ? result == _expectedResult : result == FinalResult.Error && PayloadCount > 0)
                {
                    return ResultEffect.PayloadDamaged;
                }

                if (!MayEndBy(result))
                {
                    End(Bg95Error.UnexpectedAnswer);
                    return ResultEffect.Wrong;
                }

                // What has been written of the data stands before the next command.
                bool isWriting = State == CommandState.WritingData;
                End(error);
                return isWriting ? ResultEffect.Wrong : ResultEffect.Right;
            }
        }

        /// <summary>
        /// Says whether the command that runs can end by a line, in the state in which it is. What is not named here ends none: it is
        /// an older command's, and module and driver are out of step.
        /// </summary>
        private bool MayEndBy(FinalResult result)
        {
            switch (result)
            {
                case FinalResult.Error:
                    return true;

                case FinalResult.Okay:
                case FinalResult.SendOkay:
                case FinalResult.Connect:
                    // An OK where a prompt or SEND OK has to come is something older's; a SEND OK before all data are written tells
                    // that the module has taken less than it should have been told.
                    return State == CommandState.AwaitingResult && result == _expectedResult;

                case FinalResult.SendFail:
                    // The module looks for room when it has all data (module facts 3).
                    return State == CommandState.AwaitingResult && _isSend;

                case FinalResult.NoCarrier:
                    return _expectedResult == FinalResult.Connect;

                case FinalResult.MessageError:
                    return _listener is ProgramCommand;

                default:
                    return false;
            }
        }

        /// <summary>CONNECT has come. Says whether the command has waited for that.</summary>
        internal bool OnConnect()
        {
            return OnPrompt(true) || (MayEndBy(FinalResult.Connect) && OnResult(FinalResult.Connect, Bg95Error.Success) == ResultEffect.Right);
        }

        /// <summary>NO CARRIER has come. Says whether the command is one that it answers: there is no connection to go back to.</summary>
        internal bool OnNoCarrier()
        {
            return MayEndBy(FinalResult.NoCarrier) && OnEnd(Bg95Error.ClosedByPeer);
        }

        private void End(Bg95Error error)
        {
            _error = error;
            ShortestAnswer = ShortestLine;
            State = CommandState.Ended;
            _stateChanged.Set();
        }
    }
}
