// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>Tells from a file's first bytes what it holds: <c>-----BEGIN CERTIFICATE-----</c>.</summary>
    internal static class PemBeginning
    {
        /// <summary>How many bytes are enough: the longest first line that is known has 38, with ENCRYPTED PRIVATE KEY.</summary>
        internal const int Length = 40;

        internal static bool IsPem(byte[] bytes, int count)
        {
            return IndexOf("-----BEGIN ", bytes, count) == 0;
        }

        /// <summary>Says whether it is a certificate, and no request for one.</summary>
        internal static bool IsCertificate(byte[] bytes, int count)
        {
            return IndexOf("CERTIFICATE-----", bytes, count) >= 0;
        }

        /// <summary>Says whether it is a private key. Parameters may stand before an EC key.</summary>
        internal static bool MayBePrivateKey(byte[] bytes, int count)
        {
            return IndexOf("CERTIFICATE", bytes, count) < 0 && IndexOf("PUBLIC", bytes, count) < 0;
        }

        private static int IndexOf(string text, byte[] bytes, int count)
        {
            for (int i = 0; i + text.Length <= count; i++)
            {
                int same = 0;

                while (same < text.Length && bytes[i + same] == text[same])
                {
                    same++;
                }

                if (same == text.Length)
                {
                    return i;
                }
            }

            return -1;
        }
    }
}
