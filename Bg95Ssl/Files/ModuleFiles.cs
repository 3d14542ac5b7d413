// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Runtime.CompilerServices;

namespace Bg95Ssl
{
    /// <summary>
    /// The module's own file system, where certificates and keys must lie before a context can use them (application note 4.1).
    /// </summary>
    /// <remarks>Methods block and may be called from any thread. Nothing is copied: bytes go from your array to the port.</remarks>
    public sealed class ModuleFiles : IAtLines
    {
        /// <summary>Longest file name, in characters.</summary>
        public const int LongestName = 80;

        /// <summary>Largest file that is uploaded, in bytes.</summary>
        public const int LargestFile = 1024 * 1024;

        // How long the module waits for the next byte of an upload, in seconds.
        private const int ModuleTimeout = 5;

        // A line at 9600 baud brings about one byte a millisecond.
        private const int UploadLimit = 20000;

        private const string UploadName = "AT+QFUPL";
        private const string DeleteName = "AT+QFDEL";

        private readonly AtChannel _channel;
        private int _size;
        private string _value;
        private bool _same;

        internal ModuleFiles(AtChannel channel)
        {
            _channel = channel;
        }

        /// <summary>
        /// Writes a file (<c>AT+QFUPL</c>) and verifies size and checksum that the module reports. A file of that name is
        /// replaced.
        /// </summary>
        /// <param name="name">File name, 1 to 80 characters.</param>
        /// <param name="content">The bytes, 1 to 1048576. PEM may have either line end (module facts 4.13).</param>
        /// <exception cref="ArgumentException">The name or the size is out of range.</exception>
        /// <exception cref="Bg95Exception">
        /// <see cref="Bg95Error.FileDamaged"/>: bytes were lost on the way, as without flow control they may be; the file has
        /// been deleted again. Or the module's own error.
        /// </exception>
        [MethodImpl(MethodImplOptions.Synchronized)]
        public void Upload(string name, byte[] content)
        {
            AtCommand.Check(name, nameof(name), 1, LongestName);

            if (content == null)
            {
                throw new ArgumentNullException(nameof(content));
            }

            AtCommand.Check(content.Length, nameof(content), 1, LargestFile);
            _size = content.Length;
            _value = Checksum(content);
            bool again = false;
            Bg95Error error;

            do
            {
                _same = false;
                _channel.Begin(UploadName).Quoted(name).Add(content.Length).Add(ModuleTimeout);
                int limit = UploadLimit + (content.Length * 2);
                error = _channel.Run(this, content, 0, content.Length, AtChannel.ShortLimit, limit);
                again = !again && error == Bg95Error.FileExists;

                if (again)
                {
                    // The module never overwrites (module facts 4.12).
                    Remove(name);
                }
            }
            while (again);

            if (error == Bg95Error.Success && !_same)
            {
                Remove(name);
                error = Bg95Error.FileDamaged;
            }

            AtChannel.Check(error, UploadName);
        }

        /// <summary>Deletes a file (<c>AT+QFDEL</c>).</summary>
        /// <param name="name">File name, 1 to 80 characters.</param>
        /// <exception cref="Bg95Exception">
        /// The file is not there: <see cref="Bg95Error.FileNotFound"/> or, by firmware, <see cref="Bg95Error.FileDeleteFailed"/>
        /// or <see cref="Bg95Error.Rejected"/>.
        /// </exception>
        public void Delete(string name)
        {
            AtCommand.Check(name, nameof(name), 1, LongestName);
            AtChannel.Check(Remove(name), DeleteName);
        }

        /// <inheritdoc/>
        int IAtLines.OnLine(int kind, AtFields fields)
        {
            // +QFUPL: 1188,2d13
            _same = fields.NextInt() == _size && fields.NextIs(_value);
            return 0;
        }

        private Bg95Error Remove(string name)
        {
            _channel.Begin(DeleteName).Quoted(name);
            return _channel.Run(null, AtChannel.ShortLimit);
        }

        // XOR of big-endian 16-bit words, an odd last byte as the high byte (module facts 3). Eight bytes at a time, then
        // folded: a byte looked at singly costs the interpreter 14 opcodes.
        private static string Checksum(byte[] content)
        {
            long sum = 0;
            int i = 0;

            for (; i + 8 <= content.Length; i += 8)
            {
                sum ^= BitConverter.ToInt64(content, i);
            }

            byte[] rest = new byte[8];
            Array.Copy(content, i, rest, 0, content.Length - i);
            sum ^= BitConverter.ToInt64(rest, 0);
            sum ^= sum >> 32;
            sum ^= sum >> 16;
            int result = (((int)sum & 0xFF) << 8) | (((int)sum >> 8) & 0xFF);

            // No leading zeros, by hand: the device's formats always have as many digits as the type.
            string text = result.ToString("X4");
            int first = 0;

            while (first < 3 && text[first] == '0')
            {
                first++;
            }

            return text.Substring(first);
        }
    }
}
