// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl
{
    /// <summary>
    /// The module's file system (UFS). Certificates and keys must be in it before a context can use them (application note 4.1).
    /// </summary>
    /// <remarks>
    /// Methods block. Any thread may call them, and so may event handlers. They throw <see cref="Bg95Exception"/> when the module refuses or
    /// does not answer; the file errors are those of <see cref="Bg95Error"/> from 400 to 426. The bytes of a file go directly from your array to the port
    /// and from the port to your array. The time limits include 15 s for waiting for other commands and for resynchronisation.
    /// </remarks>
    public sealed class ModuleFiles
    {
        /// <summary>Longest file name, in characters.</summary>
        public const int LongestName = 80;

        /// <summary>Largest file that is uploaded, in bytes.</summary>
        public const int LargestFile = 1024 * 1024;

        // How long the module waits for the next byte of an upload, in seconds.
        private const int ModuleTimeout = 5;

        // A line at 9600 baud brings about one byte a millisecond, and a module may need as long to write them.
        private const int UploadLimit = 20000;
        private const int UploadLimitPerByte = 2;
        private const int ReadLimit = 20000;

        // What is read in one command; a payload is no longer than 1500.
        private const int ReadChunk = 1024;

        // AT+QFOPEN: read only, and the file must be there.
        private const int ReadOnly = 2;

        private const string UploadName = "AT+QFUPL";
        private const string DeleteName = "AT+QFDEL";
        private const string ListName = "AT+QFLST";
        private const string SpaceName = "AT+QFLDS";
        private const string OpenName = "AT+QFOPEN";
        private const string ReadName = "AT+QFREAD";
        private const string CloseName = "AT+QFCLOSE";

        private readonly AtChannel _channel;

        internal ModuleFiles(AtChannel channel)
        {
            _channel = channel;
        }

        /// <summary>
        /// Writes a file (<c>AT+QFUPL</c>), verifies the size and the checksum that the module reports, and asks for the size of the file
        /// of that name (<c>AT+QFLST</c>): a byte of the name may have been lost on the way. An existing file of that name
        /// is deleted first. If the module reports nothing in time, the file may still be complete (module facts 4.12): its
        /// size must then be right. A file that is not complete is deleted, unless the module restarts meanwhile. Blocks up
        /// to 60 s and 2 ms for each byte.
        /// </summary>
        /// <param name="name">File name, 1 to 80 characters.</param>
        /// <param name="buffer">The content, 1 to 1,048,576 bytes. PEM may have LF or CRLF line ends (module facts 4.13).</param>
        /// <param name="progress">Called with the number of bytes written, after each 1024 bytes and at the end; or <see langword="null"/>.</param>
        /// <exception cref="ArgumentNullException">The name or the buffer is <see langword="null"/>.</exception>
        /// <exception cref="ArgumentException">The size is out of range, or the name has a wrong length or characters that AT strings cannot hold.</exception>
        /// <exception cref="InvalidOperationException">The modem is not open.</exception>
        /// <exception cref="Bg95Exception">
        /// <see cref="Bg95Error.FileDamaged"/>: bytes were lost on the way to the module; use flow control or a lower speed. Or the module's
        /// own error, such as <see cref="Bg95Error.FileNoSpace"/>; or the module does not answer.
        /// </exception>
        public void Upload(string name, byte[] buffer, UploadProgressHandler progress = null)
        {
            Argument.CheckText(name, nameof(name), 1, LongestName);
            Argument.CheckBlock(buffer, 0, 0);
            Argument.CheckRange(buffer.Length, nameof(buffer), 1, LargestFile);
            int limit = UploadLimit + (buffer.Length * UploadLimitPerByte);
            long deadline = _channel.Time.DeadlineIn(AtChannel.LineLimit + limit + (5 * AtChannel.ShortLimit));
            _channel.ThrowIfFailed(_channel.TakeLine(deadline), UploadName);
            Bg95Error error;

            try
            {
                UploadResult result = new UploadResult();
                error = UploadOnce(name, buffer, progress, limit, result);

                if (error == Bg95Error.FileExists)
                {
                    // The module never overwrites (module facts 4.12).
                    DeleteWithLine(name);
                    error = UploadOnce(name, buffer, progress, limit, result);
                }

                if (result.IsReported)
                {
                    // Also where +CME ERROR: 421 follows: the part is kept then (module facts 8).
                    error = result.Size == buffer.Length && result.IsChecksumRight
                        ? CheckSize(name, buffer.Length, Bg95Error.Success) : Bg95Error.FileDamaged;
                }
                else if (error == Bg95Error.NoAnswer || error == Bg95Error.FileTimeout)
                {
                    error = CheckSize(name, buffer.Length, error);
                }
                else if (error == Bg95Error.Success)
                {
                    error = Bg95Error.FileDamaged;
                }

                bool isRefusedInTheMiddle = _channel.Data.IsBegun && ErrorMeaning.IsRefusal(error) && error != Bg95Error.FileTimeout;

                if (error == Bg95Error.FileDamaged || isRefusedInTheMiddle)
                {
                    DeleteWithLine(name);
                }
            }
            finally
            {
                _channel.GiveLineBack();
            }

            _channel.ThrowIfFailed(error, UploadName);
        }

        /// <summary>
        /// Reads a file from its beginning (<c>AT+QFOPEN</c>, <c>AT+QFREAD</c>, <c>AT+QFCLOSE</c>), in pieces of up to 1024 bytes, which
        /// need no flow control. A loss of bytes on the line is noticed. If the board is reset while the module has the file open, the
        /// module answers <see cref="Bg95Error.FileAlreadyOpen"/> until it restarts. Blocks up to 30 s, and 20 s more for each piece.
        /// </summary>
        /// <param name="name">File name, 1 to 80 characters.</param>
        /// <param name="buffer">Where the bytes go.</param>
        /// <param name="offset">Index of the first byte.</param>
        /// <param name="count">Number of bytes to read at most; <see cref="GetSize"/> tells how many the file has.</param>
        /// <returns>Number of bytes that were read, fewer than <paramref name="count"/> if the file is shorter.</returns>
        /// <exception cref="ArgumentNullException">The name or the buffer is <see langword="null"/>.</exception>
        /// <exception cref="ArgumentException">
        /// The range is not in the buffer, or the name has a wrong length or characters that AT strings cannot hold.
        /// </exception>
        /// <exception cref="InvalidOperationException">The modem is not open.</exception>
        /// <exception cref="Bg95Exception">
        /// <see cref="Bg95Error.FileNotFound"/>; <see cref="Bg95Error.LineDamaged"/>: bytes were lost, read again. Or the module's
        /// own error; or the module does not answer.
        /// </exception>
        public int Download(string name, byte[] buffer, int offset, int count)
        {
            Argument.CheckText(name, nameof(name), 1, LongestName);
            Argument.CheckBlock(buffer, offset, count);
            _channel.ThrowIfNotOpen();
            int most = _channel.Reader.SafePayload < ReadChunk ? _channel.Reader.SafePayload : ReadChunk;
            int limit = AtChannel.LineLimit + (2 * AtChannel.ShortLimit) + ((count + most - 1) / most * ReadLimit);
            long deadline = _channel.Time.DeadlineIn(limit);
            _channel.ThrowIfFailed(_channel.TakeLine(deadline), OpenName);
            int total = 0;

            try
            {
                _channel.Command.Start(OpenName).AddQuoted(name).Add(ReadOnly);
                Bg95Error error = _channel.Run(AtChannel.ShortLimit);
                int handle = AtFieldReader.LeadingNumber(_channel.Running.AnswerText);
                _channel.ThrowIfFailed(error == Bg95Error.Success && handle < 0 ? Bg95Error.UnexpectedAnswer : error, OpenName);
                error = ReadOpenFile(handle, buffer, offset, count, most, out total);

                // Also after lost bytes: what stays open cannot be opened again until the module starts anew.
                if (_channel.GetInStep() == Bg95Error.Success)
                {
                    _channel.Command.Start(CloseName).Add(handle);
                    _channel.Run(AtChannel.ShortLimit);
                }

                if (error != Bg95Error.FileReadZeroByte)
                {
                    _channel.ThrowIfFailed(error, ReadName);
                }
            }
            finally
            {
                _channel.GiveLineBack();
            }

            return total;
        }

        /// <summary>Lists files (<c>AT+QFLST</c>). Allocates the names. Blocks up to 20 s.</summary>
        /// <param name="name">A file name, or a part of one and a star, 1 to 80 characters: <c>*</c> for all files.</param>
        /// <param name="files">The objects to fill, from the first on; those that are left over are not changed.</param>
        /// <returns>How many files there are, including those for which there was no object. 0 if there are none.</returns>
        /// <exception cref="ArgumentNullException">The name, the array or one of its elements is <see langword="null"/>.</exception>
        /// <exception cref="ArgumentException">The name has a wrong length or characters that AT strings cannot hold.</exception>
        /// <exception cref="InvalidOperationException">The modem is not open.</exception>
        /// <exception cref="Bg95Exception">The module refuses or does not answer.</exception>
        public int List(string name, ModuleFile[] files)
        {
            Argument.CheckText(name, nameof(name), 1, LongestName);
            Argument.CheckObjects(files, nameof(files));
            FileList list = new FileList(files);
            long deadline = _channel.Time.DeadlineIn(AtChannel.LineLimit + AtChannel.ShortLimit);
            Bg95Error error = _channel.TryRunAlone(ListName, "=\"" + name + "\"", AtChannel.ShortLimit, list, deadline, out _);
            _channel.ThrowIfFailed(error == Bg95Error.FileNotFound ? Bg95Error.Success : error, ListName);
            return list.Count;
        }

        /// <summary>Asks for the size of a file (<c>AT+QFLST</c>). Blocks up to 20 s.</summary>
        /// <param name="name">File name, 1 to 80 characters.</param>
        /// <returns>Size in bytes; -1 if there is no such file, or if it is a folder.</returns>
        /// <exception cref="ArgumentException">
        /// The name is <see langword="null"/>, or has a wrong length or characters that AT strings cannot hold.
        /// </exception>
        /// <exception cref="InvalidOperationException">The modem is not open.</exception>
        /// <exception cref="Bg95Exception">The module refuses or does not answer.</exception>
        public int GetSize(string name)
        {
            ModuleFile file = new ModuleFile();

            if (List(name, new ModuleFile[] { file }) == 0)
            {
                return -1;
            }

            _channel.ThrowIfFailed(file.Size < 0 ? Bg95Error.UnexpectedAnswer : Bg95Error.Success, ListName);
            return file.Size;
        }

        /// <summary>Asks how much space the file system has (<c>AT+QFLDS</c>). Blocks up to 20 s.</summary>
        /// <param name="total">Size of the file system in bytes.</param>
        /// <returns>Number of free bytes.</returns>
        /// <exception cref="InvalidOperationException">The modem is not open.</exception>
        /// <exception cref="Bg95Exception">The module refuses or does not answer.</exception>
        public int GetSpace(out int total)
        {
            SpaceResult result = new SpaceResult();
            _channel.RunAlone(SpaceName, "=\"UFS\"", AtChannel.ShortLimit, result);
            bool isNonsense = result.Free < 0 || result.Total < 0;
            _channel.ThrowIfFailed(isNonsense ? Bg95Error.UnexpectedAnswer : Bg95Error.Success, SpaceName);
            total = result.Total;
            return result.Free;
        }

        /// <summary>Deletes a file (<c>AT+QFDEL</c>). Blocks up to 20 s.</summary>
        /// <param name="name">File name, 1 to 80 characters.</param>
        /// <exception cref="ArgumentException">
        /// The name is <see langword="null"/>, or has a wrong length or characters that AT strings cannot hold.
        /// </exception>
        /// <exception cref="InvalidOperationException">The modem is not open.</exception>
        /// <exception cref="Bg95Exception">
        /// There is no such file: <see cref="Bg95Error.FileNotFound"/>, or <see cref="Bg95Error.FileDeleteFailed"/> or
        /// <see cref="Bg95Error.Rejected"/> with other firmware. Or the module refuses for another reason, or does not answer.
        /// </exception>
        public void Delete(string name)
        {
            Argument.CheckText(name, nameof(name), 1, LongestName);
            _channel.RunAlone(DeleteName, "=\"" + name + "\"", AtChannel.ShortLimit, null);
        }

        private Bg95Error UploadOnce(string name, byte[] buffer, UploadProgressHandler progress, int limit, UploadResult result)
        {
            result.Expect(FileChecksum.Of(buffer));
            _channel.Command.Start(UploadName).AddQuoted(name).Add(buffer.Length).Add(ModuleTimeout);
            _channel.Data.SetFile(buffer, progress);
            return _channel.RunSend(AtChannel.ShortLimit, limit, result);
        }

        // Asks for the size under that name; gives the error that is known so far if the module cannot tell.
        private Bg95Error CheckSize(string name, int size, Bg95Error error)
        {
            ModuleFile[] files = new ModuleFile[] { new ModuleFile() };

            if (_channel.GetInStep() != Bg95Error.Success)
            {
                return error;
            }

            Bg95Error listError = RunList(name, files, out int count);

            if (listError == Bg95Error.Success && count > 0)
            {
                // What was said to get in step is in the file if it was not written.
                return files[0].Size < 0 ? error
                    : files[0].Size == size && _channel.Data.IsWritten ? Bg95Error.Success : Bg95Error.FileDamaged;
            }

            // The module has taken it, and has no file of this name: a byte of the name was lost on the way.
            bool isMissing = listError == Bg95Error.Success || listError == Bg95Error.FileNotFound;
            return isMissing && error == Bg95Error.Success ? Bg95Error.FileDamaged : error;
        }

        private Bg95Error DeleteWithLine(string name)
        {
            _channel.Command.Start(DeleteName).AddQuoted(name);
            return _channel.Run(AtChannel.ShortLimit);
        }

        private Bg95Error RunList(string name, ModuleFile[] files, out int count)
        {
            FileList list = new FileList(files);
            _channel.Command.Start(ListName).AddQuoted(name);
            Bg95Error error = _channel.Run(AtChannel.ShortLimit, list);
            count = list.Count;
            return error;
        }

        private Bg95Error ReadOpenFile(int handle, byte[] buffer, int offset, int count, int most, out int total)
        {
            Bg95Error error = Bg95Error.Success;
            int received = 1;
            total = 0;

            // Fewer bytes than were asked for are no sure end: a digit of the number may have been lost on the way.
            while (error == Bg95Error.Success && received > 0 && total < count)
            {
                int wanted = count - total < most ? count - total : most;
                _channel.Command.Start(ReadName).Add(handle).Add(wanted);
                error = _channel.RunReceive(ReadLimit, buffer, offset + total, wanted, true, out received);
                total += received;
            }

            return error;
        }

        // 1188,2d13 of +QFUPL: 1188,2d13
        private sealed class UploadResult : ILineListener
        {
            private string _checksum;

            internal bool IsReported;

            internal int Size;

            internal bool IsChecksumRight;

            public void OnLine(AtFieldReader fields)
            {
                IsReported = true;
                Size = fields.ReadNumber();
                IsChecksumRight = fields.PassField(_checksum);
            }

            internal void Expect(string checksum)
            {
                _checksum = checksum;
                IsReported = false;
            }
        }

        // 1000,2000 of +QFLDS: 1000,2000
        private sealed class SpaceResult : ILineListener
        {
            internal int Free = -1;

            internal int Total = -1;

            public void OnLine(AtFieldReader fields)
            {
                Free = fields.ReadNumber();
                Total = fields.ReadNumber();
            }
        }

        // "UFS:ca.pem",1188 or, by module, "ca.pem",1188 (module facts 3)
        private sealed class FileList : ILineListener
        {
            private readonly ModuleFile[] _files;

            internal FileList(ModuleFile[] files)
            {
                _files = files;
            }

            internal int Count;

            public void OnLine(AtFieldReader fields)
            {
                if (Count < _files.Length)
                {
                    string name = fields.ReadText();
                    _files[Count].Name = name != null && name.IndexOf("UFS:") == 0 ? name.Substring(4) : name;
                    _files[Count].Size = fields.ReadNumber();
                }

                Count++;
            }
        }
    }
}
