// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace DialogueFuzz;

/// <summary>Lines that a module says unasked and that are none of the driver's business.</summary>
internal static class Strangers
{
    private static readonly string[] s_lines =
    [
        "RING", "SMS DONE", "+QIND: SMS DONE", "+QIND: PB DONE", "+QMTRECV: 0,0,\"a/b\",\"OK\"", "+QMTRECV: 1,0,\"t\",\"ERROR\"",
        "+QMTSTAT: 0,1", "+CREG: 1", "+CREG: 5,\"1A2B\",\"01234567\",8", "+CEREG: 2", "+CEREG: 5,\"1A2B\",\"01234567\",9",
        "+CGREG: 1", "+CMTI: \"SM\",3", "+CTZV: +08", "+CTZE: +08,0,\"2026/01/10,11:12:13\"", "+QIURC: \"recv\",3",
        "+QIURC: \"closed\",7", "+QIURC: \"incoming full\"", "+QSIMSTAT: 1,1", "+QUSIM: 0", "+CUSD: 0,\"text\",15", "+QGPSURC: \"xtratime\"",
        "+QIND: \"csq\",23,99", "+QIND: \"act\",\"eMTC\"", "+QNWLOCK: 1", "+QHTTPURC: \"ind\"", "+QPSMTIMER: 3600,20", "^MODE: 17,17",
        "+CGEV: NW PDN ACT 1", "+CLIP: \"+49123\",145", "+QJDR: NOJAMMING", "+QCELLSCAN: 0", "+CRING: VOICE",
        "+QPING: 0,\"198.51.100.9\",32,120,255", "+QSSLX: 1", "+QSSLURCX: 2", "+QFWRITE: 1,1",
    ];

    /// <summary>Draws one.</summary>
    public static string Draw(Chance chance)
    {
        return chance.Of(s_lines);
    }
}
