// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.IO;

namespace Bg95Http
{
    /// <summary>The server, the connection or the time refused. <see cref="Error"/> says why, the message in words.</summary>
    public class HttpException : IOException
    {
        private readonly HttpError _error;

        /// <summary>Initializes a new instance of the <see cref="HttpException"/> class.</summary>
        /// <param name="error">The reason.</param>
        public HttpException(HttpError error)
            : base(Describe(error))
        {
            _error = error;
        }

        /// <summary>Gets the reason.</summary>
        public HttpError Error => _error;

        private static string Describe(HttpError error)
        {
            switch (error)
            {
                case HttpError.ServerCloses:
                case HttpError.Interrupted:
                    return "connect again";
                case HttpError.Timeout:
                    return "timed out";
                case HttpError.ClosedBeforeResponse:
                case HttpError.HeadCutShort:
                case HttpError.BodyCutShort:
                    return "closed too early";
                default:
                    return "error " + ((int)error).ToString();
            }
        }
    }
}
