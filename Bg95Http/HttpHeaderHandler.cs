// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Http
{
    /// <summary>
    /// Takes a header of a response or a trailer of a body. Called on the thread that reads it; must not use the client. What it throws comes through as
    /// it is and ends the connection for further requests.
    /// </summary>
    /// <param name="header">The header. The client uses the same object for the next header, so take what you need from it.</param>
    public delegate void HttpHeaderHandler(HttpHeader header);
}
