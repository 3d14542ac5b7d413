// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Runtime.CompilerServices;

namespace Bg95Ssl
{
    /// <summary>
    /// The module's own file system, where certificates and keys must lie before a context can use them (application note 4.1).
    /// </summary>
    /// <remarks>
    /// Methods block, may be called from any thread, and throw <see cref="Bg95Exception"/> when the module refuses: the file
    /// errors are those of <see cref="Bg95Error"/> from 400 on. Nothing is copied: bytes go from your array to the port, and
    /// from the port to your array.
    /// </remarks>
    public sealed class ModuleFiles : IAtLines
    {
        /// <summary>Longest file name, in characters.</summary>
        public const int LongestName = 80;

        /// <summary>Largest file that is uploaded, in bytes.</summary>
        public const int LargestFile = 1024 * 1024;

        // How long the module waits for the next byte of an upload, in seconds.
        private const int ModuleTimeout = 5;

        // A line at 9600 baud brings about one byte a millisecond.
        private const int UploadLimit = 20;

        // What is read in one command; a payload is no longer than 1500.
        private const int Piece = 1024;

        // AT+QFOPEN: read only, and the file must be there.
        private const int ReadOnly = 2;

        private const string UploadName = "AT+QFUPL";
        private const string DeleteName = "AT+QFDEL";
        private const string ListName = "AT+QFLST";
        private const string SpaceName = "AT+QFLDS";
        private const string ReadName = "AT+QFREAD";

        private readonly AtChannel _line;
        private ModuleFile[] _files;
        private int _count;
        private int _size;
        private string _message;
        private bool _found;

        internal ModuleFiles(AtChannel channel)
        {
            _line = channel;
        }

        /// <summary>
        /// Writes a file (<c>AT+QFUPL</c>) and verifies size and checksum that the module reports. A file of that name is
        /// replaced. If the module reports nothing in time, though the file may have landed (module facts 4.12), its size is
        /// asked for and must be right.
        /// </summary>
        /// <param name="name">File name, 1 to 80 characters.</param>
        /// <param name="buffer">The bytes, 1 to 1048576. PEM may have either line end (module facts 4.13).</param>
        /// <param name="progress">
        /// Is called after each 1024 bytes but the last with the number of bytes written so far, or <see langword="null"/>. It
        /// runs on the calling thread while the line is taken: it must be short, must not use the modem and must not throw,
        /// which would end the upload as if the port had failed. Its sender is <see langword="null"/>.
        /// </param>
        /// <exception cref="ArgumentException">The name or the size is out of range.</exception>
        /// <exception cref="Bg95Exception">
        /// <see cref="Bg95Error.FileDamaged"/>: bytes were lost on the way, as without flow control they may be; the file has
        /// been deleted again. Or the module's own error.
        /// </exception>
        [MethodImpl(MethodImplOptions.Synchronized)]
        public void Upload(string name, byte[] buffer, NumberHandler progress = null)
        {

            AtCommand.Check(buffer, 0, 0);
            AtCommand.Check(buffer.Length, nameof(buffer), 1, LargestFile);
            _message = Hash(buffer);
            bool again = false;
            Bg95Error error;

            do
            {
                _files = null;
                _found = false;
                Begin(UploadName, name).Add(buffer.Length).Add(ModuleTimeout);
                _line.Progress = progress;
                int limit = UploadLimit + (buffer.Length / 500);
                error = _line.Run(this, buffer, 0, buffer.Length, AtChannel.ShortLimit, limit);
                again = !again && error == Bg95Error.FileExists;

                if (again)
                {
                    // The module never overwrites (module facts 4.12).
                    Remove(name);
                }
            }
            while (again);

            if ((error == Bg95Error.NoAnswer || error == Bg95Error.FileTimeout) && GetSize(name) == buffer.Length)
            {
                return;
            }

            if (error == Bg95Error.Success && (!_found || _count != buffer.Length))
            {
                Remove(name);
                error = Bg95Error.FileDamaged;
            }

            AtChannel.Check(error, UploadName);
        }

        /// <summary>
        /// Reads a file from its beginning (<c>AT+QFOPEN</c>, <c>AT+QFREAD</c>, <c>AT+QFCLOSE</c>), in pieces that the line can
        /// take without flow control. Bytes that the line loses are noticed. If the module is left with the file open, as by a
        /// reset of the program, it answers <see cref="Bg95Error.FileAlreadyOpen"/> until it starts anew.
        /// </summary>
        /// <param name="name">File name, 1 to 80 characters.</param>
        /// <param name="buffer">Where the bytes go.</param>
        /// <param name="offset">Index of the first byte.</param>
        /// <param name="count">Number of bytes at most; <see cref="GetSize"/> tells how many there are.</param>
        /// <returns>Number of bytes that were read, fewer than <paramref name="count"/> if the file is shorter.</returns>
        /// <exception cref="ArgumentException">The name or the range is not right.</exception>
        /// <exception cref="Bg95Exception">
        /// <see cref="Bg95Error.FileNotFound"/>; <see cref="Bg95Error.LineDamaged"/>: bytes were lost, read again. Or the module's
        /// own error.
        /// </exception>
        [MethodImpl(MethodImplOptions.Synchronized)]
        public int Download(string name, byte[] buffer, int offset, int count)
        {
            AtCommand.Check(buffer, offset, count);
            Begin("AT+QFOPEN", name).Add(ReadOnly);
            string handle = _line.Ask();
            int most = _line.Size < Piece ? _line.Size : Piece;
            int total = 0;
            int wanted = 0;
            int received = 0;
            Bg95Error error = Bg95Error.Success;

            while (error == Bg95Error.Success && received == wanted && total < count)
            {
                wanted = count - total;
                wanted = wanted < most ? wanted : most;
                _line.Begin(ReadName).Add(handle).Add(wanted);
                error = _line.Run(buffer, offset + total, wanted, UploadLimit, out received);
                total += received;
            }

            _line.Begin("AT+QFCLOSE").Add(handle);
            _line.Run(null, AtChannel.ShortLimit);

            if (error != Bg95Error.FileReadZeroByte)
            {
                AtChannel.Check(error, ReadName);
            }

            return total;
        }

        /// <summary>Lists files (<c>AT+QFLST</c>). Allocates the names.</summary>
        /// <param name="name">A file name, or a part of one and a star, 1 to 80 characters: <c>*</c> for all.</param>
        /// <param name="files">The program's objects, which are filled from the first on.</param>
        /// <returns>How many files there are, those included that found no object.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="files"/> or one of them is <see langword="null"/>.</exception>
        [MethodImpl(MethodImplOptions.Synchronized)]
        public int List(string name, ModuleFile[] files)
        {
            AtCommand.Check(files);
            _files = files;
            _count = 0;
            Begin(ListName, name);
            Bg95Error error = _line.Run(this, AtChannel.ShortLimit);

            if (error != Bg95Error.FileNotFound)
            {
                AtChannel.Check(error, ListName);
            }

            return _count;
        }

        /// <summary>Asks for the size of a file (<c>AT+QFLST</c>).</summary>
        /// <param name="name">File name, 1 to 80 characters.</param>
        /// <returns>Size in bytes, or -1 if there is no such file.</returns>
        public int GetSize(string name)
        {
            ModuleFile file = new ModuleFile();
            return List(name, new ModuleFile[] { file }) == 0 ? -1 : file.Size;
        }

        /// <summary>Asks how much room there is (<c>AT+QFLDS</c>).</summary>
        /// <param name="total">Bytes that the file system holds in all.</param>
        /// <returns>Bytes that are free.</returns>
        [MethodImpl(MethodImplOptions.Synchronized)]
        public int GetSpace(out int total)
        {
            _files = null;
            _message = string.Empty;
            _size = -1;
            Begin(SpaceName, "UFS");
            _line.Invoke(this, AtChannel.ShortLimit);
            total = _size;
            AtChannel.Check(total < 0 || _count < 0 ? Bg95Error.UnexpectedAnswer : Bg95Error.Success, SpaceName);
            return _count;
        }

        /// <summary>Deletes a file (<c>AT+QFDEL</c>).</summary>
        /// <param name="name">File name, 1 to 80 characters.</param>
        /// <exception cref="Bg95Exception">
        /// The file is not there: <see cref="Bg95Error.FileNotFound"/> or, by firmware, <see cref="Bg95Error.FileDeleteFailed"/>
        /// or <see cref="Bg95Error.Rejected"/>.
        /// </exception>
        public void Delete(string name)
        {
            AtChannel.Check(Remove(name), DeleteName);
        }

        /// <inheritdoc/>
        int IAtLines.OnLine(int kind, AtFields fields)
        {
            if (_files != null)
            {
                if (_count < _files.Length)
                {
                    // "UFS:ca.pem",1188 or, by module, "ca.pem",1188 (module facts 3).
                    ModuleFile file = _files[_count];
                    string name = fields.GetString();
                    file.Name = name != null && name.IndexOf("UFS:") == 0 ? name.Substring(4) : name;
                    file.Size = fields.ToInt32();
                }

                _count++;
            }
            else
            {
                // +QFUPL: 1188,2d13 or +QFLDS: 1000,2000
                _count = fields.ToInt32();
                _found = fields.MoveNext(_message);
                _size = fields.ToInt32();
            }

            return 0;
        }

        private AtCommand Begin(string command, string name)
        {
            AtCommand.Check(name, nameof(name), 1, LongestName);
            return _line.Begin(command).Quoted(name);
        }

        private Bg95Error Remove(string name)
        {
            Begin(DeleteName, name);
            return _line.Run(null, AtChannel.ShortLimit);
        }

        // XOR of big-endian 16-bit words, an odd last byte as the high byte (module facts 3). Eight bytes at a time, then
        // folded: a byte looked at singly costs the interpreter 14 opcodes.
        private static string Hash(byte[] buffer)
        {
            long sum = 0;
            int i = 0;

            for (; i + 8 <= buffer.Length; i += 8)
            {
                sum ^= BitConverter.ToInt64(buffer, i);
            }

            for (; i < buffer.Length; i++)
            {
                sum ^= (long)buffer[i] << ((i & 1) * 8);
            }

            sum ^= sum >> 32;
            int folded = (int)(sum ^ (sum >> 16));
            int result = (ushort)((folded << 8) | (byte)(folded >> 8));

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
