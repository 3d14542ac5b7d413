// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Threading;

namespace Bg95Ssl
{
    /// <summary>
    /// The one command that runs, shared by the caller that waits for its answer and the reader that finds it.
    /// </summary>
    /// <remarks>
    /// The state is one number that both change by compare and exchange, so that no lock is taken for a byte. Once a payload
    /// flows into the caller's array (<see cref="Payload"/>) the caller does not leave before the reader has let go of that
    /// array; the reader's own limits see to it that this comes.
    /// </remarks>
    internal sealed class AtExchange
    {
        /// <summary>Returned by <see cref="Wait"/>: the module waits for data, by <c>&gt;</c> or <c>CONNECT</c>.</summary>
        internal const Bg95Error Prompted = (Bg95Error)int.MinValue;

        private const int Idle = 0;
        private const int Running = 1;
        private const int Payload = 2;
        private const int Prompting = 3;
        private const int Finished = 4;

        private readonly AutoResetEvent _signal = new AutoResetEvent(false);
        private int _state;
        private bool _informed;
        private bool _probe;
        private Bg95Error _result;
        private AtName _name;
        private IAtLines _lines;
        private byte[] _target;

        /// <summary>How many payload bytes the last command brought.</summary>
        internal int Received;

        /// <summary>How many payload bytes the last command has asked for; 0 if its answer has none.</summary>
        internal int Wanted;

        /// <summary>The number that the last information line began with, for commands that need no more.</summary>
        internal int Number;

        /// <summary>Index of the first payload byte in the target.</summary>
        internal int Offset;

        internal bool Runs => _state != Idle && _state != Finished;

        /// <summary>Gets a value indicating whether the running command's answer carries a payload.</summary>
        internal bool WantsPayload => Runs && Wanted > 0;

        /// <summary>Begins to wait for an answer; called before the command is written.</summary>
        /// <param name="name">Whose information lines belong to the command; others are URCs.</param>
        /// <param name="lines">Takes the information lines, or <see langword="null"/>.</param>
        /// <param name="probe">Results before the information line are an earlier command's and do not count.</param>
        /// <param name="target">Where the answer's payload goes, or <see langword="null"/>.</param>
        /// <param name="offset">Index of its first byte.</param>
        /// <param name="wanted">Number of bytes that are asked for; 0 for a command without payload.</param>
        internal void Arm(AtName name, IAtLines lines, bool probe, byte[] target, int offset, int wanted)
        {
            _signal.Reset();
            _name = name;
            _lines = lines;
            _probe = probe;
            _informed = false;
            _target = target;
            Offset = offset;
            Wanted = wanted;
            Received = 0;
            Number = 0;
            Interlocked.Exchange(ref _state, Running);
        }

        /// <summary>Waits until the command ends or the module waits for data.</summary>
        internal Bg95Error Wait(int limit)
        {
            while (!_signal.WaitOne(limit, false))
            {
                if (Interlocked.CompareExchange(ref _state, Idle, Running) == Running)
                {
                    return Bg95Error.NoAnswer;
                }

                // A payload is flowing, or the end has just come: the signal is sure.
            }

            if (Interlocked.CompareExchange(ref _state, Running, Prompting) == Prompting)
            {
                return Prompted;
            }

            _state = Idle;
            return _result;
        }

        // The reader's side.

        /// <summary>Hands an information line over if it is the running command's.</summary>
        internal bool Inform(byte[] buffer, int start, int end, AtFields fields)
        {
            if (!Runs || !_name.Begins(buffer, start, end))
            {
                return false;
            }

            _informed = true;

            fields.Set(buffer, start + _name.Length - 1, end);

            if (_lines != null)
            {
                _lines.OnLine(fields);
            }
            else
            {
                Number = fields.NextInt();
            }

            return true;
        }

        /// <summary>
        /// The answer's payload of <paramref name="count"/> bytes begins; gives its target, or null if it belongs to nobody:
        /// to a command that was given up, or to a number that the line has damaged.
        /// </summary>
        internal byte[] BeginPayload(int count)
        {
            if (count < 0 || count > Wanted || Wanted == 0 || Interlocked.CompareExchange(ref _state, Payload, Running) != Running)
            {
                return null;
            }

            _informed = true;
            Received = count;
            return _target;
        }

        /// <summary>The reader has let go of the target; what stands behind the payload is still to come.</summary>
        internal void EndPayload()
        {
            Interlocked.CompareExchange(ref _state, Running, Payload);
        }

        internal void Prompt()
        {
            if (Interlocked.CompareExchange(ref _state, Prompting, Running) == Running)
            {
                _signal.Set();
            }
        }

        /// <summary>Ends the command; says whether there was one that this result can belong to.</summary>
        internal bool Finish(Bg95Error result)
        {
            if (!Runs)
            {
                return false;
            }

            if (!_informed)
            {
                if (Wanted > 0 && result == Bg95Error.Success)
                {
                    // The line that says how many bytes follow was lost.
                    result = Bg95Error.LineDamaged;
                }

                // A probe's own answer has not come, and what came is no end to it either.
                if (_probe && result != Bg95Error.ModuleRestarted && result != Bg95Error.PortFailed)
                {
                    return false;
                }
            }

            _result = result;

            if (Interlocked.Exchange(ref _state, Finished) == Idle)
            {
                // The caller has given up in this very moment.
                _state = Idle;
                return false;
            }

            _signal.Set();
            return true;
        }
    }
}
