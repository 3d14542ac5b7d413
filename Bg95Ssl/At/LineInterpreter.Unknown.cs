// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <content>What a line means that nobody knows.</content>
    internal sealed partial class LineInterpreter
    {
        // Only what can be the remains of a line of ours casts doubt; firmwares have many lines of their own.
        private void OnUnknownLine(AtFieldReader line)
        {
            _channel.Statistics.Count(LineCounter.UnknownLines);

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
            else if (!LineShape.IsUrc(line) || LineShape.IsRemainsOf(line, LineShape.PushHeader)
                || LineShape.IsRemainsOf(line, LineShape.OpenResult) || LineShape.IsRemainsOf(line, LineShape.IpUrc))
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
