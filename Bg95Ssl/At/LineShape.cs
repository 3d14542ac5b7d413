// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>
    /// Tells a stranger's line from the remains of a line of ours. Firmwares send many lines that the driver does not know; but
    /// what is left of a line that announced a payload means that payload stands on the line now.
    /// </summary>
    internal static class LineShape
    {
        /// <summary><c>+QSSLRECV: 1500</c>; a number sign stands for a digit.</summary>
        internal const string ReceiveHeader = "+QSSLRECV: ####";

        /// <summary><c>+QSSLURC: "recv",4,1500</c>.</summary>
        internal const string PushHeader = "+QSSLURC: \"recv\",##,####";

        /// <summary><c>+QSSLURC: "closed",4</c>.</summary>
        internal const string ClosedUrc = "+QSSLURC: \"closed\",##";

        /// <summary><c>+QSSLOPEN: 4,0</c>.</summary>
        internal const string OpenResult = "+QSSLOPEN: ##,###";

        /// <summary><c>+QIURC: "pdpdeact",1</c>.</summary>
        internal const string IpUrc = "+QIURC: \"pdpdeact\",##";

        private const int MostChangedBytes = 2;
        private const int LongestWords = 24;

        // QSSLOPEN: 4,0 has a byte more.
        private const int LeastWithoutPlus = 12;

        /// <summary>
        /// Says whether a line may be what is left of a line of that form: bytes of it are missing, or two at most are changed
        /// in the part before the numbers.
        /// </summary>
        internal static bool IsRemainsOf(AtFieldReader line, string form)
        {
            int matched = 0;
            int length = line.LineLength;

            for (int i = 0; i < form.Length && matched < length; i++)
            {
                if (IsSame(line.ByteAt(matched), form[i]))
                {
                    matched++;
                }
            }

            if (matched == length)
            {
                return true;
            }

            int changed = 0;

            for (int i = 0; form[i] != '#'; i++)
            {
                changed += line.ByteAt(i) == form[i] ? 0 : 1;
            }

            return changed <= MostChangedBytes;
        }

        /// <summary>Says whether a line may be what is left of one of the lines that the driver must not miss.</summary>
        internal static bool IsRemainsOfOurs(AtFieldReader line)
        {
            return IsRemainsOf(line, PushHeader) || IsRemainsOf(line, ReceiveHeader) || IsRemainsOf(line, ClosedUrc)
                || IsRemainsOf(line, OpenResult) || IsRemainsOf(line, IpUrc);
        }

        /// <summary>
        /// Says the same of a line without its plus, which could also be the answer to a command of the program: such an answer may be short,
        /// and a short one is none of ours.
        /// </summary>
        internal static bool IsRemainsWithoutPlus(AtFieldReader line)
        {
            return line.LineLength >= LeastWithoutPlus && IsRemainsOfOurs(line);
        }

        /// <summary>Says whether a line begins as the module's lines do, with a capital or a mark, and is printable.</summary>
        internal static bool IsText(AtFieldReader line)
        {
            int first = line.ByteAt(0);
            bool isText = (first >= 'A' && first <= 'Z') || first == '+' || first == '^';

            for (int i = 1; i < line.LineLength && isText; i++)
            {
                isText = line.ByteAt(i) >= ' ' && line.ByteAt(i) <= '~';
            }

            return isText;
        }

        /// <summary>
        /// Says whether a line has the form of a URC: a mark, a name in capitals and a colon; or a few words in capitals, as RING
        /// and SMS DONE.
        /// </summary>
        internal static bool IsUrc(AtFieldReader line)
        {
            int length = line.LineLength;
            int first = line.ByteAt(0);
            bool hasMark = first == '+' || first == '^' || first == '*' || first == '$' || first == '%';

            for (int i = 0; i < length; i++)
            {
                int value = line.ByteAt(i);

                if (hasMark && i > 1 && value == ':')
                {
                    return true;
                }

                if (!(value >= 'A' && value <= 'Z') && !(value >= '0' && value <= '9' && i > 0)
                    && !(value == ' ' && i > 1) && !(hasMark && i == 0))
                {
                    return false;
                }
            }

            return !hasMark && length > 1 && length <= LongestWords;
        }

        private static bool IsSame(int value, char form)
        {
            return form == '#' ? value >= '0' && value <= '9' : value == form;
        }
    }
}
