// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections;

namespace Bg95Ssl
{
    /// <summary>The module's twelve socket ids: who has which, and which socket a line of the module is for.</summary>
    internal sealed class SocketTable : ILineListener
    {
        /// <summary>The module's number of ids.</summary>
        internal const int Size = 12;

        // Ids of one digit: a digit of 10 or 11 that the line loses makes another socket's id of it.
        private const int FirstLongId = 10;

        // A variable: naming a constant string costs the device 12 bytes of heap each time.
        private static readonly string s_receive = "recv";

        private readonly SslSocket[] _sockets = new SslSocket[Size];
        private int _nextId;

        // Sockets that have no id any more and something to raise; null until there is one.
        private ArrayList _withoutId;

        // A bit for each id that was in buffer mode last: a late recv with a length is an announcement then.
        private int _bufferModeIds;

        internal SocketTable(AtChannel channel, EventDispatcher dispatcher)
        {
            Channel = channel;
            Dispatcher = dispatcher;
            channel.Urcs.SocketUrcs = this;
            channel.Urcs.OpenResults = new OpenResultListener(this);
        }

        internal readonly AtChannel Channel;

        /// <summary>
        /// Who changes a setting of an SSL context holds this monitor from the look whether a socket uses the context until the setting is
        /// changed; who makes a socket holds it, too.
        /// </summary>
        internal object SyncRoot => _sockets;

        internal readonly EventDispatcher Dispatcher;

        /// <summary>Gets or sets what moves the module's DTR pin, or <see langword="null"/>.</summary>
        internal DataTerminalReadyHandler DataTerminalReady;

        /// <summary>What moved it when the mode that is being entered was prepared; the one who uses the line sets it.</summary>
        internal DataTerminalReadyHandler PreparedPin;

        /// <summary>Gets or sets a value indicating whether the module takes the note's spelling of seclevel.</summary>
        internal bool UsesNoteSpelling;

        /// <summary>Gets or sets the socket that has left transparent mode last: ATO would go back to it.</summary>
        internal SslSocket LastTransparent;

        /// <summary>Gets or sets the socket that NO CARRIER has ended last, until the module has confirmed the end.</summary>
        internal SslSocket LastNoCarrier;

        /// <summary>Gets or sets the socket that has moved payload last.</summary>
        internal SslSocket LastPayload;

        /// <summary>The socket that the module is being asked for data for: only the answer tells whether it has some.</summary>
        internal SslSocket Asking;

        /// <summary>Gets a value indicating whether the module may push payload to one of the sockets.</summary>
        internal bool MayPayloadBePushed
        {
            get
            {
                for (int i = 0; i < Size; i++)
                {
                    SslSocket socket = _sockets[i];

                    if (socket != null && socket.MayPayloadBePushed)
                    {
                        return true;
                    }
                }

                return false;
            }
        }

        /// <summary>Gives the socket that has an id, or <see langword="null"/>.</summary>
        internal SslSocket Find(int id)
        {
            return (uint)id < Size ? _sockets[id] : null;
        }

        /// <summary>
        /// Says whether a recv with a length has payload behind it. What the module was told last of an id counts: a socket that has got the id
        /// since, and is not opened yet, changes nothing.
        /// </summary>
        internal bool MayPushTo(int id)
        {
            return (uint)id < Size && (_bufferModeIds & (1 << id)) == 0;
        }

        /// <summary>
        /// Says whether the socket's id is its own still. After a restart the module does not have the id any more, and it may be
        /// another socket's: whoever names it in a command looks here first, with the line.
        /// </summary>
        internal bool Owns(SslSocket socket) => _sockets[socket.Id] == socket;

        /// <summary>Gives a new socket an id; in turn, so that a late result of an id that was given up finds nobody.</summary>
        internal SslSocket Reserve(SslContext context, AccessMode mode, int ringSize)
        {
            SslSocket socket = new SslSocket(this, context, mode, ringSize);

            if (!TryAssignId(socket, 0))
            {
                throw new InvalidOperationException("all 12 sockets are in use: close one first");
            }

            return socket;
        }

        /// <summary>Gives a socket a free id, in place of one that it may have; says whether there is one.</summary>
        /// <param name="socket">The socket.</param>
        /// <param name="heldIds">Ids that something else holds in the module, a bit each.</param>
        internal bool TryAssignId(SslSocket socket, int heldIds)
        {
            lock (_sockets)
            {
                for (int i = 0; i < Size; i++)
                {
                    // The ids of two digits last.
                    int id = i < FirstLongId ? (_nextId + i) % FirstLongId : i;

                    if (_sockets[id] == null && (heldIds & (1 << id)) == 0)
                    {
                        if (_sockets[socket.Id] == socket)
                        {
                            _sockets[socket.Id] = null;
                        }

                        _nextId = (id + 1) % FirstLongId;
                        _sockets[id] = socket;
                        socket.Id = id;
                        return true;
                    }
                }

                return false;
            }
        }

        /// <summary>The module is told to use a socket's id in this mode.</summary>
        internal void NoteMode(int id, AccessMode mode)
        {
            _bufferModeIds = mode == AccessMode.DirectPush ? _bufferModeIds & ~(1 << id) : _bufferModeIds | (1 << id);
        }

        /// <summary>The socket's id is free again.</summary>
        internal void Remove(SslSocket socket)
        {
            lock (_sockets)
            {
                if (_sockets[socket.Id] == socket)
                {
                    _sockets[socket.Id] = null;
                }

                LastTransparent = LastTransparent == socket ? null : LastTransparent;
                LastNoCarrier = LastNoCarrier == socket ? null : LastNoCarrier;
                LastPayload = LastPayload == socket ? null : LastPayload;
            }
        }

        /// <summary>
        /// Says whether a socket of the context is connected, or a call of Connect has one that it has not given to the program yet; or, with
        /// <paramref name="orUnclosed"/>, has an id still. The monitor is held.
        /// </summary>
        internal bool IsInUse(SslContext context, bool orUnclosed)
        {
            for (int i = 0; i < Size; i++)
            {
                SslSocket socket = _sockets[i];

                if (socket != null && socket.Context == context && (orUnclosed || socket.IsInUse))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Tells all sockets that their connections have ended, or those over one PDP context.</summary>
        /// <param name="reason">Why.</param>
        /// <param name="pdpContextId">The context, or 0 for all.</param>
        internal void EndAll(Bg95Error reason, int pdpContextId)
        {
            for (int i = 0; i < Size; i++)
            {
                SslSocket socket = _sockets[i];

                if (socket != null && (pdpContextId == 0 || socket.Context.PdpContextId == pdpContextId))
                {
                    socket.OnEnded(reason);
                }
            }
        }

        /// <summary>A PDP context is being activated; 0 for any.</summary>
        internal void NoteActivation(int pdpContextId)
        {
            for (int i = 0; i < Size; i++)
            {
                SslSocket socket = _sockets[i];

                if (socket != null && (pdpContextId == 0 || socket.Context.PdpContextId == pdpContextId))
                {
                    socket.WasContextActivated = true;
                }
            }
        }

        /// <summary>Tells all sockets that lines were lost that may have been theirs, and those that data are pushed to that bytes were.</summary>
        internal void AskAll(bool wereBytesLost)
        {
            for (int i = 0; i < Size; i++)
            {
                _sockets[i]?.OnLinesLost(wereBytesLost);
            }
        }

        /// <summary>A socket has something to raise.</summary>
        internal void Schedule(SslSocket socket)
        {
            lock (_sockets)
            {
                if (_sockets[socket.Id] != socket)
                {
                    _withoutId ??= new ArrayList();

                    if (!_withoutId.Contains(socket))
                    {
                        _withoutId.Add(socket);
                    }
                }
            }

            Dispatcher.Schedule();
        }

        /// <summary>Raises what is pending. The event thread.</summary>
        [OwnFrame]
        internal void RaisePending()
        {
            for (int i = 0; i < Size; i++)
            {
                _sockets[i]?.RaisePending();
            }

            SslSocket socket;

            while ((socket = TakeFirstWithoutId()) != null)
            {
                socket.RaisePending();
            }
        }

        /// <summary>The program has closed the modem: no socket has anything to raise.</summary>
        internal void ForgetPending()
        {
            while (TakeFirstWithoutId() != null)
            {
                // Its handlers are not called any more.
            }
        }

        // 4 of +QSSLURC: "recv",4 or, in direct push mode, 4,18 of +QSSLURC: "recv",4,18; 4 of +QSSLURC: "closed",4.
        void ILineListener.OnLine(AtFieldReader fields)
        {
            if (fields.PassField(s_receive))
            {
                int id = fields.ReadNumber();
                bool isPush = !fields.IsAtEnd;
                int count = isPush ? fields.ReadNumber() : 0;
                SslSocket socket = Find(id);

                if (id < 0 || id >= Size || count < 0 || count > SslSocket.ReceiveChunk)
                {
                    Channel.Interpreter.OnPayloadDamaged(false);
                }
                else if (!MayPushTo(id))
                {
                    // With a length it is an announcement all the same (module facts 8): the socket's mode decides.
                    socket?.OnAnnounced();
                }
                else if (count > 0)
                {
                    // An id that an earlier run of the program left in that mode has no socket: its data are dropped.
                    IPayloadTarget target = socket != null && socket.AcceptsPush(count) ? socket : null;
                    int offset = target == null ? 0 : socket.PushOffset;
                    Channel.Reader.BeginPayload(target, offset, count, true, Channel.Generation.PushTrailer);
                }
            }
            else if (fields.PassField("closed"))
            {
                Find(fields.ReadNumber())?.OnClosedByPeer();
            }
            else
            {
                Channel.Interpreter.OnSocketUrcDamaged(fields);
            }
        }

        private SslSocket TakeFirstWithoutId()
        {
            lock (_sockets)
            {
                if (_withoutId == null || _withoutId.Count == 0)
                {
                    return null;
                }

                SslSocket socket = (SslSocket)_withoutId[0];
                _withoutId.RemoveAt(0);
                return socket;
            }
        }

        // 4,0 of +QSSLOPEN: 4,0
        private sealed class OpenResultListener : ILineListener
        {
            private readonly SocketTable _table;

            internal OpenResultListener(SocketTable table)
            {
                _table = table;
            }

            public void OnLine(AtFieldReader fields)
            {
                SslSocket socket = _table.Find(fields.ReadNumber());
                int error = fields.ReadNumber();

                if (socket == null || !socket.IsAlive)
                {
                    // An opening that was given up. Its id is closed before it is opened again; openings come in any order, so this
                    // does not tell that module and driver are out of step.
                    _table.Channel.Statistics.Count(LineCounter.LateAnswers);
                    return;
                }

                socket.OnOpened(error < 0 ? Bg95Error.UnexpectedAnswer : (Bg95Error)error);
            }
        }
    }
}
