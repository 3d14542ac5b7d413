// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Http
{
    /// <summary>The server, the connection or the time refused. <see cref="Error"/> says why, the message in words.</summary>
    public class HttpException : Exception
    {
        /// <summary>Initializes a new instance of the <see cref="HttpException"/> class.</summary>
        /// <param name="error">The reason.</param>
        public HttpException(HttpError error)
            : base("HTTP: " + Describe(error))
        {
            Error = error;
        }

        /// <summary>Gets the reason.</summary>
        public HttpError Error { get; }

        private static string Describe(HttpError error)
        {
            switch (error)
            {
                case HttpError.ServerCloses: return "the server ended the connection; connect again";
                case HttpError.Interrupted: return "an earlier call was interrupted; connect again";
                case HttpError.Timeout: return "the time is over";
                case HttpError.UnreadBody: return "too much was left unread; connect again";
                case HttpError.ClosedBeforeResponse: return "closed before the response";
                case HttpError.HeadCutShort: return "closed within the head";
                case HttpError.BodyCutShort: return "closed within the body";
                case HttpError.BadStatusLine: return "the server does not speak HTTP/1.1";
                case HttpError.LineTooLong: return "a line does not fit into the buffer";
                case HttpError.Changed: return "what is downloaded has changed";
                default: return "error " + ((int)error).ToString();
            }
        }
    }
}
