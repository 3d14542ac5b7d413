// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.CommandLine;
using System.Linq;
using Bg95Cellular;
using Bg95Ssl;

namespace Bg95Tool;

/// <summary>"info": what the module is, hears and holds. It changes nothing.</summary>
internal sealed class InfoCommand(CommandRun run)
{
    private const int MostFiles = 64;

    private readonly CommonOptions _common = new();

    public Command Build()
    {
        Command command = new("info", "Tells what the module is, hears and holds: model, SIM card, registration, signal, files, TLS. Changes nothing.");
        _common.AddTo(command);
        command.SetAction(result => run.Run("info", _common.Read(result), Read));
        return command;
    }

    /// <summary>Asks the module.</summary>
    public static InfoResult Read(Session session)
    {
        Bg95Modem modem = session.Modem;
        session.Begin("module", "asking the module what it is");
        ModuleInfo module = ModuleInfo.Read(modem);
        session.Begin("SIM card", "asking for the SIM card");
        SimState sim = session.Connection.Sim.GetState();
        string? iccid = Try(session.Connection.Sim.GetIccid);
        string? imsi = Try(session.Connection.Sim.GetImsi);
        session.Begin("registration", "asking for registration and signal");
        Registration registration = session.Connection.Network.GetRegistration();
        ServingNetwork? network = Try(session.Connection.Network.GetServingNetwork);
        SignalQuality signal = session.Connection.Network.GetSignal();
        session.Begin("data connection", "asking for PDP contexts and clock");
        PdpContext[] contexts = [.. Enumerable.Range(0, PdpContexts.MaximumId).Select(_ => new PdpContext())];
        int active = modem.Pdp.GetActive(contexts);
        DateTime? clock = Try(() => (object)modem.Clock.GetUtc()) as DateTime?;
        session.Begin("file", "asking for files");
        ModuleFile[] files = [.. Enumerable.Range(0, MostFiles).Select(_ => new ModuleFile())];
        int fileCount = Math.Min(MostFiles, modem.Files.List("*", files));
        session.Begin("TLS", "asking what TLS it can do");
        string[] supported = Try(modem.SslContexts.GetSupported) ?? [];
        return new InfoResult
        {
            Manufacturer = Told(module.Manufacturer),
            Model = Told(module.Model),
            Firmware = Told(module.Revision),
            Imei = Told(module.Imei),
            Sim = NameOf(sim),
            Iccid = Told(iccid),
            Imsi = Told(imsi),
            Registration = Describe(registration, network),
            Signal = Describe(signal),
            PdpContexts = [.. contexts.Take(active).Select(context => new InfoResult.PdpInfo(context.Id, context.Address))],
            Clock = clock is { Year: >= 2024 } ? clock : null,
            Files = [.. files.Take(fileCount).Select(file => new InfoResult.FileInfo(file.Name, file.Size < 0 ? null : file.Size))],
            Storage = Try(() => ReadStorage(modem)),
            Tls = [.. supported.Select(Capability).OfType<InfoResult.TlsCapability>()],
        };
    }

    /// <summary>The registration as the tool's JSON has it.</summary>
    public static InfoResult.RegistrationInfo Describe(Registration registration, ServingNetwork? network)
    {
        RadioTechnology technology = registration.Technology == RadioTechnology.Unknown && network != null ? network.Technology : registration.Technology;
        string? name = technology switch
        {
            RadioTechnology.Gsm => "GSM",
            RadioTechnology.LteM => "LTE-M",
            RadioTechnology.NbIot => "NB-IoT",
            _ => null,
        };
        return new InfoResult.RegistrationInfo(
            registration.State switch
            {
                RegistrationState.Home => "home",
                RegistrationState.Roaming => "roaming",
                RegistrationState.Searching => "searching",
                RegistrationState.Denied => "denied",
                RegistrationState.NotSearching => "not searching",
                _ => "unknown",
            },
            registration.IsRegistered,
            name,
            Told(network?.Operator),
            Told(network?.Band),
            network is { Channel: >= 0 } ? network.Channel : null,
            Told(registration.AreaCode),
            Told(registration.CellId));
    }

    /// <summary>The signal as the tool's JSON has it.</summary>
    public static InfoResult.SignalInfo Describe(SignalQuality signal) => new(
        signal.TryGetRssi(out int rssi) ? rssi : null,
        signal.TryGetRsrp(out int rsrp) ? rsrp : null,
        signal.TryGetSinr(out int sinr) ? sinr : null,
        signal.TryGetRsrq(out int rsrq) ? rsrq : null);

    private static InfoResult.StorageInfo ReadStorage(Bg95Modem modem)
    {
        int free = modem.Files.GetSpace(out int total);
        return new InfoResult.StorageInfo(free, total);
    }

    private static string? Told(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static string NameOf(SimState state) => state switch
    {
        SimState.Ready => "ready",
        SimState.PinNeeded => "wants its PIN",
        SimState.PukNeeded => "wants its PUK",
        SimState.Pin2Needed => "ready, wants PIN2",
        SimState.ModuleLocked => "the module is locked to another card or network",
        SimState.Absent => "none",
        SimState.Busy => "starting",
        SimState.Failed => "failed, or the radio is off",
        _ => "unknown",
    };

    // +QSSLCFG: "sslversion",(0-5),(0-4)
    private static InfoResult.TlsCapability? Capability(string line)
    {
        string[] parts = line.Split('"', 3);
        int comma = parts.Length == 3 ? parts[2].IndexOf(',', 1) : -1;
        return parts.Length < 3 ? null : new InfoResult.TlsCapability(parts[1], comma < 0 ? parts[2].TrimStart(',') : parts[2][(comma + 1)..]);
    }

    // What the module refuses to tell is not told; the rest is.
    private static T? Try<T>(Func<T> question)
        where T : class
    {
        try
        {
            return question();
        }
        catch (Bg95Exception fault) when (fault.Error is Bg95Error.Rejected or Bg95Error.UnexpectedAnswer or (> Bg95Error.Success))
        {
            return null;
        }
    }
}
