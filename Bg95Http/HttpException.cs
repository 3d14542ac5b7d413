// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.IO;

namespace Bg95Http
{
    /// <summary>
    /// A request or a response failed because of the server, the connection or the time limit. <see cref="Error"/> says why.
    /// </summary>
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
                    return "the connection cannot be used any more: connect again";
                case HttpError.Timeout:
                    return "the server did not answer in time";
                case HttpError.ClosedBeforeResponse:
                case HttpError.HeadCutShort:
                case HttpError.BodyCutShort:
                    return "the connection was closed too early";
                default:
                    return "HTTP failed with HttpError " + ((int)error).ToString();
            }
        }
    }
}
