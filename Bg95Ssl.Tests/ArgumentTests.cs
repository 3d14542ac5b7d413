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
            Session.OpenWithContext();
            int written = Session.Line.Written;

            Thrown.IsArgument(() => Session.Modem.Pdp.Configure(1, text));
            Thrown.IsArgument(() => Session.Modem.Pdp.Configure(1, PdpType.IPv4, "a", text, "p", PdpAuthentication.Pap));
            Thrown.IsArgument(() => Session.Modem.Pdp.Configure(1, PdpType.IPv4, "a", "u", text, PdpAuthentication.Pap));
            Thrown.IsArgument(() => Session.Modem.Files.Upload(text, new byte[1]));
            Thrown.IsArgument(() => Session.Modem.Files.Delete(text));
            Thrown.IsArgument(() => Session.Modem.Files.Download(text, new byte[1], 0, 1));
            Thrown.IsArgument(() => Session.Modem.Files.List(text, new ModuleFile[0]));
            Thrown.IsArgument(() => Session.Modem.Files.GetSize(text));
            Thrown.IsArgument(() => Session.Modem.Pdp.SetDnsServers(1, text, string.Empty));
            Thrown.IsArgument(() => Session.Modem.Pdp.SetDnsServers(1, "192.0.2.53", text));
            Thrown.IsArgument(() => Session.Context.CaCertificate = text);
            Thrown.IsArgument(() => Session.Context.ClientCertificate = text);
            Thrown.IsArgument(() => Session.Context.ClientKey = text);
            Thrown.IsArgument(() => Session.Context.Connect(text, 443));

            Assert.AreEqual(written, Session.Line.Written);
            Session.End();
        }

        [TestMethod]
        public void String_TooLong_IsRefusedEverywhere()
        {
            Session.OpenWithContext();
            int written = Session.Line.Written;

            Thrown.IsArgument(() => Session.Modem.Pdp.Configure(1, new string('a', 100)));
            Thrown.IsArgument(() => Session.Modem.Pdp.Configure(1, PdpType.IPv4, "a", new string('u', 128), "p", PdpAuthentication.Pap));
            Thrown.IsArgument(() => Session.Modem.Pdp.Configure(1, PdpType.IPv4, "a", "u", new string('p', 128), PdpAuthentication.Pap));
            Thrown.IsArgument(() => Session.Modem.Files.Upload(new string('f', 81), new byte[1]));
            Thrown.IsArgument(() => Session.Modem.Files.Delete(new string('f', 81)));
            Thrown.IsArgument(() => Session.Modem.Files.Download(new string('f', 81), new byte[1], 0, 1));
            Thrown.IsArgument(() => Session.Modem.Files.List(new string('f', 81), new ModuleFile[0]));
            Thrown.IsArgument(() => Session.Modem.Pdp.SetDnsServers(1, new string('1', 46), string.Empty));
            Thrown.IsArgument(() => Session.Context.CaCertificate = new string('f', 81));
            Thrown.IsArgument(() => Session.Context.ClientCertificate = new string('f', 81));
            Thrown.IsArgument(() => Session.Context.ClientKey = new string('f', 81));
            Thrown.IsArgument(() => Session.Context.Connect(new string('h', 201), 443));

            Assert.AreEqual(written, Session.Line.Written);
            Session.End();
        }

        [TestMethod]
        public void String_EmptyOrNull_IsRefusedWhereNeeded()
        {
            Session.OpenWithContext();
            int written = Session.Line.Written;

            Thrown.IsArgument(() => Session.Modem.Pdp.Configure(1, null));
            Thrown.IsArgument(() => Session.Modem.Pdp.GetActive(null));
            Thrown.IsArgument(() => Session.Modem.Pdp.GetActive(new PdpContext[1]));
            Thrown.IsArgument(() => Session.Modem.Files.List("*", null));
            Thrown.IsArgument(() => Session.Modem.Files.List("*", new ModuleFile[1]));
            Thrown.IsArgument(() => Session.Modem.Files.Download(string.Empty, new byte[1], 0, 1));
            Thrown.IsArgument(() => Session.Modem.Files.Download("f", null, 0, 1));
            Thrown.IsArgument(() => Session.Modem.Files.Download("f", new byte[1], 1, 1));
            Thrown.IsArgument(() => Session.Modem.Pdp.SetDnsServers(1, string.Empty, "192.0.2.53"));
            Thrown.IsArgument(() => Session.Modem.Pdp.SetDnsServers(1, "192.0.2.53", null));
            Thrown.IsArgument(() => Session.Modem.Files.Upload(string.Empty, new byte[1]));
            Thrown.IsArgument(() => Session.Modem.Files.Upload(null, new byte[1]));
            Thrown.IsArgument(() => Session.Modem.Files.Upload("f", null));
            Thrown.IsArgument(() => Session.Modem.Files.Upload("f", new byte[0]));
            Thrown.IsArgument(() => Session.Modem.Files.Delete(string.Empty));
            Thrown.IsArgument(() => Session.Context.CaCertificate = string.Empty);
            Thrown.IsArgument(() => Session.Context.Connect(string.Empty, 443));
            Thrown.IsArgument(() => Session.Context.Connect(null, 443));

            Assert.AreEqual(written, Session.Line.Written);
            Session.End();
        }

        [TestMethod]
        public void Number_OutOfRange_IsRefused()
        {
            Session.OpenWithContext();
            int written = Session.Line.Written;

            Thrown.IsArgument(() => Session.Modem.Pdp.Configure(0, "a"));
            Thrown.IsArgument(() => Session.Modem.Pdp.Configure(17, "a"));
            Thrown.IsArgument(() => Session.Modem.Pdp.Configure(1, (PdpType)4, "a", "u", "p", PdpAuthentication.Pap));
            Thrown.IsArgument(() => Session.Modem.Pdp.Configure(1, PdpType.IPv4, "a", "u", "p", (PdpAuthentication)4));
            Thrown.IsArgument(() => Session.Modem.Pdp.Activate(0));
            Thrown.IsArgument(() => Session.Modem.Pdp.Deactivate(17));
            Thrown.IsArgument(() => Session.Modem.Pdp.GetAddress(-1));
            Thrown.IsArgument(() => Session.Modem.Pdp.GetDnsServers(17));
            Thrown.IsArgument(() => Session.Modem.Pdp.SetDnsServers(0, "192.0.2.53", string.Empty));
            Thrown.IsArgument(() => Session.Modem.SslContexts[6].Version = SslVersion.Tls12);
            Thrown.IsArgument(() => Session.Modem.SslContexts[-1].Version = SslVersion.Tls12);
            Thrown.IsArgument(() => Session.Context.Connect("a.example", 0));
            Thrown.IsArgument(() => Session.Context.Connect("a.example", 65536));

            Assert.AreEqual(written, Session.Line.Written);
            Session.End();
        }

        [TestMethod]
        public void Setting_OutOfRange_IsRefusedAndUnchanged()
        {
            Session.OpenWithContext();
            SslContext context = Session.Context;

            Thrown.IsArgument(() => context.Version = (SslVersion)5);
            Thrown.IsArgument(() => context.CipherSuite = (CipherSuite)0x10000);
            Thrown.IsArgument(() => context.SecurityLevel = (SecurityLevel)3);
            Thrown.IsArgument(() => context.NegotiateTimeout = 9);
            Thrown.IsArgument(() => context.NegotiateTimeout = 301);
            Thrown.IsArgument(() => context.DtlsVersion = (DtlsVersion)3);
            Thrown.IsArgument(() => context.PdpContextId = 17);

            Assert.AreEqual((int)SslVersion.Tls12, (int)context.Version);
            Assert.AreEqual(300, context.NegotiateTimeout);
            Assert.AreEqual(1, context.PdpContextId);
            Session.End();
        }

        [TestMethod]
        public void Block_OutsideTheArray_IsRefused()
        {
            Session.Connect();
            byte[] array = new byte[4];
            int written = Session.Line.Written;

            Thrown.IsArgument(() => Session.Socket.Send(null, 0, 1));
            Thrown.IsArgument(() => Session.Socket.Send(array, -1, 1));
            Thrown.IsArgument(() => Session.Socket.Send(array, 1, 4));
            Thrown.IsArgument(() => Session.Socket.Send(array, 4, int.MaxValue));
            Thrown.IsArgument(() => Session.Socket.Receive(null, 0, 1, 0));
            Thrown.IsArgument(() => Session.Socket.Receive(array, 5, 0, 0));
            Thrown.IsArgument(() => Session.Socket.Receive(array, 0, 5, 0));
            Thrown.IsArgument(() => Session.Socket.Receive(array, 0, 0, 0));
            Thrown.IsArgument(() => Session.Socket.Receive(array, 0, 4, -1));
            Thrown.IsArgument(() => Session.Socket.Close(-2));
            Thrown.IsArgument(() => Session.Socket.Close(65536));

            Assert.AreEqual(written, Session.Line.Written);
            Assert.AreEqual((int)SocketState.Connected, (int)Session.Socket.State);
            Session.End();
        }

        [TestMethod]
        public void Modem_SizesOutOfRange_AreRefused()
        {
            Thrown.IsArgument(() => new Bg95Modem(new ScriptedTransport(), 255, 8).Close());
            Thrown.IsArgument(() => new Bg95Modem(new ScriptedTransport(), 8193, 8).Close());
            Thrown.IsArgument(() => new Bg95Modem(new ScriptedTransport(), 256, 3).Close());
            Thrown.IsArgument(() => new Bg95Modem(new ScriptedTransport(), 256, 256).Close());
        }

        [TestMethod]
        public void Modem_NullArguments_AreRefused()
        {
            Assert.ThrowsException(typeof(ArgumentNullException), () => new Bg95Modem((ITransport)null).Close());
        }
    }
}
