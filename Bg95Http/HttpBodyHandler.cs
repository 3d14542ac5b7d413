// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Http
{
    /// <summary>Gives the next piece of a request's body. Called on the thread that sends the request.</summary>
    /// <param name="buffer">Where the bytes go.</param>
    /// <param name="offset">Index of the first byte.</param>
    /// <param name="count">Most bytes to give, at least 1.</param>
    /// <returns>The number of bytes; 0 when the body is at its end.</returns>
    public delegate int HttpBodyHandler(byte[] buffer, int offset, int count);
}
