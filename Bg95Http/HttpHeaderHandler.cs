// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Http
{
    /// <summary>Takes a header of a response. Called on the thread that reads the response.</summary>
    /// <param name="header">The header; the same object is used for the next, so take from it what you need.</param>
    public delegate void HttpHeaderHandler(HttpHeader header);
}
