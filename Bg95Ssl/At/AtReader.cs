// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Threading;

namespace Bg95Ssl
{
    /// <summary>
    /// The thread that reads the line: bytes to the tokenizer, payload straight to its target, each token to whom it belongs.
    /// </summary>
    /// <remarks>
    /// While nothing is under way it waits in one read without a limit: no processor time, no allocation. As soon as a payload
    /// runs every wait is finite, since one lost byte would make it swallow the next answer.
    /// </remarks>
    internal sealed class AtReader
    {
        // Longest silence in the middle of a payload: a busy module pauses for tens of milliseconds, a lost byte for ever.
        private const int PayloadPause = 2000;

        // The module's last words may lack a line end; nothing follows them for seconds (module facts 3).
        private const int LastWordsPause = 300;
        private const int LongestPayload = 1500;
        private const int CloseLimit = 5000;
        private const int Reserve = 128;

        // "OK", "RECV", and "SEND OK" with its CR.
        private const short OkWord = 0x4B4F;
        private const int RecvWord = 0x56434552;
        private const long SendOkWord = 0x0D4B4F20444E4553;

        private static readonly AtName s_receive = new AtName("+QSSLRECV");
        private static readonly AtName s_cmeError = new AtName("+CME ERROR");

        private readonly ITransport _transport;
        private readonly AtTokenizer _tokenizer;
        private readonly AtExchange _exchange;
        private readonly UrcRouter _router;
        private readonly LineStatistics _statistics;
        private readonly AtFields _fields = new AtFields();
        private Thread _thread;
        private byte[] _target;
        private int _offset;
        private int _highest;
        private int _lastCount;
        private bool _closing;

        /// <summary>Changes with each read, to see whether the line is quiet.</summary>
        internal int Activity;

        /// <summary>The port has failed or was closed; nothing more will come.</summary>
        internal bool Failed;

        /// <summary>An unasked result or lost bytes were seen since this was last reset.</summary>
        internal bool OutOfStep;

        /// <summary>
        /// The line may be in the middle of a payload. What looks like a URC then is not one: a peer decides what is in a
        /// payload.
        /// </summary>
        internal bool Suspect;

        internal AtReader(ITransport transport, AtTokenizer tokenizer, AtChannel channel)
        {
            _transport = transport;
            _tokenizer = tokenizer;
            _exchange = channel.Exchange;
            _router = channel.Router;
            _statistics = channel.Statistics;
        }

        /// <summary>Gets the command whose answer carries a payload.</summary>
        internal static AtName Receive => s_receive;

        internal void Open()
        {
            _closing = false;
            Failed = false;
            OutOfStep = true;
            _thread = new Thread(Run);
            _thread.Start();
        }

        internal void Close()
        {
            _closing = true;
            bool ended = false;

            try
            {
                // On the board nothing else ends a read that waits; elsewhere closing the port does.
#pragma warning disable SYSLIB0006
                _thread.Abort();
#pragma warning restore SYSLIB0006
                ended = _thread.Join(CloseLimit);
            }
            catch (PlatformNotSupportedException)
            {
            }

            _transport.Close();

            if (!ended)
            {
                _thread.Join(CloseLimit);
            }

            Fail();
        }

        private void Fail()
        {
            Failed = true;
            _exchange.Finish(Bg95Error.PortFailed);
        }

        private void Run()
        {
            try
            {
                while (!_closing)
                {
                    if (_tokenizer.Payload > 0)
                    {
                        ReadPayload();
                    }
                    else
                    {
                        ReadLines();
                        Digest();
                    }
                }
            }
            catch (Exception)
            {
                // The port was closed or has broken; ThreadAbortException goes on by itself.
            }

            Fail();
        }

        private void Digest()
        {
            AtToken token;

            while ((token = _tokenizer.Next()) != AtToken.None)
            {
                switch (token)
                {
                    case AtToken.Line:
                        OnLine();
                        break;

                    case AtToken.Again:
                        OnPayload(_lastCount);
                        break;

                    case AtToken.Ok:
                        Finish(Bg95Error.Success);
                        break;

                    case AtToken.Prompt:
                        _exchange.Prompt();
                        break;

                    case AtToken.Overlong:
                        _statistics.Count(LineCounter.Overruns);
                        break;

                    default:
                        Damage();
                        break;
                }
            }
        }

        private void ReadLines()
        {
            AtTokenizer tokenizer = _tokenizer;
            int least = tokenizer.Prepare();
            int begun = tokenizer.Begun;
            int pause = -1;

            if (tokenizer.Trailer)
            {
                pause = PayloadPause;
            }
            else if (begun != 0 && (begun == 'P' || begun == 'N'))
            {
                pause = LastWordsPause;
            }

            int count = _transport.Read(tokenizer.Buffer, tokenizer.End, least, tokenizer.Room, pause);
            int end = tokenizer.End + count;
            tokenizer.End = end;
            Activity++;

            if (end > _highest)
            {
                _highest = end;
                _statistics.Mark(LineCounter.ReceiveBufferHighWater, end);
            }

            if (count >= least)
            {
                return;
            }

            if (tokenizer.Trailer)
            {
                Damage();
            }
            else if (begun != 0)
            {
                tokenizer.EndLine();
                OnLine();
            }
            else
            {
                // Nothing without a limit: the line is dead.
                _closing = true;
            }
        }

        private void ReadPayload()
        {
            byte[] into = _target;
            int offset = _offset;
            int most = _tokenizer.Payload;

            if (into == null)
            {
                into = _tokenizer.Buffer;
                offset = 0;
                most = most < into.Length ? most : into.Length;
            }

            // As much as the line surely holds: what comes behind it must have room, too.
            int least = _transport.Capacity - Reserve;
            least = least < most ? least : most;
            int count = _transport.Read(into, offset, least, most, PayloadPause + least);
            bool all = _tokenizer.Taken(_target, _offset, count);
            _offset += count;

            if (count < least)
            {
                Damage();
            }
            else if (all)
            {
                _exchange.EndPayload();
            }
        }

        private void OnLine()
        {
            byte[] buffer = _tokenizer.Buffer;
            int start = _tokenizer.LineStart;
            int end = _tokenizer.LineEnd;

            if (buffer[start] != (byte)'+')
            {
                // Words as numbers: a string, even a constant, would cost the device 12 bytes of heap each time.
                if ((end - start == 2 && BitConverter.ToInt16(buffer, start) == OkWord)
                    || (end - start == 7 && BitConverter.ToInt64(buffer, start) == SendOkWord))
                {
                    Finish(Bg95Error.Success);
                    return;
                }

                _fields.Set(buffer, start, end);
                OnWord();
            }
            else if (!Suspect && s_receive.Begins(buffer, start, end))
            {
                _fields.Set(buffer, start + s_receive.Length - 1, end);
                _lastCount = _fields.NextInt();
                _tokenizer.Remember();
                OnPayload(_lastCount);
            }
            else if (!_exchange.Inform(buffer, start, end, _fields))
            {
                OnUnasked(buffer, start, end);
            }
        }

        private void OnUnasked(byte[] buffer, int start, int end)
        {
            if (s_cmeError.Begins(buffer, start, end))
            {
                _fields.Set(buffer, start + s_cmeError.Length - 1, end);
                int code = _fields.NextInt();
                Finish(code > 0 ? (Bg95Error)code : Bg95Error.Rejected);
            }
            else if (!Suspect)
            {
                int drop = _router.OnLine(buffer, start, end, _fields);

                // Not every line that no one knows is a stranger's: it may be the count of a payload, a byte short.
                if (drop < 0 || BitConverter.ToInt32(buffer, start + 4) == RecvWord)
                {
                    OnUnknown();
                }
                else if (drop > 0)
                {
                    Expect(null, drop, false);
                }
            }
        }

        private void OnPayload(int count)
        {
            byte[] target = _exchange.BeginPayload(count);

            if (target == null)
            {
                if (count < 0 || count > LongestPayload || _exchange.WantsPayload)
                {
                    Damage();
                    return;
                }

                // A whole answer that nobody waits for any more; its OK casts no doubt on what was received before.
                _exchange.Wanted = 0;
                OutOfStep = true;
                _statistics.Count(LineCounter.LateAnswers);
            }

            _tokenizer.Empty = count == 0;
            Expect(target, count, true);
        }

        private void Expect(byte[] target, int count, bool trailer)
        {
            AtTokenizer tokenizer = _tokenizer;
            _target = target;
            _offset = _exchange.Offset;
            tokenizer.Payload = count;
            tokenizer.Trailer = trailer;

            if (tokenizer.Take(target, _offset))
            {
                _exchange.EndPayload();
            }

            _offset += count - tokenizer.Payload;
        }

        private void OnWord()
        {
            if (_fields.Skip("ERROR"))
            {
                Finish(Bg95Error.Rejected);
            }
            else if (_fields.Skip("SEND FAIL"))
            {
                Finish(Bg95Error.SendBufferFull);
            }
            else if (_fields.Skip("CONNECT"))
            {
                _exchange.Prompt();
            }
            else if (_fields.Skip("RDY"))
            {
                _statistics.Count(LineCounter.Restarts);
                OnEnd(UrcKind.Restarted);
            }
            else if (_fields.Skip("POWERED DOWN") || _fields.Skip("NORMAL POWER DOWN") || _fields.Skip("PSM POWER DOWN"))
            {
                OnEnd(UrcKind.PoweredDown);
            }
            else if (!_fields.Skip("AT") && !_fields.Skip("APP RDY"))
            {
                // An echo begins with AT. All else is a URC of another firmware, or what is left of a damaged line.
                OnUnknown();
            }
        }

        private void OnUnknown()
        {
            _statistics.Count(LineCounter.UnknownLines);

            if (_exchange.WantsPayload)
            {
                // It may have been the line that counts the payload; what follows must not be read as lines.
                Damage();
            }
        }

        // The module has lost all it was told; whoever waits for an answer waits in vain.
        private void OnEnd(UrcKind kind)
        {
            OutOfStep = true;

            // First the sockets: who is woken by the failure may look at them at once.
            _router.Tell(kind);
            _exchange.Finish(Bg95Error.ModuleRestarted);
        }

        private void Finish(Bg95Error result)
        {
            if (_exchange.Finish(result))
            {
                return;
            }

            OutOfStep = true;
            _statistics.Count(LineCounter.LateAnswers);

            if (!_exchange.Runs && _exchange.Wanted > 0)
            {
                // A payload whose count has lost a digit can end at its own words; the rest of it then looks like results.
                _router.Tell(UrcKind.PayloadDoubtful);
            }
        }

        private void Damage()
        {
            _statistics.Count(LineCounter.DamagedPayloads);
            _tokenizer.Abandon();
            OutOfStep = true;
            Suspect = true;
            _exchange.Finish(Bg95Error.LineDamaged);
        }
    }
}
