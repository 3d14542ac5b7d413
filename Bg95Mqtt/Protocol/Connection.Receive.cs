// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;

namespace Bg95Mqtt
{
    /// <content>
    /// Bytes come in blocks, packets are found in them. A packet's fixed header is its first byte and its remaining length, 1 to 4
    /// bytes with seven bits each (MQTT 3.1.1, 2.2).
    /// </content>
    internal sealed partial class Connection
    {
        /// <summary>The receive buffer.</summary>
        internal readonly byte[] Buffer;

        /// <summary>Index of the packet's first byte.</summary>
        internal int Start;

        /// <summary>Index after the last byte that has come; 0 when there is none.</summary>
        internal int End;

        /// <summary>Number of bytes of the packet after its fixed header.</summary>
        internal int Length;

        /// <summary>Finds the next packet. Gives the index of the first byte after its fixed header, 0 while that has not come.</summary>
        internal int FindPacket()
        {
            byte[] buffer = Buffer;
            int i = Start + 1;

            if (i >= End)
            {
                return 0;
            }

            int digit = buffer[i++];

            if (digit < 0x80)
            {
                Length = digit;
                return i;
            }

            int length = digit;

            for (int shift = 7; digit >= 0x80; shift += 7)
            {
                if (shift > 21)
                {
                    throw Malformed();
                }

                if (i == End)
                {
                    return 0;
                }

                // The bit that said that this byte comes goes out, its seven bits come in.
                digit = buffer[i++];
                length += (digit - 1) << shift;
            }

            Length = length;
            return i;
        }

        /// <summary>Goes on to the next packet: this one ends at the index.</summary>
        internal void Skip(int index)
        {
            if (index == End)
            {
                Start = 0;
                End = 0;
                return;
            }

            Start = index;
        }

        /// <summary>Moves the packet to the front of the buffer. Gives by how many bytes.</summary>
        internal int MoveToFront()
        {
            int start = Start;

            if (start > 0)
            {
                Array.Copy(Buffer, start, Buffer, 0, End - start);
                End -= start;
                Start = 0;
            }

            return start;
        }

        // So many exceptions in a row that took no time are no coarse clock's.
        private const int MostInstant = 100;

        private int _instantFaults;

        /// <summary>Waits for bytes; false when none came in time. Indexes into the buffer change.</summary>
        internal bool Fill(long now, int timeoutMilliseconds)
        {
            if (Start > 0)
            {
                MoveToFront();
            }

            int end = End;
            int got;

            try
            {
                Stream.ReadTimeout = timeoutMilliseconds;
                got = Stream.Read(Buffer, end, Buffer.Length - end);
            }
            catch (TimeoutException)
            {
                return false;
            }
            catch (Exception ex)
            {
                // Some streams say so when nothing came; one that has failed says so at once. The clock may be a coarse one.
                long taken = Clock.Milliseconds - now;

                if (ex is IOException && taken >= timeoutMilliseconds / 2)
                {
                    _instantFaults = taken > 0 ? 0 : _instantFaults + 1;

                    if (_instantFaults < MostInstant)
                    {
                        return false;
                    }
                }

                throw Fail(MqttError.ConnectionLost, ex);
            }

            if (got <= 0)
            {
                throw Fail(MqttError.ConnectionLost);
            }

            _instantFaults = 0;
            End = end + got;
            return true;
        }
    }
}
