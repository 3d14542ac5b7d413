// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>The one place that turns error numbers into words.</summary>
    internal static class ErrorText
    {
        private const int FirstOfTable = 550;
        private const int LastOfTable = 574;

        // Table 3 of the application note, and before it the driver's own from -1 down. One string each, cut when an exception
        // is made: nobody reads them while all goes well. The module's other numbers have names in Bg95Error only.
        private const string Table =
            "unknown error|operation blocked|invalid parameter|memory not enough|create socket failed|operation not supported|" +
            "socket bind failed|socket listen failed|socket write failed|socket read failed|socket accept failed|" +
            "open PDP context failed|close PDP context failed|socket identity has been used|DNS busy|DNS parse failed|" +
            "socket connection failed or TLS refused|socket has been closed|operation busy|operation timeout|" +
            "PDP context break down|cancel send|operation not allowed|APN not configured|port busy";

        private const string Own =
            "no answer|bytes lost on the line|module restarted|ERROR|unexpected answer|setting not taken|" +
            "bytes lost in upload|send buffer full|line busy|port failed|closed by peer";

        internal static string Of(int code)
        {
            if (code < 0)
            {
                return Own.Split('|')[-1 - code];
            }

            string number = "error " + code.ToString();
            return code >= FirstOfTable && code <= LastOfTable ? number + " " + Table.Split('|')[code - FirstOfTable] : number;
        }
    }
}
