// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Mqtt
{
    /// <summary>What a topic name and a topic filter may be (MQTT 3.1.1, 1.5.3 and 4.7).</summary>
    internal static class TopicRules
    {
        private const long SevenBits = 0x7F7F7F7F7F7F7F7F;
        private const long UpFrom2C = 0x5454545454545454;
        private const long TopBits = unchecked((long)0x8080808080808080);

        /// <summary>Throws unless a message can be published to it.</summary>
        internal static void CheckName(string topic, string argument)
        {
            if (CheckText(topic, argument) || topic.Length == 0)
            {
                throw new ArgumentException("A topic is not empty and has no wildcard.", argument);
            }
        }

        /// <summary>Throws unless it can be subscribed to.</summary>
        internal static void CheckFilter(string filter, string argument)
        {
            bool hasWildcard = CheckText(filter, argument);
            bool isValid = filter.Length > 0;
            int last = filter.Length - 1;

            // A wildcard takes a level of its own, and # the last.
            for (int i = 0; hasWildcard && i <= last; i++)
            {
                char c = filter[i];

                if (c == '#' || c == '+')
                {
                    isValid &= (i == 0 || filter[i - 1] == '/') && (i == last || (c == '+' && filter[i + 1] == '/'));
                }
            }

            if (!isValid)
            {
                throw new ArgumentException("In a filter + must be a whole level and # the last one.", argument);
            }
        }

        /// <summary>Throws unless the text can be sent as UTF-8 without a NUL; tells whether it has a wildcard.</summary>
        internal static bool CheckText(string text, string argument)
        {
            Argument.CheckNotNull(text, argument);
            bool hasWildcard = false;
            bool needsLow = false;

            for (int i = 0; i < text.Length; i++)
            {
                char c = text[i];
                bool isLow = c >= 0xDC00 && c <= 0xDFFF;

                if (c == 0 || isLow != needsLow)
                {
                    needsLow = true;
                    break;
                }

                needsLow = c >= 0xD800 && c <= 0xDBFF;
                hasWildcard |= c == '#' || c == '+';
            }

            if (needsLow)
            {
                throw new ArgumentException("A NUL or half a surrogate cannot be sent.", argument);
            }

            return hasWildcard;
        }

        /// <summary>Tells whether received bytes are the name of a topic: well-formed UTF-8 without NUL and wildcards.</summary>
        internal static bool IsName(byte[] buffer, int start, int end)
        {
            int lastEight = end - 8;

            // The short way for nearly all, eight bytes at a time, the last eight of them perhaps twice: all are from 0x2C to 0x7F,
            // that is ASCII above NUL, # and +.
            for (int i = start; ; i += 8)
            {
                if (i > lastEight)
                {
                    i = lastEight;

                    if (i < start)
                    {
                        break;
                    }
                }

                long eight = BitConverter.ToInt64(buffer, i);

                if ((((eight & SevenBits) + UpFrom2C) & ~eight & TopBits) != TopBits)
                {
                    break;
                }

                if (i == lastEight)
                {
                    return true;
                }
            }

            return IsNameByByte(buffer, start, end);
        }

        private static bool IsNameByByte(byte[] buffer, int start, int end)
        {
            int i = start;

            while (i < end)
            {
                int first = buffer[i++];

                if (first < 0x80)
                {
                    if (first == 0 || first == '#' || first == '+')
                    {
                        return false;
                    }

                    continue;
                }

                int following = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;

                if (first < 0xC2 || first > 0xF4 || end - i < following)
                {
                    return false;
                }

                // The second byte's range keeps out what is longer than it need be, surrogates, and what is above U+10FFFF.
                int second = buffer[i];
                int least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
                int most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;

                if (second < least || second > most)
                {
                    return false;
                }

                for (int k = 1; k < following; k++)
                {
                    if ((buffer[i + k] & 0xC0) != 0x80)
                    {
                        return false;
                    }
                }

                i += following;
            }

            return true;
        }
    }
}
