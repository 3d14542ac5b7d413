// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Http
{
    /// <summary>
    /// Gives the next piece of a request's body. Called on the thread that sends the request. What it throws comes through as it is and ends the
    /// connection for further requests.
    /// </summary>
    /// <param name="buffer">Where the bytes go.</param>
    /// <param name="offset">Index of the first byte.</param>
    /// <param name="count">The greatest number of bytes to give, 1 or more.</param>
    /// <returns>The number of bytes; 0 when the body is at its end.</returns>
    public delegate int HttpBodyHandler(byte[] buffer, int offset, int count);
}
