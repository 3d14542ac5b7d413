// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>
    /// A module that starts anew while a connection is opened, at each command of it, before and behind the answer, whether it
    /// says so or not: what was opened without every setting of the context is never given to the program, and the next
    /// connection is a good one (docs/design.md, "Trust").
    /// </summary>
    [TestClass]
    public class TrustTests
    {
        private static SmallModule s_module;

        [TestMethod]
        public void Connect_ReadyAtAnyCommand_IsNeverUnchecked()
        {
            AtAnyCommand(SmallModule.SaysReady, AccessMode.Buffer);
        }

        [TestMethod]
        public void Connect_GlitchAndReadyAtAnyCommand_IsNeverUnchecked()
        {
            AtAnyCommand(SmallModule.GlitchAndReady, AccessMode.Buffer);
        }

        [TestMethod]
        public void Connect_SilentRestartAtAnyCommand_IsNeverUnchecked()
        {
            AtAnyCommand(SmallModule.Silent, AccessMode.Buffer);
        }

        [TestMethod]
        public void Connect_Push_ReadyAtAnyCommand_IsNeverUnchecked()
        {
            AtAnyCommand(SmallModule.SaysReady, AccessMode.DirectPush);
        }

        [TestMethod]
        public void Connect_Push_GlitchAndReadyAtAnyCommand_IsNeverUnchecked()
        {
            AtAnyCommand(SmallModule.GlitchAndReady, AccessMode.DirectPush);
        }

        [TestMethod]
        public void Connect_Push_SilentRestartAtAnyCommand_IsNeverUnchecked()
        {
            AtAnyCommand(SmallModule.Silent, AccessMode.DirectPush);
        }

        [TestMethod]
        public void Connect_Transparent_ReadyAtAnyCommand_IsNeverUnchecked()
        {
            AtAnyCommand(SmallModule.SaysReady, AccessMode.Transparent);
        }

        [TestMethod]
        public void Connect_Transparent_GlitchAndReadyAtAnyCommand_IsNeverUnchecked()
        {
            AtAnyCommand(SmallModule.GlitchAndReady, AccessMode.Transparent);
        }

        [TestMethod]
        public void Connect_Transparent_SilentRestartAtAnyCommand_IsNeverUnchecked()
        {
            AtAnyCommand(SmallModule.Silent, AccessMode.Transparent);
        }

        [TestMethod]
        public void Connect_SilentRestartWithoutEchoAtAnyCommand_IsNeverUnchecked()
        {
            // Not in transparent mode: nothing can be asked there after the opening (docs/design.md).
            AtAnyCommand(SmallModule.SilentWithoutEcho, AccessMode.Buffer);
        }

        [TestMethod]
        public void Connect_Push_SilentRestartWithoutEchoAtAnyCommand_IsNeverUnchecked()
        {
            AtAnyCommand(SmallModule.SilentWithoutEcho, AccessMode.DirectPush);
        }

        [TestMethod]
        public void Connect_RestartWithoutEchoWhileNothingRan_IsNeverUnchecked()
        {
            // Its stored profile has the echo off: only the settings tell.
            for (int mode = 0; mode < 3; mode++)
            {
                Assert.IsTrue(Try(SmallModule.SilentWithoutEcho, (AccessMode)mode, false, false, 1));
            }
        }

        // The first connection of a modem writes the settings, the second one only reads them.
        private static void AtAnyCommand(int restart, AccessMode mode)
        {
            for (int way = 0; way < 4; way++)
            {
                bool isFirst = way < 2;
                bool answersFirst = (way & 1) != 0;
                int command = 0;

                do
                {
                    command++;
                }
                while (Try(restart, mode, isFirst, answersFirst, command));

                // The clock, the settings, the opening; the number is the proof that each of them was tried.
                int least = isFirst ? 24 : 13;
                Assert.IsTrue(command > least, command.ToString());
            }
        }

        // Says whether the connection had so many commands.
        private static bool Try(int restart, AccessMode mode, bool isFirst, bool answersFirst, int command)
        {
            Prepare();

            if (!isFirst)
            {
                Connect(AccessMode.Buffer).Close();
            }

            s_module.Restart = restart;
            s_module.AnswersFirst = answersFirst;
            s_module.RestartAt = s_module.Commands + command;
            int before = s_module.Commands;
            string message = "command " + command.ToString() + (isFirst ? " first " : " later ") + (answersFirst ? "behind" : "before");

            try
            {
                SslSocket socket = Connect(mode);
                Check(socket, mode, message);
                socket.Close();
            }
            catch (Bg95Exception ex)
            {
                // No connection is a right answer, too; but a module that has started anew has refused no setting.
                Assert.IsTrue(ex.Error != Bg95Error.SettingNotTaken || restart == SmallModule.SilentWithoutEcho, message);
            }

            bool isTried = s_module.Commands >= s_module.RestartAt && s_module.RestartAt > before;

            // The next one always works.
            s_module.RestartAt = 0;
            SslSocket next = Connect(mode);
            Check(next, mode, message + ", next");
            next.Close();
            Session.End();
            return isTried;
        }

        private static void Prepare()
        {
            Session.Make();
            s_module = new SmallModule();
            Session.Line.Module = s_module;
            Session.Modem.Open(5000);
            Session.Context.CaCertificate = "ca.pem";
        }

        private static SslSocket Connect(AccessMode mode)
        {
            return Session.Context.Connect("a.example", 443, mode, 1500);
        }

        private static void Check(SslSocket socket, AccessMode mode, string message)
        {
            Assert.IsTrue(s_module.IsTrusted, "unchecked: " + message);

            if (mode != AccessMode.Buffer && socket.State == SocketState.Connected)
            {
                string received = string.Empty;
                byte[] buffer = new byte[32];
                int count;

                while ((count = socket.Receive(buffer, 0, 32, 1000)) > 0)
                {
                    received += Bytes.Text(buffer, 0, count);
                }

                Assert.AreEqual(s_module.Greeting, received, message);
            }
        }
    }
}
