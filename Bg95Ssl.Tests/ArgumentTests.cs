// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>What is out of range, or could break out of its quotes, is refused before a byte is sent.</summary>
    [TestClass]
    public class ArgumentTests
    {
        private static string s_text;

        [TestMethod]
        public void String_BadCharacter_IsRefusedEverywhere()
        {
            String_BadCharacter_IsRefusedEverywhere("a\rb");
            String_BadCharacter_IsRefusedEverywhere("a\nb");
            String_BadCharacter_IsRefusedEverywhere("a\"b");
            String_BadCharacter_IsRefusedEverywhere("a\u0001b");
            String_BadCharacter_IsRefusedEverywhere("a\u001ab");
            String_BadCharacter_IsRefusedEverywhere("a\u007fb");
            String_BadCharacter_IsRefusedEverywhere("a\u00e9b");
            String_BadCharacter_IsRefusedEverywhere("\u20ac");
        }

        private static void String_BadCharacter_IsRefusedEverywhere(string text)
        {
            s_text = text;
            Session.OpenWithContext();
            int written = Session.Line.Written;

            Thrown.EachIsArgument(BadText);

            Assert.AreEqual(written, Session.Line.Written);
            Session.End();
        }

        private static bool BadText(int number)
        {
            switch (number)
            {
                case 0: Session.Modem.Pdp.Configure(1, s_text); break;
                case 1: Session.Modem.Pdp.Configure(1, PdpType.IPv4, "a", s_text, "p", PdpAuthentication.Pap); break;
                case 2: Session.Modem.Pdp.Configure(1, PdpType.IPv4, "a", "u", s_text, PdpAuthentication.Pap); break;
                case 3: Session.Modem.Files.Upload(s_text, new byte[1]); break;
                case 4: Session.Modem.Files.Delete(s_text); break;
                case 5: Session.Modem.Files.Download(s_text, new byte[1], 0, 1); break;
                case 6: Session.Modem.Files.List(s_text, new ModuleFile[0]); break;
                case 7: Session.Modem.Files.GetSize(s_text); break;
                case 8: Session.Modem.Pdp.SetDnsServers(1, s_text, string.Empty); break;
                case 9: Session.Modem.Pdp.SetDnsServers(1, "192.0.2.53", s_text); break;
                case 10: Session.Context.CaCertificate = s_text; break;
                case 11: Session.Context.ClientCertificate = s_text; break;
                case 12: Session.Context.ClientKey = s_text; break;
                case 13: Session.Context.Connect(s_text, 443); break;
                default: return false;
            }

            return true;
        }

        [TestMethod]
        public void String_TooLong_IsRefusedEverywhere()
        {
            Session.OpenWithContext();
            int written = Session.Line.Written;

            Thrown.EachIsArgument(LongText);

            Assert.AreEqual(written, Session.Line.Written);
            Session.End();
        }

        private static bool LongText(int number)
        {
            switch (number)
            {
                case 0: Session.Modem.Pdp.Configure(1, new string('a', 100)); break;
                case 1: Session.Modem.Pdp.Configure(1, PdpType.IPv4, "a", new string('u', 128), "p", PdpAuthentication.Pap); break;
                case 2: Session.Modem.Pdp.Configure(1, PdpType.IPv4, "a", "u", new string('p', 128), PdpAuthentication.Pap); break;
                case 3: Session.Modem.Files.Upload(new string('f', 81), new byte[1]); break;
                case 4: Session.Modem.Files.Delete(new string('f', 81)); break;
                case 5: Session.Modem.Files.Download(new string('f', 81), new byte[1], 0, 1); break;
                case 6: Session.Modem.Files.List(new string('f', 81), new ModuleFile[0]); break;
                case 7: Session.Modem.Pdp.SetDnsServers(1, new string('1', 46), string.Empty); break;
                case 8: Session.Context.CaCertificate = new string('f', 81); break;
                case 9: Session.Context.ClientCertificate = new string('f', 81); break;
                case 10: Session.Context.ClientKey = new string('f', 81); break;
                case 11: Session.Context.Connect(new string('h', 254), 443); break;
                default: return false;
            }

            return true;
        }

        [TestMethod]
        public void String_EmptyOrNull_IsRefusedWhereNeeded()
        {
            Session.OpenWithContext();
            int written = Session.Line.Written;

            Thrown.EachIsArgument(NoText);

            Assert.AreEqual(written, Session.Line.Written);
            Session.End();
        }

        private static bool NoText(int number)
        {
            switch (number)
            {
                case 0: Session.Modem.Pdp.Configure(1, null); break;
                case 1: Session.Modem.Pdp.GetActive(null); break;
                case 2: Session.Modem.Pdp.GetActive(new PdpContext[1]); break;
                case 3: Session.Modem.Files.List("*", null); break;
                case 4: Session.Modem.Files.List("*", new ModuleFile[1]); break;
                case 5: Session.Modem.Files.Download(string.Empty, new byte[1], 0, 1); break;
                case 6: Session.Modem.Files.Download("f", null, 0, 1); break;
                case 7: Session.Modem.Files.Download("f", new byte[1], 1, 1); break;
                case 8: Session.Modem.Pdp.SetDnsServers(1, string.Empty, "192.0.2.53"); break;
                case 9: Session.Modem.Pdp.SetDnsServers(1, "192.0.2.53", null); break;
                case 10: Session.Modem.Files.Upload(string.Empty, new byte[1]); break;
                case 11: Session.Modem.Files.Upload(null, new byte[1]); break;
                case 12: Session.Modem.Files.Upload("f", null); break;
                case 13: Session.Modem.Files.Upload("f", new byte[0]); break;
                case 14: Session.Modem.Files.Delete(string.Empty); break;
                case 15: Session.Context.CaCertificate = string.Empty; break;
                case 16: Session.Context.Connect(string.Empty, 443); break;
                case 17: Session.Context.Connect(null, 443); break;
                default: return false;
            }

            return true;
        }

        [TestMethod]
        public void Number_OutOfRange_IsRefused()
        {
            Session.OpenWithContext();
            int written = Session.Line.Written;

            Thrown.EachIsArgument(Number);

            Assert.AreEqual(written, Session.Line.Written);
            Session.End();
        }

        private static bool Number(int number)
        {
            switch (number)
            {
                case 0: Session.Modem.Pdp.Configure(0, "a"); break;
                case 1: Session.Modem.Pdp.Configure(17, "a"); break;
                case 2: Session.Modem.Pdp.Configure(1, (PdpType)4, "a", "u", "p", PdpAuthentication.Pap); break;
                case 3: Session.Modem.Pdp.Configure(1, PdpType.IPv4, "a", "u", "p", (PdpAuthentication)4); break;
                case 4: Session.Modem.Pdp.Activate(0); break;
                case 5: Session.Modem.Pdp.Deactivate(17); break;
                case 6: Session.Modem.Pdp.GetAddress(-1); break;
                case 7: Session.Modem.Pdp.GetDnsServers(17); break;
                case 8: Session.Modem.Pdp.SetDnsServers(0, "192.0.2.53", string.Empty); break;
                case 9: Session.Modem.SslContexts[6].Version = SslVersion.Tls12; break;
                case 10: Session.Modem.SslContexts[-1].Version = SslVersion.Tls12; break;
                case 11: Session.Context.Connect("a.example", 0); break;
                case 12: Session.Context.Connect("a.example", 65536); break;
                default: return false;
            }

            return true;
        }

        [TestMethod]
        public void Setting_OutOfRange_IsRefused()
        {
            Session.OpenWithContext();
            int written = Session.Line.Written;

            Thrown.EachIsArgument(Setting);

            Assert.AreEqual(written, Session.Line.Written);

            // Nothing is left of them.
            Session.ExpectSettings();
            Session.ConnectConfigured();
            Session.End();
        }

        private static bool Setting(int number)
        {
            switch (number)
            {
                case 0: Session.Context.Version = (SslVersion)5; break;
                case 1: Session.Context.CipherSuite = (CipherSuite)0x10000; break;
                case 2: Session.Context.SecurityLevel = (SecurityLevel)3; break;
                case 3: Session.Context.NegotiateTimeoutMilliseconds = 9999; break;
                case 4: Session.Context.NegotiateTimeoutMilliseconds = 300001; break;
                case 5: Session.Context.DtlsVersion = (DtlsVersion)3; break;
                case 6: Session.Context.PdpContextId = 17; break;
                case 7: Session.Context.PdpContextId = 0; break;
                case 8: Session.Context.Version = (SslVersion)(-1); break;
                default: return false;
            }

            return true;
        }

        [TestMethod]
        public void Block_OutsideTheArray_IsRefused()
        {
            Session.Connect();
            int written = Session.Line.Written;

            Thrown.EachIsArgument(Block);

            Assert.AreEqual(written, Session.Line.Written);
            Assert.AreEqual((int)SocketState.Connected, (int)Session.Socket.State);
            Session.End();
        }

        private static bool Block(int number)
        {
            switch (number)
            {
                case 0: Session.Socket.Send(null, 0, 1); break;
                case 1: Session.Socket.Send(new byte[4], -1, 1); break;
                case 2: Session.Socket.Send(new byte[4], 1, 4); break;
                case 3: Session.Socket.Send(new byte[4], 4, int.MaxValue); break;
                case 4: Session.Socket.Receive(null, 0, 1, 0); break;
                case 5: Session.Socket.Receive(new byte[4], 5, 0, 0); break;
                case 6: Session.Socket.Receive(new byte[4], 0, 5, 0); break;
                case 7: Session.Socket.Receive(new byte[4], 0, 0, 0); break;
                case 8: Session.Socket.Receive(new byte[4], 0, 4, -1); break;
                case 9: Session.Socket.Close(-2); break;
                case 10: Session.Socket.Close(65535001); break;
                default: return false;
            }

            return true;
        }

        [TestMethod]
        public void Modem_SizesOutOfRange_AreRefused()
        {
            Thrown.EachIsArgument(Size);
        }

        private static bool Size(int number)
        {
            switch (number)
            {
                case 0: new Bg95Modem(Session.Make(), 255).Close(); break;
                case 1: new Bg95Modem(Session.Make(), 8193).Close(); break;
                default: return false;
            }

            return true;
        }

        [TestMethod]
        public void Modem_NullArguments_AreRefused()
        {
            Assert.ThrowsException(typeof(ArgumentNullException), NoLine);
        }

        private static void NoLine()
        {
            new Bg95Modem((ITransport)null).Close();
        }
    }
}
