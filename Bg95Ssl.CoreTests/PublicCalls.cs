// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl.Tests
{
    /// <summary>The public calls that say something to the module, each with a number, and how long each may take.</summary>
    internal static class PublicCalls
    {
        /// <summary>How many there are.</summary>
        internal const int Count = 31;

        /// <summary>Opens a modem and connects a socket in the mode that the call needs.</summary>
        internal static void Prepare(int number)
        {
            Session.Make();
            Session.Line.Module = new SmallModule();
            Session.Modem.Open(5000);
            Session.Context.CaCertificate = "ca.pem";
            Session.Use(Session.Context.Connect("a.example", 443, number == 30 ? AccessMode.DirectPush : AccessMode.Buffer));

            if (number == 30)
            {
                Assert.AreEqual("hello1", Session.Receive(8));
            }
        }

        /// <summary>Gives how long the call may take by its documentation, in milliseconds.</summary>
        internal static int Limit(int number)
        {
            switch (number)
            {
                case 0: case 1: case 2: case 3: case 4: return 20000;
                case 5: return 175000;
                case 6: return 55000;
                case 7: return 30000;
                case 8: return 60000;
                case 9: return 30000;
                case 10: return 10000;
                case 11: return 17000;
                case 12: return 30000;
                case 13: return 20000;
                case 14: return 23000;
                case 15: return 490000;
                case 16: return 7000;
                case 17: return 60000 + 4000;
                case 18: return 30000 + 40000;
                case 19: case 20: case 21: return 20000;
                case 22: return 145000;
                case 23: return 165000;
                case 24: return 40000;
                case 25: case 26: return 20000;
                case 27: return 40000;
                case 28: case 29: return 20000;
                default: return 17000;
            }
        }

        /// <summary>Makes the call.</summary>
        internal static void Run(int number)
        {
            byte[] buffer = new byte[2000];

            switch (number)
            {
                case 0: Session.Modem.Pdp.GetAddress(1); break;
                case 1: Session.Modem.Pdp.GetActive(new PdpContext[0]); break;
                case 2: Session.Modem.Pdp.Configure(1, "a"); break;
                case 3: Session.Modem.Pdp.SetDnsServers(1, "192.0.2.53", string.Empty); break;
                case 4: Session.Modem.Pdp.GetDnsServers(1); break;
                case 5: Session.Modem.Pdp.Activate(1); break;
                case 6: Session.Modem.Pdp.Deactivate(1); break;
                case 7: Session.Socket.Send(buffer, 0, 5); break;
                case 8: Session.Socket.Send(buffer, 0, 2000); break;
                case 9: Session.Socket.SendVariable(buffer, 0, 5); break;
                case 10: Session.Socket.Receive(buffer, 0, 5, 0); break;
                case 11: Session.Socket.Receive(buffer, 0, 5, 7000); break;
                case 12: Session.Socket.Close(); break;
                case 13: Session.Socket.Close(0); break;
                case 14: Session.Socket.Close(3000); break;
                case 15: Session.Context.Connect("b.example", 443); break;
                case 16: Session.Modem.Execute("AT+CSQ", 7000); break;
                case 17: Session.Modem.Files.Upload("f", buffer); break;
                case 18: Session.Modem.Files.Download("f", buffer, 0, 2000); break;
                case 19: Session.Modem.Files.GetSize("f"); break;
                case 20: Session.Modem.Files.Delete("f"); break;
                case 21: Session.Modem.Files.GetSpace(out int total); break;
                case 22: Session.Modem.Clock.Synchronize("ntp.example"); break;
                case 23: Session.Modem.Clock.SetFromNetwork("ntp.example"); break;
                case 24: Session.Modem.Clock.GetUtc(); break;
                case 25: Session.Modem.Clock.GetNetworkUtc(); break;
                case 26: Session.Modem.Clock.Set(new DateTime(2026, 11, 24)); break;
                case 27: Session.Socket.SwitchMode(AccessMode.Transparent, 1500); break;
                case 28: Session.Socket.QueryState(); break;
                case 29: Session.Context.Query("sni"); break;
                default: Session.Socket.Receive(buffer, 0, 5, 7000); break;
            }
        }
    }
}
