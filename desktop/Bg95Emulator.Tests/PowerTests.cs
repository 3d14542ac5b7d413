// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using Xunit;

namespace Bg95Emulator.Tests;

/// <summary>Switching off and on, with all that a host may see of it (module facts 3).</summary>
public sealed class PowerTests
{
    private static readonly string[] s_results = ["RDY", "APP RDY", "+CFUN: 1", "+CPIN: READY", "+QUSIM: 1", "+QIND: SMS DONE"];

    [Fact]
    public void Qpowd_ThenReboot_ComesBack()
    {
        using Host host = new();
        host.Command("AT+QPOWD");
        host.Expect("\r\nPOWERED DOWN\r\n");
        host.Module.Reboot();
        host.Expect("\r\nRDY\r\n");
    }

    [Theory]
    [InlineData(PowerDownReason.Command, "POWERED DOWN")]
    [InlineData(PowerDownReason.PowerKey, "NORMAL POWER DOWN")]
    [InlineData(PowerDownReason.PowerSaving, "PSM POWER DOWN")]
    public void PowerDown_ForAReason_SaysItAndIsDead(PowerDownReason reason, string text)
    {
        using Host host = new();
        host.Module.PowerDown(reason);
        host.Expect($"\r\n{text}\r\n");
        host.Send("AT\r");
        host.Module.SendUnsolicited("+QIND: 1");
        host.WaitUntilTaken();
        host.Module.Reboot();
        host.Expect("\r\nRDY\r\n");
    }

    [Fact]
    public void PowerDown_WithoutLineEnd_RunsIntoTheNextLine()
    {
        using Host host = new(options => options.PowerDownWithoutLineEnd = true);
        host.Module.Reboot(announce: true);
        host.Expect("\r\nPOWERED DOWN\r\nRDY\r\n\r\nAPP RDY\r\n");
    }

    [Fact]
    public void PowerDown_WithSocketsOpen_ForgetsThem()
    {
        using TestServer server = new();
        using Host host = new();
        host.ActivatePdp();
        host.Open(server.Port);
        host.Module.PowerDown(PowerDownReason.PowerKey);
        host.Expect("\r\nNORMAL POWER DOWN\r\n");
        Assert.Empty(host.Module.Sockets);
    }

    [Fact]
    public void Boot_InAnOrderOfItsOwn_SaysEverythingOnce()
    {
        using Host host = new(options => options.BootOrderSeed = 1);
        HashSet<string> orders = [];
        for (int boot = 0; boot < 10; boot++)
        {
            host.Module.Reboot();
            List<string> lines = [];
            foreach (string _ in s_results)
            {
                host.Expect("\r\n");
                lines.Add(host.ReadUntil("\r\n").TrimEnd());
            }

            orders.Add(string.Join(",", lines));
            lines.Sort(StringComparer.Ordinal);
            string[] expected = [.. s_results];
            Array.Sort(expected, StringComparer.Ordinal);
            Assert.Equal(expected, lines);
        }

        Assert.True(orders.Count > 1);
    }

    [Fact]
    public void Boot_WithPdpdeactBeforeRdy_SaysSo()
    {
        using Host host = new(options => options.BootResults = ["+QIURC: \"pdpdeact\",1", "RDY", "APP RDY"]);
        host.Module.Reboot();
        host.Expect("\r\n+QIURC: \"pdpdeact\",1\r\n\r\nRDY\r\n\r\nAPP RDY\r\n");
    }

    [Fact]
    public void Reboot_DuringASlowCommand_EndsItWithoutAnswer()
    {
        ManualClock clock = new();
        using Host host = new(clock, options =>
        {
            options.ActivateDelay = TimeSpan.FromSeconds(150);
            options.BootResults = ["RDY"];
        });
        host.Send("AT+QIACT=1\r");
        Wait.Until(() => clock.Pending == 1);
        host.Module.Reboot();
        host.Expect("\r\nRDY\r\n");
        host.Command("AT+QIACT?", "AT+QIACT?\r\r\nOK\r\n");
    }
}
