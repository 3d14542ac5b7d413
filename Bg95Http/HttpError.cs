// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Http
{
    /// <summary>Why a call failed, or why a connection cannot carry another request.</summary>
    public enum HttpError
    {
        /// <summary>No error: the connection can carry another request.</summary>
        None,

        /// <summary>The server ends the connection after this response. The response itself is complete.</summary>
        ServerCloses,

        /// <summary>An exception of the stream or of one of the program's handlers has interrupted a request.</summary>
        Interrupted,

        /// <summary>The response or its body did not arrive within <see cref="HttpClient.Timeout"/>.</summary>
        Timeout,

        /// <summary>The unread rest of the last body is longer than <see cref="HttpClient.MaxDrainBytes"/>.</summary>
        UnreadBody,

        /// <summary>The server sent bytes that belong to no response.</summary>
        UnexpectedBytes,

        /// <summary>The <see cref="HttpBodyHandler"/> gave another number of bytes than was stated.</summary>
        RequestBodyLength,

        /// <summary>The connection was closed before the first line of the response. A server may do that between two requests.</summary>
        ClosedBeforeResponse,

        /// <summary>The connection was closed in the middle of the response's head.</summary>
        HeadCutShort,

        /// <summary>The connection was closed in the middle of the body.</summary>
        BodyCutShort,

        /// <summary>The response does not begin with a status line of HTTP/1.x and a status from 100 to 599 other than 101.</summary>
        BadStatusLine,

        /// <summary>
        /// A line of the head is not a header, a line does not end with CR LF, or the server's ETag cannot be sent back.
        /// </summary>
        BadHeader,

        /// <summary>A line does not fit into the client's buffer.</summary>
        LineTooLong,

        /// <summary>The head has more bytes than <see cref="HttpClient.MaxHeadBytes"/> or more headers than <see cref="HttpClient.MaxHeaders"/>.</summary>
        HeadTooLong,

        /// <summary>
        /// The stated length of the body is not a number up to 2147483647, is stated in two different ways, or is missing where a download needs it.
        /// </summary>
        BadLength,

        /// <summary>The body has a transfer coding other than "chunked".</summary>
        BadCoding,

        /// <summary>The size line or the end of a chunk breaks the rules.</summary>
        BadChunk,

        /// <summary>The server gave another part of the page than the download asked for.</summary>
        BadRange,

        /// <summary>The page has changed since the download began.</summary>
        Changed,
    }
}
