// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Bg95Ssl
{
    /// <summary>The module's twelve socket ids: opens and closes, and brings URCs to their sockets.</summary>
    internal sealed class SslSockets : IAtLines, IUrcListener
    {
        internal const int Count = 12;
        internal const int LongestHost = 200;

        // Application note 2.1.2: 150 s and the negotiation's own limit.
        private const int OpenLimit = 150000;

        // Module facts 4.2: after closing an id that was still in use.
        private const int UsedIdPause = 1000;
        private const int LongestDirectPush = 1500;
        private const int FieldsBeforeState = 4;

        private readonly int _listener;
        private readonly SslSocket[] _sockets = new SslSocket[Count];
        private readonly SslSettings _settings;
        private readonly AtName _open = new AtName("+QSSLOPEN");
        private readonly AtName _query = new AtName("+QSSLSTATE");
        private int _next;
        private int _asked;
        private int _seen;
        private int _state;
        private int _epoch;

        internal readonly AtChannel Channel;

        /// <summary>The socket that the last payload was for.</summary>
        internal SslSocket LastReceiver;

        internal SslSockets(AtChannel channel)
        {
            Channel = channel;
            _settings = new SslSettings(channel);
            _listener = channel.Router.Listen(this);
        }

        internal SslSocket Open(SslContext context, string host, int port)
        {
            SslSocket socket = Reserve(context);

            try
            {
                Bg95Error error = TryOpen(socket, host, port);

                if (error == Bg95Error.SocketIdentityUsed)
                {
                    CloseId(socket.Id, -1);
                    Thread.Sleep(UsedIdPause);
                    error = TryOpen(socket, host, port);
                }

                if (error != Bg95Error.Success)
                {
                    // The id may stay taken after a failure, and surely after no answer (module facts 4.5).
                    CloseId(socket.Id, -1);
                    throw new Bg95Exception(error, _open);
                }

                return socket;
            }
            catch (Exception)
            {
                Release(socket);
                throw;
            }
        }

        /// <summary>Closes an id in the module.</summary>
        internal Bg95Error CloseId(int id, int seconds)
        {
            Channel.Begin(SslSocket.CloseName, '=').Int(id);

            if (seconds >= 0)
            {
                Channel.Command.Int(seconds);
            }

            // The module's own default is 10 s (application note 2.1.5).
            Bg95Error error = Channel.Run(null, AtChannel.ShortLimit + ((seconds < 0 ? 10 : seconds) * 1000));

            // Some modules take no time-out here (module facts 1).
            return error < Bg95Error.Success && error != Bg95Error.Rejected ? error
                : error != Bg95Error.Success && seconds >= 0 ? CloseId(id, -1)
                : Bg95Error.Success;
        }

        internal void Release(SslSocket socket)
        {
            if (_sockets[socket.Id] == socket)
            {
                _sockets[socket.Id] = null;
            }
        }

        /// <summary>Asks the module for the state of a socket.</summary>
        [MethodImpl(MethodImplOptions.Synchronized)]
        internal SocketState AskState(int id)
        {
            _asked = id;
            _state = 0;
            Channel.Begin(_query, '=').Int(id);
            Bg95Error error = Channel.Run(this, AtChannel.ShortLimit);

            if (error < Bg95Error.Success && error != Bg95Error.Rejected)
            {
                throw new Bg95Exception(error, _query);
            }

            // BG96 has been seen to print 3 for a connection that works.
            return _state == 3 ? SocketState.Connected : (SocketState)_state;
        }

        /// <summary>Closes what an earlier run of the program has left open in the module (module facts 4.2).</summary>
        internal void CloseLeftOver()
        {
            _seen = 0;
            Channel.Begin(_query, (char)0);
            Channel.Run(this, AtChannel.ShortLimit);

            for (int id = 0; id < Count; id++)
            {
                if ((_seen & (1 << id)) != 0)
                {
                    CloseId(id, -1);
                }
            }
        }

        /// <summary>All sockets are gone, and all settings with them.</summary>
        internal void Forget()
        {
            _epoch++;

            for (int i = 0; i < Count; i++)
            {
                SslSocket socket = _sockets[i];

                if (socket != null)
                {
                    socket.OnGone();
                }
            }
        }

        /// <inheritdoc/>
        void IAtLines.OnLine(AtFields fields)
        {
            // 4,"SSLClient","45.79.112.203",4243,0,2,1,4,0,"uart1",1
            int id = fields.NextInt();

            if (id >= 0 && id < Count)
            {
                _seen |= 1 << id;

                if (id == _asked)
                {
                    for (int i = 0; i < FieldsBeforeState; i++)
                    {
                        fields.SkipField();
                    }

                    _state = fields.NextInt();
                }
            }
        }

        /// <inheritdoc/>
        int IUrcListener.OnUrc(UrcKind kind, AtFields fields)
        {
            switch (kind)
            {
                case UrcKind.Ssl:
                    return OnSsl(fields);

                case UrcKind.SslOpen:
                    OnOpened(fields);
                    break;

                case UrcKind.Ip:
                    if (fields.NextIs("pdpdeact"))
                    {
                        OnDeactivated(fields.NextInt());
                    }

                    break;

                case UrcKind.Restarted:
                case UrcKind.PoweredDown:
                    Forget();
                    break;

                case UrcKind.LinesLost:
                    for (int i = 0; i < Count; i++)
                    {
                        _sockets[i]?.OnLinesLost();
                    }

                    break;

                case UrcKind.PayloadDoubtful:
                    LastReceiver?.OnFault();
                    break;
            }

            return 0;
        }

        /// <inheritdoc/>
        void IUrcListener.RaiseUrc(UrcKind kind, int id)
        {
            _sockets[id]?.Raise(kind);
        }

        internal void Queue(UrcKind kind, int id)
        {
            Channel.Router.Queue(_listener, kind, id);
        }

        [MethodImpl(MethodImplOptions.Synchronized)]
        private SslSocket Reserve(SslContext context)
        {
            // In turn, so that a late result of an id that was given up finds nobody.
            for (int i = 0; i < Count; i++)
            {
                int id = _next;
                _next = (id + 1) % Count;

                if (_sockets[id] == null)
                {
                    return _sockets[id] = new SslSocket(this, context, id);
                }
            }

            throw new InvalidOperationException("all sockets are in use");
        }

        private Bg95Error TryOpen(SslSocket socket, string host, int port)
        {
            SslContext context = socket.Context;
            int limit = OpenLimit + (context.NegotiateTimeout * 1000);
            context.Apply(_settings, _epoch);
            AtCommand command = Channel.Begin(_open, '=');
            command.Int(context.PdpContextId);
            command.Int(context.Id);
            command.Int(socket.Id);
            command.Quoted(host);
            command.Int(port);
            command.Int((int)AccessMode.Buffer);
            socket.BeginOpen();

            // The result comes as a URC, also where it comes before the OK; nobody else may take it.
            Bg95Error error = Channel.Run(socket, limit);
            return error == Bg95Error.Success ? socket.WaitOpen(limit) : error;
        }

        internal void OnOpened(AtFields fields)
        {
            SslSocket socket = Socket(fields.NextInt());
            int error = fields.NextInt();

            if (socket != null)
            {
                socket.OnOpened(error < 0 ? (int)Bg95Error.UnexpectedAnswer : error);
            }
        }

        private int OnSsl(AtFields fields)
        {
            if (fields.NextIs("recv"))
            {
                SslSocket socket = Socket(fields.NextInt());

                if (!fields.AtEnd)
                {
                    // Direct push on an id that an earlier run of the program left in that mode.
                    int count = fields.NextInt();
                    return count > 0 && count <= LongestDirectPush ? count : -1;
                }

                if (socket != null)
                {
                    socket.OnReadable();
                }
            }
            else if (fields.NextIs("closed"))
            {
                SslSocket socket = Socket(fields.NextInt());

                if (socket != null)
                {
                    socket.OnClosed();
                }
            }

            return 0;
        }

        private void OnDeactivated(int pdpContext)
        {
            for (int i = 0; i < Count; i++)
            {
                SslSocket socket = _sockets[i];

                if (socket != null && socket.Context.PdpContextId == pdpContext)
                {
                    socket.OnClosed();
                }
            }
        }

        private SslSocket Socket(int id)
        {
            return id >= 0 && id < Count ? _sockets[id] : null;
        }
    }
}
