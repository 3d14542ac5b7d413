// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>
    /// Called with how much of an upload has been written to the line. Called on the thread that uploads, while the line is taken: must
    /// be short and must not use the modem. What it throws is counted, and it is not called again; the upload goes on.
    /// </summary>
    /// <param name="bytesWritten">Bytes written so far.</param>
    /// <param name="bytesInAll">Bytes of the file.</param>
    public delegate void UploadProgressHandler(int bytesWritten, int bytesInAll);
}
