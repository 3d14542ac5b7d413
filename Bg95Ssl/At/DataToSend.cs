// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl
{
    /// <summary>What a command sends once the module asks for it, and how the module asks and confirms.</summary>
    internal sealed class DataToSend
    {
        // After so many bytes of an upload its progress is told.
        private const int ProgressStep = 1024;

        private byte[] _buffer;
        private int _offset;
        private int _count;
        private UploadProgressHandler _progress;
        private byte[] _terminator;

        /// <summary>Gets the line that confirms.</summary>
        internal FinalResult Result;

        /// <summary>Gets a value indicating whether the module asks by CONNECT, and not by <c>&gt;</c>.</summary>
        internal bool IsPromptConnect;

        /// <summary>Gets a value indicating whether the last byte was written.</summary>
        internal bool IsWritten;

        /// <summary>Gets a value indicating whether the module has asked for it.</summary>
        internal bool IsBegun;

        /// <summary>Sets the payload of a socket.</summary>
        internal void SetPayload(byte[] buffer, int offset, int count)
        {
            SetBlock(buffer, offset, count);
            Result = FinalResult.SendOkay;
            IsPromptConnect = false;
        }

        /// <summary>Sets the payload of a socket without a length: Ctrl-Z ends it, ESC cancels.</summary>
        internal void SetPayload(byte[] buffer, int offset, int count, byte terminator)
        {
            SetPayload(buffer, offset, count);
            _terminator = new byte[] { terminator };
            Result = count > 0 ? FinalResult.SendOkay : FinalResult.Okay;
        }

        /// <summary>Sets a file to upload.</summary>
        internal void SetFile(byte[] buffer, UploadProgressHandler progress)
        {
            SetBlock(buffer, 0, buffer.Length);
            _progress = progress;
            Result = FinalResult.Okay;
            IsPromptConnect = true;
        }

        /// <summary>Lets go of the program's array.</summary>
        internal void Release()
        {
            _buffer = null;
            _progress = null;
        }

        /// <summary>Writes it, all but the last byte. Gives NoAnswer if the module has asked for it too late, or PortFailed.</summary>
        internal Bg95Error WriteAllButLast(AtChannel channel)
        {
            int most = _terminator == null ? _count - 1 : _count;
            IsBegun = true;

            if (IsPromptConnect)
            {
                return WriteSteps(channel, most);
            }

            // A byte takes a millisecond at 9600 baud.
            return most > 0 && channel.Running.State == CommandState.WritingData
                ? channel.Write(_buffer, _offset, most, most) : Bg95Error.Success;
        }

        /// <summary>Writes the last byte. Fails as <see cref="WriteAllButLast"/> does.</summary>
        internal Bg95Error WriteLast(AtChannel channel)
        {
            Bg95Error error = _terminator != null ? channel.Write(_terminator, 0, 1) : channel.Write(_buffer, _offset + _count - 1, 1);

            if (error == Bg95Error.Success)
            {
                IsWritten = true;

                if (_progress != null)
                {
                    TellProgress(_count, channel.Statistics);
                }
            }

            return error;
        }

        private Bg95Error WriteSteps(AtChannel channel, int most)
        {
            int written = 0;

            // If the module has ended the upload meanwhile, what followed would be commands to it.
            while (written < most && channel.Running.State == CommandState.WritingData)
            {
                int size = most - written;
                size = size < ProgressStep ? size : ProgressStep;

                // A byte takes a millisecond at 9600 baud.
                Bg95Error error = channel.Write(_buffer, written, size, size);

                if (error != Bg95Error.Success)
                {
                    return error;
                }

                written += size;

                if (size == ProgressStep && _progress != null)
                {
                    TellProgress(written, channel.Statistics);
                }
            }

            return Bg95Error.Success;
        }

        private void SetBlock(byte[] buffer, int offset, int count)
        {
            _buffer = buffer;
            _offset = offset;
            _count = count;
            _progress = null;
            _terminator = null;
            IsWritten = false;
            IsBegun = false;
        }

        private void TellProgress(int written, LineStatistics statistics)
        {
            try
            {
                _progress(written, _count);
            }
            catch (Exception)
            {
                // The program's fault; the upload goes on without it.
                statistics.Count(LineCounter.HandlerErrors);
                _progress = null;
            }
        }
    }
}
