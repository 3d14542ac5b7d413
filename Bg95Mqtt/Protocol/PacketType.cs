// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Mqtt
{
    /// <summary>The upper four bits of a packet's first byte (MQTT 3.1.1, 2.2.1), and that byte of those with fixed flags.</summary>
    internal static class PacketType
    {
        internal const int Connack = 2;
        internal const int Publish = 3;
        internal const int Pubcomp = 7;
        internal const int Suback = 9;
        internal const int Unsuback = 11;
        internal const int Pingresp = 13;

        internal const int ConnectByte = 0x10;
        internal const int ConnackByte = 0x20;
        internal const int PublishByte = 0x30;
        internal const int RetainFlag = 1;
        internal const int DuplicateFlag = 8;

        internal const int PubackByte = 0x40;
        internal const int PubrecByte = 0x50;
        internal const int PubrelByte = 0x62;
        internal const int PubcompByte = 0x70;
        internal const int SubscribeByte = 0x82;
        internal const int SubackByte = 0x90;
        internal const int UnsubscribeByte = 0xA2;
        internal const int UnsubackByte = 0xB0;
        internal const int PingreqByte = 0xC0;
        internal const int PingrespByte = 0xD0;
        internal const int DisconnectByte = 0xE0;
    }
}
