// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl.Tests
{
    /// <summary>
    /// What tests call to see what it throws. A lambda would do, but the compiler names it after the test it is in, and the
    /// names of an assembly have little room (32,767 bytes with all other strings); these have names the assembly has anyway.
    /// </summary>
    internal static class Calls
    {
        internal static void Activate()
        {
            Session.Modem.Pdp.Activate(1);
        }

        internal static void Configure()
        {
            Session.Modem.Pdp.Configure(1, "a");
        }

        internal static void Connect()
        {
            Session.Context.Connect("a.example", 443);
        }

        internal static void Deactivate()
        {
            Session.Modem.Pdp.Deactivate(1);
        }

        internal static void Download()
        {
            Session.Modem.Files.Download("f", new byte[4], 0, 4);
        }

        internal static void Query()
        {
            Session.Context.Query("session");
        }

        internal static void QueryState()
        {
            Session.Socket.QueryState();
        }

        internal static void Receive()
        {
            Session.Receive(8);
        }

        internal static void Send()
        {
            Session.Socket.Send(Bytes.Of("hi"), 0, 2);
        }

        internal static void SendVariable()
        {
            Session.Socket.SendVariable(Bytes.Of("hi"), 0, 2);
        }

        internal static void Synchronize()
        {
            Session.Modem.Clock.Synchronize("ntp.example");
        }

        internal static void Upload()
        {
            Session.Modem.Files.Upload("ca.pem", Bytes.Of("ab"));
        }
    }
}
