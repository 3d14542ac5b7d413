// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>
    /// Opens one connection (<c>AT+QSSLOPEN</c>, application note 2.1.2). It is given to the program only if the settings that
    /// decide about trust were read back, and the connection opened, in one and the same generation of the module.
    /// </summary>
    internal sealed class ConnectionOpener : ILineListener
    {
        /// <summary>What the module may take besides the negotiation's own limit (application note 2.1.2), in milliseconds.</summary>
        internal const int OpenLimit = 150000;

        /// <summary>For waiting for the line, getting in step, settings, and closing what has failed.</summary>
        internal const int ExtraLimit = 40000;

        // Of that, what is kept for closing.
        private const int CloseLimit = 20000;

        private const string OpenName = "AT+QSSLOPEN";

        // Module facts 3: 15 s at most are usual. A result that is lost is not repeated.
        private const int AskPause = 15000;

        // Module facts 4.2: after closing an id that was still in use.
        private const int UsedIdPause = 1000;
        private const int MostAttempts = 4;
        private const int MostUnknown = 2;

        // A row has at least so many bytes before the mode: its name, an id, and what stands between commas.
        private const int LeastBeforeMode = 16;

        private readonly SocketTable _table;
        private readonly AtChannel _channel;
        private readonly SslContext _context;
        private readonly SslSocket _socket;
        private readonly AccessMode _mode;
        private readonly int _limit;
        private readonly long _deadline;

        // Ids that were in use in the module: those that something else holds, and those that were closed once.
        private int _restarts;
        private int _heldIds;
        private int _closedIds;

        // The module says that it has opened another context or another mode than it was told.
        private bool _wasOtherOpened;

        // The module was asked for the result of the opening, which should have come by itself.
        private bool _wasResultMissing;

        // The PDP context was lost before the module has heard of the connection.
        private bool _isContextLost;

        // What has failed, for the exception.
        private string _failedName = OpenName;

        internal ConnectionOpener(SocketTable table, SslContext context, SslSocket socket, AccessMode mode)
        {
            _table = table;
            _channel = table.Channel;
            _context = context;
            _socket = socket;
            _mode = mode;
            _limit = OpenLimit + context.NegotiateTimeoutMilliseconds;
            _deadline = _channel.Time.DeadlineIn(_limit + ExtraLimit);
        }

        /// <summary>Gets the command or the setting that has failed.</summary>
        internal string FailedName => _failedName;

        internal Bg95Error Open(string host, int port)
        {
            Bg95Error error = Bg95Error.NoAnswer;

            // Another id each time that one is held takes no attempt: there are twelve.
            for (int attempt = 0; attempt < MostAttempts; attempt++)
            {
                bool isTrusted = true;
                error = OpenOnce(host, port, ref isTrusted);

                if (error == Bg95Error.Success)
                {
                    return Bg95Error.Success;
                }

                if (error == Bg95Error.PortFailed || error == Bg95Error.LineBusy || _failedName != OpenName || _isContextLost)
                {
                    break;
                }

                bool isIdHeld = error == Bg95Error.SocketIdentityUsed;
                isTrusted &= error != Bg95Error.LineDamaged;
                Bg95Error closing = isIdHeld ? FreeId() : CloseFailed();
                attempt -= isIdHeld ? 1 : 0;

                if (closing != Bg95Error.Success || (isTrusted && !isIdHeld))
                {
                    // What keeps it from trying again tells more than that it was not sure of the last try.
                    error = isTrusted && !isIdHeld ? error : closing;
                    break;
                }
            }

            return error;
        }

        private Bg95Error OpenOnce(string host, int port, ref bool isTrusted)
        {
            Bg95Error error = _channel.TakeLine(_deadline);
            int generation = 0;

            if (error == Bg95Error.Success)
            {
                try
                {
                    // From the first setting that is read to AT+QSSLOPEN the line is not given away.
                    _channel.Generation.LostContexts &= ~(1 << _context.PdpContextId);
                    error = _context.ConfirmSettings(_channel, out _failedName, out generation);
                    error = error == Bg95Error.Success ? OpenWithLine(host, port, ref isTrusted) : error;
                }
                finally
                {
                    _channel.GiveLineBack();
                }
            }

            if (error == Bg95Error.Success && _mode != AccessMode.Transparent)
            {
                error = AwaitResult();
            }

            if (error == Bg95Error.Success)
            {
                error = VerifyTrust(generation, ref isTrusted);
            }

            if (error != Bg95Error.Success)
            {
                _socket.GiveUpOpening();
            }

            return error;
        }

        private Bg95Error OpenWithLine(string host, int port, ref bool isTrusted)
        {
            _failedName = OpenName;
            Bg95Error error = _socket.PrepareTransparent(_mode);
            int bit = 1 << _socket.Id;

            if (error == Bg95Error.Success && (_channel.Generation.DoubtfulIds & bit) != 0)
            {
                // If the result is lost the state must not tell of an older connection.
                error = SslSocket.CloseIdWithLine(_channel, _socket.Id, -1);
            }

            if (error == Bg95Error.Success && (_channel.Generation.LostContexts & (1 << _context.PdpContextId)) != 0)
            {
                // It would only be refused.
                _isContextLost = true;
                error = Bg95Error.PdpDeactivated;
            }

            if (error != Bg95Error.Success)
            {
                return error;
            }

            _channel.Generation.DoubtfulIds |= bit;
            _wasResultMissing = false;
            _restarts = _channel.Statistics[LineCounter.Restarts];
            int unknownLines = _channel.Statistics[LineCounter.UnknownLines];
            _socket.BeginOpening();
            _channel.Command.Start(OpenName).Add(_context.PdpContextId).Add(_context.Id).Add(_socket.Id);
            _channel.Command.AddQuoted(host).Add(port).Add((int)_mode);

            if (_mode != AccessMode.Transparent)
            {
                return _channel.Run(TimeForOpening(), _channel.Urcs.OpenResults);
            }

            error = _channel.RunModeSwitch(TimeForOpening(), FinalResult.Connect, _socket, (int)_mode);

            // Nothing can be asked once the line is the connection's: any line that is not understood may have been an echo.
            isTrusted = error != Bg95Error.Success || unknownLines == _channel.Statistics[LineCounter.UnknownLines];
            return isTrusted ? error : Bg95Error.LineDamaged;
        }

        [OwnFrame]
        private Bg95Error AwaitResult()
        {
            int unknown = 0;
            long deadline = _channel.Time.DeadlineIn(TimeForOpening());

            while (_socket.State == SocketState.Opening)
            {
                int left = _channel.Time.TimeLeft(deadline);

                if (left == 0)
                {
                    return Bg95Error.NoAnswer;
                }

                if (_socket.WaitForOpening(left < AskPause ? left : AskPause) && _socket.State == SocketState.Opening)
                {
                    unknown = AskForResult() ? 0 : unknown + 1;

                    if (unknown == MostUnknown)
                    {
                        _socket.OnOpened(Bg95Error.SocketConnectionFailed);
                    }
                }
            }

            return _socket.OpenResult;
        }

        private int TimeForOpening()
        {
            int left = _channel.Time.TimeLeft(_deadline) - CloseLimit;
            return left < 0 ? 0 : left < _limit ? left : _limit;
        }

        // The line with the result may have been lost. Says whether the module knows the socket, or cannot be asked now.
        private bool AskForResult()
        {
            SslSocketInfo info = new SslSocketInfo();
            SocketStateQuery query = new SocketStateQuery(new SslSocketInfo[] { info });
            Bg95Error error = query.TryAsk(_channel, _socket.Id, _deadline);

            if (error == Bg95Error.Success && info.State == SocketState.Connected)
            {
                _wasResultMissing = true;
                _socket.OnOpened(Bg95Error.Success);
            }
            else if (error == Bg95Error.Success && info.State == SocketState.Closing)
            {
                _socket.OnOpened(Bg95Error.SocketConnectionFailed);
            }

            return error != Bg95Error.Success || query.Count > 0;
        }

        // A module that has started anew before it opened the connection has checked nothing, and has the default settings now.
        private Bg95Error VerifyTrust(int generation, ref bool isTrusted)
        {
            isTrusted = generation == _channel.Generation.Number;
            Bg95Error error = Bg95Error.Success;

            if (!isTrusted)
            {
                error = _restarts == _channel.Statistics[LineCounter.Restarts] ? Bg95Error.LineDamaged : Bg95Error.ModuleRestarted;
            }
            else if (_mode != AccessMode.Transparent)
            {
                error = _channel.TakeLine(_deadline);

                if (error == Bg95Error.Success)
                {
                    try
                    {
                        error = VerifyWithLine(ref isTrusted);
                    }
                    finally
                    {
                        _channel.GiveLineBack();
                    }
                }
            }

            return error == Bg95Error.Success ? _socket.HandOver() : error;
        }

        // 4,"SSLClient","45.79.112.203",4243,0,2,1,4,0,"uart1",1: the mode, the port and the context are the last. A line of another form
        // tells nothing. SocketStateQuery would make three strings of it and cost each opening 3,300 opcodes more.
        void ILineListener.OnLine(AtFieldReader fields)
        {
            int last = fields.LineLength - 1;
            int at = last - 2;

            if (fields.ByteAt(last - 1) != ',' || fields.ByteAt(at) != '"' || !IsDigit(fields.ByteAt(last)))
            {
                return;
            }

            while (at > LeastBeforeMode && fields.ByteAt(at) != ',')
            {
                at--;
            }

            int mode = fields.ByteAt(at - 1);

            if (fields.ByteAt(at - 2) == ',' && IsDigit(mode))
            {
                _wasOtherOpened |= fields.ByteAt(last) - '0' != _context.Id || mode - '0' != (int)_mode;
            }
        }

        private static bool IsDigit(int value)
        {
            return value >= '0' && value <= '9';
        }

        private Bg95Error VerifyWithLine(ref bool isTrusted)
        {
            isTrusted = _context.IsSecurityLevelConfirmed(_channel);

            if (!isTrusted)
            {
                return Bg95Error.ModuleRestarted;
            }

            // A digit that the line has changed on the way to the module makes another context of it, or another mode.
            _wasOtherOpened = false;
            _channel.Command.Start(SocketStateQuery.CommandName).Add(_socket.Id);
            Bg95Error error = _channel.Run(AtChannel.ShortLimit, this);
            error = ErrorMeaning.IsRefusal(error) ? Bg95Error.Success : error;
            isTrusted = !_wasOtherOpened;
            bool wasElsewhere = false;

            if (error == Bg95Error.Success && isTrusted && _wasResultMissing)
            {
                // What was pushed meanwhile has gone to another port, too.
                error = _channel.Urcs.ConfirmPort(_channel, out wasElsewhere);
                isTrusted = !wasElsewhere || _mode == AccessMode.Buffer;
            }

            return isTrusted ? error : Bg95Error.LineDamaged;
        }

        // The id may stay taken after a failure, and surely after no answer (module facts 4.5).
        private Bg95Error CloseFailed()
        {
            _socket.LeaveTransparentIfNeeded(_deadline);
            return _socket.CloseId(-1, _deadline);
        }

        // An id is in use in the module (563): left over from an earlier run of the program, or somebody else's.
        private Bg95Error FreeId()
        {
            int bit = 1 << _socket.Id;
            SocketStateQuery query = new SocketStateQuery(new SslSocketInfo[0]);
            Bg95Error error = query.TryAsk(_channel, _socket.Id, _deadline);

            if (error == Bg95Error.Success && query.Count > 0 && (_closedIds & bit) == 0)
            {
                _closedIds |= bit;
                CloseFailed();
                int left = _channel.Time.TimeLeft(_deadline);
                _channel.Time.Sleep(left < UsedIdPause ? left : UsedIdPause);
            }
            else if (error == Bg95Error.Success)
            {
                _heldIds |= bit;
                error = _table.TryAssignId(_socket, _heldIds) ? error : Bg95Error.SocketIdentityUsed;
            }

            return error;
        }
    }
}
