// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Http
{
    /// <summary>Why a call failed, or why a connection cannot carry another request.</summary>
    public enum HttpError
    {
        /// <summary>Nothing: the connection can be used.</summary>
        None,

        /// <summary>No failure: the server ends the connection after this response.</summary>
        ServerCloses,

        /// <summary>An exception of the stream, or of a method of the program's, went through a call.</summary>
        Interrupted,

        /// <summary>The call's time was over.</summary>
        Timeout,

        /// <summary>The body that was left unread is longer than <see cref="HttpClient.MaxDrainBytes"/>.</summary>
        UnreadBody,

        /// <summary>Bytes came that belong to no response.</summary>
        UnexpectedBytes,

        /// <summary>The callback gave another number of bytes than it should.</summary>
        RequestBodyLength,

        /// <summary>The connection was closed before the response's first line: a server may do so between two requests.</summary>
        ClosedBeforeResponse,

        /// <summary>The connection was closed within the response's headers.</summary>
        HeadCutShort,

        /// <summary>The connection was closed within the body.</summary>
        BodyCutShort,

        /// <summary>The response does not begin with a status line of HTTP/1.0 or 1.1.</summary>
        BadStatusLine,

        /// <summary>A line of the head is not a header, or a line does not end with CR LF; or a tag could not be sent back.</summary>
        BadHeader,

        /// <summary>A line does not fit into the client's buffer.</summary>
        LineTooLong,

        /// <summary>The head has more than <see cref="HttpClient.MaxHeadBytes"/> or <see cref="HttpClient.MaxHeaders"/>.</summary>
        HeadTooLong,

        /// <summary>The body's length is not a number up to 2147483647, or told twice in two ways.</summary>
        BadLength,

        /// <summary>The body has a transfer coding other than "chunked".</summary>
        BadCoding,

        /// <summary>A chunk's size or end is wrong.</summary>
        BadChunk,

        /// <summary>The server's part of a download is not the one that was asked for.</summary>
        BadRange,

        /// <summary>The page has changed since the download began.</summary>
        Changed,
    }
}
