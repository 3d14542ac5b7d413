// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <content>What a line means that nobody knows.</content>
    internal sealed partial class LineInterpreter
    {
        // No plus and no word of ours: a line of the program's command, of a stranger, or what is left of something.
        private void OnOtherLine(AtFieldReader line)
        {
            ProgramCommand program = _running.ProgramCommand;

            HasPassedOver |= _isInDoubt;
            IsEndDoubtful |= line.IsLine("NO CARRIER");

            if (_isInDoubt)
            {
                return;
            }

            if (LineShape.IsRemainsWithoutPlus(line))
            {
                // Whoever else would take it.
                OnUnknownLine(line);
            }
            else if (_channel.Urcs.Route(line, out _))
            {
                // A handler of the program has it.
            }
            else if (program != null)
            {
                program.OnLine(line);
            }
            else if (line.IsLine("CLOSE OK") || line.IsLine("SHUT OK"))
            {
                OnResult(FinalResult.OtherOkay, Bg95Error.Success);
            }
            else if (!line.IsLine("NO CARRIER") || !_running.OnNoCarrier())
            {
                OnUnknownLine(line);
            }
        }

        // +100 EUR: a text in the answer to a command of the program, or nobody's.
        private void OnUnknownPlusLine(AtFieldReader line)
        {
            ProgramCommand program = _running.ProgramCommand;
            bool hasName = line.ByteAt(1) >= 'A' && line.ByteAt(1) <= 'Z';

            if (program != null && !LineShape.IsUrc(line) && !(hasName && LineShape.IsRemainsOfOurs(line)))
            {
                program.OnLine(line);
            }
            else
            {
                OnUnknownLine(line);
            }
        }

        // Only what can be the remains of a line of ours casts doubt; firmwares have many lines of their own.
        private void OnUnknownLine(AtFieldReader line)
        {
            _channel.Statistics.Count(LineCounter.UnknownLines);

            if (!LineShape.IsText(line) || line.IsLine("NO CARRIER"))
            {
                // A module that has ended transparent mode by itself says neither: it is the rest of a payload, or its real last words.
                _channel.Listener.OnTransparentEndDoubtful();
            }

            if (_running.IsPayloadAwaited)
            {
                if (!LineShape.IsUrc(line) || LineShape.IsRemainsOf(line, LineShape.ReceiveHeader))
                {
                    OnPayloadDamaged(false);
                }
            }
            else if (_running.IsPayloadOver && !LineShape.IsUrc(line))
            {
                // What is left of its OK.
                OnPayloadDamaged(false);
            }
            else if (_channel.Listener.MayPayloadBePushed)
            {
                if (!LineShape.IsUrc(line) || LineShape.IsRemainsOf(line, LineShape.PushHeader))
                {
                    Doubt();
                }
            }
            else if (!LineShape.IsUrc(line) || LineShape.IsRemainsOfOurs(line))
            {
                _channel.Listener.OnLinesLost();
            }
        }

        /// <summary>A line that begins as a socket's URC and is none: what announced pushed data may be left of it.</summary>
        internal void OnSocketUrcDamaged(AtFieldReader line)
        {
            _channel.Statistics.Count(LineCounter.UnknownLines);

            if (_channel.Listener.MayPayloadBePushed && LineShape.IsRemainsOf(line, LineShape.PushHeader))
            {
                Doubt();
            }
            else
            {
                _channel.Listener.OnLinesLost();
            }
        }
    }
}
