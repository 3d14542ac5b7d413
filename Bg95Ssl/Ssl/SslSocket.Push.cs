// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <content>What the module pushes without being asked, on the reader's thread: into the ring, until the program takes it.</content>
    public sealed partial class SslSocket : IPayloadTarget
    {
        byte[] IPayloadTarget.PayloadBuffer => _ring.Buffer;

        /// <summary>Gets where the next pushed block goes in the ring.</summary>
        internal int PushOffset => _ring.WriteIndex;

        /// <summary>A block is pushed. Says whether there is room for it; if not, it is lost, and so is all that follows it.</summary>
        internal bool AcceptsPush(int count)
        {
            // Behind "closed" some may follow, as in buffer mode (module facts 4.4).
            if (_state != SocketState.Connected && _state != SocketState.Opening && _state != SocketState.Closing)
            {
                return false;
            }

            if (_ring.LostCount == 0 && _ring.MakeRoom(count) >= count)
            {
                return true;
            }

            _ring.LostCount += count;
            _channel.Statistics.Count(LineCounter.RingOverflows);
            OnDataInRing();
            return false;
        }

        void IPayloadTarget.OnPayloadComplete()
        {
            // What stands behind it is still to come.
        }

        void IPayloadTarget.OnPayloadRight(int count)
        {
            _ring.WriteIndex += count;
            _ring.Publish(0);
            OnDataInRing();
        }

        void IPayloadTarget.OnPayloadDamaged()
        {
            Fault(Bg95Error.LineDamaged);
        }

        private void OnDataInRing()
        {
            lock (_stateChanged)
            {
                SetPending(DataPending);
            }
        }
    }
}
