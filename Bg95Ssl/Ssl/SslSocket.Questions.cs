// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <content>What has become of the connection, where a line that told it may have been lost.</content>
    public sealed partial class SslSocket
    {
        // A module that is busy refuses a question now and then. So often it is asked before the answer is taken for unknown.
        private const int MostContextQuestions = 3;

        // Of a socket whose id the module does not have any more nothing is asked: the id may be another's.
        private Bg95Error AskForInfo(SslSocketInfo info, long deadline)
        {
            Bg95Error error = _channel.TakeLine(deadline);

            if (error == Bg95Error.Success)
            {
                try
                {
                    error = _table.Owns(this) ? new SocketStateQuery(new SslSocketInfo[] { info }).AskWithLine(_channel, Id) : error;
                }
                finally
                {
                    _channel.GiveLineBack();
                }
            }

            return error;
        }

        /// <summary>What has come behind NO CARRIER shows that the peer may have said it: what it said then is lost.</summary>
        internal void OnEndDoubtful()
        {
            if (_isEndUnproven)
            {
                Fault(Bg95Error.LineDamaged);
            }
        }

        // Asks the module whether the context of a connection that it calls closed is active still: if not, the peer may have had more to say.
        // Says whether the line could be had for it.
        private bool TryAskContext(long deadline)
        {
            Bg95Error error = Bg95Error.Rejected;
            string address = null;

            for (int i = 0; i < MostContextQuestions && ErrorMeaning.IsRefusal(error); i++)
            {
                error = PdpContexts.FindAddress(_channel, Context.PdpContextId, deadline, out address);
            }

            if (error != Bg95Error.Success && !ErrorMeaning.IsRefusal(error))
            {
                OnLineNotTaken(error);
                return false;
            }

            lock (_stateChanged)
            {
                // Not before: another thread that receives must not take the end for a clean one meanwhile.
                _mustAskContext = false;

                bool isAlive = error == Bg95Error.Success ? IsContextAlive(address) : !WasContextActivated;

                if (!isAlive && _endReason == Bg95Error.Success)
                {
                    _endReason = Bg95Error.PdpDeactivated;
                }
            }

            return true;
        }

        // Whether the context is the one that the connection was opened over.
        private bool IsContextAlive(string address)
        {
            return address != null && !WasContextActivated;
        }

        // Asks the module whether the connection is still there; says whether the line could be had for it.
        private bool TryAskState(long deadline)
        {
            _mustAskState = false;
            SslSocketInfo info = new SslSocketInfo();
            Bg95Error error = AskForInfo(info, deadline);
            bool hasEnded = error == Bg95Error.Success && (info.State == SocketState.Closing || (_isEndUnproven && info.Id < 0));
            string address = null;

            if (hasEnded)
            {
                // It has the same state after the peer has closed it and after its PDP context was lost.
                error = PdpContexts.FindAddress(_channel, Context.PdpContextId, deadline, out address);
            }

            if (error != Bg95Error.Success)
            {
                _mustAskState = true;
                OnLineNotTaken(error);
                return false;
            }

            if (hasEnded)
            {
                OnEnded(IsContextAlive(address) ? Bg95Error.Success : Bg95Error.PdpDeactivated);
                _isEndUnproven = false;
                _mustAskContext = false;
                _table.LastNoCarrier = null;
            }
            else if (_isEndUnproven)
            {
                // The module has the connection still: it was the peer that has said NO CARRIER, and what it said behind that is lost.
                Fault(Bg95Error.LineDamaged);
            }
            else if (info.Id < 0)
            {
                _channel.Generation.DoubtfulIds &= _table.Owns(this) ? ~(1 << Id) : -1;
                OnEnded(Bg95Error.ConnectionLost);
            }
            else if (_mode == AccessMode.Buffer)
            {
                // The announcement of data may have been among the lines that were lost.
                _isAnnounced = true;
                WakeNextReceiver();
            }

            return true;
        }
    }
}
