// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Linq;
using System.Net.Security;
using System.Threading;
using Bg95Cellular;
using Bg95Emulator;
using Bg95Ssl;
using Xunit;
using RadioTechnology = Bg95Emulator.RadioTechnology;
using SimCard = Bg95Emulator.SimCard;

namespace EndToEnd.Tests;

/// <summary>Going and staying online, the driver's part against the emulated module's, each made from the facts alone.</summary>
public sealed class OnlineTests
{
    private static readonly TimeSpan s_while = TimeSpan.FromSeconds(2);

    public static TheoryData<string> Profiles { get; } = [.. ModuleProfiles.All.Select(profile => profile.Name)];

    [Theory]
    [MemberData(nameof(Profiles))]
    public void GoOnline_ModuleThatTakesItsTime_CarriesATlsConnection(string profile)
    {
        using TestServer server = new();
        using Bench bench = new(options => Slow(ModuleProfiles.Find(profile)!, options), open: false);
        CellularConnection connection = new(bench.Modem);

        connection.GoOnline(Options());

        Assert.Equal(OnlineStep.Online, connection.Step);
        Exchange(bench, server);
    }

    [Theory]
    [InlineData(RadioTechnology.LteM)]
    [InlineData(RadioTechnology.NbIot)]
    [InlineData(RadioTechnology.Gsm)]
    public void GoOnline_AnyTechnology_IsOnline(RadioTechnology technology)
    {
        using Bench bench = new(
            options =>
            {
                options.LteMode = 2;
                options.Network.KeepOnly(technology);
            },
            open: false);
        CellularConnection connection = new(bench.Modem);

        connection.GoOnline(Options());

        Assert.True(connection.Network.GetRegistration().IsRegistered);
        Assert.NotNull(bench.Modem.Pdp.GetAddress(1));
    }

    [Fact]
    public void GoOnline_CardWithPin_SaysItOnce()
    {
        using Bench bench = new(options => options.Sim = new SimCard { Pin = "1234" }, open: false);
        CellularConnection connection = new(bench.Modem);
        OnlineOptions options = Options();
        options.Pin = "1234";

        connection.GoOnline(options);
        connection.GoOnline(options);

        Assert.Equal(1, Count(bench, "AT+CPIN=\"1234\""));
    }

    [Fact]
    public void GoOnline_WrongPin_IsSaidOnceEver()
    {
        using Bench bench = new(options => options.Sim = new SimCard { Pin = "1234" }, open: false);
        CellularConnection connection = new(bench.Modem);
        OnlineOptions options = Options();
        options.Pin = "4321";

        Assert.Equal(OnlineFailure.PinRefused, Failure(() => connection.GoOnline(options)).Failure);
        Assert.Equal(OnlineFailure.PinRefused, Failure(() => connection.GoOnline(options)).Failure);
        Assert.Equal(OnlineFailure.PinRefused, Failure(() => connection.StayOnline(options)).Failure);

        Assert.Equal(1, Count(bench, "AT+CPIN="));
        Assert.Equal(SimCard.MaxPinTries - 1, bench.Module.Sim.PinTries);
    }

    [Fact]
    public void GoOnline_NoCard_SaysSo()
    {
        using Bench bench = new(options => options.Sim.IsInserted = false, open: false);

        OnlineException thrown = Failure(() => new CellularConnection(bench.Modem).GoOnline(Options()));

        Assert.Equal(OnlineFailure.NoSim, thrown.Failure);
        Assert.Equal(OnlineStep.Sim, thrown.Step);
    }

    [Theory]
    [InlineData(CellAnswer.Deny, OnlineFailure.RegistrationDenied)]
    [InlineData(CellAnswer.Silence, OnlineFailure.NotRegistered)]
    public void GoOnline_NetworkDoesNotTakeIt_SaysSo(CellAnswer answer, OnlineFailure expected)
    {
        using Bench bench = new(options => options.Network.ChangeCells(cell => cell with { Answer = answer }), open: false);
        OnlineOptions options = Options();
        options.RegistrationTimeoutMilliseconds = 3000;

        OnlineException thrown = Failure(() => new CellularConnection(bench.Modem).GoOnline(options));

        Assert.Equal(expected, thrown.Failure);
        Assert.Equal(OnlineStep.Registration, thrown.Step);
    }

    [Fact]
    public void GoOnline_UrcsGoToAnotherPort_CarriesATlsConnection()
    {
        using TestServer server = new();
        using Bench bench = new(options => options.UrcPort = "usbat", open: false);

        new CellularConnection(bench.Modem).GoOnline(Options());

        Exchange(bench, server);
    }

    [Fact]
    public void StayOnline_AllIsWell_ChangesNothing()
    {
        using Bench bench = new(open: false);
        CellularConnection connection = new(bench.Modem);
        connection.GoOnline(Options());

        Assert.False(connection.StayOnline(Options()));
    }

    [Fact]
    public void StayOnline_AfterEachLoss_CarriesATlsConnection()
    {
        using TestServer server = new();
        using Bench bench = new(open: false);
        CellularConnection connection = new(bench.Modem);
        connection.GoOnline(Options());
        Exchange(bench, server);
        Action[] losses =
        [
            () => bench.Module.LosePdpContext(),
            () => bench.Module.LoseRegistration(s_while),
            () => bench.Module.Reboot(),
            () => bench.Module.EnterPowerSaving(s_while),
        ];

        foreach (Action lose in losses)
        {
            lose();

            // What the module says of it may still be on its way: then the first look finds all well.
            Assert.True(SpinWait.SpinUntil(() => connection.StayOnline(Options()), Bench.Limit));
            Exchange(bench, server);
        }
    }

    private static OnlineOptions Options() => new() { Apn = "iot.example" };

    private static void Slow(ModuleProfile profile, ModuleOptions options)
    {
        profile.ApplyTo(options);
        options.RegistrationTime = s_while;
        options.SimStartTime = TimeSpan.FromSeconds(1);
    }

    private static OnlineException Failure(Action call) => Assert.Throws<OnlineException>(call);

    private static int Count(Bench bench, string command) => bench.Dialogue.Split("> " + command).Length - 1;

    private static void Exchange(Bench bench, TestServer server)
    {
        using SslSocket socket = bench.Context().Connect(Bench.ServerName, server.Port);
        using SslStream peer = server.Accept();
        socket.Send("ping"u8.ToArray(), 0, 4);
        byte[] received = new byte[4];
        peer.ReadExactly(received);
        Assert.Equal("ping"u8.ToArray(), received);
    }
}
