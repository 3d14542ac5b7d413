// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>Asks the module what it knows of its sockets (<c>AT+QSSLSTATE</c>, application note 2.1.6).</summary>
    internal sealed class SocketStateQuery : ILineListener
    {
        internal const string CommandName = "AT+QSSLSTATE";

        private const int MostRefusals = 2;

        private readonly SslSocketInfo[] _infos;

        /// <param name="infos">What is filled, from the first on.</param>
        internal SocketStateQuery(SslSocketInfo[] infos)
        {
            _infos = infos;
        }

        /// <summary>Gets how many sockets the module has told of.</summary>
        internal int Count;

        /// <summary>Gets the ids it has told of, a bit each.</summary>
        internal int Ids;

        /// <summary>Gets those of them that are in buffer mode.</summary>
        internal int BufferModeIds;

        /// <summary>Asks for one socket or, with -1, for all; throws if the module does not answer.</summary>
        internal int Ask(AtChannel channel, int id)
        {
            Bg95Error error = TryAsk(channel, id, channel.Time.DeadlineIn(AtChannel.LineLimit + AtChannel.ShortLimit));
            channel.ThrowIfFailed(error, CommandName);
            return Count;
        }

        /// <summary>The same; gives the error.</summary>
        internal Bg95Error TryAsk(AtChannel channel, int id, long deadline)
        {
            Bg95Error error = channel.TakeLine(deadline);

            if (error == Bg95Error.Success)
            {
                try
                {
                    error = AskWithLine(channel, id);
                }
                finally
                {
                    channel.GiveLineBack();
                }
            }

            return error;
        }

        /// <summary>The same; the caller uses the line.</summary>
        internal Bg95Error AskWithLine(AtChannel channel, int id)
        {
            // A module may refuse an id that it does not know; a busy one refuses whatever is asked, and knows it a moment later.
            for (int i = 0; i < MostRefusals; i++)
            {
                channel.Command.Start(CommandName).Add(id);
                Bg95Error error = channel.Run(AtChannel.ShortLimit, this);

                if (!ErrorMeaning.IsRefusal(error))
                {
                    return error;
                }
            }

            return Bg95Error.Success;
        }

        // 4,"SSLClient","45.79.112.203",4243,0,2,1,4,0,"uart1",1
        public void OnLine(AtFieldReader fields)
        {
            int id = fields.ReadNumber();

            if (id < 0 || id >= SocketTable.Size)
            {
                return;
            }

            SslSocketInfo info = Count < _infos.Length ? _infos[Count] : new SslSocketInfo();
            info.Id = id;
            info.SocketType = fields.ReadText();
            info.Address = fields.ReadText();
            info.RemotePort = fields.ReadNumber();
            info.LocalPort = fields.ReadNumber();

            // BG96 has been seen to print 3 for a connection that works (module facts 3).
            int state = fields.ReadNumber();
            info.State = state == 3 ? SocketState.Connected : (SocketState)state;
            info.PdpContextId = fields.ReadNumber();
            info.ServerId = fields.ReadNumber();
            info.Mode = (AccessMode)fields.ReadNumber();
            info.Port = fields.ReadText();
            info.SslContextId = fields.ReadNumber();
            Count++;
            Ids |= 1 << id;
            BufferModeIds |= info.Mode == AccessMode.Buffer ? 1 << id : 0;
        }
    }
}
