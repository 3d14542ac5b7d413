// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    // What the module's lines tell the sockets; on the reader's thread.
    public sealed partial class SslContextCollection
    {
        // Tells the sockets of a PDP context, or all.
        private void OnUrc(int kind, int pdpContext)
        {
            foreach (SslSocket socket in _sockets)
            {
                if (socket != null && (pdpContext == 0 || socket.Context.Arguments[SslContext.PdpSetting] == pdpContext))
                {
                    socket.OnUrc(kind);
                }
            }
        }

        /// <inheritdoc/>
        int IAtLines.OnLine(int kind, AtFields fields)
        {
            SslSocket socket;

            switch (kind)
            {
                case AtChannel.Answer:
                    // 4,"SSLClient","45.79.112.203",4243,0,2,1,4,0,"uart1",1
                    int id = fields.ToInt32();

                    if ((uint)id < Sockets)
                    {
                        _seen |= 1 << id;

                        if (_items != null)
                        {
                            if (_found < _items.Length)
                            {
                                SslSocketInfo info = _items[_found];
                                info.Id = id;
                                fields.MoveNext();
                                info.Address = fields.GetString();
                                info.RemotePort = fields.ToInt32();
                                info.LocalPort = fields.ToInt32();

                                // BG96 has been seen to print 3 for a connection that works (module facts 3).
                                int state = fields.ToInt32();
                                info.State = state == 3 ? SocketState.Connected : (SocketState)state;
                                info.PdpContextId = fields.ToInt32();
                                fields.MoveNext();
                                info.Mode = (AccessMode)fields.ToInt32();
                                fields.MoveNext();
                                info.SslContextId = fields.ToInt32();
                            }

                            _found++;
                        }
                    }

                    break;

                case AtChannel.Recv:
                    return Receive(fields);

                case AtChannel.PushedAgain:
                    if (Pushed == null || Pushed.Id != _head)
                    {
                        return 0;
                    }

                    Channel.Pushed = Pushed.MakeRoom(_size);
                    return _size;

                case AtChannel.Ssl:
                    if (fields.MoveNext("closed"))
                    {
                        GetObject(fields.ToInt32())?.OnUrc(AtChannel.Closed);
                        break;
                    }

                    if (fields.MoveNext("recv"))
                    {
                        goto case AtChannel.Recv;
                    }

                    return -1;

                case AtChannel.SslOpen:
                    socket = GetObject(fields.ToInt32());
                    int error = fields.ToInt32();

                    if (socket != null)
                    {
                        socket.Reply(error < 0 ? (int)Bg95Error.UnexpectedAnswer : error);
                    }

                    break;

                case AtChannel.Ip:
                    int pdpContext = fields.MoveNext("pdpdeact") ? fields.ToInt32() : 0;

                    if (pdpContext >= PdpContexts.MinimumId && pdpContext <= PdpContexts.MaximumId)
                    {
                        OnUrc(kind, pdpContext);
                        Channel.Queue(kind, pdpContext);
                    }

                    break;

                case AtChannel.Synchronized:
                    Clock.Reply(fields.ToInt32());
                    break;

                case AtChannel.Unknown:
                    // The line may have been a count, and what follows payload, if the module may push.
                    foreach (SslSocket pushed in _sockets)
                    {
                        if (pushed != null && pushed.Mode == AccessMode.DirectPush && pushed.State == SocketState.Connected)
                        {
                            return 1;
                        }
                    }

                    break;

                case AtChannel.LinesLost:
                case AtChannel.BytesLost:
                    Clock.Reply((int)Bg95Error.NoAnswer);
                    OnUrc(kind, 0);
                    break;

                case AtChannel.PayloadDoubtful:
                case AtChannel.PushDamaged:
                case AtChannel.DataReceived:
                case AtChannel.Closed:
                    socket = kind == AtChannel.PayloadDoubtful ? Target : Pushed;
                    socket?.OnUrc(kind == AtChannel.PushDamaged ? AtChannel.PayloadDoubtful : kind);
                    break;

                default:
                    Reset();
                    Channel.Queue(kind, 0);
                    break;
            }

            return 0;
        }

        // 4 or, in direct push mode, 4,18
        private int Receive(AtFields fields)
        {
            int id = fields.ToInt32();

            if ((uint)id >= Sockets)
            {
                return -1;
            }

            SslSocket socket = _sockets[id];

            if (fields.Empty())
            {
                socket?.OnUrc(AtChannel.DataReceived);
                return 0;
            }

            int count = fields.ToInt32();

            if (count <= 0 || count > LongestDirectPush)
            {
                return -1;
            }

            // An id that an earlier run of the program left in that mode has no ring.
            Pushed = socket;
            Channel.Pushed = socket?.MakeRoom(count);
            _head = id;
            _size = count;
            return count;
        }

        internal SslSocket GetObject(int id)
        {
            return (uint)id < Sockets ? _sockets[id] : null;
        }
    }
}
