// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;

namespace DialogueFuzz;

/// <summary>
/// In what modules and firmwares of the family differ, as far as captures and vendors' documents tell (docs/module-facts.md).
/// None of it is a fault: a driver has to get on with each.
/// </summary>
internal sealed class ModuleTraits
{
    /// <summary>Gets or sets what asks for data.</summary>
    public string Prompt { get; set; } = "\r\n> ";

    /// <summary>Gets or sets a value indicating whether one CRLF, not two, stands between the payload of QSSLRECV and OK.</summary>
    public bool HasShortTrailer { get; set; }

    /// <summary>Gets or sets a value indicating whether a CRLF stands behind a pushed payload.</summary>
    public bool EndsPushes { get; set; }

    /// <summary>Gets or sets a value indicating whether the result of an open begins with a CRLF of its own.</summary>
    public bool SpacesOpenResult { get; set; } = true;

    /// <summary>Gets the settings of QSSLCFG that the firmware does not know.</summary>
    public HashSet<string> UnknownSettings { get; } = [];

    /// <summary>Gets or sets a value indicating whether a file is read back with its drive.</summary>
    public bool ReadsBackDrive { get; set; }

    /// <summary>Gets or sets a value indicating whether numbers of suites are read back in small letters.</summary>
    public bool ReadsBackLower { get; set; }

    /// <summary>Gets or sets a value indicating whether file names are read back without quotes.</summary>
    public bool ReadsBackBare { get; set; }

    /// <summary>Gets or sets a value indicating whether a key is read back with a field for its password.</summary>
    public bool ReadsBackPassword { get; set; }

    /// <summary>Gets or sets a value indicating whether QSSLCLOSE takes a time-out.</summary>
    public bool TakesCloseTimeout { get; set; } = true;

    /// <summary>Gets or sets a value indicating whether closing what is not open is an ERROR.</summary>
    public bool RefusesNeedlessClose { get; set; }

    /// <summary>Gets or sets a value indicating whether the state of an id that is not in use is an ERROR.</summary>
    public bool RefusesUnknownState { get; set; }

    /// <summary>Gets or sets a value indicating whether a connection that works is printed as state 3.</summary>
    public bool PrintsStateThree { get; set; }

    /// <summary>Gets or sets a value indicating whether data are announced again only after a read that found none.</summary>
    public bool AnnouncesAfterEmptyRead { get; set; }

    /// <summary>Gets or sets a value indicating whether an announcement in buffer mode says how much has come.</summary>
    public bool AnnouncesLength { get; set; }

    /// <summary>Gets or sets the port for URCs that the module has kept; it has to be uart1.</summary>
    public string UrcPort { get; set; } = "uart1";

    /// <summary>Gets or sets a value indicating whether the firmware knows the port for URCs.</summary>
    public bool KnowsUrcPort { get; set; } = true;

    /// <summary>Gets or sets a value indicating whether the firmware knows QISDE.</summary>
    public bool KnowsDataEcho { get; set; } = true;

    /// <summary>Gets or sets a value indicating whether sent data are echoed until QISDE=0.</summary>
    public bool EchoesData { get; set; }

    /// <summary>Gets or sets how errors are told after a restart: 0, 1 or 2.</summary>
    public int ErrorForm { get; set; }

    /// <summary>Gets or sets a value indicating whether commands between RDY and APP RDY are answered ERROR.</summary>
    public bool RefusesWhileBooting { get; set; }

    /// <summary>Gets or sets a value indicating whether POWERED DOWN has no line end.</summary>
    public bool OmitsLastLineEnd { get; set; }

    /// <summary>Gets or sets a value indicating whether sockets are gone with their PDP context; else their state is closing.</summary>
    public bool ForgetsDeadSockets { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether sockets whose PDP context is lost are called closed, as if by their peers (application note
    /// 2.2.2).
    /// </summary>
    public bool ClosesDeadSockets { get; set; }

    /// <summary>Gets or sets a value indicating whether an open without a PDP context ends with a URC, not with ERROR.</summary>
    public bool ReportsFailureLate { get; set; }

    /// <summary>Gets or sets a value indicating whether an id stays taken when an open has failed.</summary>
    public bool KeepsFailedId { get; set; }

    /// <summary>Gets or sets a value indicating whether what is pushed while another socket has the line is lost.</summary>
    public bool DropsPushes { get; set; }

    /// <summary>Gets or sets a value indicating whether a command is found behind other bytes of its line.</summary>
    public bool FindsCommand { get; set; }

    /// <summary>Gets or sets a value indicating whether a line that is no command is answered ERROR.</summary>
    public bool RefusesNonsense { get; set; }

    /// <summary>Gets or sets a value indicating whether activating an active context is an ERROR.</summary>
    public bool RefusesNeedlessActivation { get; set; }

    /// <summary>Gets or sets a value indicating whether a file name is listed with its drive.</summary>
    public bool ListsDrive { get; set; }

    /// <summary>Gets or sets a value indicating whether rows of an answer have a CRLF each before them.</summary>
    public bool SpacesRows { get; set; }

    /// <summary>Gets or sets a value indicating whether the clock survives a restart.</summary>
    public bool KeepsClock { get; set; } = true;

    /// <summary>Gets or sets which ids something else in the module holds, a bit each.</summary>
    public int HeldIds { get; set; }

    /// <summary>Gets or sets how long an answer takes at most, in milliseconds.</summary>
    public int LongestAnswer { get; set; } = 20;

    /// <summary>Gets or sets how long a connection takes at most, in milliseconds.</summary>
    public int LongestOpen { get; set; } = 5000;

    /// <summary>Draws a firmware.</summary>
    public static ModuleTraits Draw(Chance chance)
    {
        ModuleTraits traits = new()
        {
            Prompt = chance.Of("\r\n> ", "\r\n> ", "\r\n>", "> ", ">"),
            HasShortTrailer = chance.OneIn(3),
            EndsPushes = chance.OneIn(2),
            SpacesOpenResult = !chance.OneIn(4),
            ReadsBackDrive = chance.OneIn(4),
            ReadsBackLower = chance.OneIn(6),
            ReadsBackBare = chance.OneIn(8),
            ReadsBackPassword = chance.OneIn(6),
            TakesCloseTimeout = !chance.OneIn(4),
            RefusesNeedlessClose = chance.OneIn(2),
            RefusesUnknownState = chance.OneIn(4),
            PrintsStateThree = chance.OneIn(8),
            AnnouncesAfterEmptyRead = chance.OneIn(2),
            AnnouncesLength = chance.OneIn(6),
            UrcPort = chance.OneIn(5) ? chance.Of("usbat", "usbmodem") : "uart1",
            KnowsUrcPort = !chance.OneIn(8),
            KnowsDataEcho = !chance.OneIn(4),
            EchoesData = chance.OneIn(10),
            ErrorForm = chance.Of(0, 1, 2),
            RefusesWhileBooting = chance.OneIn(2),
            OmitsLastLineEnd = chance.OneIn(2),
            ForgetsDeadSockets = chance.OneIn(3),
            ReportsFailureLate = chance.OneIn(2),
            KeepsFailedId = chance.OneIn(3),
            DropsPushes = chance.OneIn(2),
            FindsCommand = chance.OneIn(2),
            RefusesNonsense = chance.OneIn(2),
            RefusesNeedlessActivation = chance.OneIn(3),
            ListsDrive = chance.OneIn(3),
            SpacesRows = chance.OneIn(3),
            KeepsClock = !chance.OneIn(6),
            HeldIds = chance.OneIn(5) ? (1 << chance.Below(12)) | (1 << chance.Below(12)) : 0,
            LongestAnswer = chance.Of(2, 20, 20, 300),
            LongestOpen = chance.Of(600, 5000, 15000),
        };

        traits.ClosesDeadSockets = !traits.ForgetsDeadSockets && chance.OneIn(3);
        traits.EchoesData &= traits.KnowsDataEcho;
        traits.UrcPort = traits.KnowsUrcPort ? traits.UrcPort : "uart1";

        foreach (string name in new[] { "session", "dtls", "dtlsversion", "sni", "checkhost" })
        {
            if (chance.OneIn(name is "sni" or "checkhost" ? 40 : 8))
            {
                traits.UnknownSettings.Add(name);
            }
        }

        return traits;
    }
}
