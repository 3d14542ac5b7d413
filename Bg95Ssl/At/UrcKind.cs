// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>The unsolicited result codes that the driver knows.</summary>
    internal enum UrcKind
    {
        /// <summary><c>+QSSLURC: "recv"</c> or <c>"closed"</c> (application note 2.2).</summary>
        Ssl,

        /// <summary><c>+QSSLOPEN: id,err</c> (application note 2.1.2).</summary>
        SslOpen,

        /// <summary><c>+QIURC: "pdpdeact",id</c> (module facts 4.9).</summary>
        Ip,

        /// <summary><c>RDY</c>: the module has started anew; sockets, contexts and settings are gone.</summary>
        Restarted,

        /// <summary><c>POWERED DOWN</c> and its variants.</summary>
        PoweredDown,

        /// <summary>The driver is in step again after lines were lost; what they said must be asked for.</summary>
        LinesLost,

        /// <summary>What the last receive brought may be cut short.</summary>
        PayloadDoubtful,

        /// <summary>Queued by a socket: data came.</summary>
        DataReceived,

        /// <summary>Queued by a socket: it was closed from outside.</summary>
        Closed,
    }
}
