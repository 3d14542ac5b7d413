// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Bg95Tool;

/// <summary>What "info" has found. What the module does not tell is null.</summary>
internal sealed record InfoResult : IToolResult
{
    public required string? Manufacturer { get; init; }

    public required string? Model { get; init; }

    public required string? Firmware { get; init; }

    public required string? Imei { get; init; }

    public required string Sim { get; init; }

    public required string? Iccid { get; init; }

    public required string? Imsi { get; init; }

    public required RegistrationInfo Registration { get; init; }

    public required SignalInfo Signal { get; init; }

    public required IReadOnlyList<PdpInfo> PdpContexts { get; init; }

    public required DateTime? Clock { get; init; }

    public required IReadOnlyList<FileInfo> Files { get; init; }

    public required StorageInfo? Storage { get; init; }

    public required IReadOnlyList<TlsCapability> Tls { get; init; }

    public void Print(TextWriter output)
    {
        Text.Row(output, "module", Known($"{Manufacturer} {Model}".Trim()));
        Text.Row(output, "firmware", Known(Firmware));
        Text.Row(output, "IMEI", Known(Imei));
        Text.Row(output, "SIM card", Sim + (Iccid == null ? string.Empty : ", ICCID " + Iccid) + (Imsi == null ? string.Empty : ", IMSI " + Imsi));
        Text.Row(output, "registration", Registration.ToString());
        Text.Row(output, "signal", Signal.ToString());
        Text.Row(output, "data", PdpContexts.Count == 0 ? "no PDP context is active" : string.Join("; ", PdpContexts));
        Text.Row(output, "clock", Clock is DateTime clock ? Text.Invariant($"{clock:yyyy-MM-dd HH:mm:ss} UTC") : "not set");
        Text.Row(output, "files", Storage == null ? "not told" : $"{Text.Size(Storage.Free)} of {Text.Size(Storage.Total)} free");
        foreach (FileInfo file in Files)
        {
            Text.Row(output, string.Empty, file.ToString());
        }

        Text.Row(output, "TLS", Tls.Count == 0 ? "not told" : string.Join(", ", Tls.Select(item => item.Name)));
        foreach (TlsCapability capability in Tls.Where(item => item.Name is "sslversion" or "ciphersuite"))
        {
            Text.Row(output, string.Empty, capability.Name + " " + capability.Values.Replace(",", ", ", System.StringComparison.Ordinal));
        }
    }

    private static string Known(string? text) => string.IsNullOrEmpty(text) ? "not told" : text;

    internal sealed record RegistrationInfo(string State, bool IsRegistered, string? Technology, string? Operator, string? Band, int? Channel, string? AreaCode, string? CellId)
    {
        public override string ToString() => string.Join(", ", ((string?[])[State, Technology, Operator == null ? null : "operator " + Operator, Band]).Where(part => part != null));
    }

    internal sealed record SignalInfo(int? RssiDbm, int? RsrpDbm, int? SinrDb, int? RsrqDb)
    {
        public override string ToString()
        {
            List<string> parts = [];
            Add(parts, "RSSI", RssiDbm, "dBm");
            Add(parts, "RSRP", RsrpDbm, "dBm");
            Add(parts, "SINR", SinrDb, "dB");
            Add(parts, "RSRQ", RsrqDb, "dB");
            return parts.Count == 0 ? "nothing heard" : string.Join(", ", parts);
        }

        private static void Add(List<string> parts, string name, int? value, string unit)
        {
            if (value != null)
            {
                parts.Add($"{name} {value} {unit}");
            }
        }
    }

    internal sealed record PdpInfo(int Id, string Address)
    {
        public override string ToString() => $"PDP context {Id}, address {Address}";
    }

    internal sealed record FileInfo(string Name, int? Size)
    {
        public override string ToString() => Name + (Size is int size ? $", {size} bytes" : string.Empty);
    }

    internal sealed record StorageInfo(int Free, int Total);

    internal sealed record TlsCapability(string Name, string Values);
}
