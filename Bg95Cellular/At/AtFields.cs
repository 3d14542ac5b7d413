// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Cellular
{
    /// <summary>
    /// The fields of one line: <c>+CEREG: 2,1,"1A2B",,8</c> has five. A comma in quotes is part of its field. Any field may be empty or
    /// missing (module facts 13).
    /// </summary>
    internal sealed class AtFields
    {
        private const int MostDigits = 9;

        private static readonly char[] s_quotes = { '"' };

        private readonly string[] _fields;

        internal AtFields(string line)
        {
            _fields = line.Substring(line.IndexOf(':') + 1).Split(',');
            bool isOpen = false;

            foreach (string piece in _fields)
            {
                if (isOpen)
                {
                    _fields[Count - 1] += "," + piece;
                }
                else
                {
                    _fields[Count++] = piece;
                }

                // An odd number of quotes opens a string or ends it.
                isOpen ^= piece.Split('"').Length % 2 == 0;
            }

            for (int i = 0; i < Count; i++)
            {
                _fields[i] = _fields[i].Trim();
            }
        }

        /// <summary>Gets how many fields there are, empty ones included.</summary>
        internal int Count { get; }

        /// <summary>Gives the field without its quotes; empty if it is missing.</summary>
        internal string Text(int index)
        {
            return index < Count ? _fields[index].Trim(s_quotes) : string.Empty;
        }

        /// <summary>Says whether the field is a number without quotes.</summary>
        internal bool IsBareNumber(int index)
        {
            return index < Count && _fields[index].IndexOf('"') < 0 && TryNumber(index, out _);
        }

        /// <summary>Gives the number that the field is, with quotes or without; <paramref name="otherwise"/> if it is none.</summary>
        internal int Number(int index, int otherwise)
        {
            return TryNumber(index, out int value) ? value : otherwise;
        }

        /// <summary>Says whether the field is a number, with quotes or without, and gives it.</summary>
        internal bool TryNumber(int index, out int value)
        {
            string text = Text(index);
            bool isNegative = text.Length > 0 && text[0] == '-';
            int first = isNegative ? 1 : 0;
            bool isNumber = text.Length > first && text.Length <= MostDigits + first;
            value = 0;

            for (int i = first; i < text.Length && isNumber; i++)
            {
                isNumber = text[i] >= '0' && text[i] <= '9';
                value = (value * 10) + text[i] - '0';
            }

            value = isNegative ? -value : value;
            return isNumber;
        }
    }
}
