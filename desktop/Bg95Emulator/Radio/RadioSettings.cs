// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;
using System.Numerics;

namespace Bg95Emulator;

/// <summary>What AT+QCFG says of the radio; it is kept over a restart (module facts 15).</summary>
/// <param name="ScanSequence">"nwscanseq" as it was written: 01 GSM, 02 LTE-M, 03 NB-IoT.</param>
/// <param name="ScanMode">"nwscanmode": 0 all, 1 GSM, 3 LTE.</param>
/// <param name="LteMode">"iotopmode": 0 LTE-M, 1 NB-IoT, 2 both.</param>
/// <param name="ServiceDomain">"servicedomain": 1 data, 2 both.</param>
/// <param name="GsmBands">First mask of "band".</param>
/// <param name="LteMBands">Second mask of "band".</param>
/// <param name="NbIotBands">Third mask of "band".</param>
internal sealed record RadioSettings(
    string ScanSequence,
    int ScanMode,
    int LteMode,
    int ServiceDomain,
    BigInteger GsmBands,
    BigInteger LteMBands,
    BigInteger NbIotBands)
{
    private const string DefaultLteMBands = "100002000000000f0e189f";
    private const string DefaultNbIotBands = "10004200000000090e189f";

    /// <summary>As a BG95-M3 reads them back when nobody has changed them; without GSM where the member has none.</summary>
    public static RadioSettings Defaults(ModuleOptions options) => new(
        options.HasGsm ? "020301" : "0203",
        0,
        options.LteMode,
        2,
        options.HasGsm ? 0xF : 0,
        BandMask.Parse(DefaultLteMBands)!.Value,
        BandMask.Parse(DefaultNbIotBands)!.Value);

    /// <summary>The technologies in the order of the search.</summary>
    public static bool TryParseSequence(string text, bool hasGsm, out List<RadioTechnology> order)
    {
        order = [];
        if (text == "00")
        {
            return true;
        }

        for (int i = 0; i + 1 < text.Length; i += 2)
        {
            RadioTechnology? next = text[i..(i + 2)] switch
            {
                "01" when hasGsm => RadioTechnology.Gsm,
                "02" => RadioTechnology.LteM,
                "03" => RadioTechnology.NbIot,
                _ => null,
            };
            if (next == null || order.Contains(next.Value))
            {
                return false;
            }

            order.Add(next.Value);
        }

        return order.Count > 0 && text.Length % 2 == 0;
    }

    /// <summary>
    /// The technologies that are searched. The sequence only orders: those it does not name come last [chosen], in the order
    /// of the default; the two modes decide which there are.
    /// </summary>
    public List<RadioTechnology> SearchOrder(bool hasGsm)
    {
        TryParseSequence(ScanSequence, hasGsm, out List<RadioTechnology> order);
        foreach (RadioTechnology technology in (RadioTechnology[])[RadioTechnology.LteM, RadioTechnology.NbIot, RadioTechnology.Gsm])
        {
            if (!order.Contains(technology))
            {
                order.Add(technology);
            }
        }

        return order.FindAll(technology => technology switch
        {
            RadioTechnology.Gsm => hasGsm && ScanMode != 3,
            RadioTechnology.LteM => ScanMode != 1 && LteMode != 1,
            _ => ScanMode != 1 && LteMode != 0,
        });
    }

    public List<int> Bands(RadioTechnology technology) => BandMask.Bands(
        technology switch
        {
            RadioTechnology.Gsm => GsmBands,
            RadioTechnology.LteM => LteMBands,
            _ => NbIotBands,
        },
        technology);
}
