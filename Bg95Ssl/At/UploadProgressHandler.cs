// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>
    /// Called during an upload with the number of bytes that have been written to the line. Called on the thread that uploads, while it uses the
    /// line: it must return soon and must not use the modem. If it throws, the exception is counted (<see cref="LineCounter.HandlerErrors"/>),
    /// the handler is not called again, and the upload goes on.
    /// </summary>
    /// <param name="bytesWritten">Bytes written so far.</param>
    /// <param name="bytesInAll">Size of the file in bytes.</param>
    public delegate void UploadProgressHandler(int bytesWritten, int bytesInAll);
}
