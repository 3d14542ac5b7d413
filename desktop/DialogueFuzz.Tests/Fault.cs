// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace DialogueFuzz.Tests;

/// <summary>What a driver may do wrong; each must be found.</summary>
internal enum Fault
{
    None,

    /// <summary>Writes no settings: the module checks no server.</summary>
    WritesNoSettings,

    /// <summary>Writes them once, however often the module starts anew.</summary>
    WritesSettingsOnce,

    /// <summary>Takes the first result of an open for its own, whosever it is.</summary>
    BelievesInConnection,

    /// <summary>Gives a program a byte too few in the middle.</summary>
    LosesByte,

    /// <summary>Gives a program another byte than came.</summary>
    ChangesByte,

    /// <summary>Says at the end of what has come that the peer has closed.</summary>
    EndsEarly,

    /// <summary>Never says that the peer has closed.</summary>
    EndsNever,

    /// <summary>Stops reading and says nothing.</summary>
    StopsReading,

    /// <summary>Writes where it must not.</summary>
    WritesBeside,

    /// <summary>Says that it has sent, and has not.</summary>
    ForgetsSend,

    /// <summary>Sends twice.</summary>
    SendsTwice,

    /// <summary>Sends to another socket.</summary>
    SendsElsewhere,

    /// <summary>Takes longer than it says.</summary>
    TakesLong,

    /// <summary>Never comes back.</summary>
    Hangs,

    /// <summary>Throws what it may not.</summary>
    ThrowsInternals,

    /// <summary>Throws with no cause.</summary>
    ThrowsForNothing,

    /// <summary>Takes arguments that are wrong.</summary>
    TakesAnything,

    /// <summary>Does not close in the module.</summary>
    KeepsIds,

    /// <summary>Raises no events.</summary>
    RaisesNothing,

    /// <summary>Has a thread that ends by an exception.</summary>
    LosesThread,

    /// <summary>Has a thread that lives on.</summary>
    LeavesThread,

    /// <summary>Works no more after a missing answer.</summary>
    NeverRecovers,

    /// <summary>Looks for bytes again and again without letting time pass.</summary>
    Spins,

    /// <summary>Reads the line from two threads.</summary>
    ReadsTwice,
}
