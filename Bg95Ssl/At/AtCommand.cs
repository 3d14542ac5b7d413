// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>
    /// Writes one command line into a buffer of its own, without making strings: <c>AT+QSSLRECV=4,1500</c>.
    /// </summary>
    internal sealed class AtCommand
    {
        /// <summary>The longest line is <c>AT+QICSGP</c> with its three strings at full length.</summary>
        private const int Capacity = 400;

        private readonly byte[] _buffer = new byte[Capacity];
        private int _length;
        private bool _separate;

        /// <summary>
        /// What the line says, for commands that come again and again: as long as this is unchanged the line need not be
        /// written anew. 0 for any other line.
        /// </summary>
        internal int Key;

        internal byte[] Buffer => _buffer;

        internal int Length => _length;

        internal bool IsFull => _length == Capacity;

        internal void Clear()
        {
            _length = 0;
            _separate = false;
            Key = 0;
        }

        /// <summary>Begins a line with the command's name and a form: <c>'='</c>, <c>'?'</c>, or 0 for the bare command.</summary>
        internal void Begin(AtName name, char form)
        {
            Clear();
            name.CopyTo(_buffer);
            _length = name.Length;

            if (form != 0)
            {
                _buffer[_length++] = (byte)form;
            }
        }

        internal void Int(int value)
        {
            Separate();
            int divisor = 1;

            while (value / divisor >= 10)
            {
                divisor *= 10;
            }

            for (; divisor != 0; divisor /= 10)
            {
                _buffer[_length++] = (byte)('0' + ((value / divisor) % 10));
            }
        }

        /// <summary>Writes a string in quotes. It has been through <see cref="AtText.Check"/>.</summary>
        internal void Quoted(string text)
        {
            Bare("\"");
            Raw(text);
            Raw("\"");
        }

        /// <summary>Writes a string without quotes.</summary>
        internal void Bare(string text)
        {
            Separate();
            Raw(text);
        }

        internal void Raw(string text)
        {
            for (int i = 0; i < text.Length; i++)
            {
                _buffer[_length++] = (byte)text[i];
            }
        }

        /// <summary>Ends the line, if it is not ended: a carriage return, as the module expects it.</summary>
        internal void End()
        {
            if (_buffer[_length - 1] != (byte)'\r')
            {
                _buffer[_length++] = (byte)'\r';
            }
        }

        private void Separate()
        {
            if (_separate)
            {
                _buffer[_length++] = (byte)',';
            }

            _separate = true;
        }
    }
}
