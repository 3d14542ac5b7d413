// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Text;

namespace DialogueFuzz;

/// <summary>Draws what peers and programs send: any bytes, and among them what a driver might take for the module's own words.</summary>
internal static class Payload
{
    private static readonly string[] s_traps =
    [
        "\r\nOK\r\n", "\r\nERROR\r\n", "\r\n\r\nOK\r\n", "OK", "\r\nRDY\r\n", "RDY", "\r\nAPP RDY\r\n", "\r\nPOWERED DOWN\r\n",
        "\r\nNORMAL POWER DOWN\r\n", "\r\n+QSSLURC: \"closed\",{0}\r\n", "\r\n+QSSLURC: \"recv\",{0}\r\n",
        "\r\n+QSSLURC: \"recv\",{0},{1}\r\n", "\r\n+QSSLRECV: {1}\r\n", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n", "\r\nNO CARRIER\r\n",
        "NO CARRIER", "\r\nCONNECT\r\n", "\r\n> ", ">", "\r\n+QIURC: \"pdpdeact\",1\r\n", "\r\nSEND OK\r\n", "\r\nSEND FAIL\r\n",
        "\r\n+CME ERROR: {1}\r\n", "\r\n+QSSLOPEN: {0},0\r\n", "\r\n+QSSLOPEN: {0},566\r\n", "AT+CMEE?\r\r\n+CMEE: 1\r\n\r\nOK\r\n",
        "\r\n+CMEE: 1\r\n\r\nOK\r\n", "\r\n+IFC: 2,2\r\n\r\nOK\r\n", "AT\r", "+++", "\x001A", "\x001B", "\r", "\n", "\r\n", "\0", "\xFF",
        "\r\n+QSSLSTATE: {0},\"SSLClient\",\"198.51.100.1\",4243,0,4,1,4,0,\"uart1\",1\r\n", "\r\n+CFUN: 1\r\n", "\r\n+QIND: SMS DONE\r\n",
        "\r\n+CPIN: READY\r\n", "\r\nRING\r\n",
    ];

    /// <summary>Draws bytes.</summary>
    public static byte[] Draw(Chance chance, int count, bool hasTraps)
    {
        byte[] bytes = new byte[count];
        int at = 0;

        while (at < count)
        {
            if (hasTraps && chance.OneIn(3))
            {
                string trap = string.Format(null, s_traps[chance.Below(s_traps.Length)], chance.Below(12), chance.Skewed(1, 1500));
                byte[] text = Encoding.Latin1.GetBytes(trap);
                int size = Math.Min(text.Length, count - at);
                Array.Copy(text, 0, bytes, at, size);
                at += size;
                continue;
            }

            for (int end = Math.Min(count, at + chance.Skewed(1, 200)); at < end; at++)
            {
                bytes[at] = (byte)chance.Below(256);
            }
        }

        return bytes;
    }
}
