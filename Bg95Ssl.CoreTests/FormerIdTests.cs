// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>
    /// A socket that the module has lost by a restart, and another one that has its id since: whatever the program does with the first
    /// must not touch the second.
    /// </summary>
    [TestClass]
    public class FormerIdTests
    {
        private const int CallCount = 9;

        private static SslSocket s_former;

        [TestMethod]
        public void AnyCall_IdIsAnotherSockets_SaysNothingToIt()
        {
            for (int number = 0; number < CallCount; number++)
            {
                RecordingModule module = Begin();
                Session.Line.Deliver("\r\nRDY\r\n");
                Session.Line.Settle();

                CheckCall(number, module);
            }
        }

        [TestMethod]
        public void AnyCall_SendHasFoundTheRestart_SaysNothingToIt()
        {
            for (int number = 0; number < CallCount; number++)
            {
                RecordingModule module = Begin();

                // The echo tells of the restart, and then the command is refused.
                module.Module = new SmallModule();
                Thrown.By(Calls.Send);

                CheckCall(number, module);
            }
        }

        private static RecordingModule Begin()
        {
            PublicCalls.Prepare(7);
            RecordingModule module = new RecordingModule((SmallModule)Session.Line.Module);
            Session.Line.Module = module;
            s_former = Session.Socket;
            return module;
        }

        private static void CheckCall(int number, RecordingModule module)
        {
            module.Module = new SmallModule();
            SslSocket latter;

            while ((latter = Session.Context.Connect("b.example", 443)).Id != s_former.Id)
            {
                latter.Dispose();
            }

            string name = "=" + s_former.Id.ToString();
            module.Heard = string.Empty;

            try
            {
                Run(number);
            }
            catch (Bg95Exception ex)
            {
                Assert.AreEqual((int)Bg95Error.ModuleRestarted, (int)ex.Error, number.ToString());
            }

            Assert.IsTrue(module.Heard.IndexOf(name) < 0, number.ToString() + ": " + module.Heard);
            Assert.AreEqual((int)SocketState.Connected, (int)latter.State);
            Session.Modem.Close();

            // A board's heap has no room for two modems and the tests that follow.
            s_former = null;
        }

        private static void Run(int number)
        {
            byte[] buffer = new byte[10];

            switch (number)
            {
                case 0: s_former.Send(buffer, 0, 5); break;
                case 1: s_former.SendVariable(buffer, 0, 5); break;
                case 2: s_former.Receive(buffer, 0, 5, 0); break;
                case 3: s_former.Receive(buffer, 0, 5, 40000); break;
                case 4: s_former.Close(); break;
                case 5: s_former.Close(0); break;
                case 6: s_former.SwitchMode(AccessMode.DirectPush, 1500); break;
                case 7: Assert.AreEqual((int)SocketState.Initial, (int)s_former.QueryState()); break;
                default: s_former.Dispose(); break;
            }
        }

        /// <summary>A module that keeps what it has heard.</summary>
        private sealed class RecordingModule : IScriptedModule
        {
            internal RecordingModule(SmallModule module)
            {
                Module = module;
            }

            internal SmallModule Module;

            internal string Heard = string.Empty;

            public string Answer(string written)
            {
                Heard += written;
                return Module.Answer(written);
            }
        }
    }
}
