// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <content>The payload that is running: straight to its target, then what must stand behind it.</content>
    internal sealed partial class LineReader
    {
        // The payload that is running: where it goes (null: it is dropped), how much is left.
        private IPayloadTarget _target;
        private byte[] _targetBuffer;
        private int _targetOffset;
        private int _payloadCount;
        private int _payloadLeft;

        /// <summary>From the line that is being handed over on, so many bytes are payload. Called on this thread.</summary>
        /// <param name="target">Where they go, or <see langword="null"/> to drop them.</param>
        /// <param name="offset">Index of the first byte in the target's array.</param>
        /// <param name="count">How many.</param>
        /// <param name="isPush">Whether they are pushed, and not asked for.</param>
        /// <param name="trailer">What must stand behind them.</param>
        internal void BeginPayload(IPayloadTarget target, int offset, int count, bool isPush, TrailerForm trailer)
        {
            byte[] buffer = target?.PayloadBuffer;
            int here = Tokenizer.TakePayload(buffer, offset, count);
            _target = target;
            _targetBuffer = buffer;
            _targetOffset = offset + here;
            _payloadCount = count;
            _payloadLeft = count - here;
            Tokenizer.ExpectTrailer(isPush, trailer);

            if (here == count)
            {
                EndPayload(buffer == null ? (byte)'\n' : buffer[offset + count - 1]);
            }
        }

        private void ReadPayload()
        {
            byte[] buffer = _targetBuffer;
            int offset = _targetOffset;
            int most = _payloadLeft;

            if (buffer == null)
            {
                // Dropped. The tokenizer's buffer is empty while a payload runs.
                buffer = Tokenizer.Buffer;
                offset = 0;
                most = most < buffer.Length ? most : buffer.Length;
            }

            // As much as the line surely holds: what comes behind it must have room, too. A short one may hold a NUL, and is taken
            // as it comes.
            int sure = SafePayload < most ? SafePayload : most;
            int least = sure > SerialPortTransport.LongestSafeWait ? sure : 1;
            int pause = _target == _running ? _running.LimitPayloadPause(PayloadPause + sure) : PayloadPause + sure;
            int count = _transport.Read(buffer, offset, least, most, pause);
            int left = _payloadLeft - count;
            _payloadLeft = left;
            _hasReadSinceLook = true;

            if (left == 0)
            {
                // Not a byte behind it was read.
                EndPayload(buffer[offset + count - 1]);

                if (!Tokenizer.IsPush)
                {
                    ReadReceiveTrailer();
                }
            }
            else if (count < least)
            {
                OnTrailerWrong();
            }
            else
            {
                _targetOffset += count;
            }
        }

        // What stands behind the payload of an answer, and not a byte more.
        private void ReadReceiveTrailer()
        {
            AtTokenizer tokenizer = Tokenizer;
            int end = tokenizer.UnreadEnd;
            int least = tokenizer.LeastToCome();
            int pause = _target == _running ? _running.LimitPayloadPause(PayloadPause) : PayloadPause;
            int count = _transport.Read(tokenizer.Buffer, end, least, least, pause);
            tokenizer.UnreadEnd = end + count;

            AtToken token = count > 0 ? tokenizer.NextReceiveTrailer() : tokenizer.EndByTimeout();

            if (token != AtToken.NeedMore)
            {
                HandleToken(token);
            }

            if (tokenizer.UnreadEnd > 0)
            {
                HandTokensOver();
            }
        }

        private void EndPayload(byte lastByte)
        {
            Tokenizer.EndPayload(lastByte);
            _target?.OnPayloadComplete();
        }

        private void OnTrailerRight()
        {
            IPayloadTarget target = _target;
            _target = null;

            if (Tokenizer.IsPush)
            {
                _channel.Generation.PushTrailer = Tokenizer.FoundForm;
            }
            else if (Tokenizer.ExpectedForm != TrailerForm.OneOrTwo)
            {
                _channel.Generation.ReceiveTrailer = Tokenizer.FoundForm;
            }

            target?.OnPayloadRight(_payloadCount);
        }

        private void OnTrailerWrong()
        {
            IPayloadTarget target = _target;
            bool isOnlyOneByteLost = Tokenizer.IsPush && _payloadLeft == 0 && Tokenizer.IsOnlyOneByteLost;
            _target = null;
            _payloadLeft = 0;
            target?.OnPayloadDamaged();
            _interpreter.OnPayloadDamaged(isOnlyOneByteLost);
        }
    }
}
