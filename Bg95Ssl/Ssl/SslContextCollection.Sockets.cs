// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Bg95Ssl
{
    // The module's twelve socket ids: opens and closes, and brings URCs to their sockets. Not a class of its own: a type, an
    // object and the way from one to the other would cost the device more than they tell the reader.
    public sealed partial class SslContextCollection : IAtLines
    {
        private const int Sockets = 12;
        internal const int LongestHost = 200;
        internal const string CloseName = "AT+QSSLCLOSE";
        private const string OpenName = "AT+QSSLOPEN";
        private const string StateName = "AT+QSSLSTATE";

        // Application note 2.1.2: 150 s and the negotiation's own limit.
        private const int OpenLimit = 150;

        // Module facts 4.2: after closing an id that was still in use.
        private const int UsedIdPause = 1000;
        private const int LongestDirectPush = 1500;
        private const int MostRefusals = 3;

        private readonly SslSocket[] _sockets = new SslSocket[Sockets];
        private int _index;
        private int _seen;
        private int _epoch;
        private int _count;
        private SslSocketInfo[] _items;
        private int _found;
        private int _head;
        private int _size;

        internal readonly AtChannel Channel;
        internal readonly ModuleClock Clock;
        internal bool Differs;

        /// <summary>The socket that the last payload was for that was asked for.</summary>
        internal SslSocket Target;

        /// <summary>The socket that the last block was pushed to, or that the line belongs to in transparent mode.</summary>
        internal SslSocket Pushed;

        /// <summary>The socket that has left transparent mode last: ATO would go back to it.</summary>
        internal SslSocket Left;

        internal SslSocket Open(SslContext context, string host, int port, int mode, int ringSize)
        {
            SslSocket socket = Add(context);

            try
            {
                int limit = OpenLimit + context.Arguments[SslContext.NegotiateTimeSetting];
                bool again = false;
                Bg95Error error;
                socket.Set(mode, ringSize);

                do
                {
                    context.Write(_epoch);
                    AtCommand command = Channel.Begin(OpenName).Add(context.Arguments[SslContext.PdpSetting]).Add(context.Id).Add(socket.Id);
                    command.Quoted(host).Add(port).Add(mode);
                    error = socket.Open(limit);

                    if (error == Bg95Error.Success)
                    {
                        _count = 0;
                        return socket;
                    }

                    // The id may stay taken after a failure, and surely after no answer (module facts 4.5).
                    Close(socket.Id, -1);
                    again = !again && error == Bg95Error.SocketIdentityUsed;

                    if (again)
                    {
                        Thread.Sleep(UsedIdPause);
                    }
                }
                while (again);

                // The parameters are checked, so 552 is the module's state: some refuse every opening after about twenty
                // (module facts 4.10).
                _count = error == Bg95Error.InvalidParameter || error == Bg95Error.MemoryNotEnough ? _count + 1 : 0;
                throw new Bg95Exception(_count < MostRefusals ? error : Bg95Error.PowerCycleNeeded, OpenName);
            }
            catch (Exception)
            {
                Remove(socket);
                throw;
            }
        }

        /// <summary>Refuses to change a context that a socket uses.</summary>
        internal void Check(SslContext context)
        {
            foreach (SslSocket socket in _sockets)
            {
                if (socket?.Context == context && (socket.State == SocketState.Opening || socket.State == SocketState.Connected))
                {
                    throw new InvalidOperationException("in use");
                }
            }
        }

        /// <summary>Closes an id in the module. Throws nothing.</summary>
        internal Bg95Error Close(int id, int seconds)
        {
            Bg95Error error = Channel.Enter();

            if (error == Bg95Error.Success)
            {
                Channel.Format(CloseName).Add(id).Add(seconds);

                // The module's own default is 10 s (application note 2.1.5).
                error = Channel.Run(null, AtChannel.ShortLimit + (seconds < 0 ? 10 : seconds));

                if (error > Bg95Error.Success || error == Bg95Error.Rejected)
                {
                    // Some modules take no time-out here (module facts 1).
                    error = seconds >= 0 ? Close(id, -1) : Bg95Error.Success;
                }
            }

            return error;
        }

        internal void Remove(SslSocket socket)
        {
            if (Left == socket)
            {
                Left = null;
            }

            if (Target == socket)
            {
                // Or its ring would stay in memory.
                Target = null;
            }

            if (Pushed == socket)
            {
                Pushed = null;
            }

            if (_sockets[socket.Id] == socket)
            {
                _sockets[socket.Id] = null;
            }
        }

        /// <summary>Asks the module for the state of a socket.</summary>
        internal SocketState QueryState(int id)
        {
            SslSocketInfo info = new SslSocketInfo();
            Query(id, new SslSocketInfo[] { info });
            return info.State;
        }

        /// <summary>Asks the module for one socket or, with -1, for all; gives how many it knows.</summary>
        [MethodImpl(MethodImplOptions.Synchronized)]
        internal int Query(int id, SslSocketInfo[] infos)
        {
            _items = infos;
            _found = 0;
            Channel.Begin(StateName).Add(id);
            Bg95Error error = Channel.Run(this, AtChannel.ShortLimit);
            _items = null;

            // A module may refuse an id that it does not know.
            AtChannel.Check(error > Bg95Error.Success || error == Bg95Error.Rejected ? Bg95Error.Success : error, StateName);
            return _found;
        }

        /// <summary>Closes what an earlier run of the program has left open in the module (module facts 4.2).</summary>
        internal Bg95Error Close()
        {
            Reset();
            _seen = 0;
            Bg95Error error = Channel.Enter();

            if (error == Bg95Error.Success)
            {
                Channel.Format(StateName);
                Channel.Run(this, AtChannel.ShortLimit);

                for (int id = 0; id < Sockets && error == Bg95Error.Success; id++)
                {
                    if ((_seen & (1 << id)) != 0)
                    {
                        error = Close(id, -1);
                    }
                }
            }

            return error;
        }

        /// <summary>All sockets are gone, and all settings with them.</summary>
        internal void Reset()
        {
            _epoch++;
            Clock.Reply((int)Bg95Error.NoAnswer);
            OnUrc(AtChannel.Restarted, 0);
        }

        [MethodImpl(MethodImplOptions.Synchronized)]
        private SslSocket Add(SslContext context)
        {
            // In turn, so that a late result of an id that was given up finds nobody.
            for (int i = 0; i < Sockets; i++)
            {
                int id = _index;
                _index = (id + 1) % Sockets;

                if (_sockets[id] == null)
                {
                    return _sockets[id] = new SslSocket(this, context, id);
                }
            }

            throw new InvalidOperationException("no socket");
        }
    }
}
