// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl
{
    /// <summary>Says what a line means and whose it is. Runs on the reader's thread, but for what the resynchroniser calls.</summary>
    /// <remarks>
    /// A line is, in this order: a final result; an information line of the running command; a URC that somebody has asked for;
    /// a sign of a restart; a stranger's. While the line is in doubt, because it may carry the rest of a payload, nothing is
    /// believed but the answer to a question of the resynchroniser.
    /// </remarks>
    internal sealed partial class LineInterpreter
    {
        // Words as numbers, the first letter lowest, so that eight bytes are compared at once.
        private const long CmeErrorWord = 0x52524520454D432B; // +CME ERR
        private const long CmsErrorWord = 0x52524520534D432B; // +CMS ERR
        private const short OkayWord = 0x4B4F; // OK
        private const long SendOkayWord = 0x4B4F20444E4553; // SEND OK
        private const int OkayLength = 2;
        private const int SendOkayLength = 7;
        private const long SendOkayMask = 0xFFFFFFFFFFFFFF;
        private const int ErrorNumberIndex = 11;
        private const int ReceiveWordSize = 8;
        private const int ReceiveCountIndex = 10;
        private const int ConnectLength = 7;
        private const int ConnectCountIndex = 8;
        private const int TestFormIndex = 11;
        internal const int LongestPayload = 1500;

        private readonly AtChannel _channel;
        private readonly RunningCommand _running;
        private readonly AtFieldReader _line = new AtFieldReader();
        private bool _isInDoubt;

        /// <summary>Gets a value indicating whether no line is believed before a question has been answered.</summary>
        internal bool IsInDoubt => _isInDoubt;

        /// <summary>Whether a line that was no result has been passed over in doubt since this was set to false: it may have been payload.</summary>
        internal bool HasPassedOver;

        /// <summary>Whether a result that nobody has asked for, or NO CARRIER, has come since this was set to false.</summary>
        internal bool IsEndDoubtful;
        private bool _isRestartKnown;
        private bool _isReadySeen;

        internal LineInterpreter(AtChannel channel)
        {
            _channel = channel;
            _running = channel.Running;
        }

        internal void OnLine(byte[] buffer, int start, int end)
        {
            AtFieldReader line = _line;
            line.SetLine(buffer, start, end);

            if (buffer[start] == (byte)'+')
            {
                OnPlusLine(line);
            }
            else if (end - start == OkayLength && BitConverter.ToInt16(buffer, start) == OkayWord)
            {
                OnResult(FinalResult.Okay, Bg95Error.Success);
            }
            else if (end - start == SendOkayLength && (line.FirstWord & SendOkayMask) == SendOkayWord)
            {
                OnResult(FinalResult.SendOkay, Bg95Error.Success);
            }
            else if (line.IsLine("ERROR"))
            {
                OnResult(FinalResult.Error, Bg95Error.Rejected);
            }
            else if (line.IsLine("SEND FAIL"))
            {
                OnResult(FinalResult.SendFail, Bg95Error.SendBufferFull);
            }
            else if (line.BeginsWith("CONNECT") && IsConnect(line))
            {
                line.MoveTo(ConnectLength);
                OnConnect(line);
            }
            else if (_running.ProgramCommand == null ? line.BeginsWith("AT") : IsEchoOfCommand(line))
            {
                OnEcho(line);
            }
            else if (line.IsLine("RDY"))
            {
                _isReadySeen = true;
                OnBootLine(true);
            }
            else if (line.IsLine("APP RDY"))
            {
                // Seconds after RDY, when the module may be in use again.
                OnBootLine(!_isReadySeen);
                _isReadySeen = false;
            }
            else if (line.IsLine("POWERED DOWN") || line.IsLine("NORMAL POWER DOWN") || line.IsLine("PSM POWER DOWN"))
            {
                OnPowerDownLine();
            }
            else
            {
                OnOtherLine(line);
            }
        }

        /// <summary>The header has come of as many bytes as were asked for. Says whether it is taken; if not, it is a line like any other.</summary>
        internal bool OnAwaitedHeader()
        {
            RunningCommand running = _running;
            int count = running.PayloadWanted;

            if (_isInDoubt || !running.OnPayloadAnnounced(count, false))
            {
                return false;
            }

            _channel.Reader.BeginPayload(running, running.PayloadOffset, count, false, _channel.Generation.ReceiveTrailer);
            return true;
        }

        /// <summary>A line did not fit into the receive buffer.</summary>
        internal void OnLineTooLong()
        {
            _channel.Statistics.Count(LineCounter.Overruns);
            _running.ProgramCommand?.OnLineTooLong();

            if (_running.IsPayloadAwaited || _channel.Listener.MayPayloadBePushed)
            {
                OnPayloadDamaged(false);
            }
            else
            {
                _channel.Listener.OnLinesLost();
            }
        }

        /// <summary>A payload is not what the module has sent; what is on the line now may be the rest of it.</summary>
        /// <param name="isOnlyOneByteLost">The line behind it lacks its CR and is whole otherwise.</param>
        internal void OnPayloadDamaged(bool isOnlyOneByteLost)
        {
            _channel.Statistics.Count(LineCounter.DamagedPayloads);

            if (!isOnlyOneByteLost)
            {
                Doubt();
                _running.OnEnd(Bg95Error.LineDamaged);
            }
        }

        /// <summary>From now on no line is believed, until a question has been answered.</summary>
        internal void Doubt()
        {
            _isInDoubt = true;
            _channel.Resynchronizer.Require();
            _channel.Listener.OnBytesLost();
            _channel.Listener.OnQuestionNeeded();
        }

        /// <summary>The same before anything was read: there is nobody to be told, and the question comes by itself.</summary>
        internal void BeginInDoubt()
        {
            _isInDoubt = true;
        }

        /// <summary>The module has taken ATE0: an echo is a sign of a restart from now on.</summary>
        internal void OnEchoOff()
        {
            _channel.Generation.IsEchoOff = true;
            _isRestartKnown = false;
        }

        // In the answer to a command of the program, such as the text of a message, a line may begin like CONNECT 1024 and go on otherwise.
        private bool IsConnect(AtFieldReader line)
        {
            if (_running.ProgramCommand == null || line.LineLength == ConnectLength)
            {
                return true;
            }

            bool isConnect = line.ByteAt(ConnectLength) == ' ';

            for (int i = ConnectCountIndex; i < line.LineLength && isConnect; i++)
            {
                isConnect = line.ByteAt(i) >= '0' && line.ByteAt(i) <= '9';
            }

            return isConnect;
        }

        private bool IsEchoOfCommand(AtFieldReader line)
        {
            return line.IsEqual(_channel.Command.Buffer, _channel.Command.Length);
        }

        private void OnPlusLine(AtFieldReader line)
        {
            long word = line.FirstWord;

            if (_isInDoubt)
            {
                // From the answer to a question on the line carries lines again; a row of a command that was running may be a peer's.
                bool isTaken = _running.OnInformation(line);
                _isInDoubt = !isTaken || !_running.IsQuestion;
                HasPassedOver |= !isTaken;
            }
            else if (word == AtTokenizer.ReceiveWord && line.ByteAt(ReceiveWordSize) == 'V' && !IsAnswerToTestForm(line))
            {
                line.MoveTo(ReceiveCountIndex);
                OnPayloadAnnounced(line.ReadNumber(), _channel.Generation.ReceiveTrailer);
            }
            else if (word == CmeErrorWord || word == CmsErrorWord)
            {
                line.MoveTo(ErrorNumberIndex);
                int number = line.ReadNumber();
                OnResult(
                    word == CmeErrorWord ? FinalResult.Error : FinalResult.MessageError, number > 0 ? (Bg95Error)number : Bg95Error.Rejected);
            }
            else if (!_running.OnInformation(line))
            {
                bool isTaken = _channel.Urcs.Route(line, out bool isOurs);

                if (line.IsLine("+CFUN: 1") || line.IsLine("+CPIN: READY") || line.IsLine("+QUSIM: 1"))
                {
                    // Whether the program has a handler for it or not.
                    OnBootLine(false);
                }
                else if (isTaken)
                {
                    if (!isOurs && LineShape.IsRemainsOfOurs(line))
                    {
                        // It is that also if a handler of the program has its prefix.
                        OnUnknownLine(line);
                    }
                }
                else if (!line.IsLine("+QIND: SMS DONE") && !line.IsLine("+QIND: PB DONE"))
                {
                    // Those two end the start of a SIM card, and tell nothing else.
                    OnUnknownPlusLine(line);
                }
            }
        }

        // +QSSLRECV: (0-11),(1-1500) if the program has asked for it: ranges, and no payload.
        private bool IsAnswerToTestForm(AtFieldReader line)
        {
            return line.ByteAt(TestFormIndex) == '(' && _running.ProgramCommand != null;
        }

        /// <summary>A line has come that ends a command.</summary>
        internal void OnResult(FinalResult result, Bg95Error error)
        {
            ResultEffect effect = _running.OnResult(result, error);

            if (effect == ResultEffect.Right)
            {
                return;
            }

            if (effect == ResultEffect.Unasked)
            {
                OnUnaskedResult();
            }
            else if (effect == ResultEffect.PayloadDamaged)
            {
                OnPayloadDamaged(false);
            }
            else
            {
                _channel.Resynchronizer.Require();
            }
        }

        private void OnUnaskedResult()
        {
            IsEndDoubtful = true;
            bool wasInStep = !_channel.Resynchronizer.IsRequired;
            _channel.Resynchronizer.Require();
            _channel.Statistics.Count(LineCounter.LateAnswers);

            if (_running.MovesPayload && wasInStep && !_isInDoubt)
            {
                // A payload whose count has lost a digit ends at its own words; the rest of it then looks like results, or is
                // answered as if it were commands.
                _channel.Listener.OnPayloadDoubtful();
            }
        }

        private void OnConnect(AtFieldReader line)
        {
            if (_running.IsFileAwaited && !line.IsAtEnd)
            {
                // AT+QFREAD: the number of bytes that follow, and a trailer of its own.
                OnPayloadAnnounced(line.ReadNumber(), TrailerForm.OneOrTwo);
            }
            else if (!_running.OnConnect() && !_isInDoubt)
            {
                // Something that was given up has opened a data mode after all.
                _channel.Statistics.Count(LineCounter.UnknownLines);
                _channel.Resynchronizer.RequireEscape();

                if (_running.ProgramCommand != null)
                {
                    _running.OnEnd(Bg95Error.UnexpectedAnswer);
                }
            }
        }

        private void OnPayloadAnnounced(int count, TrailerForm trailer)
        {
            bool isOfFile = trailer == TrailerForm.OneOrTwo;

            if (_running.OnPayloadAnnounced(count, isOfFile))
            {
                if (count > 0)
                {
                    _channel.Reader.BeginPayload(_running, _running.PayloadOffset, count, false, trailer);
                }
            }
            else if (((isOfFile || !_running.IsFileAwaited) && _running.IsPayloadAwaited) || count < 0 || count > LongestPayload)
            {
                // No number, or more than was asked for: the line has damaged it.
                OnPayloadDamaged(false);
            }
            else
            {
                // A whole answer that nobody waits for any more.
                _channel.Resynchronizer.Require();
                _channel.Statistics.Count(LineCounter.LateAnswers);

                if (count > 0)
                {
                    // It is the socket's that has asked last, and is missing in what that one receives.
                    _channel.Listener.OnPayloadDoubtful();
                    _channel.Reader.BeginPayload(null, 0, count, false, trailer);
                }
            }
        }
    }
}
