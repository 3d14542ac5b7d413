// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;

namespace Bg95Emulator;

/// <summary>
/// eDRX (module facts 18): what AT+CEDRXS asked for, for LTE-M (4) and NB-IoT (5), and what the network grants. It is kept over
/// a restart [chosen, as power saving is]. The emulator delays nothing by it.
/// </summary>
internal sealed class ExtendedDrx
{
    public const int LteM = 4;
    public const int NbIot = 5;

    /// <summary>The paging window the network adds; 3GPP TS 24.008 has 0011 for 5.12 s.</summary>
    public const string PagingWindow = "0011";

    private readonly ModuleState _module;

    public ExtendedDrx(ModuleState module)
    {
        _module = module;
    }

    /// <summary>The cycles asked for, by technology; those that are switched off are not there.</summary>
    public SortedDictionary<int, string> Requested { get; } = [];

    /// <summary>AT+CEDRXS=2: what the network grants is reported.</summary>
    public bool Reports { get; set; }

    /// <summary>What the network grants for the technology in use; null: nothing is used.</summary>
    public (int Technology, string Requested, string Granted)? InUse
    {
        get
        {
            int technology = _module.Registration.Cell?.Technology switch
            {
                RadioTechnology.LteM => LteM,
                RadioTechnology.NbIot => NbIot,
                _ => 0,
            };
            return Requested.TryGetValue(technology, out string? asked)
                && (_module.Options.Network.GrantedEdrx ?? asked) is { Length: > 0 } granted
                ? (technology, asked, granted)
                : null;
        }
    }
}
