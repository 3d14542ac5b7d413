// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Mqtt
{
    /// <summary>
    /// What is under way with QoS 1 and 2. It outlives the connection. Of a message to the broker there is its packet id and what has
    /// to come for it, oldest first; its payload is not kept, the program gives it again. Of messages of QoS 2 from the broker there
    /// are the ids of those that the program was given, until the broker releases them: what comes with one of them is the same again.
    /// </summary>
    internal sealed class Session
    {
        /// <summary>There is no such message.</summary>
        internal const int None = 0;

        /// <summary>A PUBACK has to come.</summary>
        internal const int NeedsPuback = 1;

        /// <summary>A PUBREC has to come.</summary>
        internal const int NeedsPubrec = 2;

        /// <summary>A PUBCOMP has to come: the message is the broker's.</summary>
        internal const int NeedsPubcomp = 3;

        /// <summary>The number of messages to the broker.</summary>
        internal int Count;

        private const int IdMask = 0xFFFF;
        private const int StateShift = 16;
        private const int StateMask = 3 << StateShift;
        private const int IsSent = 1 << 18;
        private const int IsKnown = 1 << 19;

        private readonly int[] _messages;
        private readonly ushort[] _receivedIds;
        private int _receivedCount;
        private int _lastId;

        internal Session(int mostMessages, int mostReceived)
        {
            _messages = new int[mostMessages];
            _receivedIds = new ushort[mostReceived];
        }

        internal int IdAt(int index)
        {
            return _messages[index] & IdMask;
        }

        internal int StateAt(int index)
        {
            return (_messages[index] & StateMask) >> StateShift;
        }

        /// <summary>Gives an id that is not under way.</summary>
        internal int NewId()
        {
            do
            {
                _lastId = (_lastId % IdMask) + 1;
            }
            while (Count > 0 && IndexOf(_lastId) >= 0);

            return _lastId;
        }

        /// <summary>Adds a message that is sent.</summary>
        internal void Add(int packetId, int state)
        {
            if (Count == _messages.Length)
            {
                throw new InvalidOperationException("Too many are unacknowledged: republish or forget some first.");
            }

            _messages[Count++] = packetId | (state << StateShift) | (IsSent | IsKnown);
        }

        /// <summary>Takes an acknowledgement; false if no message waits for it.</summary>
        internal bool Advance(int packetId, int from, int to)
        {
            int wanted = packetId | (from << StateShift);
            int i = Count - 1;

            while (i >= 0 && (_messages[i] & (IdMask | StateMask)) != wanted)
            {
                i--;
            }

            if (i < 0)
            {
                return false;
            }

            SetState(i, to);
            return true;
        }

        /// <summary>Gives the place of a message, -1 if there is none with the id.</summary>
        internal int IndexOf(int packetId)
        {
            int i = Count - 1;

            while (i >= 0 && (_messages[i] & IdMask) != packetId)
            {
                i--;
            }

            return i;
        }

        /// <summary>Changes what has to come, or removes the message with <see cref="None"/>.</summary>
        internal void SetState(int index, int state)
        {
            if (state != None)
            {
                _messages[index] = (_messages[index] & ~StateMask) | (state << StateShift);
                return;
            }

            Count--;

            if (index < Count)
            {
                Array.Copy(_messages, index + 1, _messages, index, Count - index);
            }
        }

        /// <summary>Tells whether a message has to be sent on this connection, and marks it as sent.</summary>
        /// <param name="index">Its place.</param>
        /// <param name="isDuplicate">Whether the broker may have it.</param>
        internal bool MarkSent(int index, out bool isDuplicate)
        {
            int message = _messages[index];
            isDuplicate = (message & IsKnown) != 0;
            _messages[index] = message | IsSent | IsKnown;
            return (message & IsSent) == 0;
        }

        /// <summary>A connection begins: nothing was sent on it yet, and without the session the broker knows of nothing.</summary>
        internal void BeginConnection(bool isSessionPresent)
        {
            if (!isSessionPresent)
            {
                _receivedCount = 0;
            }

            for (int i = Count - 1; i >= 0; i--)
            {
                // What only has to be released is the broker's already; with the session went the id only.
                if (!isSessionPresent && StateAt(i) == NeedsPubcomp)
                {
                    SetState(i, None);
                }
                else
                {
                    _messages[i] &= isSessionPresent ? ~IsSent : ~(IsSent | IsKnown);
                }
            }
        }

        internal bool HasReceived(int packetId)
        {
            return IndexOfReceived(packetId) >= 0;
        }

        /// <summary>Tells whether the id is there or there is room for it.</summary>
        internal bool CanReceive(int packetId)
        {
            return _receivedCount < _receivedIds.Length || HasReceived(packetId);
        }

        internal void AddReceived(int packetId)
        {
            _receivedIds[_receivedCount++] = (ushort)packetId;
        }

        internal void RemoveReceived(int packetId)
        {
            int index = IndexOfReceived(packetId);

            if (index >= 0)
            {
                _receivedIds[index] = _receivedIds[--_receivedCount];
            }
        }

        private int IndexOfReceived(int packetId)
        {
            int i = _receivedCount - 1;

            while (i >= 0 && _receivedIds[i] != packetId)
            {
                i--;
            }

            return i;
        }
    }
}
