// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>
    /// Gets in step with the module from any state: after lost bytes or a missing answer, after a restart, or when the program
    /// has restarted and the module has not.
    /// </summary>
    /// <remarks>
    /// A stale OK proves nothing. Each attempt asks a question of its own, whose answer begins like no other's, and passes over
    /// everything before that answer: the module works in order, so all that is older is over when it comes. No question is asked
    /// a second time before 24 others. The module may also be waiting for data instead of commands; later attempts leave
    /// those states.
    /// </remarks>
    internal sealed partial class Resynchronizer
    {
        private const int QuestionLimit = 1000;
        private const int QuietPause = 100;
        // Strangers' URCs may keep the line from ever being quiet.
        private const int LongestQuietWait = 8;
        private const int ContextCount = 6;
        private const int QuestionSettings = 4;

        // What an attempt does before its question, from the third on.
        private const int EscapeAttempt = 2;
        private const int SilenceAttempt = 3;
        private const int FillAttempt = 4;
        private const int AttemptKinds = 5;

        // Modules were seen to stall for 12 to 20 s, and to do all that they were told then.
        private const int LongestStall = 20000;

        // Application note 1.3: the silence around +++ is a second.
        private const int GuardTime = 1100;
        private const int EscapeLimit = 5000;

        // What was written last may still be on its way, also when the port was closed and opened meanwhile: 1460 bytes take 1.5 s at
        // 9600 baud.
        private const int LongestWrite = 1600;

        // An upload waits 5 s for its next byte, from every byte anew (module facts 8).
        private const int UploadSilence = 5500;
        private const int LongestSend = 1460;

        private readonly AtChannel _channel;
        internal bool IsRequired;

        /// <summary>The commands that run are its own.</summary>
        internal bool IsRunning;

        /// <summary>
        /// Whether the module may be in transparent mode, where every question would reach a peer: from CONNECT on until it is known
        /// to be over, whatever happens to the port meanwhile.
        /// </summary>
        internal bool MustEscape;

        /// <summary>When what may be payload was written last.</summary>
        internal long PayloadWrittenAt;

        // +++ is the next that is said.
        private bool _isEscapeDue;

        // Until then a module that stalls may still open a data mode, in which all that was said meanwhile would be payload.
        private long _silentUntil;
        private int _question;
        private string _abandonedCommand;

        internal Resynchronizer(AtChannel channel)
        {
            _channel = channel;
        }

        internal void Require()
        {
            IsRequired = true;
        }

        /// <summary>The port was opened: nothing is known of the module.</summary>
        internal void RequireAtOpen()
        {
            IsRequired = true;
            _channel.Generation.IsEchoOff = false;

            // What comes first may be the rest of a payload of an earlier run.
            _channel.Interpreter.BeginInDoubt();
        }

        /// <summary>A command was given up; its answer may still come, also when the port was closed and opened meanwhile.</summary>
        internal void RequireAfter(AtCommandBuilder command)
        {
            _abandonedCommand = command.ToString();
            IsRequired = true;
        }

        /// <summary>The module may be in transparent mode.</summary>
        internal void RequireEscape()
        {
            MustEscape = true;
            _isEscapeDue = true;
            _channel.Interpreter.Doubt();
        }

        /// <summary>
        /// A command that opens a data mode was given up: the module may be in it, or be about to if it has said nothing. Nothing is
        /// said then before it has said something, or had the time for it.
        /// </summary>
        internal void RequireEscapeAfter(long commandBegan, bool wasAnswered)
        {
            _silentUntil = wasAnswered ? commandBegan : commandBegan + LongestStall;
            _channel.Reader.HasReadSinceLastLook();
            RequireEscape();
        }

        /// <summary>Gets in step. The caller uses the line.</summary>
        [OwnFrame]
        internal Bg95Error Run(long deadline)
        {
            IsRunning = true;

            try
            {
                _channel.Statistics.Count(LineCounter.Resynchronisations);
                WaitForLateConnect(deadline);
                int attempt = MustEscape ? EscapeAttempt : 0;
                _isEscapeDue = MustEscape;

                while (!TryOnce(attempt % AttemptKinds, deadline))
                {
                    attempt = _isEscapeDue ? EscapeAttempt : attempt + 1;

                    if (!_channel.Line.IsOpen)
                    {
                        return Bg95Error.PortFailed;
                    }

                    if (_channel.Time.TimeLeft(deadline) == 0)
                    {
                        return Bg95Error.NoAnswer;
                    }
                }

                MustEscape = false;
                _abandonedCommand = null;
                _channel.Generation.Rise();
                _channel.Listener.OnLinesLost();
                return Bg95Error.Success;
            }
            finally
            {
                IsRunning = false;
            }
        }

        private bool TryOnce(int attempt, long deadline)
        {
            WaitForQuiet(deadline);

            if (attempt == EscapeAttempt)
            {
                if (!TryWriteEscape(null, deadline, out _))
                {
                    return false;
                }

                _isEscapeDue = false;
            }

            if (attempt == SilenceAttempt)
            {
                Sleep(UploadSilence, deadline);
            }
            else if (attempt == FillAttempt && _channel.Time.TimeLeft(deadline) > LongestWrite)
            {
                FillUnfinishedSend();
            }

            if (attempt != 0)
            {
                // A module that answers by numbers cannot end a question.
                Write("ATV1\r");
                WaitForQuiet(deadline);
            }

            // A question that was given up is no reason to pass over others: none is asked again for long.
            string givenUp = _abandonedCommand;
            int question = NextQuestion();
            Bg95Error error = _channel.RunQuestion(SettingOfQuestion(question), question % ContextCount, QuestionLimit);
            _abandonedCommand = givenUp;

            if (error != Bg95Error.Success)
            {
                return false;
            }

            // What has come right behind the answer may have cast doubt anew, before this thread has seen the answer.
            IsRequired = _channel.Interpreter.IsInDoubt;
            WaitForQuiet(deadline);
            return RunPlain("ATE0", true) && ConfigureLine() && !IsRequired && !_channel.Interpreter.IsInDoubt;
        }

        // One whose answer cannot be taken for that of the command that was given up.
        private int NextQuestion()
        {
            while (_abandonedCommand != null && _abandonedCommand.IndexOf(SettingOfQuestion(_question)) >= 0)
            {
                _question++;
            }

            return _question++;
        }

        // Settings that every module knows and answers. Not an array: it would stay in memory.
        private static string SettingOfQuestion(int question)
        {
            switch (question / ContextCount % QuestionSettings)
            {
                case 0:
                    return "sslversion";
                case 1:
                    return "ciphersuite";
                case 2:
                    return "negotiatetime";
                default:
                    return "ignorelocaltime";
            }
        }

        // What a restart undoes, or another program has left; a module that refuses one of these is left alone.
        private bool ConfigureLine()
        {
            _channel.Interpreter.OnEchoOff();
            return RunPlain("ATV1", false) && RunPlain("AT+QISDE=0", false) && RunPlain("AT+CMEE=1", false)
                && (!_channel.HasFlowControl || RunPlain("AT+IFC=2,2", false));
        }

        private bool RunPlain(string line, bool mustSucceed)
        {
            _channel.Command.Start(line);
            Bg95Error error = _channel.Run(AtChannel.ShortLimit);
            return error == Bg95Error.Success || (!mustSucceed && ErrorMeaning.IsRefusal(error));
        }

        private void WaitForQuiet(long deadline)
        {
            _channel.Reader.HasReadSinceLastLook();
            int looks = 0;

            do
            {
                Sleep(QuietPause, deadline);
            }
            while (_channel.Reader.HasReadSinceLastLook() && ++looks < LongestQuietWait);
        }

        private void WaitForLateConnect(long deadline)
        {
            while (_channel.Time.TimeLeft(_silentUntil) > 0 && _channel.Time.TimeLeft(deadline) > 0 && !_channel.Reader.HasReadSinceLastLook())
            {
                Sleep(QuietPause, deadline);
            }
        }

        // A send that waits for its data: ESC cancels one of variable length, one of fixed length takes as many bytes as it was
        // promised, at most 1460. The socket it belongs to is given up.
        private void FillUnfinishedSend()
        {
            AtCommandBuilder command = _channel.Command.Start("\u001B");

            while (command.Length < AtCommandBuilder.InitialSize)
            {
                command.Append(" ");
            }

            int written = 0;

            // What the deadline cuts off goes on in the next call.
            while (written < LongestSend && _channel.Write(command.Buffer, 0, command.Length) == Bg95Error.Success)
            {
                written += command.Length;
            }

            PayloadWrittenAt = _channel.Time.Milliseconds;
        }

        private bool Write(string text)
        {
            AtCommandBuilder command = _channel.Command.Start(text);
            return _channel.Write(command.Buffer, 0, command.Length) == Bg95Error.Success;
        }

        private void Sleep(int milliseconds, long deadline)
        {
            int left = _channel.Time.TimeLeft(deadline);
            _channel.Time.Sleep(milliseconds < left ? milliseconds : left);
        }
    }
}
