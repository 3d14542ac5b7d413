// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>The socket that uses the line in transparent mode. Called on the reader's thread.</summary>
    internal interface ITransparentListener
    {
        /// <summary>Data have come to the ring.</summary>
        void OnTransparentData();

        /// <summary>The line is taken back; the connection goes on in buffer mode. Called on the thread that takes it.</summary>
        void OnTransparentLeft();

        /// <summary>The module has said NO CARRIER: the connection is over, and the line is not the socket's any more.</summary>
        void OnNoCarrier();
    }
}
