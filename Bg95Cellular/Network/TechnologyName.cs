// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Cellular
{
    /// <summary>The names and numbers that modules have for technologies (module facts 13, 14).</summary>
    internal static class TechnologyName
    {
        /// <summary>eMTC, CAT-M1, NBIoT, CAT-NB1, GSM, GPRS, EDGE.</summary>
        internal static RadioTechnology Parse(string name)
        {
            string upper = name.ToUpper();

            return upper.IndexOf("NB") >= 0 ? RadioTechnology.NbIot
                : upper == "EMTC" || upper.IndexOf("CAT-M") == 0 ? RadioTechnology.LteM
                : upper == "GSM" || upper == "GPRS" || upper == "EDGE" ? RadioTechnology.Gsm
                : RadioTechnology.Unknown;
        }

        /// <summary>The AcT of CEREG and COPS: LTE-M is 8 on one family, 7 on the other.</summary>
        internal static RadioTechnology OfNumber(int accessTechnology)
        {
            switch (accessTechnology)
            {
                case 0:
                case 1:
                case 3: return RadioTechnology.Gsm;
                case 7:
                case 8: return RadioTechnology.LteM;
                case 9: return RadioTechnology.NbIot;
                default: return RadioTechnology.Unknown;
            }
        }
    }
}
