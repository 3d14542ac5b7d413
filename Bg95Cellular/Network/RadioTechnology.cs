// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Cellular
{
    /// <summary>A radio technology. The values are those of <c>AT+QCFG="nwscanseq"</c> (module facts 15).</summary>
    public enum RadioTechnology
    {
        /// <summary>There is none, or the module does not say.</summary>
        Unknown = 0,

        /// <summary>GSM, GPRS, EDGE.</summary>
        Gsm = 1,

        /// <summary>LTE-M, also called eMTC and Cat M1.</summary>
        LteM = 2,

        /// <summary>NB-IoT, also called Cat NB1.</summary>
        NbIot = 3,
    }
}
