// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>
    /// Where the bytes of a counted payload go: the command that has asked for them, or the socket they are pushed to. It is
    /// named when the line that announces the payload is read, and stays the same to the last byte.
    /// </summary>
    internal interface IPayloadTarget
    {
        /// <summary>Gets the array the payload goes to.</summary>
        byte[] PayloadBuffer { get; }

        /// <summary>All bytes are in the array and the reader has let go of it; what stands behind them has not been seen yet.</summary>
        void OnPayloadComplete();

        /// <summary>What stands behind them is right.</summary>
        /// <param name="count">How many bytes there are.</param>
        void OnPayloadRight(int count);

        /// <summary>Bytes were lost; the payload is not what the module has sent.</summary>
        void OnPayloadDamaged();
    }
}
