// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using Bg95Ssl;

namespace Bg95Cellular
{
    /// <summary>Asks the module by <see cref="Bg95Modem.Execute"/>, with the limits that the commands of this library need.</summary>
    internal static class Question
    {
        /// <summary>What a call may take besides its command's own limit: for waiting for the line and getting in step.</summary>
        internal const int LineLimit = 15000;

        /// <summary>Limit for commands that the module answers at once.</summary>
        internal const int ShortLimit = 5000;

        private static readonly char[] s_aroundDigits = { ' ', '"', 'F', 'f' };

        /// <summary>Runs a command that the module answers at once and gives its lines.</summary>
        internal static string[] Ask(Bg95Modem modem, string command)
        {
            return modem.Execute(command, LineLimit + ShortLimit);
        }

        /// <summary>Runs a command; says whether the module has not refused it.</summary>
        internal static bool TryRun(Bg95Modem modem, string command, int limit)
        {
            return TryAsk(modem, command, limit) != null;
        }

        /// <summary>Runs a command and gives its lines; <see langword="null"/> if the module refuses.</summary>
        internal static string[] TryAsk(Bg95Modem modem, string command, int limit)
        {
            try
            {
                return modem.Execute(command, LineLimit + limit);
            }
            catch (Bg95Exception ex)
            {
                // No filter: the interpreter can lose an exception that passes a finally on its way to one.
                if (!IsRefusal(ex.Error))
                {
                    throw;
                }

                return null;
            }
        }

        /// <summary>Says whether the module has refused, with a number or without.</summary>
        internal static bool IsRefusal(Bg95Error error)
        {
            return error == Bg95Error.Rejected || error > Bg95Error.Success;
        }

        /// <summary>Gives the fields of the last line that begins with a name; <see langword="null"/> if there is none.</summary>
        internal static AtFields Find(string[] lines, string name)
        {
            for (int i = lines == null ? -1 : lines.Length - 1; i >= 0; i--)
            {
                if (lines[i].IndexOf(name) == 0)
                {
                    return new AtFields(lines[i]);
                }
            }

            return null;
        }

        /// <summary>
        /// Gives the digits of the first line that is a number and nothing else but a name before it, quotes, and F that fill up the
        /// last byte: <c>247010000000001</c>, <c>+QCCID: 8937101000000000001F</c>. Empty if there is none.
        /// </summary>
        internal static string FindDigits(string[] lines)
        {
            foreach (string line in lines)
            {
                string text = line.Substring(line.IndexOf(':') + 1).Trim(s_aroundDigits);
                int digits = 0;

                while (digits < text.Length && text[digits] >= '0' && text[digits] <= '9')
                {
                    digits++;
                }

                if (digits == text.Length && digits > 0)
                {
                    return text;
                }
            }

            return string.Empty;
        }

        internal static void CheckRange(int value, string parameter, int lowest, int highest)
        {
            if (value < lowest || value > highest)
            {
                throw new ArgumentOutOfRangeException(parameter, lowest.ToString() + " to " + highest.ToString());
            }
        }

        internal static void CheckDigits(string text, string parameter, int shortest, int longest, int radix)
        {
            bool isWrong = text == null || text.Length < shortest || text.Length > longest;

            for (int i = 0; !isWrong && i < text.Length; i++)
            {
                int digit = text[i] <= '9' ? text[i] - '0' : (text[i] | 0x20) - 'a' + 10;
                isWrong = digit < 0 || digit >= radix || (digit < 10 && text[i] > '9');
            }

            if (isWrong)
            {
                throw new ArgumentException(parameter + ": " + shortest.ToString() + " to " + longest.ToString() + " digits");
            }
        }

        /// <summary>Refuses what could break out of its quotes; gives the text.</summary>
        internal static string CheckText(string text, string parameter, int longest)
        {
            bool isWrong = text == null || text.Length > longest;

            for (int i = 0; !isWrong && i < text.Length; i++)
            {
                isWrong = text[i] < ' ' || text[i] > '~' || text[i] == '"';
            }

            if (isWrong)
            {
                throw new ArgumentException(parameter + ": up to " + longest.ToString() + " printable ASCII characters without quotes");
            }

            return text;
        }
    }
}
