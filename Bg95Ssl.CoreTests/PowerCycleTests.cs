// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>A module that refuses every opening needs to be switched off and on (module facts 4.10).</summary>
    [TestClass]
    public class PowerCycleTests
    {
        private static int s_id;

        [TestMethod]
        public void Connect_RefusedThreeTimesInARow_AsksForAPowerCycle()
        {
            Prepare();

            Open(552, Bg95Error.InvalidParameter);
            Open(553, Bg95Error.MemoryNotEnough);
            Open(552, Bg95Error.PowerCycleNeeded);
            Open(552, Bg95Error.PowerCycleNeeded);

            Session.End();
        }

        [TestMethod]
        public void Connect_RefusedButNotInARow_DoesNot()
        {
            Prepare();

            Open(552, Bg95Error.InvalidParameter);
            Open(552, Bg95Error.InvalidParameter);
            Open(566, Bg95Error.SocketConnectionFailed);
            Open(552, Bg95Error.InvalidParameter);
            Open(552, Bg95Error.InvalidParameter);
            Open(0, Bg95Error.Success);
            Open(552, Bg95Error.InvalidParameter);
            Open(553, Bg95Error.MemoryNotEnough);

            Session.End();
        }

        private static void Prepare()
        {
            Session.OpenWithContext();
            Session.ExpectSettings();
            s_id = 0;
        }

        private static void Open(int answer, Bg95Error expected)
        {
            string id = s_id++.ToString();
            Session.Line.Expect("AT+QSSLOPEN=1,0," + id + ",\"a.example\",443,0\r", "\r\nOK\r\n\r\n+QSSLOPEN: " + id + "," + answer.ToString() + "\r\n");

            if (expected == Bg95Error.Success)
            {
                Session.ExpectState(id, AccessMode.Buffer);
                Session.Context.Connect("a.example", 443);
                return;
            }

            Session.Line.Expect("AT+QSSLCLOSE=" + id + "\r", Session.Ok);
            Thrown.Is(expected, Calls.Connect);
        }
    }
}
