// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Threading;

namespace Bg95Ssl
{
    /// <content>
    /// Transparent mode (application note 1.3): from CONNECT on the line is one socket's, both ways, until it is taken back by
    /// +++ or DTR, or the module says NO CARRIER.
    /// </content>
    /// <remarks>
    /// Any byte may be payload, the module's last words too. What could be their beginning is held back until more has come
    /// or the line was quiet; they count only if the line is quiet behind them. A peer that says the words itself ends its own
    /// connection and no more: before the next command the module is told to leave transparent mode, and until the
    /// driver is in step no URC is believed.
    /// </remarks>
    internal sealed partial class AtChannel
    {
        private const string NoCarrier = "\r\nNO CARRIER\r\n";
        private const string OkLine = "\r\nOK\r\n";

        // Boxed once, as s_end.
        private static readonly object s_return = (byte)'\r';

        // Whose the line is: of commands, of a socket, about to be taken back.
        private const int Exclusive = 1;
        private const int Leaving = 2;
        private int _line;

        // The ring of the socket that waits for CONNECT; of the socket that has the line.
        private SocketRing _ring;
        internal SocketRing Target;

        // The module may be in transparent mode: no command before +++.
        private bool _escape;

        /// <summary>Runs a command that CONNECT ends, and gives the line to the socket of that ring.</summary>
        internal Bg95Error Connect(SocketRing ring, int limit)
        {
            _ring = ring;
            Bg95Error result = Invoke(null, 0, limit);
            _ring = null;

            // A CONNECT that comes after the limit leaves the module in transparent mode; getting in step ends that.
            return result == Prompted ? Bg95Error.Success : End(result);
        }

        /// <summary>Writes payload while the line is a socket's.</summary>
        internal Bg95Error Write(byte[] data, int offset, int count)
        {
            if (_line != Exclusive)
            {
                return Bg95Error.ClosedByPeer;
            }

            return Put(data, offset, count) ? Bg95Error.Success : Bg95Error.PortFailed;
        }

        /// <summary>Takes the line back. Does nothing if the connection's end has done so.</summary>
        internal Bg95Error Leave(NumberHandler dataTerminalReady)
        {
            if (dataTerminalReady == null && Target != null)
            {
                Thread.Sleep(GuardTime);
            }

            _signal.Reset();
            Bg95Error error = Bg95Error.Success;

            if (Interlocked.CompareExchange(ref _line, Leaving, Exclusive) == Exclusive)
            {
                if (dataTerminalReady == null)
                {
                    Put(Command.Start("+++"));
                    Thread.Sleep(GuardTime);
                }
                else
                {
                    for (int ready = 0; ready < 2; ready++)
                    {
                        try
                        {
                            dataTerminalReady(null, ready);
                        }
                        catch (Exception)
                        {
                            // The program's fault; +++ follows.
                            Statistics.Count(LineCounter.HandlerErrors);
                        }

                        Thread.Sleep(Quiet);
                    }
                }

                _escape = !_signal.WaitOne(ShortLimit * 1000, false);
                Target = null;
                error = Recover(RecoveryLimit);
                _line = 0;
                _free.Set();
            }

            return error;
        }

        // The end, whoever sees it: the reader, or the thread that takes the line back.
        private void Exit()
        {
            Target = null;

            if (Interlocked.CompareExchange(ref _line, 0, Exclusive) == Exclusive)
            {
                _free.Set();
            }
            else if (_line == Leaving)
            {
                _signal.Set();
            }
        }

        private void Read(SocketRing ring)
        {
            int room = ring.MakeRoom(ring.Buffer.Length);
            int count = _endIndex - _startIndex;
            count = count < room ? count : room;

            if (room == 0)
            {
                // Meanwhile the UART's ring takes what comes; RTS, where there is one, stops the module.
                Thread.Sleep(1);
                return;
            }

            if (count > 0)
            {
                // What came in one piece with CONNECT.
                Array.Copy(_array, _startIndex, ring.Buffer, ring.Tail, count);
                _startIndex += count;
            }
            else
            {
                count = _port.Read(ring.Buffer, ring.Tail, 1, room, ring.Count > 0 ? LastWordsPause : -1);
                _busy = true;
            }

            int held = ring.Count;

            if (Target == null)
            {
                return;
            }

            if (count > 0)
            {
                ring.Tail += count;
                held = Peek(ring);
            }
            else if (held == NoCarrier.Length)
            {
                ring.Tail -= held;
                held = 0;
                _escape = true;
                Suspend();
                Raise(Closed);
            }
            else if (held == 0)
            {
                // Nothing without a limit: the line is dead.
                _failed = true;
            }
            else
            {
                held = 0;
            }

            Raise(ring, held);
        }

        // Lets the socket see what has come, but for the last bytes.
        private void Raise(SocketRing ring, int held)
        {
            ring.Set(held);
            Unasked.OnLine(DataReceived, null);
        }

        // What comes now is lines again, but only the answer to a question of the driver's own proves it.
        private void Suspend()
        {
            _lost = true;
            _unsure = true;

            // What the module had to push to other sockets meanwhile is lost, or is until that answer.
            Raise(BytesLost);
            Exit();
        }

        // Gives how many bytes at the end may be the module's last words.
        private int Peek(SocketRing ring)
        {
            byte[] buffer = ring.Buffer;
            int tail = ring.Tail;

            for (int at = tail - ring.Count; at < tail; at++)
            {
                at = Array.IndexOf(buffer, s_return, at, tail - at);

                if (at < 0)
                {
                    break;
                }

                int here = tail - at;

                if (here <= NoCarrier.Length && Compare(NoCarrier, buffer, at, here))
                {
                    return here;
                }

                if (_line == Leaving && Compare(OkLine, buffer, at, here < OkLine.Length ? here : OkLine.Length))
                {
                    if (here < OkLine.Length)
                    {
                        return here;
                    }

                    ring.Tail = at;
                    Suspend();
                    break;
                }
            }

            return 0;
        }

        private static bool Compare(string text, byte[] buffer, int offset, int count)
        {
            for (int i = 0; i < count; i++)
            {
                if (buffer[offset + i] != text[i])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
